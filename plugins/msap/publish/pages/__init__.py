"""The pages of the directory and of the site itself, one module a kind."""
