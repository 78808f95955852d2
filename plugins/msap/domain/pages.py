"""The pages a site will have, known before they are made, so that rules can check redirections."""

from __future__ import annotations

from collections.abc import Iterator

from msap.domain import addresses
from msap.domain.own_pages import OWN_PAGES
from msap.source.catalogue import Catalogue
from msap.source.editorial import Editorial
from msap.source.editorial_kinds import SECTIONS, page_address
from msap.source.msap import Msap, Status, Stop
from msap.source.referentials import Departement

ALWAYS = frozenset(
    {
        "",
        addresses.DIRECTORY,
        addresses.SEARCH,
        *(kind.url for kind in SECTIONS),
        *(page.url for page in OWN_PAGES),
    }
)
"""Pages that do not depend on any record or text."""


def page_addresses(catalogue: Catalogue, editorial: Editorial) -> frozenset[str]:
    """Return the address of every page, but for the later parts of long lists.

    Old addresses that records say are pages too; those of `redirections.yml` are not. Records with
    an error, and all the texts that lie in `content/`, count as if they were sound.
    """
    files = (path.relative_to(editorial.folder) for path in editorial.folder.rglob("*.md"))
    found = {*ALWAYS, *filter(None, map(page_address, files))}
    for departement in shown_departements(catalogue).values():
        found.add(addresses.departement_url(departement))
        found.add(addresses.communes_url(departement))
        found.add(addresses.region_url(catalogue.referentials.regions[departement.region]))
    for entry in catalogue.read:
        found.update(_of_record(entry.msap))
    if any(entry.msap.status is Status.PROJECT for entry in catalogue.read):
        found.add(addresses.PROJECTS)
    if any(_has_point(entry.msap, catalogue) for entry in catalogue.read):
        found.add(addresses.MAP)
    return frozenset(found)


def shown_departements(catalogue: Catalogue) -> dict[str, Departement]:
    """Return the departments that have people, records or stops, in the order of their codes."""
    holding = {entry.departement for entry in catalogue.read}
    for entry in catalogue.read:
        if entry.msap.status is Status.OPEN:
            for stop in entry.msap.stops:
                commune = catalogue.geography.current(stop.address.insee)
                holding.add(commune.departement if commune else entry.departement)
    return {
        code: departement
        for code, departement in catalogue.referentials.departements.items()
        if code in holding or catalogue.geography.is_inhabited(code)
    }


def is_visited(msap: Msap) -> bool:
    """Return whether people come to its own address, and not only to its stops."""
    return not msap.stops or (msap.hours is not None and not msap.hours.is_unknown)


def _of_record(msap: Msap) -> Iterator[str]:
    yield addresses.msap_url(msap)
    yield from map(addresses.former_msap_url, msap.previous_ids)
    if msap.status is Status.OPEN:
        yield from (addresses.stop_url(msap, stop) for stop in msap.stops)


def _has_point(msap: Msap, catalogue: Catalogue) -> bool:
    """Return whether a map shows the record: an open one or a project, somewhere known."""
    if msap.status is Status.CLOSED:
        return False
    locations: list[Msap | Stop] = (
        [msap] if msap.status is Status.PROJECT or is_visited(msap) else []
    )
    if msap.status is Status.OPEN:
        locations += msap.stops
    return any(
        location.location
        or ((commune := catalogue.geography.current(location.address.insee)) and commune.lat)
        for location in locations
    )
