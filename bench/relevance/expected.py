"""The questions, and which addresses answer each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from msap.domain.addresses import communes_url, departement_url
from msap.publish.directory import Directory
from msap.publish.locations import Point

_COMMUNE = re.compile(r"(.+) \((\w+)\)")
_NEAREST = 2


@dataclass(frozen=True)
class ExpectedAnswer:
    """A question, its kind, and what answers it: addresses, beginnings of them, or a commune."""

    kind: str
    text: str
    addresses: frozenset[str]
    beginnings: tuple[str, ...] = ()
    commune: tuple[str, str] | None = None

    def is_on(self, site: Path) -> bool:
        """Return whether a page that answers is on the built site."""
        return any((site / address / "index.html").is_file() for address in self.addresses)

    def is_answered_by(self, url: str, commune: tuple[str, str] | None) -> bool:
        """Return whether a result, an address or a commune to choose, answers the question."""
        if commune is not None and self.commune is not None:
            return commune == self.commune
        return url in self.addresses or any(url.startswith(one) for one in self.beginnings)


def read_questions(files: Iterable[Path], directory: Directory) -> list[ExpectedAnswer]:
    """Read the files; a commune is answered by its places, else by the two nearest.

    The page that lists a department's communes, each with its nearest place, is an answer as well
    for a commune that has none.
    """
    kind, questions = "", []
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            text, answer = line.split("|")
            questions.append(_question(kind, text, answer, directory))
    return questions


def _question(kind: str, text: str, answer: str, directory: Directory) -> ExpectedAnswer:
    departements = directory.catalogue.referentials.departements
    if match := _COMMUNE.fullmatch(answer):
        return _commune_question(kind, text, match[1], match[2], directory)
    sort, value = answer.split(":", 1)
    if sort == "lieu":
        return ExpectedAnswer(kind, text, frozenset({f"lieux/{value}/"}))
    if sort == "dep":
        return ExpectedAnswer(kind, text, frozenset(), (departement_url(departements[value]),))
    if sort == "reg":
        return ExpectedAnswer(kind, text, frozenset({f"annuaire/{value}/"}))
    return ExpectedAnswer(kind, text, frozenset(value.split(",")))


def _commune_question(
    kind: str, text: str, name: str, code: str, directory: Directory
) -> ExpectedAnswer:
    geography = directory.geography
    commune = next(
        one for one in geography.communes.values() if (one.name, one.departement) == (name, code)
    )
    insees = {
        commune.insee,
        *(c.insee for c in geography.communes.values() if c.parent == commune.insee),
    }
    inside = set()
    for location in directory.locations:
        today = geography.current(location.address.insee)
        if today and today.insee in insees:
            inside.add(location.url)
    beginnings: tuple[str, ...] = ()
    if not inside and commune.lat is not None and commune.lon is not None:
        point = Point(commune.lat, commune.lon, is_approximate=True)
        inside = {one.location.url for one in directory.nearest(point, _NEAREST)}
        beginnings = (communes_url(directory.catalogue.referentials.departements[code]),)
    return ExpectedAnswer(kind, text, frozenset(inside), beginnings, (name, code))
