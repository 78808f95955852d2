"""A kind of editorial content that the site does not have, to show what adding one costs."""
