"""What leaves the page of results: paper and downloads, read back with Python's own modules."""

import csv
import io
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.fixtures import OpenPage, Serve

pytestmark = pytest.mark.browser

QUESTION = "recherche/?q=gueret&partenaire=caf"
ITEMS = "#resultats .places > li"
MOMENT = datetime.fromisoformat("2026-11-24T10:20:00+00:00")
FORMULAS = ["=1+1", "+33 5", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "＝1"]


@pytest.fixture
def page(sample_site: Path, serve: Serve, open_page: OpenPage) -> Page:
    """Open the five places with the CAF near Guéret."""
    site = serve(sample_site)
    page = open_page(f"{site.url}recherche/")
    page.clock.set_fixed_time(MOMENT)
    page.goto(site.url + QUESTION, wait_until="networkidle")
    expect(page.locator(ITEMS)).to_have_count(5)
    return page


def download(page: Page, format_name: str, folder: Path) -> Path:
    """Press the button and give the file that the browser saved."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Télécharger ({format_name})").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a file as a French spreadsheet does."""
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert "\r\n" in text
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def plain(text: str) -> str:
    """Write every space as a plain one, and drop the word joiners."""
    return re.sub("[\u00a0\u202f]", " ", text).replace("\u2060", "")


def test_the_table_holds_what_is_shown(page: Page, tmp_path: Path, problems: list[str]) -> None:
    """The same places in the same order, with what a spreadsheet needs, source and licence."""
    path = download(page, "CSV", tmp_path)
    assert path.name == "maisons-pres-de-gueret-creuse-2026-11-24.csv"
    rows = read_csv(path)
    assert [row["nom"] for row in rows] == [
        plain(name) for name in page.locator(f"{ITEMS} h3").all_inner_texts()
    ]
    phones = page.locator(f"{ITEMS} .call").all_inner_texts()
    assert [row["telephone"] for row in rows if row["telephone"]] == [
        plain(phone).split("\n")[-1] for phone in phones
    ]
    first = rows[0]
    assert first["commune"] == "Ahun"
    assert (first["code_postal"], first["departement"]) == ("23150", "23")
    assert re.fullmatch(r"\d+,\d+", first["latitude"])
    assert re.fullmatch(r"\d+(,\d)?", first["distance_km"])
    assert "CAF" in first["services_presents"].split(", ")
    assert "9 h – 12 h" in first["horaires_habituels"]
    assert first["page"] == f"{page.url.split('recherche')[0]}lieux/ahun/"
    assert first["source"].startswith("Démonstration")
    assert first["licence"] == "Licence Ouverte 2.0"
    assert first["extrait_le"] == "2026-11-24"
    assert problems == []


def test_the_map_file_holds_what_is_shown(page: Page, tmp_path: Path) -> None:
    """A collection of points with the same facts; source, licence and day stand once."""
    path = download(page, "GeoJSON", tmp_path)
    assert path.name.endswith(".geojson")
    collection: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert collection["licence"] == "Licence Ouverte 2.0"
    assert collection["extrait_le"] == "2026-11-24"
    assert collection["source"].startswith("Démonstration")
    rows = read_csv(download(page, "CSV", tmp_path))
    assert [feature["properties"]["nom"] for feature in collection["features"]] == [
        row["nom"] for row in rows
    ]
    for feature, row in zip(collection["features"], rows, strict=True):
        longitude, latitude = feature["geometry"]["coordinates"]
        assert str(latitude).replace(".", ",") == row["latitude"]
        assert str(longitude).replace(".", ",") == row["longitude"]
        assert feature["properties"]["position"] in {"exacte", "centre de la commune"}


def test_a_download_follows_filters_and_more(page: Page, tmp_path: Path) -> None:
    """Fifteen places shown are fifteen rows; without filter the first answer is completed."""
    page.get_by_role("button", name="Plus de maisons").click()
    expect(page.locator(ITEMS)).to_have_count(15)
    assert len(read_csv(download(page, "CSV", tmp_path))) == 15
    page.get_by_role("button", name="Tout effacer").click()
    expect(page.locator(ITEMS)).to_have_count(5)
    rows = read_csv(download(page, "CSV", tmp_path))
    assert len(rows) == 5
    assert all(row["horaires_habituels"] and row["code_postal"] for row in rows)


def test_no_cell_is_ever_a_formula(
    sample_site: Path, serve: Serve, open_page: OpenPage, tmp_path: Path
) -> None:
    """A text that begins as a formula gets an apostrophe; quotes and separators stay in its cell."""
    names = [*FORMULAS, 'a;"b"\nc']

    def spoil(route: Route) -> None:
        data = route.fetch().json()
        for column in ("name", "street", "phone", "place", "words"):
            data[column] = [names[rank % len(names)] for rank in range(len(data["kind"]))]
        route.fulfill(json=data)

    page = open_page(f"{serve(sample_site).url}recherche/")
    page.route("**/points-23.*.json", spoil)
    page.goto(f"{page.url}?departement=23")
    expect(page.locator(ITEMS).first).to_be_visible()
    rows = read_csv(download(page, "CSV", tmp_path))
    assert len(rows) == page.locator(ITEMS).count()
    running = [
        (name, cell)
        for row in rows
        for name, cell in row.items()
        if re.match(r"\s*[=+\-@＝＋－＠]", cell) and not re.fullmatch(r"-?\d+(,\d+)?", cell)
    ]
    assert running == []
    assert {row["nom"].removeprefix("'").strip() for row in rows} <= {
        plain(name).strip() for name in names
    }


def test_paper_holds_question_day_and_list(page: Page, problems: list[str]) -> None:
    """Question, filters, day, and for each place its usual hours, address and number; no button."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("h1")).to_have_text("Près de Guéret (Creuse)")
    expect(page.locator("#etat")).to_contain_text("CAF")
    expect(page.locator(".paper-only")).to_have_text("Liste imprimée le 24 novembre 2026.")
    first = page.locator(ITEMS).first
    text = plain(first.inner_text())
    assert "lun." in text
    assert "23150 Ahun" in text
    assert "05 36 49" in text
    assert "Appeler" not in text
    assert "Ouvert jusqu" not in text
    for name in ("Imprimer", "Télécharger (CSV)", "Voir la carte", "Tout effacer"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    assert problems == []


def test_print_completes_the_first_answer(
    sample_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """The button waits for addresses and usual hours, then opens the browser's own dialogue."""
    page = open_page(f"{serve(sample_site).url}recherche/?q=gueret")
    page.evaluate("globalThis.print = () => { document.title = 'imprimé' }")
    page.get_by_role("button", name="Imprimer").click()
    expect(page).to_have_title("imprimé")
    expect(page.locator(f"{ITEMS} .address").first).to_contain_text("23150 Ahun")


def test_nothing_dead_without_javascript(
    sample_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """No form of filters, no map, no download, and no link to filters on the department's page."""
    site = serve(sample_site)
    page = open_page(f"{site.url}recherche/", javascript=False)
    for name in ("Imprimer", "Télécharger (CSV)", "Voir la carte", "Plus de maisons"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    expect(page.locator("#filtres")).to_be_hidden()
    page.goto(f"{site.url}departements/23-creuse/")
    expect(page.get_by_role("link", name="Filtrer", exact=True)).to_be_hidden()
    expect(page.get_by_role("link", name="Trouver par commune")).to_be_visible()
