"""Directories and sites made from the mini-site's records, or from records a test writes."""

from datetime import date
from functools import cache
from pathlib import Path

from msap.publish.directory import Directory
from msap.publish.page import Subresource
from msap.publish.site import Site
from msap.source.catalogue import Catalogue, read_catalogue
from tests.projects import MINI_SITE_RECORDS, sample_data
from tests.sites import BUILD_DAY

TODAY = BUILD_DAY.date()


def read_directory(records: Path) -> Directory:
    """Lay out the records of a folder, which must hold no error."""
    reading = read_catalogue(sample_data(), records)
    assert not reading.problems, reading.problems
    assert reading.catalogue
    return Directory(reading.catalogue, TODAY)


@cache
def mini_directory() -> Directory:
    """Lay out the mini-site's records, once."""
    return read_directory(MINI_SITE_RECORDS)


def write_record(folder: Path, departement: str, identifier: str, body: str) -> None:
    """Write an open place with the given lines after its id, name, status and date."""
    file = folder / departement / f"{identifier}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    head = f"id: {identifier}\nname: MSAP {identifier}\nupdated: 2026-10-02\n"
    status = "" if "status:" in body else "status: open\n"
    file.write_text(f"{head}{status}{body}\n", encoding="utf-8")


def make_site(catalogue: Catalogue, url: str = "", today: date = TODAY) -> Site:
    """Make what templates know of a site whose public address is `url`."""
    return Site(
        url=url,
        network=catalogue.network,
        is_demonstration=catalogue.is_demonstration,
        today=today,
        style=Subresource("static/site.css", "sha256-"),
        script=Subresource("static/site.js", "sha256-"),
        menu=(),
        footer=(),
        data_source="",
    )
