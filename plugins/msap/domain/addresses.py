"""The address of every kind of page, in one place; none begins with a slash.

Those of editorial content are in `source/editorial_kinds.py`, of pages that always are there in
`domain/own_pages.py`. Rules know them as well as pages: a redirection leads to one, and no file may take one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msap.source.msap import Msap, Stop
from msap.source.referentials import Departement, Region
from msap.source.slugs import slug

DIRECTORY = "annuaire/"
DEPARTEMENTS = "departements/"
PLACES = "lieux/"
PROJECTS = "projets/"
MAP = "carte/"
SEARCH = "recherche/"
MADE_FROM_RECORDS = (DIRECTORY, DEPARTEMENTS, MAP, PLACES, PROJECTS, SEARCH)
"""Where the pages stand that no file of `content/` makes, nor a page of `own_pages`."""
OFFLINE = "hors-connexion.html"
SEARCH_INDEX = "static/index/"

_LATER_PART = re.compile(r"(.+/)page-[0-9]+/")

_named = lru_cache(maxsize=512)(slug)
"""Each place writes the address of its department and of its region."""


def outward(address: str | None) -> str:
    """Return the address of another site as a link may bear it, empty when it is not of the web."""
    return address if address and address.startswith(("https://", "http://")) else ""


def region_url(region: Region) -> str:
    """Return the page of a region."""
    return f"{DIRECTORY}{_named(region.name)}/"


def departement_url(departement: Departement) -> str:
    """Return the page of a department: `departements/23-creuse/`."""
    return f"{DEPARTEMENTS}{departement.code.lower()}-{_named(departement.name)}/"


def communes_url(departement: Departement) -> str:
    """Return the page of the communes of a department."""
    return f"{departement_url(departement)}communes/"


def filter_url(departement: Departement) -> str:
    """Return the page of results that lists the places of a department with filters."""
    return f"{SEARCH}?departement={departement.code}"


def part_url(url: str, number: int) -> str:
    """Return the page of a part of a long list, counted from 1; the first is the list's own."""
    return url if number == 1 else f"{url}page-{number}/"


def list_of_part(address: str) -> str | None:
    """Return the list that an address is a later part of, None when it is of none."""
    match = _LATER_PART.fullmatch(address)
    return match[1] if match else None


def msap_url(msap: Msap) -> str:
    """Return the page of an MSAP; its id is its address and never changes."""
    return former_msap_url(msap.id)


def former_msap_url(identifier: str) -> str:
    """Return the page of an id, today's or a former one."""
    return f"{PLACES}{identifier}/"


def stop_url(msap: Msap, stop: Stop) -> str:
    """Return the page of a stop of a touring MSAP."""
    return f"{msap_url(msap)}{stop.id}/"
