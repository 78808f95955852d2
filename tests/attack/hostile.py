"""Lists, network and front matter full of payloads, for a project that checks them or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import cycle
from pathlib import PurePath
from typing import Any

from pydantic import TypeAdapter

from msap.checks.wording import of_text
from msap.source.catalogue import Catalogue, read_catalogue
from msap.source.network import Network
from msap.source.problems import Position, Severity
from msap.source.referentials import (
    Departement,
    PartnerKind,
    PorteurKind,
    Region,
    ServiceKind,
)
from msap.source.types import Text
from tests.attack.growing import Fixed, Leaf, Path, grow, is_accepted, valid
from tests.attack.payloads import PAYLOADS
from tests.projects import MINI_SITE_RECORDS, sample_data

ACCEPTED = tuple(
    text
    for text in PAYLOADS.values()
    if all(
        problem.severity is not Severity.ERROR for problem in of_text(PurePath(), text, Position())
    )
)
"""The payloads that no rule on words refuses, wherever they stand."""

LONGEST_NAME = 120
"""Characters of a territory's payload: its name becomes the name of a folder."""


def unchecked() -> Leaf:
    """Return each payload in turn, whatever the field."""
    texts = cycle(PAYLOADS.values())
    return lambda _path, _declared: next(texts)


class Accepting:
    """Tells which payloads each declared type accepts; each type is asked once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def payloads(self, declared: Any) -> tuple[str, ...]:  # noqa: ANN401 - a type expression
        """Return the payloads that a type accepts."""
        key = repr(declared)
        if key not in self._known:
            adapter = TypeAdapter(declared)
            self._known[key] = tuple(t for t in ACCEPTED if is_accepted(adapter, t))
        return self._known[key]

    def in_turn(self) -> Leaf:
        """Return in turn the payloads that the field accepts."""
        turns: dict[str, Iterator[str]] = {}

        def leaf(path: Path, declared: Any) -> str:  # noqa: ANN401 - a type expression
            key = repr(declared)
            if key not in turns:
                turns[key] = cycle(self.payloads(declared) or (valid(path, declared),))
            return next(turns[key])

        return leaf

    def wherever(self, text: str) -> Leaf:
        """Return this payload where the field accepts it, and a harmless text elsewhere."""

        def leaf(path: Path, declared: Any) -> str:  # noqa: ANN401 - a type expression
            return text if text in self.payloads(declared) else valid(path, declared)

        return leaf


def hostile_lists(leaf: Leaf, network: Leaf) -> Catalogue:
    """Return the project's catalogue with every text of its lists and of its network changed.

    Keys stay, and names of territories begin as they were: they decide addresses.
    """
    real = read_catalogue(sample_data(), MINI_SITE_RECORDS).catalogue
    assert real
    lists = real.referentials

    def each(model: Any, known: Mapping[str, object]) -> dict[str, Any]:  # noqa: ANN401
        return {
            key: grow(
                model,
                leaf,
                {
                    ("PartnerKind", "field"): getattr(one, "field", ""),
                    ("PartnerName", "until"): None,
                },
            )
            for key, one in known.items()
        }

    def territory(model: Any, known: Any) -> Any:  # noqa: ANN401
        name = f"{known.name} {leaf(('name',), Text)}"
        fixed: Fixed = {
            (model.__name__, "code"): known.code,
            (model.__name__, "name"): name[:LONGEST_NAME].strip(),
            (model.__name__, "region"): getattr(known, "region", ""),
        }
        return grow(model, leaf, fixed)

    return replace(
        real,
        network=grow(
            Network,
            network,
            {("OfferedPartner", "id"): "msa", ("Offer", "services"): ("mobilite",)},
        ),
        referentials=lists._replace(
            partners=each(PartnerKind, lists.partners),
            services=each(ServiceKind, lists.services),
            porteurs=each(PorteurKind, lists.porteurs),
            regions={key: territory(Region, region) for key, region in lists.regions.items()},
            departements={key: territory(Departement, d) for key, d in lists.departements.items()},
        ),
    )
