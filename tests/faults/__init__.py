"""What can go wrong in a build: each fault ends in words, and the live site stays as it was."""
