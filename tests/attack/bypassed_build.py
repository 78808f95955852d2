"""Builds a site of hostile texts with every check taken away: `python -m tests.attack.bypassed_build`.

Records, lists, network and front matter are made without validation, then the real generator and
theme write them. What comes out can only be harmless by the way it is written.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, cycle
from pathlib import Path, PurePath
from typing import Any

import msap.build.pelican_plugin
from msap.build.request import Request
from msap.checks.report import Findings
from msap.checks.run import CheckReport
from msap.source.catalogue import Catalogue
from msap.source.editorial import Editorial, EditorialFile
from msap.source.editorial_kinds import (
    INFOGRAPHICS,
    KINDS,
    EditorialKind,
    FrontMatter,
    PartMatter,
)
from msap.source.entries import RecordEntry
from msap.source.located_yaml import MappingNode
from msap.source.msap import Closing, Form, Msap, Status, Withdrawn
from msap.source.problems import Position
from msap.source.synonyms import Synonyms
from tests.attack.growing import DAY, Fixed, Leaf, grow, unread
from tests.attack.hostile import hostile_lists, unchecked
from tests.attack.payloads import PAYLOADS, is_visible
from tests.projects import MINI_SITE_RECORDS, sample_project

_NOWHERE = MappingNode({}, {}, Position())
_STRUCTURE: Fixed = {
    ("Coordinates", "lon"): 2.0,
    ("Address", "insee"): "23001",
    ("Address", "postcode"): "23150",
    ("Partner", "id"): "caf",
    ("Msap", "services"): ("emploi",),
    ("Msap", "withdrawn"): Withdrawn(),
    ("Porteur", "type"): "commune",
    ("PublicationMatter", "files"): ("criteres-du-label.pdf",),
}
"""Keys of the referentials and of the territory: without them there would be no page to attack."""


def name_of(text: str, number: int) -> str:
    """Return a file name as hostile as one can be and still be a name on a disk."""
    kept = "".join(c for c in text if c.isprintable() and c not in "/?#%\\").replace("..", "")
    return f"{kept[:80].strip()}{number}"


def _only(text: str) -> Leaf:
    return lambda _path, _declared: text


def records() -> Iterator[Msap]:
    """Return, for each payload, an open place, a touring one, a project and two closed ones."""
    numbers = count()
    for text in PAYLOADS.values():
        for status, form in (
            (Status.OPEN, Form.FIXED),
            (Status.OPEN, Form.TOURING),
            (Status.PROJECT, Form.FIXED),
            (Status.CLOSED, Form.FIXED),
            (Status.CLOSED, Form.BUS),
        ):
            name, old = (name_of(text, next(numbers)) for _ in range(2))
            fixed = {
                **_STRUCTURE,
                ("Msap", "id"): name,
                ("Msap", "previous_ids"): (old,),
                ("Msap", "status"): status,
                ("Msap", "form"): form,
                ("Stop", "id"): name_of(text, 0),
                ("Msap", "opening"): "2027-03",
            }
            if not form.is_touring:
                fixed["Msap", "stops"] = ()
            if status is Status.CLOSED and form is Form.BUS:
                fixed["Msap", "closing"] = unread(Closing, {"reason": text, "date": DAY})
            elif status is Status.CLOSED:
                fixed["Closing", "replaced_by"] = name_of(text, next(numbers) - 8)
            yield grow(Msap, _only(text), fixed)


def catalogue() -> Catalogue:
    """Put the records beside hostile lists and a network whose every text is all the payloads."""
    texts = cycle(PAYLOADS.values())

    def everything(_path: object, _declared: object) -> str:
        first = next(texts)
        return "\n".join([first, *(text for text in PAYLOADS.values() if len(text) < 300)])

    hostile = hostile_lists(unchecked(), everything)
    synonyms = hostile.referentials.synonyms
    words: dict[str, object] = {name: getattr(synonyms, name) for name in Synonyms.model_fields}
    words["places"] = (*synonyms.places, *PAYLOADS.values())
    entries = [
        RecordEntry(PurePath("data/msap/23", f"{msap.id}.yml"), "", msap) for msap in records()
    ]
    return replace(
        hostile,
        entries=tuple(sorted(entries, key=lambda entry: entry.msap.id)),
        referentials=hostile.referentials._replace(synonyms=unread(Synonyms, words)),
    )


def editorial(content: Path) -> Editorial:
    """Write each payload as the front matter and the body of every kind of file."""

    def document(
        kind: EditorialKind[Any],
        model: type[FrontMatter],
        place: str,
        slug: str,
        text: str,
        fixed: Fixed | None = None,
    ) -> EditorialFile[Any]:
        matter = grow(model, _only(text), {**_STRUCTURE, **(fixed or {})})
        body = f"{text}\n\n## {text}\n\n## b\n\n## c\n\n- {text}\n\n> {text}\n\n| {text} |\n|---|\n| {text} |\n"
        path = PurePath("content", kind.folder, f"{place}.md")
        return EditorialFile(path, kind, slug, matter, body, 1, "", _NOWHERE)

    def file(kind: EditorialKind[Any], number: int, text: str) -> EditorialFile[Any] | None:
        slug = f"{kind.name}-{number}"
        fixed = None
        if kind is INFOGRAPHICS:
            if not is_visible(text):
                return None
            fixed = _chart(content, number, text)
        if not kind.has_parts:
            return document(kind, kind.matter, slug, slug, text, fixed)
        opening = document(kind, kind.matter, f"{slug}/index", slug, text)
        names = (f"{slug}-{part}" for part in range(2))
        parts = (document(kind, PartMatter, f"{slug}/{name}", name, text) for name in names)
        return replace(opening, parts=tuple(parts))

    files = [
        file(kind, number, text) for kind in KINDS for number, text in enumerate(PAYLOADS.values())
    ]
    return Editorial(content, tuple(filter(None, files)))


def _chart(content: Path, number: int, text: str) -> Fixed:
    """Write the table of a chart whose titles and cells are the payload; some are maps."""
    if number % 20 == 0:
        return {
            ("Chart", "kind"): "map",
            ("Chart", "data"): None,
            ("Chart", "records"): Status.OPEN,
        }
    cell = '"' + text.replace('"', '""') + '"'
    title = '"' + text.strip().replace('"', '""') + ' 2"'
    read = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    name = f"{number}.csv"
    (content / "infographies" / name).write_text(
        f"{cell},{title},valeur\n{cell},{cell},1\n{cell},{cell},2\n", encoding="utf-8", newline=""
    )
    return {
        ("Chart", "kind"): "steps" if number % 2 else "bars",
        ("Chart", "data"): name,
        ("Chart", "records"): None,
        ("Chart", "label"): read,
        ("Chart", "text"): f"{read} 2",
        ("Chart", "value"): "valeur",
    }


def main() -> int:
    """Build the site into the first argument, from the content in the second."""
    output, content = map(Path, sys.argv[1:])
    checked = CheckReport(catalogue(), editorial(content), Findings((), 0, 0.0))
    assert callable(vars(msap.build.pelican_plugin)["check_everything"])
    vars(msap.build.pelican_plugin)["check_everything"] = lambda *_arguments, **_options: checked
    msap.build.pelican_plugin.run_pelican(
        sample_project() / "publishconf.py",
        Request(is_fresh=True),
        MSAP_RECORDS=str(MINI_SITE_RECORDS),
        OUTPUT_PATH=str(output),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
