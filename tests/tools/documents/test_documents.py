"""The documents of the publications: their sources and their printing."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.projects import ROOT
from tools.documents.page import SourceError, read_page, sources
from tools.documents.printing import SIZE_LIMIT


def test_a_source_becomes_a_page_in_french(tmp_path: Path) -> None:
    """The title and the date stand in the page, and its tables have headers of columns."""
    source = tmp_path / "essai.md"
    source.write_text(
        "title: L’essai & la suite\ndate: 2026-03-01\n\n| A | B |\n|---|---|\n| 1 | 2 |\n",
        encoding="utf-8",
    )
    page = read_page(source)
    assert (page.name, page.edited) == ("essai", date(2026, 3, 1))
    assert '<html lang="fr">' in page.html
    assert "<title>L’essai &amp; la suite</title>" in page.html
    assert "Édition du 1er\u00a0mars\u00a02026" in page.html
    assert '<th scope="col">A</th>' in page.html


@pytest.mark.parametrize(
    "heading,complaint",
    [
        ("title: Sans date\n", "lacks 'date'"),
        ("date: 2026-03-01\n", "lacks 'title'"),
        ("title: Essai\ndate: 1er mars\n", "must be written like"),
    ],
)
def test_a_heading_that_lacks_something_is_refused(
    tmp_path: Path, heading: str, complaint: str
) -> None:
    """The message names the file and what its heading lacks."""
    source = tmp_path / "essai.md"
    source.write_text(f"{heading}\nTexte.\n", encoding="utf-8")
    with pytest.raises(SourceError, match=rf"essai\.md: .*{complaint}"):
        read_page(source)


def print_into(folder: Path) -> Path:
    """Print every source as the command does, into a folder that it makes."""
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-m", "tools.documents", "--output", folder],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "plugins"},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Print every source once for this module."""
    return print_into(tmp_path_factory.mktemp("documents") / "printed")


@pytest.mark.browser
@pytest.mark.parametrize("source", sources(), ids=lambda source: source.stem)
def test_each_source_becomes_a_document(source: Path, printed: Path) -> None:
    """It bears the title and the date of its source, is tagged, in French, and light."""
    page = read_page(source)
    pdf = (printed / f"{page.name}.pdf").read_bytes()
    title = page.title.encode("utf-16-be").hex().upper().encode()
    assert b"/Title <FEFF" + title + b">" in pdf
    assert f"/ModDate (D:{page.edited:%Y%m%d}".encode() in pdf
    assert b"/MarkInfo" in pdf
    assert b"/Lang (fr" in pdf
    assert len(pdf) <= SIZE_LIMIT


@pytest.mark.browser
def test_printing_twice_gives_the_same_bytes(printed: Path, tmp_path: Path) -> None:
    """Neither the clock nor chance enters a document."""
    first, second = (
        {path.name: path.read_bytes() for path in folder.iterdir()}
        for folder in (printed, print_into(tmp_path / "again"))
    )
    assert len(first) == len(sources())
    assert first == second
