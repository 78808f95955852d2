"""Places that tour without a stop on record: found, and never shown as open at an address."""

import json
from pathlib import Path

import pytest

from msap.publish.directory import Directory
from msap.publish.listing.places import listed_places
from msap.publish.pages.communes import CommunesView, communes_pages
from msap.publish.pages.departement import DepartementView, departement_pages
from msap.publish.pages.place import PlaceView, place_pages
from msap.publish.pages.structured_data import office_data
from msap.publish.search.tiles import location_lines
from msap.publish.wording.figures import counted_figures
from tests.publish.directory_site import make_site, read_directory, write_record
from tests.publish.test_schedule import plain

WORDS = "Itinérant : lieux et jours à demander"
AHUN = 'address: {postcode: "23150", city: Ahun, insee: "23001"}'
AT_AHUN = "location: {lat: 46.0874, lon: 2.0437}"
PHONE = 'contact: {phone: "05 36 49 00 01"}'
HOURS = 'hours: {monday: ["09:30-16:30"], saturday: ["09:00-12:00"]}'


def bus(tmp_path: Path, *lines: str) -> Directory:
    """Lay out a bus whose record has hours and an address, and no stop."""
    body = "\n".join(("form: bus", AHUN, AT_AHUN, HOURS, *(lines or (PHONE,))))
    write_record(tmp_path, "23", "bus", body)
    return read_directory(tmp_path)


def test_its_page_gives_a_number_and_no_way(tmp_path: Path) -> None:
    """Badge, address, route and description: nothing leads to the address of its office."""
    directory = bus(tmp_path)
    (page,) = place_pages("23", directory, make_site(directory.catalogue))
    view = page.view
    assert isinstance(view, PlaceView)
    assert (view.state.kind, plain(view.state.words)) == ("unknown", WORDS)
    assert (view.address, view.directions_url, view.locality) == ((), "", "Creuse")
    assert plain(view.phone) == "05 36 49 00 01"
    assert plain(view.hours.words) == ""
    assert [(row.day, plain(row.hours)) for row in view.hours.rows][:1] == [
        ("Lundi", "9 h 30 – 16 h 30")
    ]
    assert plain(view.hours.note) == (
        "Heures du service, d’après sa fiche. Les lieux changent : demandez-les avant de venir."
    )
    assert ("Adresse postale", "23150 Ahun") in [
        (item.term, plain(item.words)) for item in view.organisation
    ]
    assert "adresse" not in page.description


def test_without_a_number_nobody_is_told_to_ask(tmp_path: Path) -> None:
    """Where the record gives neither phone nor e-mail, it only says that it does not know."""
    directory = bus(tmp_path, "role: main")
    (page,) = place_pages("23", directory, make_site(directory.catalogue))
    assert isinstance(page.view, PlaceView)
    assert plain(page.view.state.words) == "Itinérant : lieux et jours non communiqués"


def test_machines_are_not_told_that_it_opens_there(tmp_path: Path) -> None:
    """No hours and no point in the JSON-LD."""
    directory = bus(tmp_path)
    data = json.loads(office_data(directory.locations[0], make_site(directory.catalogue), (), ()))
    assert data.keys().isdisjoint({"openingHoursSpecification", "geo"})
    assert data["telephone"] == "05 36 49 00 01"


def test_lists_say_that_it_tours(tmp_path: Path) -> None:
    """In its department, in the data files, in the blocks of the search, commune by commune."""
    directory = bus(tmp_path)
    site = make_site(directory.catalogue)
    (page,) = departement_pages(directory.departements["23"], directory, site)
    assert isinstance(page.view, DepartementView)
    (line,) = page.view.places
    assert (plain(line.missing), line.hours, plain(line.place)) == (WORDS, "", "Base : Ahun")
    (item,) = listed_places("23", directory, site)
    assert (plain(item.words), item.hours, plain(item.place)) == (WORDS, None, "Base : Ahun")
    lines = location_lines(directory.locations, directory.territory, (), None, site.today)
    assert "570-990" not in lines["lieux/bus/"]
    told = [
        plain(commune.words)
        for one in communes_pages(directory.departements["23"], directory, site)
        if isinstance(one.view, CommunesView)
        for initial in one.view.initials
        for commune in initial.lines
        if commune.commune == "Ahun"
    ]
    assert told == ["itinérant : lieux et jours à demander"]
    assert not any("samedi" in figure.label for figure in counted_figures(directory))


def test_stops_on_record_are_shown_as_before(tmp_path: Path) -> None:
    """A bus with a stop is found at its stop, with its hours."""
    stop = f"stops: [{{id: a, {AHUN}, hours: {{monday: ['09:00-12:00']}}}}]"
    write_record(tmp_path, "23", "bus", f"form: bus\n{AHUN}\n{stop}")
    directory = read_directory(tmp_path)
    (item,) = listed_places("23", directory, make_site(directory.catalogue))
    assert item.hours
    assert item.hours.week.startswith("~")


@pytest.mark.real_list
def test_none_of_the_official_list_says_that_it_is_open(real_records: Path) -> None:
    """Of its 163 touring places, 0 is shown as open at an address."""
    directory = read_directory(real_records)
    site = make_site(directory.catalogue)
    touring = {
        entry.msap.id
        for entry in directory.catalogue.entries
        if entry.msap.form.is_touring and not entry.msap.stops
    }
    assert len(touring) > 100
    pages = [
        page
        for code in directory.departement_records
        for page in place_pages(code, directory, site)
        if page.url.split("/")[1] in touring
    ]
    assert len(pages) == len(touring)
    says_open = set()
    for page in pages:
        view = page.view
        assert isinstance(view, PlaceView)
        data = json.loads(page.structured_data)
        if (
            not view.state.words.startswith("Itinérant")
            or view.hours.words
            or view.address
            or view.directions_url
            or "openingHoursSpecification" in data
        ):
            says_open.add(page.url)
    items = {
        item.url: item
        for code in directory.departement_records
        for item in listed_places(code, directory, site)
    }
    says_open |= {page.url for page in pages if items[page.url].hours}
    assert says_open == set()
