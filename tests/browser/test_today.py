"""What the script makes of the usual hours, on given days; and the printed sheet."""

from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.fixtures import OpenPage, Serve

pytestmark = pytest.mark.browser

AHUN, LA_COURTINE = "lieux/ahun/", "lieux/bus-des-plateaux/la-courtine/"
SAINT_DENIS = "lieux/saint-denis/"


def on_day(page: Page, day: str) -> Page:
    """Load the page again as on this day at noon."""
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00"))
    page.reload()
    return page


def plain(text: str) -> str:
    """Write every space as a plain one, and drop the word joiners."""
    return text.replace("\u00a0", " ").replace("\u2060", "")


@pytest.mark.parametrize(
    "address, day, words",
    [
        (AHUN, "2026-11-23", "Aujourd’hui, lundi : 9 h – 12 h, 14 h – 17 h 30"),
        (AHUN, "2026-11-22", "Aujourd’hui, dimanche : fermé"),
        # ISO week 48 is even, and the 27th is the fourth Friday.
        (
            AHUN,
            "2026-11-27",
            "Aujourd’hui, vendredi : 14 h – 16 h 30, 17 h – 19 h sur rendez-vous",
        ),
        # ISO week 45 is odd, and the 6th is the first Friday.
        (AHUN, "2026-11-06", "Aujourd’hui, vendredi : 9 h – 12 h, 17 h – 19 h sur rendez-vous"),
        # 1 January 2027 is in ISO week 53 of 2026, within the closure.
        (AHUN, "2027-01-01", "Aujourd’hui, vendredi : fermeture exceptionnelle"),
        (AHUN, "2027-01-04", "Aujourd’hui, lundi : 9 h – 12 h, 14 h – 17 h 30"),
        (LA_COURTINE, "2026-11-23", "Aujourd’hui, lundi : pas de passage"),
        (LA_COURTINE, "2026-11-03", "Aujourd’hui, mardi : 9 h – 12 h 30"),
        (LA_COURTINE, "2026-11-10", "Aujourd’hui, mardi : pas de passage"),
        (LA_COURTINE, "2026-11-26", "Aujourd’hui, jeudi : 14 h – 18 h"),
        (SAINT_DENIS, "2026-11-28", "Aujourd’hui, samedi : fermeture exceptionnelle"),
        (SAINT_DENIS, "2026-11-30", "Aujourd’hui, lundi : 8 h – 16 h sur rendez-vous"),
    ],
)
def test_usual_hours_become_todays(
    mini_site: Path, address: str, day: str, words: str, serve: Serve, open_page: OpenPage
) -> None:
    """Parity of weeks, rank in the month, appointments and closures are taken into account."""
    page = on_day(open_page(serve(mini_site).url + address), day)
    assert plain(page.locator("[data-week]").inner_text()) == words


def test_the_table_marks_today(mini_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """The row of the day is said to be the current date, also where the table skips days."""
    page = on_day(open_page(serve(mini_site).url + LA_COURTINE), "2026-11-26")
    assert page.locator("[aria-current=date] th").inner_text() == "Jeudi"
    on_day(page, "2026-11-25")
    assert page.locator("[aria-current=date]").count() == 0


def test_a_notice_vanishes_by_itself(mini_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """A page built before the end of a notice drops it the day after."""
    page = on_day(open_page(serve(mini_site).url + AHUN), "2026-11-30")
    assert page.locator(".notice:visible").count() == 1
    on_day(page, "2026-12-01")
    assert page.locator(".notice:visible").count() == 0


def test_a_page_read_a_year_later_says_to_call(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """The record is of 2 October 2026, and nobody built the site again."""
    page = on_day(open_page(serve(mini_site).url + AHUN), "2027-10-01")
    words = page.get_by_text("Ces informations ont plus d’un an")
    assert not words.is_visible()
    on_day(page, "2027-10-02")
    assert words.is_visible()


def test_without_javascript_the_week_is_in_words(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """A department's list gives the whole usual week."""
    page = open_page(f"{serve(mini_site).url}departements/23-creuse/", javascript=False)
    hours = page.locator(".places li").filter(has_text="Ahun").locator(".today").first
    assert plain(hours.inner_text()).startswith("lun., mar. : 9 h – 12 h, 14 h – 17 h 30 ; mer.")


@pytest.mark.parametrize("address", [AHUN, SAINT_DENIS, LA_COURTINE])
def test_a_place_prints_on_one_sheet(
    mini_site: Path, address: str, serve: Serve, open_page: OpenPage
) -> None:
    """One A4 page holds the place, with its table and without menus or buttons."""
    page = open_page(serve(mini_site).url + address)
    assert page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    page.emulate_media(media="print")
    assert page.locator(".hours").is_visible()
    assert not page.locator(".menu, .breadcrumb, .site-footer nav").first.is_visible()


def test_the_menu_opens_without_javascript(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """On a phone a button opens the menu; on a desktop its links lie open."""
    url = f"{serve(mini_site).url}annuaire/"
    phone = open_page(url, 320, javascript=False)
    link = phone.get_by_role("link", name="Dossiers")
    assert not link.is_visible()
    phone.get_by_text("Menu", exact=True).click()
    assert link.is_visible()
    desktop = open_page(url, 1280, javascript=False)
    assert desktop.get_by_role("link", name="Dossiers").is_visible()
    assert not desktop.get_by_text("Menu", exact=True).is_visible()
