"""Open now on real pages: the state of places, minute by minute, and notices that vanish."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.fixtures import OpenPage, Serve, in_each_look
from tests.cases.opening import plain

pytestmark = pytest.mark.browser

AHUN, GUERET, SAINT_DENIS = "lieux/ahun/", "lieux/gueret/", "lieux/saint-denis/"
BUS, LA_COURTINE = "lieux/bus-des-plateaux/", "lieux/bus-des-plateaux/la-courtine/"
CREUSE = "departements/23-creuse/"


def at(page: Page, instant: str) -> Page:
    """Load the page again as at an instant, which tells its own zone."""
    page.clock.set_fixed_time(datetime.fromisoformat(instant))
    page.reload()
    return page


def state_of(page: Page) -> tuple[str, str]:
    """Return the kind and the words of the first state on the page."""
    state = page.locator(".state").first
    kind = (state.get_attribute("class") or "").split()[-1]
    return kind, plain(state.inner_text())


EACH_STATE = {
    "open": (AHUN, "2026-11-23T10:00+01:00", "Ouvert jusqu’à 12 h"),
    "soon": (AHUN, "2026-11-23T11:40+01:00", "Ferme dans 20 minutes"),
    "appointment": (AHUN, "2026-11-27T17:30+01:00", "Sur rendez-vous jusqu’à 19 h"),
    "closed": (AHUN, "2026-11-23T20:00+01:00", "Fermé · rouvre demain à 9 h"),
    "unknown": (
        GUERET,
        "2026-11-23T10:00+01:00",
        "Horaires non communiqués",
    ),
}


@pytest.mark.parametrize("kind", EACH_STATE)
@in_each_look
def test_each_state_is_shown_and_accessible(
    mini_site: Path,
    kind: str,
    *,
    dark: bool,
    serve: Serve,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    problems: list[str],
) -> None:
    """The page says its state at the top, in contrast, and fits a phone."""
    address, instant, words = EACH_STATE[kind]
    page = at(open_page(serve(mini_site).url + address, 320, dark=dark), instant)
    assert state_of(page) == (kind, words)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert problems == []


@pytest.mark.parametrize(
    "address, instant, state, today",
    [
        (
            AHUN,
            "2026-12-25T10:00+01:00",
            "Fermeture exceptionnelle jusqu’au 2 janvier 2027 · rouvre lundi 4 janvier à 9 h",
            "Aujourd’hui, vendredi : fermeture exceptionnelle",
        ),
        (
            AHUN,
            "2026-11-11T10:00+01:00",
            "Jour férié (Armistice) : fermé sauf avis contraire · rouvre demain à 9 h",
            "Aujourd’hui, mercredi : jour férié (Armistice)",
        ),
        (
            AHUN,
            "2026-11-27T15:00+01:00",
            "Ouvert jusqu’à 16 h 30",
            "Aujourd’hui, vendredi : 14 h – 16 h 30, 17 h – 19 h sur rendez-vous",
        ),
        (
            SAINT_DENIS,
            "2026-11-30T05:00Z",
            "Sur rendez-vous jusqu’à 16 h",
            "Aujourd’hui, lundi : 8 h – 16 h sur rendez-vous",
        ),
        (
            LA_COURTINE,
            "2026-11-23T12:00+01:00",
            "Pas sur place · revient jeudi à 14 h",
            "Aujourd’hui, lundi : pas de passage",
        ),
    ],
)
def test_a_page_shows_its_state_and_its_day(
    mini_site: Path,
    address: str,
    instant: str,
    state: str,
    today: str,
    serve: Serve,
    open_page: OpenPage,
) -> None:
    """Closures, holidays, appointments, overseas clocks and tours are shown on their pages."""
    page = at(open_page(serve(mini_site).url + address), instant)
    assert state_of(page)[1] == state
    assert plain(page.locator(".today").first.inner_text()) == today


def test_the_state_changes_by_itself(mini_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """A page left open follows the clock: closing soon, closed, and a notice gone at midnight."""
    page = open_page(serve(mini_site).url + AHUN)
    page.clock.install(time=datetime.fromisoformat("2026-11-30T11:59:30+01:00"))
    page.reload()
    assert state_of(page) == ("soon", "Ferme dans 1 minute")
    assert page.locator(".notice[data-until]").count() == 1
    page.clock.run_for(60_000)
    assert state_of(page) == ("closed", "Fermé · rouvre à 14 h")
    page.clock.run_for(3 * 60 * 60_000)
    assert state_of(page) == ("open", "Ouvert jusqu’à 17 h 30")
    page.clock.run_for(10 * 60 * 60_000)
    assert page.locator(".notice[data-until]").count() == 0
    assert page.locator("[aria-current=date] th").inner_text() == "Mardi"


def test_closures_that_are_over_leave_with_their_heading(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """A page built before the end of the last closure drops the list the day after."""
    page = at(open_page(serve(mini_site).url + SAINT_DENIS), "2026-11-28T19:59Z")
    assert page.locator("h3[data-until]").count() == 1
    at(page, "2026-11-28T20:00Z")
    assert page.locator("h3[data-until], ul[data-until]").count() == 0


def test_lists_show_the_state_of_each_place(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """In a department and on the page of a tour, every place with hours has its state."""
    url = serve(mini_site).url
    page = at(open_page(url + CREUSE), "2026-11-23T10:00+01:00")
    places = page.locator(".places li")
    assert places.count() == 3
    assert plain(places.filter(has_text="Ahun").locator(".state").inner_text()) == (
        "Ouvert jusqu’à 12 h"
    )
    assert plain(places.filter(has_text="plateau").locator(".state").first.inner_text()).startswith(
        "Horaires non communiqués"
    )
    at(page, "2026-11-24T10:00+01:00")
    assert page.locator(".places .state").count() == 3
    tour = at(open_page(url + BUS), "2026-11-23T10:00+01:00")
    shown = [plain(text) for text in tour.locator(".cards .state").all_inner_texts()]
    assert sorted(shown) == ["Pas sur place · revient jeudi à 14 h", "Sur place jusqu’à 12 h"]


def test_without_javascript_nothing_claims_to_be_open(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """The table is the truth: the page says that the place receives people, and its usual hours."""
    page = open_page(serve(mini_site).url + AHUN, javascript=False)
    assert state_of(page) == ("active", "Accueille le public")
    assert plain(page.locator(".today").first.inner_text()).startswith("lun., mar. : 9 h – 12 h")
    assert page.locator(".hours").is_visible()


def test_paper_keeps_the_usual_hours(mini_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """A printed list has the usual week, and no state that would soon be wrong."""
    page = at(open_page(serve(mini_site).url + CREUSE), "2026-11-23T10:00+01:00")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    ahun = page.locator(".places li").filter(has_text="Ahun")
    assert not ahun.locator(".state").is_visible()
    assert plain(ahun.locator(".today").inner_text()).startswith("lun., mar. : 9 h – 12 h")


def test_another_script_may_add_places(mini_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """Search and map results get their state by `opening.show()`."""
    page = at(open_page(serve(mini_site).url + CREUSE), "2026-11-23T10:00+01:00")
    page.evaluate(
        """() => {
          const line = document.createElement("p");
          line.id = "added";
          line.dataset.week = "540-720||||||";
          document.querySelector("main").append(line);
          opening.show();
        }"""
    )
    words = page.locator("#added").evaluate("line => line.previousElementSibling.textContent")
    assert plain(words) == "Ouvert jusqu’à 12 h"
