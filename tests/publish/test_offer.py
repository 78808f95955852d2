"""What the network promises everywhere and what a place says of itself, told apart everywhere."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from msap.publish.directory import Directory
from msap.publish.listing.files import departement_file
from msap.publish.listing.filters import answers_of, met_choices, offered_filters
from msap.publish.listing.places import ListingItem, listed_places
from msap.publish.page import Page
from msap.publish.pages.departement import DepartementView, departement_pages
from msap.publish.pages.place import PlaceView, place_pages
from msap.source.network import Offer
from tests.publish.directory_site import make_site, read_directory, write_record
from tests.publish.test_schedule import plain

OFFER = Offer.model_validate(
    {
        "partners": [
            {"id": "caf", "presence": "back-office"},
            {"id": "msa", "presence": "back-office"},
            {"id": "la-poste", "presence": "referral"},
        ],
        "services": ["emploi", "retraite"],
        "source": "Rapport d’essai",
        "source_date": "2022-07-13",
    }
)
GUERET = 'address: {postcode: "23000", city: Guéret, insee: "23096"}'
AHUN = 'address: {postcode: "23150", city: Ahun, insee: "23001"}'
OWN = (
    "\npartners: [{id: caf, presence: on-site}, grdf]\nservices: [emploi]"
    "\nwithdrawn: {partners: [la-poste], services: [retraite]}"
)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """Lay out a place that says nothing and one that says much, in a network with an offer."""
    folder = tmp_path_factory.mktemp("records")
    write_record(folder, "23", "gueret", GUERET)
    write_record(folder, "23", "ahun", AHUN + OWN)
    found = read_directory(folder)
    network = replace(found.catalogue.network, offer=OFFER)
    return replace(found, catalogue=replace(found.catalogue, network=network))


def page_of(directory: Directory, identifier: str) -> tuple[Page, PlaceView]:
    """Return the page of a place."""
    pages = place_pages("23", directory, make_site(directory.catalogue))
    page = next(page for page in pages if page.url == f"lieux/{identifier}/")
    assert isinstance(page.view, PlaceView)
    return page, page.view


def item_of(directory: Directory, identifier: str) -> ListingItem:
    """Return a place as lists have it."""
    listed = listed_places("23", directory, make_site(directory.catalogue))
    return next(item for item in listed if item.url == f"lieux/{identifier}/")


def test_the_page_says_apart_what_the_network_promises(directory: Directory) -> None:
    """A record that says nothing has the whole offer, under its own heading, with its source."""
    page, view = page_of(directory, "gueret")
    assert view.partners == ()
    assert view.promise is not None
    assert [(plain(item.name), plain(item.words)) for item in view.promise.partners] == [
        (
            "L’équipe vous aide, avec l’appui de ces services",
            "Caisse d’allocations familiales (CAF) et Mutualité sociale agricole (MSA)",
        ),
        ("On vous oriente vers ces services", "La Poste"),
    ]
    assert plain(view.promise.services) == "Emploi et Retraite"
    assert plain(view.promise.source) == "Rapport d’essai, 13 juillet 2022"
    data = json.loads(page.structured_data)
    assert "knowsAbout" not in data
    assert len(data["memberOf"]["knowsAbout"]) == 3


def test_what_a_record_says_is_not_promised_again(directory: Directory) -> None:
    """Its own word is stronger, and what it withdraws is nowhere."""
    page, view = page_of(directory, "ahun")
    assert [plain(item.name) for item in view.partners] == [
        "Caisse d’allocations familiales (CAF)",
        "GrDF, gaz naturel",
    ]
    assert view.promise is not None
    assert [plain(item.words) for item in view.promise.partners] == [
        "Mutualité sociale agricole (MSA)"
    ]
    assert view.promise.services == ""
    data = json.loads(page.structured_data)
    assert len(data["knowsAbout"]) == 2
    assert len(data["memberOf"]["knowsAbout"]) == 1


def test_lists_and_downloads_have_both_apart(directory: Directory) -> None:
    """The file of a department has a column for what is promised."""
    items = [item_of(directory, "ahun"), item_of(directory, "gueret")]
    written = json.loads(departement_file(items))
    assert written["partners"] == ["caf grdf", None]
    assert written["promisedPartners"] == ["msa", "caf msa la-poste"]
    assert written["promisedServices"] == ["", "emploi retraite"]


def test_filters_tell_both_apart(directory: Directory) -> None:
    """One choice is answered by the promise too, the other by what the place itself announces."""
    ahun, gueret = item_of(directory, "ahun"), item_of(directory, "gueret")
    assert {"partenaire=caf", "annonce=caf", "partenaire=msa", "partenaire=grdf"} <= met_choices(
        ahun
    )
    assert met_choices(ahun).isdisjoint({"annonce=msa", "annonce=grdf", "partenaire=la-poste"})
    assert {"partenaire=caf", "partenaire=la-poste", "service=retraite"} <= met_choices(gueret)
    assert not any(fact.startswith("annonce=") for fact in met_choices(gueret))
    offered = offered_filters([answers_of([ahun, gueret])], directory)
    choices = {group.legend: [one.value for one in group.choices] for group in offered.groups}
    assert choices["Annoncés par le lieu lui-même"] == ["caf"]
    assert choices["Aide avec ces services"] == ["caf", "msa", "la-poste", "grdf"]


def test_the_list_of_a_department_says_the_promise_once(directory: Directory) -> None:
    """Not under each place, which has only its own."""
    departement = directory.departements["23"]
    (page,) = departement_pages(departement, directory, make_site(directory.catalogue))
    assert isinstance(page.view, DepartementView)
    assert plain(page.view.promise).startswith(
        "Partout dans le réseau, aide aux démarches avec CAF, MSA et La Poste."
    )
    assert {line.name: line.partners for line in page.view.places} == {
        "MSAP ahun": "CAF, GrDF",
        "MSAP gueret": "",
    }


def test_a_network_without_an_offer_promises_nothing(tmp_path: Path) -> None:
    """Partners differ from one place to the next: only records speak."""
    write_record(tmp_path, "23", "ahun", f"{AHUN}\npartners: [caf]")
    alone = read_directory(tmp_path)
    page, view = page_of(alone, "ahun")
    assert view.promise is None
    assert "memberOf" not in json.loads(page.structured_data)
    assert "annonce=caf" not in met_choices(item_of(alone, "ahun"))
    written = json.loads(departement_file([item_of(alone, "ahun")]))
    assert written.keys().isdisjoint({"promisedPartners", "promisedServices"})
