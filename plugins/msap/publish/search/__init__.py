"""Search: Whoosh analyses and indexes at build time, browsers read its postings in shards."""
