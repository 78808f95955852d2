"""A new kind of editorial content costs three files: its declaration, its module, its template.

The files are added to a copy of the project, which is checked and built as editors do it; then they
are taken away again.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.new_kinds.project import HERE, URL, build, redirect
from tests.sites import run_msap

TEXT = """---
title: {title}
summary: Ce que j’ai trouvé à la maison.
date: 2026-11-0{day}
visitor: Odile
---
Un agent m’a montré la borne-à-rébus.
"""
ADDRESSES = {"temoignages/", "temoignages/la-borne/", "temoignages/le-bus/"}


@contextmanager
def with_testimonials(project: Path) -> Iterator[Path]:
    """Add the kind to a project and two texts of it; take all of it away at the end."""
    package, content = project / "plugins/msap", project / "content/temoignages"
    kinds = package / "source/editorial_kinds.py"
    before = kinds.read_text(encoding="utf-8")
    declaration = (HERE / "declaration.txt").read_text(encoding="utf-8")
    head, listed = re.split(r"^(?=KINDS: )", before, flags=re.MULTILINE)
    kinds.write_text(
        f"{head}{declaration}{listed.replace('INFOGRAPHICS)', 'INFOGRAPHICS, TESTIMONIALS)', 1)}",
        encoding="utf-8",
    )
    module = package / "publish/editorial/testimonials.py"
    shutil.copy(HERE / "testimonials.txt", module)
    template = project / "theme/templates/temoignage.html"
    shutil.copy(HERE / "temoignage.html", template)
    content.mkdir()
    for day, (name, title) in enumerate({"la-borne": "La borne", "le-bus": "Le bus"}.items(), 1):
        (content / f"{name}.md").write_text(TEXT.format(title=title, day=day), encoding="utf-8")
    try:
        yield content
    finally:
        kinds.write_text(before, encoding="utf-8")
        for path in (module, template):
            path.unlink()
        shutil.rmtree(content)


def test_a_new_kind_is_read_shown_found_listed_and_removed(project: Path) -> None:
    """Pages, list, title, menu, maps of the site, feed and search follow; so does its removal."""
    site = project / "output"
    with with_testimonials(project):
        built = build(project)
        assert built.returncode == 0, built.stdout + built.stderr
        page = (site / "temoignages/la-borne/index.html").read_text(encoding="utf-8")
        listed = (site / "temoignages/index.html").read_text(encoding="utf-8")
        home = (site / "index.html").read_text(encoding="utf-8")
        map_page = (site / "plan-du-site/index.html").read_text(encoding="utf-8")
        assert re.search(r"<title>La borne – [^<]+</title>", page)
        assert "Par Odile" in page
        assert "la borne-à-rébus" in page
        assert listed.index("Le bus") < listed.index("La borne")
        for text in (page, listed, home, map_page):
            assert '<a href="/temoignages/"' in text
        sitemap = ET.parse(site / "sitemap.xml")  # noqa: S314 - our own file
        assert {f"{URL}/{address}" for address in ADDRESSES} <= {
            node.text for node in sitemap.iter() if node.tag.endswith("loc")
        }
        assert (site / "temoignages/flux.xml").read_bytes().count(b"<entry>") == 2
        found = run_msap("search", "rébus", root=project).stdout
        assert "La borne (Témoignage) – temoignages/la-borne/" in found
    refused = build(project)
    assert refused.returncode == 1
    for address in ADDRESSES:
        assert f"la ligne « {address}: " in refused.stderr
    redirect(project, ADDRESSES)
    removed = build(project)
    assert removed.returncode == 0, removed.stdout + removed.stderr
    assert not (site / "temoignages/flux.xml").exists()
    assert "Témoignages" not in (site / "index.html").read_text(encoding="utf-8")


def test_rules_follow_the_declaration(project: Path) -> None:
    """Its files, front matter, title and addresses are checked as those of any kind."""
    with with_testimonials(project) as content:
        (content / "page-2.md").write_text(
            TEXT.format(title="Témoignages", day=3), encoding="utf-8"
        )
        bare = TEXT.format(title="Sans nom", day=4).replace("visitor: Odile\n", "")
        (content / "sans-nom.md").write_text(bare, encoding="utf-8")
        (content / "note.txt").write_text("Rien.", encoding="utf-8")
        page = TEXT.format(title="Page", day=5).replace("date:", "updated:")
        taken = content.parent / "pages/temoignages.md"
        taken.write_text(page.replace("visitor: Odile\n", ""), encoding="utf-8")
        found = run_msap("check", root=project).stdout
        taken.unlink()
    for path, code in {
        ("temoignages/page-2.md", "adresse-prise"),
        ("temoignages/page-2.md", "titre-reserve"),
        ("temoignages/sans-nom.md", "champ-manquant"),
        ("temoignages/note.txt", "fichier-egare"),
        ("pages/temoignages.md", "adresse-prise"),
    }:
        assert re.search(rf"content/{path}[^\n]*\n?[^\n]*{code}", found), (path, code, found)
