"""Documents and images: light enough, and what their names say; reported where they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from pathlib import Path, PurePath
from typing import NamedTuple

from msap.checks.attached.bounded import each_within_bounds
from msap.checks.attached.by_format import BEYOND_BOUNDS, reasons_of
from msap.checks.attached.reason import RefusalReason
from msap.checks.bodies import file_named
from msap.source.attachments import DOCUMENT_FORMATS, IMAGE_SUFFIXES, attached
from msap.source.editorial import Editorial
from msap.source.editorial_kinds import PublicationMatter
from msap.source.located_markdown import read_markdown
from msap.source.located_yaml import position_of
from msap.source.problems import Position, Problem

_MEGABYTE = 1024 * 1024
DOCUMENT_LIMIT = 10 * _MEGABYTE
"""Bytes; a visitor on a slow connection waits half an hour."""
IMAGE_LIMIT = 25 * _MEGABYTE
"""Bytes; the build makes light images of it, and GitHub takes no more from a browser."""
DRAWING_LIMIT = _MEGABYTE
"""Bytes; a drawing is published as it is, in the pages that show it."""

Validate = Callable[[Sequence[Path]], list[tuple[RefusalReason, ...]]]
"""Gives the reasons of which each file is refused, in their order."""


class _CallSite(NamedTuple):
    """Where a file is called from."""

    path: PurePath
    position: Position


def reasons_of_files(files: Sequence[Path]) -> list[tuple[RefusalReason, ...]]:
    """Open files within bounds, and return why each of them is refused, if it is."""
    found = each_within_bounds(files, reasons_of)
    return [(BEYOND_BOUNDS,) if why is None else why for why in found]


def attachments(editorial: Editorial, validate: Validate = reasons_of_files) -> Iterator[Problem]:
    """Yield what is wrong with each document and image."""
    files = attached(editorial.folder / "documents", DOCUMENT_FORMATS)
    files += attached(editorial.folder / "images", IMAGE_SUFFIXES)
    light = [file for file in files if file.stat().st_size <= _limit(file)]
    heavy = {file: (_too_heavy(file),) for file in files if file not in light}
    found = {**heavy, **dict(zip(light, validate(light), strict=True))}
    if any(found.values()):
        called = dict(_calls(editorial))
        for file, why in found.items():
            inside = PurePath(file.relative_to(editorial.folder))
            shown = PurePath(editorial.folder.name) / inside
            yield from (_problem(shown, reason, called.get(inside)) for reason in why)


def _limit(file: Path) -> int:
    if file.suffix.lower() in DOCUMENT_FORMATS:
        return DOCUMENT_LIMIT
    return DRAWING_LIMIT if file.suffix.lower() == ".svg" else IMAGE_LIMIT


def _too_heavy(file: Path) -> RefusalReason:
    weight = f"{ceil(file.stat().st_size / _MEGABYTE * 10) / 10:.1f}".replace(".", ",")
    return RefusalReason(
        "fichier-trop-grand",
        f"Ce fichier pèse {weight} Mo.",
        f"Restez sous {_limit(file) // _MEGABYTE} Mo.",
    )


def _calls(editorial: Editorial) -> Iterator[tuple[PurePath, _CallSite]]:
    """Yield each file that a text calls and where, the first call of each last."""
    for document in reversed(list(editorial.documents)):
        body = read_markdown(document.body, document.body_line)
        for reference in reversed(body.references):
            place = _CallSite(document.path, reference.position)
            yield file_named(reference.target, document.inside), place
    for publication in editorial.with_matter(PublicationMatter):
        for rank, name in enumerate(publication.matter.files):
            position = position_of(publication.node, ["files", rank])
            yield PurePath("documents", name), _CallSite(publication.path, position)


def _problem(shown: PurePath, reason: RefusalReason, place: _CallSite | None) -> Problem:
    """Return the problem, on the line that calls the file: people see it beside their change."""
    if place is None:
        return Problem(shown, Position(), *reason)
    fact = f"« {shown} » : {reason.fact[0].lower()}{reason.fact[1:]}"
    return Problem(place.path, place.position, reason.code, fact, reason.advice)
