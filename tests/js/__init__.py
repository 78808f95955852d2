"""The parts of the site's script, run by Node."""
