"""A kind of editorial content and a page that the site does not have: what adding one costs."""
