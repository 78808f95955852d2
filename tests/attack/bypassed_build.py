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
from msap.source.editorial import (
    ArticleMatter,
    Dossier,
    DossierMatter,
    Editorial,
    EditorialFile,
    FrontMatter,
    InfographicMatter,
    PageMatter,
    PartMatter,
    PublicationMatter,
)
from msap.source.entries import RecordEntry
from msap.source.located_yaml import MappingNode
from msap.source.msap import Closing, Form, Msap, Status
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
        model: type[FrontMatter], place: str, number: int, text: str, fixed: Fixed | None = None
    ) -> EditorialFile[Any]:
        slug = (
            PurePath(place).name if model is DossierMatter else f"{PurePath(place).name}-{number}"
        )
        matter = grow(model, _only(text), {**_STRUCTURE, **(fixed or {})})
        body = f"{text}\n\n## {text}\n\n## b\n\n## c\n\n- {text}\n\n> {text}\n\n| {text} |\n|---|\n| {text} |\n"
        name = "index" if model is DossierMatter else slug
        folder = place if model in {DossierMatter, PartMatter} else str(PurePath(place).parent)
        return EditorialFile(
            PurePath("content", folder, f"{name}.md"), slug, matter, body, 1, "", _NOWHERE
        )

    pages, articles, dossiers, publications, infographics = [], [], [], [], []
    for number, text in enumerate(PAYLOADS.values()):
        pages.append(document(PageMatter, "pages/page", number, text))
        articles.append(document(ArticleMatter, "actualites/article", number, text))
        publications.append(document(PublicationMatter, "publications/publication", number, text))
        place = f"dossiers/dossier-{number}"
        parts = tuple(document(PartMatter, place, part, text) for part in range(2))
        dossiers.append(Dossier(document(DossierMatter, place, number, text), parts))
        if is_visible(text):
            infographics.append(
                document(
                    InfographicMatter,
                    "infographies/dessin",
                    number,
                    text,
                    _chart(content, number, text),
                )
            )
    return Editorial(
        content,
        tuple(pages),
        tuple(articles),
        tuple(dossiers),
        tuple(publications),
        tuple(infographics),
    )


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
