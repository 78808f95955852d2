"""Maintenance and set-up commands; nothing of the site imports them."""
