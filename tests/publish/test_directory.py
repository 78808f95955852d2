"""The records laid out by department and distance, and the pages made from them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from msap.publish.editorial.pages import PageView, content_pages
from msap.publish.locations import Point
from msap.publish.page import Page
from msap.publish.pages.closed import ClosedView, closed_pages, moved_pages
from msap.publish.pages.communes import CommuneLine, CommunesView, communes_pages
from msap.publish.pages.departement import DepartementView, departement_pages
from msap.publish.pages.directory import DirectoryView, directory_pages
from msap.publish.pages.home import HomeView, NotFoundView, home_page, not_found_page
from msap.publish.pages.place import PlaceView, place_pages
from msap.publish.pages.project import ProjectView, project_pages
from msap.publish.site import Sources
from msap.publish.wording.contact_details import DescriptionItem
from msap.publish.wording.dates import date_words
from msap.publish.wording.figures import counted_figures
from msap.source.editorial import read_editorial
from tests.projects import ROOT, SAMPLE_CONTENT, sample_data
from tests.publish.directory_site import (
    TODAY,
    make_site,
    mini_directory,
    read_directory,
    write_record,
)
from tests.publish.test_schedule import plain

GUERET = 'address: {postcode: "23000", city: Guéret, insee: "23096"}'
AHUN = 'address: {postcode: "23150", city: Ahun, insee: "23001"}'


def place(url: str, today: date = TODAY) -> tuple[Page, PlaceView]:
    """Return a place page of the mini-site with its view."""
    directory = mini_directory()
    site = make_site(directory.catalogue, today=today)
    pages = [
        p for code in directory.departement_records for p in place_pages(code, directory, site)
    ]
    page = next(page for page in pages if page.url == url)
    assert isinstance(page.view, PlaceView)
    return page, page.view


def test_stops_are_places_of_their_commune() -> None:
    """A stop stands in the department where it halts, the depot of the bus nowhere."""
    directory = mini_directory()
    creuse = [location.url for location in directory.departement_records["23"].locations]
    assert "lieux/bus-des-plateaux/la-courtine/" in creuse
    assert [location.url for location in directory.departement_records["19"].locations] == [
        "lieux/bus-des-plateaux/ussel/"
    ]
    assert "lieux/bus-des-plateaux/" not in {location.url for location in directory.locations}


def test_the_nearest_leave_out_the_place_itself_and_other_continents() -> None:
    """A place is not its own neighbour, nor is one on another island."""
    directory = mini_directory()
    ussel = Point(45.548, 2.309, is_approximate=False)
    found = directory.nearest(ussel, 5, apart_from="bus-des-plateaux")
    assert [one.location.url for one in found] == ["lieux/ahun/", "lieux/gueret/"]
    assert directory.nearest(Point(-20.88, 55.45, is_approximate=False), 5, "saint-denis") == []


def test_a_full_place_says_everything() -> None:
    """Hours, partners with their days, closures to come, notices, equipment, contacts."""
    page, view = place("lieux/ahun/")
    assert (view.name, view.locality) == ("MSAP d’Ahun", "Ahun, Creuse")
    assert view.address == ("Bâtiment B", "2 place de la Mairie", "23150 Ahun")
    assert (view.phone_url, plain(view.phone)) == ("tel:0536490001", "05 36 49 00 01")
    assert view.directions_url.endswith("?to=46.08740%2C2.04370")
    assert [plain(notice.period) for notice in view.notices] == ["du 1er au 30 novembre 2026"]
    assert [plain(words) for words in view.hours.closures] == [
        "du 24 décembre 2026 au 2 janvier 2027 : Congés de fin d’année"
    ]
    partners = [(item.name, plain(item.words)) for item in view.partners]
    assert partners[1] == (
        "Pôle emploi",
        "Un agent vient sur place : 1er et 3e mardis du mois, 9 h – 12 h. Sur rendez-vous",
    )
    assert DescriptionItem("Fauteuil roulant", "Accessible") in view.access
    assert page.modified == date(2026, 10, 2)
    assert [link.text for link in page.crumbs] == ["Nouvelle-Aquitaine", "Creuse"]


def test_what_is_over_is_dropped() -> None:
    """The day after its end a notice or a closure is gone."""
    _, view = place("lieux/ahun/", today=date(2027, 1, 3))
    assert view.notices == ()
    assert view.hours.closures == ()


def test_a_closure_is_announced_at_the_top() -> None:
    """From two weeks before, and until its end, a closure stands among the notices."""
    _, view = place("lieux/saint-denis/")
    assert [plain(notice.period) for notice in view.notices] == ["du 16 au 28 novembre 2026"]
    assert view.notices[0].text == "fermeture exceptionnelle (Travaux)."
    _, view = place("lieux/saint-denis/", today=date(2026, 11, 1))
    assert view.notices == ()


def test_what_is_unknown_has_no_place_on_the_page(tmp_path: Path) -> None:
    """A bare record says that its hours are unknown and leaves the rest out."""
    write_record(tmp_path, "23", "gueret", GUERET)
    directory = read_directory(tmp_path)
    view = place_pages("23", directory, make_site(directory.catalogue))[0].view
    assert isinstance(view, PlaceView)
    assert view.hours.missing == "Horaires non communiqués."
    assert view.is_approximate
    assert not any((view.phone, view.partners, view.services, view.access, view.contacts))
    assert not any((view.organisation, view.nearest, view.notices, view.remarks, view.description))


def test_a_bus_points_to_its_stops_and_back() -> None:
    """The bus shows its stops rather than its depot; a stop has its hours and its parent."""
    _, bus = place("lieux/bus-des-plateaux/")
    assert bus.address == ()
    assert (bus.state.words.replace("\u00a0", " "), bus.locality) == (
        "En tournée : 2 arrêts",
        "Corrèze",
    )
    assert [stop.name for stop in bus.stops] == ["La Courtine", "Ussel, place du marché"]
    _, stop = place("lieux/bus-des-plateaux/la-courtine/")
    assert stop.parent
    assert stop.parent.url == "lieux/bus-des-plateaux/"
    assert [row.day for row in stop.hours.rows] == ["Mardi", "Jeudi"]


def test_correcting_a_record_is_two_links() -> None:
    """The message names the record, and the file opens in the repository."""
    _, view = place("lieux/ahun/")
    assert view.note.report_url.startswith("mailto:annuaire@msap.example?subject=Erreur%20dans")
    assert view.note.edit_url.endswith("/data/msap/23/ahun.yml")


def test_a_department_says_its_count_and_how_it_splits(tmp_path: Path) -> None:
    """Sixty places make two pages, sorted by commune; each says which part it is."""
    for number in range(40):
        write_record(tmp_path, "23", f"a{number}", AHUN)
        write_record(tmp_path, "23", f"g{number}", GUERET)
    directory = read_directory(tmp_path)
    site = make_site(directory.catalogue)
    pages = departement_pages(directory.departements["23"], directory, site)
    assert [page.url for page in pages] == [
        "departements/23-creuse/",
        "departements/23-creuse/page-2/",
        "departements/23-creuse/page-3/",
    ]
    views = [page.view for page in pages]
    assert all(isinstance(view, DepartementView) for view in views)
    first = views[0]
    assert isinstance(first, DepartementView)
    assert plain(first.count) == "80 maisons de services au public dans la Creuse."
    assert plain(first.part) == "Page 1 sur 3 : Ahun à Ahun"
    assert first.parts
    assert first.parts.sentence == "La liste est répartie en 3 pages, par commune."
    assert len({page.title for page in pages}) == 3


def communes_of(pages: list[Page], departement: str) -> list[CommuneLine]:
    """Return the lines of all the pages of communes of a department."""
    views = [page.view for page in pages if page.url.startswith(f"departements/{departement}/")]
    return [
        line
        for view in views
        if isinstance(view, CommunesView)
        for initial in view.initials
        for line in initial.lines
    ]


@pytest.fixture(scope="module")
def all_communes() -> list[Page]:
    """Return the pages of communes of the mini-site."""
    directory = mini_directory()
    site = make_site(directory.catalogue)
    return [
        page
        for departement in directory.departements.values()
        for page in communes_pages(departement, directory, site)
    ]


def test_communes_lead_across_the_border(all_communes: list[Page]) -> None:
    """Each commune has the nearest place; one of another department is said so."""
    lines = {line.commune: line for line in communes_of(all_communes, "23-creuse")}
    assert len(lines) == len(mini_directory().geography.by_departement["23"])
    assert (lines["Ahun"].url, lines["Ahun"].words) == ("lieux/ahun/", "dans la commune")
    assert lines["Guéret"].url == "lieux/gueret/"
    [peyrelevade] = [
        c for c in communes_of(all_communes, "19-correze") if c.commune == "Peyrelevade"
    ]
    assert peyrelevade.url == "lieux/bus-des-plateaux/la-courtine/"
    assert plain(peyrelevade.words) == "à 17 km (Creuse)"


def test_a_commune_out_of_reach_says_so(all_communes: list[Page]) -> None:
    """Where the nearest place is on another continent, none is named."""
    line = communes_of(all_communes, "973-guyane")[0]
    assert (line.url, plain(line.words)) == ("", "aucune maison à moins de 200 km")


def test_communes_of_paris_include_arrondissements_in_order(all_communes: list[Page]) -> None:
    """The second arrondissement comes before the tenth."""
    names = [line.commune for line in communes_of(all_communes, "75-paris")]
    assert len(names) == 21
    assert [name.split()[1] for name in names[1:4]] == ["1er", "2e", "3e"]


def test_closed_places_point_to_what_replaces_them() -> None:
    """A closed place says since when and why, then where to go."""
    directory = mini_directory()
    page = closed_pages(directory, make_site(directory.catalogue))[0]
    assert isinstance(page.view, ClosedView)
    assert plain(page.view.state.words) == "Fermée définitivement depuis le 30 juin 2025"
    assert page.view.replaced_by
    assert page.view.replaced_by.url == "lieux/ahun/"
    assert page.view.nearest[0].url == "lieux/bus-des-plateaux/la-courtine/"


def test_former_addresses_answer() -> None:
    """A former id has a page that search engines leave out."""
    [page] = moved_pages(mini_directory())
    assert (page.url, page.indexed) == ("lieux/ahun-centre/", False)


def test_projects_say_when_and_where_to_go_meanwhile() -> None:
    """A project has its date, its porteur and the nearest open places; a list gathers all."""
    directory = mini_directory()
    listed, *pages = project_pages(directory, make_site(directory.catalogue))
    assert listed.url == "projets/"
    view = pages[0].view
    assert isinstance(view, ProjectView)
    assert view.state.words.startswith("En projet")
    assert view.nearest


def test_without_projects_there_is_no_list(tmp_path: Path) -> None:
    """No page and no link speak of projects that do not exist."""
    write_record(tmp_path, "23", "gueret", GUERET)
    directory = read_directory(tmp_path)
    site = make_site(directory.catalogue)
    assert project_pages(directory, site) == []
    view = directory_pages(directory, site)[0].view
    assert isinstance(view, DirectoryView)
    assert view.projects is None


def test_home_leads_to_every_department() -> None:
    """Each department with a page is on the home page."""
    directory = mini_directory()
    editorial, _ = read_editorial(SAMPLE_CONTENT)
    sources = Sources(directory.catalogue, editorial, sample_data(), ROOT / "theme")
    site = make_site(directory.catalogue)
    view = home_page(directory, sources, site).view
    assert isinstance(view, HomeView)
    urls = {
        page.url
        for departement in directory.departements.values()
        for page in departement_pages(departement, directory, site)
    }
    assert {line.url for line in view.departements} <= urls
    assert len(view.departements) == len(directory.departements)
    assert len(view.news) == 3


def test_home_counts_what_the_records_say(tmp_path: Path) -> None:
    """Its figures are those of the day; what the network says of its past is not among them."""
    saturday = 'hours: {saturday: ["09:00-12:00"]}'
    write_record(tmp_path, "23", "gueret", f"{GUERET}\n{saturday}")
    write_record(tmp_path, "23", "ahun", AHUN)
    write_record(tmp_path, "23", "projet", f"status: project\n{AHUN}")
    paris = 'address: {postcode: "75001", city: Paris, insee: "75056"}'
    write_record(tmp_path, "75", "paris", paris)
    directory = read_directory(tmp_path)
    editorial, _ = read_editorial(SAMPLE_CONTENT)
    sources = Sources(directory.catalogue, editorial, sample_data(), ROOT / "theme")
    view = home_page(directory, sources, make_site(directory.catalogue)).view
    assert isinstance(view, HomeView)
    shown = [(plain(figure.value), plain(figure.label)) for figure in view.figures]
    assert shown[:3] == [
        ("3", "maisons de services au public"),
        ("2", "départements ont au moins un lieu d’accueil"),
        ("1", "accueille le samedi, au moins certaines semaines"),
    ]
    # Paris has two million people, the Creuse a hundred thousand, half of them around these two.
    assert 95 < int(shown[3][0].removesuffix(" %")) < 100
    assert {plain(figure.origin) for figure in view.figures} == {
        f"d’après les fiches, le {plain(date_words(TODAY))}"
    }


def test_without_an_open_place_nothing_is_counted(tmp_path: Path) -> None:
    """A network of projects alone has no figure to show."""
    write_record(tmp_path, "23", "projet", f"status: project\n{AHUN}")
    assert counted_figures(read_directory(tmp_path)) == ()


def test_figures_of_the_past_stand_on_the_page_that_asks_for_them() -> None:
    """With their dates and sources, as `network.yml` has them."""
    editorial, _ = read_editorial(SAMPLE_CONTENT)
    catalogue = mini_directory().catalogue
    views = {page.url: page.view for page in content_pages(editorial, make_site(catalogue))}
    asked = [view for view in views.values() if isinstance(view, PageView) and view.figures]
    assert len(asked) == 1
    assert [plain(figure.value) for figure in asked[0].figures] == [
        figure.value for figure in catalogue.network.figures
    ]
    assert all(" · " in plain(figure.origin) for figure in asked[0].figures)


@pytest.mark.parametrize("url, base", [("", "/"), ("https://a.example/b", "/b/")])
def test_links_begin_at_the_base(url: str, base: str) -> None:
    """A site under a sub-path has its links there."""
    site = replace(make_site(mini_directory().catalogue), url=url)
    assert site.base == base
    page = not_found_page(site)
    assert isinstance(page.view, NotFoundView)
    assert not page.indexed
