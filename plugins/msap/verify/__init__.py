"""Verification: the built site is read again and its faults are reported."""
