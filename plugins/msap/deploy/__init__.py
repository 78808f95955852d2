"""A built site to the servers that give it to the public."""
