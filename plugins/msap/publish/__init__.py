"""From records to the files of the site."""
