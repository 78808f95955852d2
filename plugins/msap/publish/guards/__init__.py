"""What a build must not lose of the site that it replaces."""
