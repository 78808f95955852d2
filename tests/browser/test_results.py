"""The list of results: filters, counts, address, more places, a whole department, around me."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.fixtures import OpenPage, Serve, in_both_fonts, in_each_look
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.browser

GUERET = "recherche/?q=gueret"
CREUSE = "recherche/?departement=23"
ITEMS = "#resultats .places > li"
# A Tuesday morning, when most places are open.
MOMENT = datetime.fromisoformat("2026-11-24T10:20:00+00:00")
WITH_PARTNER_BYTES = 36_000


@pytest.fixture
def open_results(sample_site: Path, serve: Serve, open_page: OpenPage) -> Callable[..., Page]:
    """Open an address of the sample's site on MOMENT and wait for its answer."""

    def open_one(address: str, width: int = 320, *, dark: bool = False) -> Page:
        site = serve(sample_site)
        page = open_page(f"{site.url}recherche/", width, dark=dark)
        page.clock.set_fixed_time(MOMENT)
        page.goto(site.url + address, wait_until="networkidle")
        if address.startswith("recherche"):
            expect(page.locator("#etat")).not_to_contain_text("Recherche…")
        return page

    return open_one


def open_filters(page: Page) -> None:
    """Open the form and wait for its counts."""
    page.locator("#filtres summary").click()
    expect(page.locator("#filtres [data-scope]")).to_contain_text("parmi les")


def choice(page: Page, label: str) -> Locator:
    """Return a checkbox; its name begins with its label and ends with its count."""
    return page.get_by_role("checkbox", name=re.compile(f"^{label}"))


def status(page: Page) -> str:
    """Return the sentence a screen reader hears, with plain spaces."""
    return page.locator("#etat").inner_text().replace("\u00a0", " ")


def shown(page: Page) -> list[str]:
    """Return the names listed."""
    return page.locator(f"{ITEMS} h3").all_inner_texts()


@pytest.mark.parametrize(
    "label, holds",
    [
        ("CAF", r"\bCAF\b"),
        ("Pôle emploi", "Pôle emploi"),
        ("Ouvert maintenant", "Ouvert jusqu|Ferme dans|Sur place|Part dans"),
    ],
)
def test_a_filter_keeps_what_matches(
    open_results: Callable[..., Page], label: str, holds: str, problems: list[str]
) -> None:
    """Every place shown says itself what was ticked; the address and the sentence say it too."""
    page = open_results(GUERET)
    open_filters(page)
    choice(page, label).check()
    expect(page.locator("#etat")).to_contain_text(label)
    expect(page.locator(ITEMS)).to_have_count(5)
    for item in page.locator(ITEMS).all():
        assert re.search(holds, item.inner_text()), item.inner_text()
    assert re.search("partenaire=|ouvert=", page.url)
    assert problems == []


@pytest.mark.parametrize(
    "label", ["Ouvert le samedi", "Sans rendez-vous", "Accessible en fauteuil roulant", "Retraite"]
)
def test_a_count_is_what_its_filter_then_gives(
    open_results: Callable[..., Page], label: str
) -> None:
    """In a department the number beside a choice is the number of places once it is ticked."""
    page = open_results(CREUSE, 1280)
    before = len(shown(page))
    open_filters(page)
    box = page.locator("#filtres label", has_text=label).first
    number = int(box.locator(".number").inner_text())
    assert 0 < number < before or label == "Sans rendez-vous"
    box.click()
    expect(page.locator(ITEMS)).to_have_count(number)
    assert f"{number} maison" in status(page)


def test_filters_add_up_and_are_cleared_in_one_go(open_results: Callable[..., Page]) -> None:
    """Each is a chip that lifts it; back lifts the last; « Tout effacer » lifts all."""
    page = open_results(GUERET, 1280)
    first = shown(page)
    open_filters(page)
    choice(page, "CAF").check()
    expect(page.locator(".chosen li")).to_have_count(1)
    choice(page, "Ouvert le samedi").check()
    expect(page.locator(".chosen li")).to_have_count(2)
    assert page.url.endswith("?q=gueret&jour=samedi&partenaire=caf")
    assert "« Ouvert le samedi » et « CAF »" in status(page)
    page.go_back()
    expect(page.locator(".chosen li")).to_have_count(1)
    expect(choice(page, "Ouvert le samedi")).not_to_be_checked()
    page.go_forward()
    expect(page.locator(".chosen li")).to_have_count(2)
    page.get_by_role("button", name="Enlever le filtre CAF").click()
    expect(page.locator(".chosen li")).to_have_count(1)
    page.get_by_role("button", name="Tout effacer").click()
    expect(page.locator(".chosen li")).to_have_count(0)
    expect(page.locator("#filtres summary")).to_be_focused()
    assert shown(page) == first
    assert page.url.endswith("?q=gueret")


def test_a_shared_address_gives_the_same_places(open_results: Callable[..., Page]) -> None:
    """Question, filters and number of places are all in the address."""
    page = open_results(GUERET)
    open_filters(page)
    choice(page, "Accessible").check()
    expect(page.locator("#etat")).to_contain_text("fauteuil")
    page.get_by_role("button", name="Plus de maisons").click()
    expect(page.locator(ITEMS)).to_have_count(15)
    names = shown(page)
    again = open_results(page.url.split("/", 3)[3])
    assert shown(again) == names
    assert status(again) == status(page)


def test_the_partner_of_a_question_is_a_filter(open_results: Callable[..., Page]) -> None:
    """« caf gueret » ticks CAF; taken off, the question is the place alone."""
    page = open_results("recherche/?q=caf+gueret")
    expect(page.locator(".chosen li")).to_have_text("Enlever le filtre CAF")
    expect(page.locator(ITEMS)).to_have_count(5)
    page.get_by_role("button", name="Enlever le filtre CAF").click()
    expect(page.locator(".chosen li")).to_have_count(0)
    assert page.url.endswith("?q=Gu%C3%A9ret+%2823%29")
    expect(page.locator("h1")).to_have_text("Près de Guéret (Creuse)")


def test_more_places_follow_where_the_list_ended(open_results: Callable[..., Page]) -> None:
    """The same first places, ten more, and the focus on the first of them."""
    page = open_results(GUERET)
    first = shown(page)
    page.get_by_role("button", name="Plus de maisons").click()
    expect(page.locator(ITEMS)).to_have_count(15)
    assert shown(page)[:5] == first
    expect(page.locator(f"{ITEMS}:nth-child(6) h3 a")).to_be_focused()
    assert "nombre=15" in page.url


@in_both_fonts
def test_no_result_says_which_filter_to_lift(
    open_results: Callable[..., Page], axe: Callable[[Page], list[str]], problems: list[str]
) -> None:
    """Each lifting says what it would give, and returns it; one button clears."""
    page = open_results(
        f"{GUERET}&partenaire=grdf&jour=samedi&acces=fauteuil&tournee=oui&ouvert=maintenant"
    )
    assert "Aucune maison à moins de 200 km ne répond à vos 5 filtres." in status(page)
    assert axe(page) == []
    lifting = page.get_by_role("button", name=re.compile("^Sans « "))
    expect(lifting.first).to_contain_text("la plus proche est")
    expect(page.get_by_role("button", name="Télécharger (CSV)")).to_be_hidden()
    lifting.first.click()
    expect(page.locator(ITEMS).first).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Effacer les 5 filtres").click()
    expect(page.locator(ITEMS)).to_have_count(5)
    assert problems == []


def test_what_a_record_leaves_out_is_said(open_results: Callable[..., Page]) -> None:
    """Azerables tells no hours: it is no answer to « samedi », and is named as one to call."""
    page = open_results(f"{CREUSE}&jour=samedi", 1280)
    notice = page.locator("#resultats .notice")
    expect(notice).to_contain_text("leur fiche ne le dit pas")
    expect(notice.get_by_role("link", name="Azerables")).to_be_visible()
    assert not [name for name in shown(page) if "Azerables" in name]


def test_the_keyboard_alone_is_enough(
    open_results: Callable[..., Page], problems: list[str]
) -> None:
    """Tab, Enter and Space open the form, tick, untick, and leave the focus where it was."""
    page = open_results(GUERET)
    summary = page.locator("#filtres summary")
    for _ in range(40):
        page.keyboard.press("Tab")
        if summary.evaluate("element => element === document.activeElement"):
            break
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#filtres [data-scope]")).to_contain_text("parmi les")
    page.keyboard.press("Tab")
    box = choice(page, "Ouvert maintenant")
    expect(box).to_be_focused()
    page.keyboard.press(" ")
    expect(page.locator("#etat")).to_contain_text("Ouvert maintenant")
    expect(box).to_be_focused()
    page.keyboard.press(" ")
    expect(page.locator("#etat")).not_to_contain_text("Ouvert maintenant")
    assert problems == []


@in_each_look
def test_no_breach_with_filters_on(
    open_results: Callable[..., Page],
    width: int,
    *,
    dark: bool,
    axe: Callable[[Page], list[str]],
    problems: list[str],
) -> None:
    """The open form, its groups and its chips break no rule and fit the screen."""
    page = open_results(f"{GUERET}&partenaire=caf&acces=fauteuil", width, dark=dark)
    open_filters(page)
    legends = page.locator("#filtres legend").all_inner_texts()
    assert legends == ["Horaires", "Accès", "Services présents", "Pour quoi faire"]
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert problems == []


@in_both_fonts
@pytest.mark.parametrize("size", ["100%", "225%"])
def test_the_button_that_stays_in_sight_covers_no_tick(
    open_results: Callable[..., Page], size: str
) -> None:
    """It passes beside them wherever the page is scrolled, also when letters are twice as large."""
    page = open_results(GUERET)
    page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
    open_filters(page)
    button = page.get_by_role("button", name="Voir les maisons").bounding_box()
    assert button
    assert button["height"] >= 44
    ticks = [tick.bounding_box() for tick in page.locator("#filtres input").all()]
    assert ticks
    assert all(tick and tick["x"] + tick["width"] <= button["x"] for tick in ticks)


def test_a_department_is_reached_by_its_page_and_by_its_name(
    open_results: Callable[..., Page],
) -> None:
    """« Filtrer » and « Creuse » lead to the same list, in the order of its page."""
    page = open_results("departements/23-creuse/", 1280)
    names = page.locator(".places h3").all_inner_texts()
    page.get_by_role("link", name="Filtrer", exact=True).click()
    expect(page.locator("h1")).to_have_text("Creuse (23)")
    expect(page.locator(ITEMS)).to_have_count(len(names))
    assert shown(page) == names
    page.fill("[role=search] input", "creuse")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=creuse$"))
    expect(page.locator("h1")).to_have_text("Creuse (23)")
    assert shown(page) == names


@in_both_fonts
def test_a_place_with_nothing_specified_is_still_described(
    mini_site: Path, serve: Serve, open_page: OpenPage, problems: list[str]
) -> None:
    """A name of 95 characters, no hours and no phone at 320 px: nothing empty, nothing dead."""
    page = open_page(f"{serve(mini_site).url}recherche/?q=gueret")
    item = page.locator(ITEMS).first
    expect(item).to_contain_text("intercommunale du plateau")
    expect(item).to_contain_text("Horaires non communiqués")
    expect(item).to_contain_text("Services présents : non précisés")
    assert item.locator("a[href^=tel]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert problems == []


def test_a_single_place_is_said_in_the_singular(
    mini_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """La Réunion has one place; nothing more is offered."""
    page = open_page(f"{serve(mini_site).url}recherche/?departement=974")
    expect(page.locator("#etat")).to_have_text("1 maison.")
    expect(page.get_by_role("button", name="Plus de maisons")).to_be_hidden()


def test_around_me_is_filtered_without_telling_where(
    sample_site: Path, serve: Serve, browser: Browser
) -> None:
    """The nearest come first, filters apply, back undoes them; no address holds the position."""
    site = serve(sample_site)
    context = browser.new_context(
        geolocation={"latitude": 46.087, "longitude": 2.044},
        permissions=["geolocation"],
        locale="fr-FR",
    )
    page = context.new_page()
    page.goto(f"{site.url}recherche/")
    page.get_by_role("button", name="Autour de moi").click()
    expect(page.locator(ITEMS)).to_have_count(10)
    expect(page.locator(ITEMS).first).to_contain_text("Ahun, à 300 m")
    open_filters(page)
    choice(page, "GrDF").check()
    expect(page.locator("#etat")).to_contain_text("GrDF")
    assert page.url.endswith("?autour=moi&partenaire=grdf")
    page.go_back()
    expect(page.locator("#etat")).not_to_contain_text("GrDF")
    assert not [r.path for r in site.requests if re.search(r"46\.0|2\.04", r.path)]
    page.reload()
    expect(page.locator("#etat")).to_contain_text("Appuyez sur « Autour de moi »")
    context.close()


def test_a_failing_network_is_said_and_the_list_stays(
    open_results: Callable[..., Page],
) -> None:
    """Without the data files the first answer stays, and a second try works."""
    page = open_results(GUERET)
    first = shown(page)
    page.route("**/points-*.json", lambda route: route.abort())
    page.locator("#filtres summary").click()
    expect(page.locator("#etat")).to_contain_text("Vérifiez la connexion")
    assert shown(page) == first
    page.unroute("**/points-*.json")
    choice(page, "CAF").check()
    expect(page.locator("#etat")).to_contain_text("CAF")


@in_both_fonts
def test_a_waiting_list_says_so_and_stays_readable(
    open_results: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    """On a slow connection the page says what it seeks, and places shown keep their contrast."""
    page = open_results(GUERET)
    first = shown(page)
    held: list[Route] = []
    is_slow = True
    page.route(
        "**/points-*.json",
        lambda route: held.append(route) if is_slow else route.continue_(),
    )
    page.locator("#filtres summary").click()
    expect(page.locator("#resultats[aria-busy]")).to_be_visible()
    expect(page.locator("#etat")).to_have_text("Recherche…")
    assert shown(page) == first
    assert axe(page) == []
    is_slow = False
    for route in held:
        route.continue_()
    expect(page.locator("#filtres [data-scope]")).to_contain_text("parmi les")
    expect(page.locator("#resultats[aria-busy]")).to_have_count(0)
    expect(page.locator("#etat")).not_to_have_text("Recherche…")


def test_a_slow_index_is_waited_for_in_words(
    sample_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """What is sought is said at once, and what is typed meanwhile is not taken away."""
    site = serve(sample_site)
    page = open_page(f"{site.url}annuaire/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/index.json", hold)
    page.goto(site.url + GUERET, wait_until="commit")
    field = page.locator("main input[name=q]")
    expect(page.locator("#etat")).to_have_text("Recherche…")
    expect(field).to_have_value("gueret")
    wait_until(page, lambda: held)
    held.clear()
    page.goto(f"{site.url}recherche/", wait_until="commit")
    expect(page.locator("#resultats.idle")).to_have_count(1)
    field.press_sequentially("ahun")
    wait_until(page, lambda: held)
    for route in held:
        route.continue_()
    expect(page.get_by_role("button", name="Autour de moi")).to_be_visible()
    expect(field).to_have_value("ahun")


def test_a_question_with_a_partner_is_light(
    sample_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """« caf gueret », engine, filters and data files included, at most 36 KB on top of the page."""
    site = serve(sample_site)
    page = open_page(f"{site.url}recherche/?q=caf+gueret")
    expect(page.locator(ITEMS)).to_have_count(5)
    own = [r for r in site.requests if not re.search(r"static/site\.|recherche/", r.path)]
    assert sum(request.size for request in own) <= WITH_PARTNER_BYTES, own
