"""What can go wrong in a build: each fault ends in words, and the site in place stays as it was."""
