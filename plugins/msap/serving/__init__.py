"""The site on this machine: served, built again on every change, shown again by the browser."""
