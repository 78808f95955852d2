"""The relevance of the search: ours in browsers, Whoosh and Pagefind on one site."""
