"""The nearest places that match, found with few files, against every place of the records."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from msap.checks.run import check_everything
from msap.domain.distance import distance_km
from msap.publish.directory import Directory
from msap.publish.listing.files import FINE
from msap.publish.locations import Location
from msap.source.hours import Weekday
from msap.source.msap import Appointment
from tests.browser.fixtures import OpenPage, Serve
from tests.opening.places import local_moment, timetable
from tests.opening.rule import OpeningKind, state_at
from tests.projects import SAMPLE_CONTENT, SAMPLE_RECORDS, sample_data
from tests.scripts import bundle_script
from tests.sites import BUILD_DAY, SUB_PATH

pytestmark = pytest.mark.browser

MAX_DISTANCE_KM = 200
COUNT = 6
CASES = 150
MOMENTS = (
    datetime(2026, 11, 24, 10, 20, tzinfo=UTC),
    datetime(2026, 11, 28, 9, 30, tzinfo=UTC),
    datetime(2026, 11, 24, 20, 0, tzinfo=UTC),
    # The abolition of slavery in La Réunion, and Good Friday in Alsace and Moselle.
    datetime(2026, 12, 20, 6, 0, tzinfo=UTC),
    datetime(2027, 3, 26, 9, 0, tzinfo=UTC),
)
ASK = "async (asked) => (await import('/nearest_places.mjs')).ask(asked)"
Answer = list[tuple[str, float]]


@dataclass(frozen=True)
class Case:
    """A position, the filters ticked and a moment."""

    lat: float
    lon: float
    chosen: tuple[tuple[str, str], ...]
    moment: datetime

    @property
    def written(self) -> dict[str, object]:
        """Return it as the script takes it."""
        return {
            "from": {"lat": self.lat, "lon": self.lon},
            "count": COUNT,
            "chosen": [{"name": name, "value": value} for name, value in self.chosen],
            "now": self.moment.timestamp() * 1000,
        }


def is_open(location: Location, moment: datetime) -> bool:
    """Return whether people without appointment may come in."""
    state = state_at(timetable(location, (2026, 2027)), local_moment(moment, location.departement))
    return state.kind in {OpeningKind.OPEN, OpeningKind.SOON}


def answers(location: Location, choice: tuple[str, str], moment: datetime) -> bool:
    """Return from the record itself whether a place matches a filter."""
    name, value = choice
    msap = location.entry.msap
    matches: dict[str, Callable[[], bool]] = {
        "partenaire": lambda: value in {partner.id for partner in msap.partners or ()},
        "service": lambda: value in (msap.services or ()),
        "ouvert": lambda: is_open(location, moment),
        "jour": lambda: bool(location.hours and location.hours.day(Weekday.SATURDAY)),
        "rendez-vous": lambda: msap.appointment in {Appointment.NONE, Appointment.POSSIBLE},
        "acces": lambda: msap.access.wheelchair is True,
        "tournee": lambda: location.stop is not None or msap.form.is_touring,
    }
    return matches[name]()


def rounded(degrees: float) -> float:
    """Return a position as the data files write it."""
    return round(degrees * FINE) / FINE


def brute_force(directory: Directory, case: Case) -> Answer:
    """Measure every place there is; positions are those of the files, to 10 m."""
    found = [
        (
            distance_km(
                case.lat, case.lon, rounded(location.point.lat), rounded(location.point.lon)
            ),
            location,
        )
        for location in directory.locations
        if location.point and all(answers(location, choice, case.moment) for choice in case.chosen)
    ]
    near = sorted((km, location.url) for km, location in found if km <= MAX_DISTANCE_KM)
    return [(url, km) for km, url in near[:COUNT]]


def draw_cases(directory: Directory) -> list[Case]:
    """Draw communes from everywhere with none to three filters, the rare ones as often as any."""
    chance = random.Random(20261124)  # noqa: S311 - the same cases every time
    communes = [c for c in directory.territory.communes if c.lat is not None and c.lon is not None]
    partners = [("partenaire", key) for key in directory.catalogue.referentials.partners]
    services = [("service", key) for key in directory.catalogue.referentials.services]
    facts = [
        ("ouvert", "maintenant"),
        ("jour", "samedi"),
        ("rendez-vous", "sans"),
        ("acces", "fauteuil"),
        ("tournee", "oui"),
    ]
    cases = []
    for _ in range(CASES):
        commune = chance.choice(communes)
        groups = chance.sample([partners, services, facts, facts], chance.randint(0, 3))
        chosen = tuple(dict.fromkeys(chance.choice(group) for group in groups))
        assert commune.lat is not None
        assert commune.lon is not None
        cases.append(Case(commune.lat, commune.lon, chosen, chance.choice(MOMENTS)))
    return cases


def ask(page: Page, base: str, cases: Sequence[Case], folder: Path) -> list[Answer]:
    """Put the cases to the modules of the list, on the page's own data files."""
    script = bundle_script(Path(__file__).with_name("nearest_places.mjs"), folder).read_text(
        "utf-8"
    )
    page.route(
        "**/nearest_places.mjs",
        lambda route: route.fulfill(body=script, content_type="text/javascript"),
    )
    network = page.locator("#resultats").get_attribute("data-network") or ""
    assert network.startswith(base)
    asked = {"network": network, "cases": [case.written for case in cases]}
    return page.evaluate(ASK, asked)  # type: ignore[no-any-return]


def check(page: Page, directory: Directory, folder: Path, base: str = "/") -> None:
    """Compare every case with brute force; of equals, either may come first."""
    cases = draw_cases(directory)
    given = ask(page, base, cases, folder)
    expected = [brute_force(directory, case) for case in cases]
    assert sum(map(bool, expected)) > CASES / 5
    for case, ours, true in zip(cases, given, expected, strict=True):
        assert [url for url, _ in ours] == [url for url, _ in true], case
        assert [km for _, km in ours] == pytest.approx([km for _, km in true], abs=1e-6), case


def directory_of(records: Path) -> Directory:
    """Read records as a build does."""
    checked = check_everything(sample_data(), records, SAMPLE_CONTENT)
    assert checked.catalogue is not None
    return Directory(checked.catalogue, BUILD_DAY.date())


def test_the_nearest_that_match_are_found(
    sample_site: Path, serve: Serve, open_page: OpenPage, tmp_path: Path
) -> None:
    """From anywhere, with any filters and at any hour: the same places as by measuring all."""
    site = serve(sample_site)
    check(open_page(f"{site.url}recherche/"), directory_of(SAMPLE_RECORDS), tmp_path)


def test_only_files_that_may_matter_are_fetched(
    sample_site: Path, serve: Serve, open_page: OpenPage, tmp_path: Path
) -> None:
    """Nothing is open at night: not one department is asked; near Guéret a handful is enough."""
    site = serve(sample_site)
    page = open_page(f"{site.url}recherche/")
    night = Case(46.17, 1.87, (("ouvert", "maintenant"),), datetime(2026, 11, 24, 2, tzinfo=UTC))
    assert ask(page, "/", [night], tmp_path) == [[]]
    assert not [request for request in site.requests if "/points-" in request.path]
    (found,) = ask(page, "/", [Case(46.17, 1.87, (), MOMENTS[0])], tmp_path)
    assert len(found) == COUNT
    assert 1 <= sum("/points-" in request.path for request in site.requests) <= 8


@pytest.mark.real_list
def test_the_nearest_of_the_whole_list_are_found(
    real_site: Path, real_records: Path, serve: Serve, open_page: OpenPage, tmp_path: Path
) -> None:
    """The same on the official list, under a sub-path."""
    site = serve(real_site, SUB_PATH)
    check(open_page(f"{site.url}recherche/"), directory_of(real_records), tmp_path, SUB_PATH)
