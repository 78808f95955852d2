"""Tests of the measures of page cost."""
