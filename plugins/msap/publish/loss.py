"""What a site may lose of the one it replaces; alone here, for commands that begin at once."""

from __future__ import annotations

from enum import StrEnum


class Loss(StrEnum):
    """What can be lost, named as the option `--accept-…` that allows it."""

    FEWER = "fewer"
    EARLIER = "earlier"
    LOST = "lost"
    POORER = "poorer"
