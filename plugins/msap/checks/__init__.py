"""Rules that look at whole records and sets of records, and answer with problems."""
