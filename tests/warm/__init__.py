"""Builds that take what they can from the one before must give what a first build gives."""
