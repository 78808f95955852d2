"""From sources to the live site: tasks planned, pages written on every core, folders exchanged.

Only `serve` remembers anything, in its memory; the layers before this one know of no memory.
"""
