"""One thing looked at on this machine."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """What was looked at, and what is wrong with it; `remedy` is a command, or what to do."""

    what: str
    wrong: str = ""
    remedy: str = ""

    @property
    def is_sound(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.wrong
