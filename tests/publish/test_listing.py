"""The data files of places and the filters offered: what lists, maps and downloads are made of."""

import gzip
import json
import re
from itertools import accumulate
from pathlib import Path

import pytest

from msap.publish.listing.files import FINE, departement_file
from msap.publish.listing.filters import answers_of, met_choices, offered_filters
from msap.publish.listing.places import PLACE, PROJECT, ListingItem
from msap.publish.locations import Point
from msap.publish.maps.points import COARSE, country_file
from msap.publish.wording.opening import ScriptHours
from msap.source.msap import Appointment
from tests.publish.directory_site import mini_directory

HOSTILE = "</script><img src=x onerror=alert(1)>${alert(2)}`\"'"
HEAVIEST_DEPARTEMENT = 6_000
HEAVIEST_NETWORK = 3_500
AHUN = ListingItem(
    kind=PLACE,
    point=Point(46.0874, 2.0437, is_approximate=False),
    name="MSAP d’Ahun",
    place="Ahun",
    url="lieux/ahun/",
    words="lun. : 9 h – 12 h",
    hours=ScriptHours("540-720|||||?|", "", ""),
    city="Ahun",
    postcode="23150",
)


def test_places_are_written_column_by_column() -> None:
    """Positions are differences; a column that tells nothing is left out, a city said once too."""
    centre = Point(45.9, 1.9999, is_approximate=True)
    places = [
        AHUN,
        AHUN._replace(point=centre, name=HOSTILE, partners=()),
        AHUN._replace(point=None),
    ]
    written = json.loads(departement_file(places))
    assert written["kind"] == "mMm"
    assert [lat / FINE for lat in accumulate(written["lat"])] == [46.0874, 45.9]
    assert written["name"] == ["MSAP d’Ahun", HOSTILE, "MSAP d’Ahun"]
    assert written["partners"] == [None, "-", None]
    assert written.keys().isdisjoint({"services", "wheelchair", "appointment", "phone", "city"})


def test_the_country_knows_where_the_rest_is() -> None:
    """Its file has positions, and how many of them each department's file tells about."""
    places = [AHUN, AHUN._replace(kind=PROJECT), AHUN._replace(point=None)]
    country = json.loads(country_file({"/a.json": places, "/b.json": places[:1]}, COARSE))
    assert country["files"] == [["/a.json", 2], ["/b.json", 1]]
    assert country["kind"] == "mpm"
    assert country["lat"] == [46_087, 0, 0]
    assert "name" not in country


@pytest.mark.parametrize(
    "place, answers",
    [
        (AHUN, {"ouvert=maintenant"}),
        (AHUN._replace(hours=None), set()),
        (
            AHUN._replace(hours=ScriptHours("|||||540-720#1|", "", "")),
            {"ouvert=maintenant", "jour=samedi"},
        ),
        (AHUN._replace(hours=None, appointment=Appointment.POSSIBLE), {"rendez-vous=sans"}),
        (AHUN._replace(hours=None, appointment=Appointment.REQUIRED), set()),
        (AHUN._replace(hours=None, is_accessible=True), {"acces=fauteuil"}),
        (AHUN._replace(hours=None, is_accessible=False), set()),
        (AHUN._replace(hours=None, is_touring=True), {"tournee=oui"}),
        (
            AHUN._replace(hours=None, partners=("caf",), services=("emploi",)),
            {"partenaire=caf", "service=emploi"},
        ),
    ],
)
def test_a_place_answers_what_its_record_says(place: ListingItem, answers: set[str]) -> None:
    """An answer of yes is written down, never a guess."""
    assert met_choices(place) == answers


def test_a_filter_that_nothing_answers_is_not_offered() -> None:
    """What no record tells is said in words instead of being a dead choice; projects do not count."""
    places = [AHUN, AHUN._replace(kind=PROJECT, partners=("caf",), is_accessible=True)]
    offered = offered_filters([answers_of(places)], mini_directory())
    assert [choice.value for group in offered.groups for choice in group.choices] == ["maintenant"]
    for subject in ("services présents", "fauteuil roulant", "rendez-vous"):
        assert subject in offered.unspecified
    assert "horaires" not in offered.unspecified


def test_a_field_that_one_record_fills_is_not_called_unspecified() -> None:
    """One answer of no is knowledge too: the choice is not offered, and nothing is complained of."""
    specified = AHUN._replace(
        partners=("caf",),
        services=("emploi",),
        is_accessible=False,
        appointment=Appointment.REQUIRED,
    )
    offered = offered_filters([answers_of([specified])], mini_directory())
    assert offered.unspecified == ""
    assert {group.legend for group in offered.groups} == {
        "Horaires",
        "Services présents",
        "Pour quoi faire",
    }


def test_data_files_are_light(sample_site: Path) -> None:
    """What a filter fetches stays small: each department's file, and the one that finds them."""
    sizes = {
        file.name: len(gzip.compress(file.read_bytes(), 9, mtime=0))
        for file in (sample_site / "static/carte").glob("*.json")
    }
    assert (
        max(
            size
            for name, size in sizes.items()
            if re.match(r"points-\w{2,3}\.", name) and "points-fr" not in name
        )
        <= HEAVIEST_DEPARTEMENT
    )
    assert next(size for name, size in sizes.items() if name.startswith("departements.")) <= (
        HEAVIEST_NETWORK
    )
