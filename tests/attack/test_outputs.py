"""What a site of hostile texts is made of: texts, in every format, and nothing that runs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from tests.attack.outputs import (
    calendar_faults,
    csv_faults,
    html_faults,
    linked_data,
    payload_files,
    xml_faults,
)
from tests.attack.payloads import MARK, PAYLOADS, bare

_FEWEST_PAGES = 300


def test_no_page_holds_what_templates_never_write(payload_site: Path) -> None:
    """No element, handler, style or link in any page comes from a payload."""
    pages = payload_files(payload_site, ".html")
    assert len(pages) > _FEWEST_PAGES
    faults = {
        f"{path.relative_to(payload_site)}: {fault}"
        for path in pages
        for fault in html_faults(path.read_text(encoding="utf-8"))
    }
    assert sorted(faults) == []


def test_payloads_come_back_as_text(bypassed_site: Path) -> None:
    """Each payload can be read in the pages of its places, letter for letter."""
    shown = [bare(text) for text in _texts(bypassed_site / "lieux")]
    missing = [
        name for name, text in PAYLOADS.items() if not any(bare(text) in page for page in shown)
    ]
    assert missing == []


def test_payloads_come_back_in_linked_data(bypassed_site: Path) -> None:
    """The JSON-LD of places parses, and its names are the payloads themselves."""
    names = {
        bare(str(data["name"]))
        for path in (bypassed_site / "lieux").rglob("index.html")
        for data in linked_data(path.read_text(encoding="utf-8"))
        if isinstance(data, dict)
    }
    assert [name for name, text in PAYLOADS.items() if bare(text) not in names] == []


def test_templates_in_texts_are_texts(bypassed_site: Path) -> None:
    """What looks like a template is shown letter for letter; `check` would refuse most of it."""
    pages = list(_texts(bypassed_site))
    assert any("{{7*191}}{%foriinrange(3)%}" in bare(page) for page in pages)
    assert any("{{''.__class__.__mro__" in bare(page) for page in pages)
    assert any("{0.__class__}" in page for page in pages)
    assert any("{filename}/pages/label.md" in page for page in pages)


def test_no_template_in_a_text_is_filled_in(payload_site: Path) -> None:
    """No `{{ 7*191 }}` has become 1337, no Python or Pelican mark has been filled in."""
    pages = list(_texts(payload_site))
    assert not any("attaque 1337" in page or "<class" in page or "root:" in page for page in pages)


def test_json_parses_and_holds_texts(payload_site: Path) -> None:
    """Every JSON file parses; keys are the site's own."""
    files = payload_files(payload_site, ".json", ".geojson", ".webmanifest")
    assert files
    for path in files:
        keys = set(_keys(json.loads(path.read_text(encoding="utf-8"))))
        is_of_beginnings = path.parent.name.startswith("t.")
        assert MARK not in keys or is_of_beginnings, path


def test_xml_parses_and_holds_texts(payload_site: Path) -> None:
    """Feeds, site maps and drawings are well formed, without entities, scripts or links that run."""
    files = [path for path in payload_site.rglob("*") if path.suffix in {".xml", ".svg"}]
    assert {path.suffix for path in files} == {".xml", ".svg"}
    assert [f"{path}: {fault}" for path in files for fault in xml_faults(path.read_bytes())] == []


def test_feeds_give_texts_back(bypassed_site: Path) -> None:
    """The newest titles of a feed are payloads, and its summaries are escaped once more as HTML."""
    feed = (bypassed_site / "actualites/flux.xml").read_text(encoding="utf-8")
    assert MARK in feed
    assert "<script" not in feed
    assert "&amp;lt;script" in feed


def test_tables_compute_nothing(payload_site: Path) -> None:
    """No cell of a CSV file begins a formula, whatever the separator of the spreadsheet."""
    files = payload_files(payload_site, ".csv")
    assert files
    faults = {
        f"{path.name}: {fault}"
        for path in files
        for fault in csv_faults(path.read_text(encoding="utf-8"))
    }
    assert sorted(faults) == []


def test_calendars_hold_no_line_of_a_payload(payload_site: Path) -> None:
    """Calendar files, where there are any, have the properties and parts of their makers only."""
    for path in payload_site.rglob("*.ics"):
        assert calendar_faults(path.read_bytes().decode()) == [], path


def test_scripts_and_styles_hold_no_payload(payload_site: Path) -> None:
    """Nothing that is run has a word of an editor in it; small text files keep their lines."""
    assert payload_files(payload_site, ".js", ".css") == []
    security = (payload_site / ".well-known/security.txt").read_text(encoding="utf-8")
    fields = [line.partition(":")[0] for line in security.splitlines()]
    assert fields == ["Contact", "Expires", "Preferred-Languages", "Canonical"]


def test_index_lines_are_whole(payload_site: Path) -> None:
    """A name with the signs of the index does not become another line of it."""
    manifest = json.loads((payload_site / "static/index/index.json").read_text("utf-8"))
    for one in manifest["departements"].split("|"):
        assert re.fullmatch(r"(?s)[0-9AB]{2,3} [0-9a-z]+ \S.*", one), one
    shards = [*(payload_site / "static/index").glob("k.*/*.txt")]
    assert any(MARK in path.read_text(encoding="utf-8") for path in shards)
    for path in shards:
        for line in path.read_text(encoding="utf-8").split("\n"):
            parts = line.split("|")
            assert len(parts) == 3, line
            assert parts[1].isdigit() or not parts[1], line


def _texts(folder: Path) -> Iterator[str]:
    for path in payload_files(folder, ".html"):
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        assert tree.body
        yield tree.body.text()


def _keys(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
    for item in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _keys(item)
