"""Makes the table of public holidays again, from the `holidays` library."""
