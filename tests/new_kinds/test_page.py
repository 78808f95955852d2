"""A new page that the site makes by itself costs three files: declaration, module, template."""

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.new_kinds.project import HERE, URL, build, redirect
from tests.sites import run_msap

DECLARATION = 'STATISTICS = OwnPage("statistiques/", "Statistiques", "statistics")\n'
PAGE = """---
title: Statistiques
summary: Un autre texte.
updated: 2026-11-02
---
Texte.
"""


def add_page(project: Path) -> dict[Path, str | None]:
    """Add the page to a project; return its three files as they were."""
    package = project / "plugins/msap"
    own_pages = package / "domain/own_pages.py"
    module = package / "publish/pages/statistics.py"
    template = project / "theme/templates/statistiques.html"
    before = own_pages.read_text(encoding="utf-8")
    head, listed = re.split(r"^(?=OWN_PAGES = )", before, flags=re.MULTILINE)
    declared = f"{head}{DECLARATION}{listed.replace('SOURCES,', 'SOURCES, STATISTICS,', 1)}"
    own_pages.write_text(declared, encoding="utf-8")
    shutil.copy(HERE / "statistics.txt", module)
    shutil.copy(HERE / "statistiques.html", template)
    return {own_pages: before, module: None, template: None}


def remove_page(before: dict[Path, str | None]) -> None:
    """Put the files back."""
    for path, text in before.items():
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")


def test_a_new_page_is_shown_linked_listed_guarded_and_removed(project: Path) -> None:
    """Footer, maps of the site and rules follow its declaration; so does its removal."""
    site, address = project / "output", "statistiques/"
    before = add_page(project)
    built = build(project)
    assert built.returncode == 0, built.stdout + built.stderr
    page = (site / address / "index.html").read_text(encoding="utf-8")
    assert re.search(r"<title>Statistiques – [^<]+</title>", page)
    assert re.search(r"\d+\s+lieux ouverts\.", page)
    for path in ("index.html", "plan-du-site/index.html"):
        assert '<a href="/statistiques/">' in (site / path).read_text(encoding="utf-8")
    sitemap = ET.parse(site / "sitemap.xml")  # noqa: S314 - our own file
    assert f"{URL}/{address}" in {n.text for n in sitemap.iter() if n.tag.endswith("loc")}

    text = project / "content/pages/statistiques.md"
    text.write_text(PAGE, encoding="utf-8")
    redirect(project, {address})
    found = run_msap("check", root=project).stdout
    for code in ("adresse-prise", "titre-reserve", "redirection-de-page"):
        assert code in found, (code, found)
    text.unlink()

    remove_page(before)
    redirect(project, {"ancien/"})
    refused = build(project)
    assert refused.returncode == 1
    assert f"la ligne « {address}: " in refused.stderr
    redirect(project, {address})
    removed = build(project)
    assert removed.returncode == 0, removed.stdout + removed.stderr
    assert "Statistiques" not in (site / "index.html").read_text(encoding="utf-8")
