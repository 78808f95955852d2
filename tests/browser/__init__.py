"""Pages driven in a real Chromium."""
