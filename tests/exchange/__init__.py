"""Tests of the lists that come in."""
