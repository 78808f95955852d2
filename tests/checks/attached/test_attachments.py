"""Attached files are all validated, reported on the line that calls them, and harm no check."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from msap.build.memory import Memory
from msap.build.remembered import RememberingChecks
from msap.checks.attached import bounded
from msap.checks.attached.bounded import each_within_bounds
from msap.checks.attached.reason import RefusalReason
from msap.checks.attachments import Validate, attachments, reasons_of_files
from msap.source.editorial import read_editorial
from msap.source.problems import Problem
from tests.attached.documents import pdf
from tests.attached.photos import photo
from tests.attached.running import children

NEWS = """---
title: Une actualité
summary: Un résumé.
date: 2026-11-02
---
Texte.

![La salle](../images/salle.jpg)

Voyez [le guide](../documents/guide.pdf) et ![La salle](../images/salle.jpg).
"""
PUBLICATION = """---
title: Une publication
summary: Un résumé.
author: Nous
date: 2026-11-02
language: fr
files:
  - sain.pdf
  - guide.pdf
---
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content whose news and publication call sound files."""
    for name, text in (("actualites/une.md", NEWS), ("publications/une.md", PUBLICATION)):
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, data in (
        *(("images/salle.jpg", photo(400, 300)), ("images/seule.png", photo(40, 30))),
        *(("documents/guide.pdf", pdf()), ("documents/sain.pdf", pdf())),
    ):
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "content"


def reported(content: Path, validate: Validate = reasons_of_files) -> list[Problem]:
    """Return what is wrong with the attached files."""
    editorial, problems = read_editorial(content)
    assert problems == []
    return [*attachments(editorial, validate)]


def places(problems: list[Problem]) -> list[tuple[str, int, int, str]]:
    """Return where each problem stands, and its code."""
    return [(p.path.as_posix(), *p.position, p.code) for p in problems]


def test_sound_files_have_no_problem(content: Path) -> None:
    """A photo, an image that no text calls, two documents."""
    assert reported(content) == []


def test_a_problem_stands_where_the_file_is_called(content: Path) -> None:
    """On the first line that calls it, a publication before the text of others, else on the file."""
    for name in ("images/salle.jpg", "images/seule.png", "documents/guide.pdf"):
        (content / name).write_bytes(b"MZ" + bytes(99))
    problems = reported(content)
    assert places(problems) == [
        ("content/publications/une.md", 9, 5, "document-deguise"),
        ("content/actualites/une.md", 8, 13, "image-illisible"),
        ("content/images/seule.png", 1, 1, "image-illisible"),
    ]
    assert problems[0].fact == (
        "« content/documents/guide.pdf » : ce fichier n’est pas un document PDF : "
        "c’est un programme (.exe)."
    )
    assert problems[2].fact == "Ce fichier n’est pas une image : c’est un programme (.exe)."


def test_a_heavy_file_is_not_read(content: Path) -> None:
    """It is reported with its weight, rounded up."""
    with (content / "documents/guide.pdf").open("wb") as file:
        file.truncate(10 * 1024 * 1024 + 1)
    (problem,) = reported(content)
    assert problem.code == "fichier-trop-grand"
    assert "pèse 10,1 Mo" in problem.fact
    assert problem.advice == "Restez sous 10 Mo."


def test_serve_opens_again_only_what_changed(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another file, or other bytes: the others are known."""
    opened: list[str] = []

    def validate(files: Sequence[Path]) -> list[tuple[RefusalReason, ...]]:
        opened.extend(file.name for file in files)
        return reasons_of_files(files)

    monkeypatch.setattr("msap.checks.run.reasons_of_files", validate)
    checks = RememberingChecks(Memory())
    assert reported(content, checks.of_attachments) == []
    assert len(opened) > 2
    opened.clear()
    (content / "images/seule.png").rename(content / "images/autre.png")
    (content / "documents/sain.pdf").write_bytes(pdf() + b"\n")
    assert reported(content, checks.of_attachments) == []
    assert sorted(opened) == ["autre.png", "sain.pdf"]


def _read(path: Path) -> str:
    """Do what the name of the file says."""
    if path.name == "hangs":
        while True:
            pass
    elif path.name == "swells":
        return str(len(bytearray(8 << 30)))
    elif path.name == "crashes":
        os.abort()
    elif path.name == "ends":
        os._exit(0)
    return path.name


def test_a_file_that_hangs_swells_or_crashes_is_refused_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The files before and after it are read; nothing is left running."""
    monkeypatch.setattr(bounded, "SECONDS", 1)
    running = children()
    names = ("a", "hangs", "b", "c", "swells", "crashes", "d", "ends")
    read = list(each_within_bounds([Path(name) for name in names], _read))
    assert read == ["a", None, "b", "c", None, None, "d", None]
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] == resource.RLIM_INFINITY
    assert children() <= running


def _work_for_a_while(path: Path) -> str:
    """Take four fifths of a second of processor time."""
    end = time.process_time() + 0.8
    while time.process_time() < end:
        pass
    return path.name


def test_each_file_has_the_whole_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the files before it took is not taken from it, fractions of seconds neither."""
    monkeypatch.setattr(bounded, "SECONDS", 1)
    read = each_within_bounds([Path("a"), Path("b"), Path("c")], _work_for_a_while)
    assert list(read) == ["a", "b", "c"]


def test_such_a_file_is_reported(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In French, with what to do."""
    monkeypatch.setattr("msap.checks.attachments.reasons_of", lambda _path: os.abort())
    assert {problem.code for problem in reported(content)} == {"fichier-hors-limites"}
    assert len(reported(content)) == 4
