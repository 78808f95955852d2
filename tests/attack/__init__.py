"""Hostile text in every place a person could write it: nothing of it ever runs."""
