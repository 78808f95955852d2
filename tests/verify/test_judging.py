"""A judge that remembers says what a new one says, and a known page is not opened."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from msap.keep import Keep, Shelf
from msap.verify.faults import Fault
from msap.verify.page import Page
from msap.verify.reading import read_pages, read_site
from msap.verify.run import Judge, faults_of
from tests.verify.test_rules import AHUN, URL, Site

EDITS = 250
_BODIES = (
    '<a href="/annuaire/lieux/{n}/">a</a>',
    '<a href="../{n}/#b{n}">a</a>',
    f'<a href="{URL}/lieux/{{n}}/#b2">a</a>',
    '<p id="b{n}">a</p>',
    '<p data-module="/annuaire/static/{n}.js">a</p>',
    '<img src="https://c.example/{n}.png" alt="a">',
    '<script src="/annuaire/static/{n}.js" integrity="sha256-AAAA"></script>',
    '<a href="/annuaire/static/index/">a</a> <h1>Encore</h1>',
    "<script>f()</script> <a href=''>a</a>",
    "",
)


def _edit(site: Site, random: Random) -> None:
    """Change a page, or a file that pages call; add one or take one away."""
    number = random.randrange(5)
    name = f"lieux/{number}/index.html"
    match random.randrange(6):
        case 0:
            (site.folder / name).unlink(missing_ok=True)
        case 1:
            script = "".join(random.choices("abcdefghij;", k=random.choice([10, 30_000])))
            site.write(f"static/{number}.js", script)
        case 2:
            (site.folder / f"static/{number}.js").unlink(missing_ok=True)
        case _:
            bodies = random.choices(_BODIES, k=3)
            body = "".join(text.format(n=random.randrange(5)) for text in bodies)
            site.page(random.choice([name, name, "index.html"]), f"Lieu {number // 2}", body)


def test_what_is_remembered_changes_nothing(tmp_path: Path) -> None:
    """After any change, the faults are those that are found by reading and judging everything."""
    site, random = Site(tmp_path), Random(4)  # noqa: S311 - a test that repeats
    judge, known = Judge(), Keep().shelf("pages")
    seen: set[Fault] = set()
    for _ in range(EDITS):
        _edit(site, random)
        found = judge.faults_of(read_site(site.folder, known))
        assert found == faults_of(read_site(site.folder))
        seen.update(found)
    assert {fault.rule for fault in seen} >= {
        "links", "third_parties", "integrity", "weight", "titles", "orphans", "outline", "inline"
    }  # fmt: skip


def test_a_known_page_is_not_opened(tmp_path: Path) -> None:
    """Its path, size and time are enough; without what is known, every byte is read."""
    site = Site(tmp_path)
    page = site.folder / AHUN
    state = page.stat()
    known: Shelf[Page] = Keep().shelf("pages")
    read_pages(known, site.folder, [AHUN])
    page.write_bytes(b"\xff" * state.st_size)
    os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert faults_of(read_site(site.folder, known)) == []
    with pytest.raises(UnicodeDecodeError):
        read_site(site.folder)


def test_what_is_known_of_a_page_is_plain(tmp_path: Path) -> None:
    """It goes to other processes and to the disk: nothing but texts, numbers and tuples."""
    Site(tmp_path)

    def is_plain(value: object) -> bool:
        return isinstance(value, (str, int)) or (type(value) is tuple and all(map(is_plain, value)))

    for page in read_site(tmp_path).pages.values():
        assert all(map(is_plain, page))
