"""Tests of what is measured for readers."""
