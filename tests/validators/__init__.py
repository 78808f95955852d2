"""Whole sites under the HTML validators."""
