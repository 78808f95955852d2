"""Open now, written a second time in Python, to hold the script of every page to it."""
