"""The PDF documents of the publications, printed from Markdown sources kept beside this tool.

`PYTHONPATH=plugins python -m tools.documents`, run from the root, writes `content/documents/<name>.pdf` for each
`sources/<name>.md`.
"""
