"""Attached files validated by their content: each module gives the reasons to refuse one kind."""
