"""Incremental builds must write what a first build writes."""
