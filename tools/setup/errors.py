"""The one way a set-up step fails."""


class SetupError(Exception):
    """A step cannot be done; the text says what the person at the keyboard can do about it."""
