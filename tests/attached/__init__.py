"""Attached files made for the tests: photos, drawings, documents, sound and hostile."""
