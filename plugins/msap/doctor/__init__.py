"""What this machine lacks, and what brings it; only Python's own library is needed to say so."""
