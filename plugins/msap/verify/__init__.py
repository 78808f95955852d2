"""Files to faults: the built site read again, as those who read it will."""
