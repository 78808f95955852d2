"""Measures, kept apart from the tests: whole processes, on a list given by the person."""
