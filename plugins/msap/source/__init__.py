"""From text to records: the only layer that reads the files editors write."""
