"""The size limits of pages, shared by the rules of sources and of built pages."""

from __future__ import annotations

MOST_ELEMENTS = 350
"""Elements of any page: beyond, an old phone waits (class A of EcoIndex)."""

MOST_BYTES_OF_A_PLACE = 18 * 1024
"""Bytes of the page of a place with its style and its script, compressed.

What most places say makes 12 KB, which a server sends at once on a new connection (14 KB).
"""

MOST_BYTES = 20 * 1024
"""The same of the other pages."""
