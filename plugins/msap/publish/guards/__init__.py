"""Guards against regressions of the live site."""
