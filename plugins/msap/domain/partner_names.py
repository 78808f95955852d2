"""What partners are called: one name a day, and all those that people may still type."""

from __future__ import annotations

from datetime import date

from msap.source.referentials import PartnerKind, PartnerName


def name_on(kind: PartnerKind, day: date) -> PartnerName:
    """Return the name that a partner bears on a day."""
    return next(name for name in kind.names if name.until is None or name.until >= day)


def every_name(kind: PartnerKind) -> tuple[str, ...]:
    """Return all that a partner is or was called, short and long without brackets, each once."""
    names = [
        word for name in kind.names for word in (name.listed, name.name.split(" (", maxsplit=1)[0])
    ]
    return tuple(dict.fromkeys([*names, *kind.other_names]))
