"""Tools that read a built site and answer with findings."""
