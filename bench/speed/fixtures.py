"""The same places as fixtures of Hugo and of Eleventy, with templates that make like pages.

Each place is a Markdown file with its fields as front matter, each department a page that lists its
places. The pages of places have the words, the elements and the weight of ours.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from msap.publish.directory import Directory
from msap.publish.page import Page, Subresource
from msap.publish.pages.place import PlaceView, place_pages
from msap.publish.site import Site
from msap.publish.wording.hours import week_words
from msap.publish.wording.typography import NBSP
from msap.source.referentials import Departement
from tests.sites import BUILD_DAY

HERE = Path(__file__).parent
Fields = dict[str, object]


def write_fixtures(directory: Directory, folder: Path) -> None:
    """Write a project of Hugo into `folder/hugo` and one of Eleventy into `folder/eleventy`."""
    site = Site(
        url="",
        network=directory.catalogue.network,
        is_demonstration=False,
        today=BUILD_DAY.date(),
        style=Subresource("static/site.css", ""),
        script=Subresource("static/site.js", ""),
        menu=(),
        footer=(),
        data_source="",
    )
    for name, content in (("hugo", "content"), ("eleventy", "src")):
        shutil.copytree(HERE / name, folder / name, dirs_exist_ok=True)
        for departement in directory.departements.values():
            code, slug = departement.code, departement.code.lower()
            fields = _departement(departement, directory)
            _write(folder / name / content / "departements" / f"{slug}.md", fields, "", name)
            for place, text in _places(code, directory, site):
                target = folder / name / content / "lieux" / f"{place['id']}.md"
                _write(target, place, text, name)


def _write(file: Path, fields: Fields, text: str, generator: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    kind = "departement" if file.parent.name == "departements" else "place"
    layout = {"layout": f"{kind}.njk"} if generator == "eleventy" else {"layout": kind}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    lines += [f"{key}: {value}" for key, value in layout.items()]
    file.write_text("---\n" + "\n".join(lines) + f"\n---\n{text}\n", encoding="utf-8")


def _departement(departement: Departement, directory: Directory) -> Fields:
    return {
        "title": f"{departement.name} ({departement.code})",
        "description": f"Les lieux de {departement.name} : adresses, horaires, téléphones.",
        "places": [
            {
                "name": location.name,
                "url": f"/{location.url}",
                "place": location.place,
                "hours": week_words(location.hours),
                "phone": location.entry.msap.contact.phone or "",
            }
            for location in directory.departement_records[departement.code].locations
        ],
    }


def _places(code: str, directory: Directory, site: Site) -> list[tuple[Fields, str]]:
    """Return what the pages of a department's places show, but for those of stops."""
    pages = place_pages(code, directory, site)
    return [_place(page) for page in pages if page.url.count("/") == 2]


def _place(page: Page) -> tuple[Fields, str]:
    view = page.view
    assert isinstance(view, PlaceView)  # noqa: S101 - the page of a place
    fields: Fields = {
        "id": page.url.split("/")[1],
        "title": page.title,
        "description": page.description,
        "kind": view.kind,
        "name": view.name,
        "locality": view.locality,
        "crumbs": [{"text": link.text, "url": f"/{link.url}"} for link in page.crumbs],
        "state": {"kind": view.state.kind, "words": view.state.words},
        "week": view.hours.data.week,
        "words": view.hours.words,
        "address": list(view.address),
        "phone": view.phone.replace(NBSP, " "),
        "directions": view.directions_url,
        "hours": [
            {"rank": row.rank, "day": row.day, "hours": row.hours, "shut": not row.is_open}
            for row in view.hours.rows
        ],
        "missing": view.hours.missing,
        "appointment": view.hours.appointment,
        "remarks": view.remarks,
        "partners": [{"name": item.name, "words": item.words} for item in view.partners],
        "services": [{"name": item.name, "words": item.words} for item in view.services],
        "facts": [
            {"term": item.term, "words": item.words, "url": item.url}
            for item in (*view.access, *view.contacts, *view.organisation)
        ],
        "near": [
            {"name": link.name, "url": f"/{link.url}", "words": link.words} for link in view.nearest
        ],
        "origin": view.note.origin,
        "report": view.note.report_url,
        "edit": view.note.edit_url,
        "office": json.loads(page.structured_data),
    }
    return fields, str(view.description)
