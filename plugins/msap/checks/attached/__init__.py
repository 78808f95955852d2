"""Attached files judged by what they hold: each module gives the reasons to refuse one kind."""
