"""The committed territory data, as the site reads it."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from functools import cache
from typing import Any

import pytest
import shapely
import yaml
from shapely import Geometry, Point
from shapely.geometry import shape

from tests.projects import FIXTURE, ROOT

GEO = ROOT / "data/geo"
WORDS = FIXTURE / "data/referentials/departements.yml"
"""As the tool wrote it: in the site's own, editors add contacts."""

OUTSIDE_TOLERANCE = 0.02
OVERSEAS = ("971", "972", "973", "974", "976")
METROPOLITAN = (
    *(f"{number:02}" for number in range(1, 96) if number != 20),
    "2A",
    "2B",
)


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read a CSV file of data/geo/ once."""
    with (GEO / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def shapes() -> dict[str, Geometry]:
    """Read the department outlines once."""
    document = json.loads((GEO / "departements.geojson").read_text("utf-8"))
    return {
        feature["properties"]["code"]: shape(feature["geometry"])
        for feature in document["features"]
    }


@cache
def sources() -> dict[str, dict[str, Any]]:
    """Read what sources.yml says of each file."""
    document = yaml.safe_load((GEO / "sources.yml").read_text("utf-8"))
    return {entry["file"]: entry for entry in document["files"]}


@cache
def departements() -> dict[str, list[dict[str, Any]]]:
    """Read the referential of regions and departments as text."""
    text = WORDS.read_text("utf-8")
    document: dict[str, list[dict[str, Any]]] = yaml.load(text, yaml.BaseLoader)  # noqa: S506
    return document


def test_all_current_communes_are_there_once() -> None:
    """The official code of 2026 has 34 969 communes, and 45 arrondissements in three cities."""
    communes = rows("communes.csv")
    assert sum(not row["parent"] for row in communes) == 34_969
    assert Counter(row["parent"] for row in communes if row["parent"]) == {
        "75056": 20,
        "69123": 9,
        "13055": 16,
    }
    codes = [row["insee"] for row in communes]
    assert codes == sorted(set(codes))


def test_every_department_has_communes() -> None:
    """The 101 departments and the collectivities 975, 977, 978 are all present."""
    found = {row["departement"] for row in rows("communes.csv")}
    assert found >= {*METROPOLITAN, *OVERSEAS, "975", "977", "978"}


def test_postcodes_have_five_digits() -> None:
    """Only uninhabited islands have no postal code; every other code is five digits."""
    without = {row["insee"] for row in rows("communes.csv") if not row["postcodes"]}
    assert without == {"98411", "98412", "98413", "98414", "98415"}
    for row in rows("communes.csv"):
        assert all(re.fullmatch(r"\d{5}", code) for code in row["postcodes"].split()), row


def test_coordinates_are_missing_only_where_documented() -> None:
    """Both coordinates are written with five decimals, or neither, as many as sources.yml says."""
    blank = [row for row in rows("communes.csv") if not row["lat"] or not row["lon"]]
    assert all(not row["lat"] and not row["lon"] for row in blank)
    assert len(blank) == sources()["communes.csv"]["coordinates"]["inconnue"]
    assert {row["departement"] for row in blank} == {"975", "984", "986", "987", "988", "989"}
    written = [row[axis] for row in rows("communes.csv") for axis in ("lat", "lon") if row[axis]]
    assert all(re.fullmatch(r"-?\d+\.\d{5}", value) for value in written)


def test_points_lie_in_their_department() -> None:
    """All points but the documented number stand within 0.02° of their department's outline."""
    outlines = shapes()
    outside = [
        row["insee"]
        for row in rows("communes.csv")
        if row["lat"]
        and row["departement"] in outlines
        and shapely.distance(
            outlines[row["departement"]], Point(float(row["lon"]), float(row["lat"]))
        )
        > OUTSIDE_TOLERANCE
    ]
    assert len(outside) == sources()["communes.csv"]["outside_outline"]


@pytest.mark.parametrize(
    "insee,lat,lon",
    [
        ("23096", 46.170, 1.871),
        ("2A004", 41.919, 8.738),
        ("97411", -20.879, 55.448),
        ("14581", 49.124, -0.702),
        ("15035", 45.155, 2.934),
    ],
)
def test_known_towns_stand_where_they_are(insee: str, lat: float, lon: float) -> None:
    """Guéret, Ajaccio, Saint-Denis, and two communes without a town hall of their own."""
    row = next(row for row in rows("communes.csv") if row["insee"] == insee)
    assert (float(row["lat"]), float(row["lon"])) == pytest.approx((lat, lon), abs=0.03)


def test_every_former_commune_leads_to_a_current_one() -> None:
    """Each former code is listed once and its target exists."""
    current = {row["insee"] for row in rows("communes.csv")}
    former = rows("former-communes.csv")
    assert {row["commune"] for row in former} <= current
    codes = [row["insee"] for row in former]
    assert codes == sorted(set(codes))
    assert {row["kind"] for row in former} == {"deleguee", "associee", "ancienne"}
    unnamed = [row for row in former if not row["name"]]
    assert {row["kind"] for row in unnamed} == {"ancienne"}
    assert len(unnamed) == sources()["former-communes.csv"]["unnamed"]


def test_outlines_are_valid_and_share_their_borders() -> None:
    """The 101 outlines form a coverage whose only hole is Llívia, which is in Spain."""
    outlines = shapes()
    assert set(outlines) == {*METROPOLITAN, *OVERSEAS}
    assert all(outline.is_valid and not outline.is_empty for outline in outlines.values())
    assert shapely.coverage_is_valid(list(outlines.values()))
    whole = shapely.union_all(list(outlines.values()))
    holes = [ring for part in whole.geoms for ring in part.interiors]
    assert len(holes) == 1
    assert shapely.Polygon(holes[0]).contains(Point(1.98, 42.465))


def test_one_feature_a_line_in_order() -> None:
    """A change to one department is one line of the difference."""
    lines = (GEO / "departements.geojson").read_text("utf-8").splitlines()
    features = [json.loads(line.rstrip(",")) for line in lines[1:-1]]
    codes = [feature["properties"]["code"] for feature in features]
    assert codes == sorted(shapes())


def test_sources_say_what_the_site_shows() -> None:
    """Each file has producers, a licence, a date, pinned packages and its number of rows."""
    assert set(sources()) == {"communes.csv", "former-communes.csv", "departements.geojson"}
    for name, entry in sources().items():
        assert entry["licence"] == "Licence Ouverte 2.0"
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", entry["data_date"])
        assert entry["title"]
        assert entry["producers"]
        assert entry["corrections"]
        assert all(len(package["sha256"]) == 64 for package in entry["packages"])
        written = len(shapes()) if name.endswith("geojson") else len(rows(name))
        assert entry["rows"] == written
    origins = sources()["communes.csv"]["coordinates"]
    assert sum(origins.values()) == len(rows("communes.csv"))


@pytest.mark.parametrize(
    "name,plain,compressed",
    [
        ("communes.csv", 1_900_000, 780_000),
        ("former-communes.csv", 160_000, 50_000),
        ("departements.geojson", 270_000, 80_000),
        ("sources.yml", 8_000, 3_000),
    ],
)
def test_files_stay_small(name: str, plain: int, compressed: int) -> None:
    """The files stay readable in a difference and light for what is served."""
    content = (GEO / name).read_bytes()
    assert len(content) <= plain
    assert len(gzip.compress(content, mtime=0)) <= compressed


def test_no_trace_of_persons_or_contacts() -> None:
    """Only the columns of the contract are kept: no e-mail address, telephone or person."""
    columns = "insee,name,departement,postcodes,population,lat,lon,parent"
    text = (GEO / "communes.csv").read_text("utf-8")
    assert text.splitlines()[0] == columns
    assert "@" not in text


def test_departments_have_their_words_region_and_prefecture() -> None:
    """The 101 departments and three collectivities are complete, and no contact is invented."""
    entries = {entry["code"]: entry for entry in departements()["departements"]}
    assert set(entries) == {*METROPOLITAN, *OVERSEAS, "975", "977", "978"}
    regions = {entry["code"] for entry in departements()["regions"]}
    cities = {row["name"] for row in rows("communes.csv")}
    for entry in entries.values():
        assert entry["in"].endswith(entry["name"])
        assert entry["of"].endswith(entry["name"])
        assert entry["region"] in regions
        assert entry["prefecture"]["name"].startswith("Préfecture ")
        assert entry["prefecture"]["city"] in cities
    creuse = entries["23"]
    assert (creuse["in"], creuse["of"]) == ("dans la Creuse", "de la Creuse")
    assert creuse["prefecture"]["website"] == "https://www.creuse.gouv.fr/"


@pytest.mark.parametrize(
    "code,within,genitive",
    [
        ("01", "dans l'Ain", "de l'Ain"),
        ("28", "en Eure-et-Loir", "d'Eure-et-Loir"),
        ("41", "en Loir-et-Cher", "de Loir-et-Cher"),
        ("2A", "en Corse-du-Sud", "de la Corse-du-Sud"),
        ("40", "dans les Landes", "des Landes"),
        ("75", "à Paris", "de Paris"),
        ("85", "en Vendée", "de la Vendée"),
        ("90", "dans le Territoire de Belfort", "du Territoire de Belfort"),
        ("974", "à La Réunion", "de La Réunion"),
    ],
)
def test_department_words_follow_usage(code: str, within: str, genitive: str) -> None:
    """Articles, elisions and plurals are those one says."""
    entry = next(each for each in departements()["departements"] if each["code"] == code)
    assert (entry["in"], entry["of"]) == (within, genitive)


def test_regions_come_in_alphabetical_order() -> None:
    """Île-de-France stands between Hauts-de-France and La Réunion, its accent ignored."""
    names = [entry["name"] for entry in departements()["regions"]]
    assert len(names) == 21
    position = names.index("Île-de-France")
    assert names[position - 1 : position + 2] == ["Hauts-de-France", "Île-de-France", "La Réunion"]
