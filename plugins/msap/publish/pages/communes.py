"""The communes of a department, each with the nearest open place, across the border too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from msap.domain.addresses import (
    DIRECTORY,
    communes_url,
    departement_url,
    part_url,
    region_url,
)
from msap.publish.directory import Directory
from msap.publish.locations import MAX_DISTANCE_KM
from msap.publish.page import Link, Page
from msap.publish.pages.departement import last_update
from msap.publish.pages.pagination import ELEMENT_LIMIT, Parts, parts_of, split_evenly
from msap.publish.site import Site
from msap.publish.wording.hours import tour_words
from msap.publish.wording.lists import sort_key
from msap.publish.wording.numbers import count_words, distance_words, number_words
from msap.publish.wording.typography import NBSP, typeset
from msap.source.geography import Commune
from msap.source.referentials import Departement

_PAGE_ELEMENTS = 150
"""Elements of such a page apart from its communes, at most: layout, initials, headings, pages."""
_LINE_ELEMENTS = 2
_NUMBER = re.compile(r"\d+")


class CommuneLine(NamedTuple):
    """A commune, then a link (none when `url` is empty) and what follows it."""

    commune: str
    text: str
    url: str
    words: str


class Initial(NamedTuple):
    """The communes of one page that begin with a letter."""

    letter: str
    lines: tuple[CommuneLine, ...]


class _SortedCommune(NamedTuple):
    """A commune after the key that sorts it and the letter it stands under."""

    key: tuple[str, str]
    letter: str
    commune: Commune


class CommunesView(NamedTuple):
    """One page of communes; `strip` leads to the first commune of each letter."""

    title: str
    lead: str
    part: str
    parts: Parts | None
    strip: tuple[Link, ...]
    initials: tuple[Initial, ...]
    departement: Link


def communes_pages(departement: Departement, directory: Directory, site: Site) -> list[Page]:
    """Make the pages of the communes of a department."""
    communes = _listed(directory.geography.by_departement.get(departement.code, ()))
    cut = split_evenly(communes, lambda _: _LINE_ELEMENTS, ELEMENT_LIMIT - _PAGE_ELEMENTS)
    url = communes_url(departement)
    labels = [typeset(f"{p[0].commune.name} à {p[-1].commune.name}") if p else "" for p in cut]
    strip = _strip(cut, url)
    title = typeset(f"Communes {departement.genitive}")
    departement_records = directory.departement_records[departement.code]
    lead = f"{count_words(len(communes), 'commune', 'communes')}, chacune avec la maison ouverte "
    lead += "la plus proche, même hors du département."
    sentence = f"La liste est répartie en {number_words(len(cut))} pages, par ordre alphabétique."
    region = directory.catalogue.referentials.regions[departement.region]
    own = Link(typeset(departement.name), departement_url(departement))
    pages = []
    for number, part in enumerate(cut, start=1):
        shown = f" – {labels[number - 1]}" if len(cut) > 1 else ""
        view = CommunesView(
            title=title,
            lead=lead,
            part=f"Page {number} sur {len(cut)}{NBSP}: {labels[number - 1]}" if shown else "",
            parts=parts_of(url, sentence, labels, number),
            strip=strip,
            initials=tuple(
                Initial(letter, tuple(_line(one.commune, departement, directory) for one in group))
                for letter, group in groupby(part, key=attrgetter("letter"))
            ),
            departement=own,
        )
        pages.append(
            Page(
                url=part_url(url, number),
                template="communes.html",
                title=f"{title}{shown}",
                description=f"{title}{NBSP}: la {site.network.naming.one} la plus proche "
                f"de chaque commune.{shown}",
                view=view,
                crumbs=(
                    Link("Annuaire", DIRECTORY),
                    Link(typeset(region.name), region_url(region)),
                    own,
                ),
                modified=last_update(departement_records),
            )
        )
    return pages


def _listed(communes: Iterable[Commune]) -> list[_SortedCommune]:
    """Sort by name, « 2e » before « 10e »."""
    listed = []
    for commune in communes:
        name = sort_key(commune.name)
        key = _NUMBER.sub(lambda m: m[0].zfill(3), name), commune.insee
        listed.append(_SortedCommune(key, name[0].upper(), commune))
    return sorted(listed)


def _strip(cut: Sequence[Sequence[_SortedCommune]], url: str) -> tuple[Link, ...]:
    """Return each letter the page where it begins."""
    found: dict[str, int] = {}
    for number, part in enumerate(cut, start=1):
        for one in part:
            found.setdefault(one.letter, number)
    return tuple(
        Link(letter, f"{part_url(url, number)}#{letter.lower()}")
        for letter, number in found.items()
    )


def _line(commune: Commune, departement: Departement, directory: Directory) -> CommuneLine:
    name = typeset(commune.name)
    locations = directory.departement_records[departement.code].locations
    nearest = directory.nearest_by_commune
    if commune.insee not in nearest:
        if not locations:
            return CommuneLine(name, "", "", typeset("aucune maison dans le département"))
        words = (
            f"les {len(locations)} maisons du département"
            if len(locations) > 1
            else locations[0].name
        )
        target = departement_url(departement) if len(locations) > 1 else locations[0].url
        return CommuneLine(name, words, target, "distance inconnue")
    found = nearest.nearest(commune.insee)
    if found is None:
        return CommuneLine(name, "", "", f"aucune maison à moins de {MAX_DISTANCE_KM}{NBSP}km")
    location, km = found
    if location.is_unlocated_tour:
        words = tour_words(location.entry.msap)
        return CommuneLine(name, location.name, location.url, words[0].lower() + words[1:])
    if location.address.insee in {commune.insee, commune.parent}:
        return CommuneLine(name, location.name, location.url, "dans la commune")
    names = directory.catalogue.referentials.departements
    other = "" if location.departement == departement.code else names[location.departement].name
    words = f"à{NBSP}{distance_words(km)}" + (f" ({typeset(other)})" if other else "")
    return CommuneLine(name, location.name, location.url, words)
