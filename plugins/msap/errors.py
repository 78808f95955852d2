"""What stops a command, each with the sentence people read."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - a refusal is not a fault of the program
    """Raised by any command when it will not go on; its text is French and complete.

    `exitcode` is what the process ends with; Pelican honours it too.
    """

    exitcode = 1
