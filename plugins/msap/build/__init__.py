"""From sources to the live site: tasks planned, pages written on every core, folders exchanged.

Only `serve` caches results, in memory; the layers before this one have no cache.
"""
