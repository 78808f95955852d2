"""Styles and scripts: bundled from `theme/src`, with the constants that Python alone declares."""
