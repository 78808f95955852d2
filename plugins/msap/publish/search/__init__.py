"""Search: names and Whoosh's postings of texts, which browsers read in shards."""
