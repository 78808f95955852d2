"""JSON-LD: what machines read, and what cannot get out of it."""

import json
from pathlib import Path

from msap.publish.pages.structured_data import office_data, safe_json
from tests.publish.directory_site import make_site, mini_directory, read_directory, write_record


def test_nothing_ends_the_script() -> None:
    """No text can close the element or open another, and it still reads the same."""
    hostile = {"name": "</script><script>alert(1)</script><!-- & -->"}
    written = safe_json(hostile)
    assert not set("<>&") & set(written)
    assert json.loads(written) == hostile


def test_hours_of_every_week_only() -> None:
    """Days that share a slot are gathered; odd weeks, ranks and appointments are left out."""
    directory = mini_directory()
    location = next(location for location in directory.locations if location.url == "lieux/ahun/")
    site = make_site(directory.catalogue, "https://exemple.example/site")
    data = json.loads(office_data(location, site, ("CAF",), ()))
    assert data["@type"] == "GovernmentOffice"
    assert data["url"] == "https://exemple.example/site/lieux/ahun/"
    assert data["telephone"] == "05 36 49 00 01"
    hours = {(h["opens"], h["closes"]): h["dayOfWeek"] for h in data["openingHoursSpecification"]}
    assert hours == {
        ("09:00", "12:00"): ["Monday", "Tuesday", "Wednesday", "Thursday"],
        ("14:00", "17:30"): ["Monday", "Tuesday"],
        ("14:00", "18:00"): ["Thursday"],
    }


def test_an_approximate_point_is_not_published_as_exact(tmp_path: Path) -> None:
    """Without its own location a place has no coordinates, and unknown facts have no key."""
    write_record(
        tmp_path, "23", "gueret", 'address: {postcode: "23000", city: Guéret, insee: "23096"}'
    )
    directory = read_directory(tmp_path)
    data = json.loads(office_data(directory.locations[0], make_site(directory.catalogue), (), ()))
    assert set(data) == {"@context", "@type", "name", "address"}
