"""The same places as sources of Hugo and of Eleventy, with templates that give like pages.

Each place is a Markdown file with its facts as front matter, each department a page that lists its
places: 8 to 13 KB of HTML a page here as there.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from msap.publish.directory import Directory
from msap.publish.page import Link
from msap.publish.particulars import near_links
from msap.publish.place import places_of
from msap.publish.schedule import day_rows, week_words
from msap.source.referentials import Departement

HERE = Path(__file__).parent
Facts = dict[str, object]


def write_works(directory: Directory, folder: Path) -> None:
    """Write a project of Hugo into `folder/hugo` and one of Eleventy into `folder/eleventy`."""
    for name, content in (("hugo", "content"), ("eleventy", "src")):
        shutil.copytree(HERE / name, folder / name, dirs_exist_ok=True)
        for departement in directory.departements.values():
            code, slug = departement.code, departement.code.lower()
            facts = _departement(departement, directory)
            _write(folder / name / content / "departements" / f"{slug}.md", facts, "", name)
            for place, text in _places(code, directory):
                target = folder / name / content / "lieux" / f"{place['id']}.md"
                _write(target, place, text, name)


def _write(file: Path, facts: Facts, text: str, generator: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    kind = "departement" if file.parent.name == "departements" else "place"
    layout = {"layout": f"{kind}.njk"} if generator == "eleventy" else {"layout": kind}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
    lines += [f"{key}: {value}" for key, value in layout.items()]
    file.write_text("---\n" + "\n".join(lines) + f"\n---\n{text}\n", encoding="utf-8")


def _departement(departement: Departement, directory: Directory) -> Facts:
    return {
        "title": f"{departement.name} ({departement.code})",
        "places": [
            {
                "name": spot.name,
                "url": f"/{spot.url}",
                "place": spot.place,
                "hours": week_words(spot.hours),
                "phone": spot.entry.msap.contact.phone or "",
            }
            for spot in directory.holdings[departement.code].spots
        ],
    }


def _places(code: str, directory: Directory) -> list[tuple[Facts, str]]:
    names = directory.catalogue.referentials
    found = []
    for own, _ in places_of(code, directory):
        msap, address = own.entry.msap, own.address
        near: tuple[Link, ...] = tuple(
            Link(f"{one.name}, {one.words}", one.url)
            for one in near_links(directory.neighbours_of(own), directory, code)
        )
        facts: Facts = {
            "id": msap.id,
            "title": own.name,
            "street": address.street or "",
            "city": f"{address.postcode} {address.city}",
            "phone": msap.contact.phone or "",
            "email": msap.contact.email or "",
            "words": week_words(own.hours),
            "hours": [{"day": row.day, "hours": row.hours} for row in day_rows(own.hours)],
            "partners": [names.partners[partner.id].name for partner in msap.partners or ()],
            "services": [names.services[service].name for service in msap.services or ()],
            "near": [{"name": link.text, "url": f"/{link.url}"} for link in near],
            "departement": f"/departements/{code.lower()}/",
            "updated": str(msap.updated),
        }
        found.append((facts, msap.description or ""))
    return found
