"""Steps from a fresh machine to a ready project; only Python's own library is used here.

The Makefile calls them with the machine's Python, before the virtual environment exists.
"""
