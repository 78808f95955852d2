"""The kinds of regression that can be accepted, in a module that is quick to import."""

from __future__ import annotations

from enum import StrEnum


class Regression(StrEnum):
    """What can be lost, named as the option `--accept-…` that allows it."""

    FEWER = "fewer"
    EARLIER = "earlier"
    LOST = "lost"
    POORER = "poorer"

    @property
    def words(self) -> str:
        """Return what a request on a forge says after « Accepte : » to allow it."""
        return _WORDS[self]

    @property
    def way(self) -> str:
        """Return how to allow it, on a command line and on a forge."""
        return (
            f"ajoutez --accept-{self} à la commande, ou à la description de la demande de relecture "
            f"la ligne « Accepte : {self.words} »"
        )


_WORDS = {
    Regression.FEWER: "fiches en moins",
    Regression.EARLIER: "date antérieure",
    Regression.LOST: "adresses perdues",
    Regression.POORER: "informations en moins",
}
