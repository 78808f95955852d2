"""Tests of what sends a site to its servers; a package, for its helpers are shared."""
