"""Publication: from a built site to public servers."""
