"""Infographics from content and records to pages, drawings and downloads."""

from pathlib import Path

from msap.publish.editorial.infographics import (
    InfographicsView,
    InfographicView,
    count_places,
    section,
)
from msap.publish.page import Output
from msap.publish.site import Sources
from msap.source.editorial import read_editorial
from msap.source.msap import Status
from tests.projects import ROOT, sample_data
from tests.publish.directory_site import make_site, mini_directory
from tests.publish.test_schedule import plain

MATTER = """---
title: {title}
summary: Une infographie inventée pour les essais.
date: 2026-11-01
source: {{name: Invention, date: 2026}}
chart: {chart}
---
Texte de [l’autre](autre.md).
"""


def made(content: Path, infographics_of: dict[str, str], **tables: str | bytes) -> Output:
    """Make the infographics of a content folder written for the test."""
    folder = content / "infographies"
    folder.mkdir(parents=True)
    for slug, chart in infographics_of.items():
        text = MATTER.format(title=slug.title(), chart=chart)
        (folder / f"{slug}.md").write_text(text, encoding="utf-8")
    for name, table in tables.items():
        raw = table if isinstance(table, bytes) else table.encode()
        (folder / f"{name}.csv").write_bytes(raw)
    catalogue = mini_directory().catalogue
    editorial, problems = read_editorial(content)
    assert problems == []
    sources = Sources(catalogue, editorial, sample_data(), ROOT / "theme")
    return section(sources, make_site(catalogue))


def view_of(output: Output, url: str) -> InfographicView:
    """Return the view of one infographic."""
    page = next(page for page in output.pages if page.url == url)
    assert isinstance(page.view, InfographicView)
    return page.view


def test_a_map_counts_the_records(tmp_path: Path) -> None:
    """The map, its table and its CSV tell the number of places open in each department."""
    output = made(tmp_path / "content", {"carte": "{kind: map, records: open}"})
    view = view_of(output, "infographies/carte/")
    counts = count_places(mini_directory().catalogue, Status.OPEN)
    files = {file.path: file.content.decode() for file in output.files}
    assert counts["23"] == len(mini_directory().departement_records["23"].opened)
    assert f"23,Creuse,Nouvelle-Aquitaine,{counts['23']:.0f}\r\n" in files[view.download.url]
    assert view.map
    assert view.map.url in files
    assert view.map.preview_url in files
    assert "ouvertes, par département" in view.map.legend_title
    assert view.table
    assert f"Creuse : {counts['23']:.0f}" in plain(" ".join(" ".join(r) for r in view.table.rows))


def test_a_map_of_invented_records_says_so(tmp_path: Path) -> None:
    """A demonstration map is marked; figures from a table are not."""
    output = made(
        tmp_path / "content",
        {
            "carte": "{kind: map, records: open}",
            "taux": "{kind: map, data: t.csv, departement: c, value: v}",
        },
        t="c,v\n23,1.5\n",
    )
    invented = mini_directory().catalogue.is_demonstration
    assert bool(view_of(output, "infographies/carte/").notice) == invented
    assert view_of(output, "infographies/taux/").notice == ""


def test_a_shared_table_is_published_once(tmp_path: Path) -> None:
    """Two infographics may draw the same table; its file has one address."""
    bars = "{kind: bars, data: t.csv, label: n, value: v}"
    output = made(tmp_path / "content", {"une": bars, "autre": bars}, t="n,v\nA,1\n")
    assert [file.path for file in output.files] == ["infographies/t.csv"]


def test_a_body_links_to_other_files(tmp_path: Path) -> None:
    """A link to another file of the content becomes its address."""
    steps = "{kind: steps, data: t.csv, label: n, text: v}"
    output = made(tmp_path / "content", {"une": steps, "autre": steps}, t="n,v\nA,B\n")
    assert 'href="/infographies/autre/"' in str(view_of(output, "infographies/une/").body.pieces)


def test_a_long_list_is_split(tmp_path: Path) -> None:
    """Forty infographics stand on several pages, each once."""
    steps = "{kind: steps, data: t.csv, label: n, text: v}"
    many = {f"dessin-{n}": steps for n in range(40)}
    output = made(tmp_path / "content", many, t="n,v\nA,B\n")
    lists = [page.view for page in output.pages if isinstance(page.view, InfographicsView)]
    assert len(lists) > 1
    shown = [one.url for part in lists for one in part.infographics]
    assert sorted(shown) == sorted(f"infographies/{slug}/" for slug in many)


def test_a_table_of_french_excel_is_drawn_and_shared(tmp_path: Path) -> None:
    """In Windows-1252, with semicolons and decimal commas; what is downloaded says it to machines."""
    table = "Département;Part de l’été;\r\n1;12,5;\r\n2a;1\u00a0234;\r\n;;\r\n".encode("cp1252")
    chart = "{kind: map, data: t.csv, departement: Département, value: Part de l’été}"
    output = made(tmp_path / "content", {"taux": chart}, t=table)
    view = view_of(output, "infographies/taux/")
    assert view.table
    assert [plain(words) for _, words in view.table.rows] == [
        "Ain : 12,5",
        "Corse-du-Sud : 1\u202f234",
    ]
    files = {file.path: file.content.decode() for file in output.files}
    assert files[view.download.url] == "Département,Part de l’été\r\n1,12.5\r\n2a,1234\r\n"
