"""Points held against the commune that an address names."""

from pathlib import Path

import pytest

from msap.checks.run import check_everything
from msap.domain.distance import distance_km
from msap.domain.location import misplaced
from msap.source.catalogue import read_catalogue
from msap.source.geography import Geography, read_geography
from tests.projects import sample_data


@pytest.fixture(scope="module")
def geography() -> Geography:
    """Return the whole country."""
    return read_geography(sample_data())


@pytest.mark.parametrize(
    "insee, lat, lon",
    [
        ("23001", 46.0874, 2.0437),
        ("13004", 43.3886, 4.7340),  # Salin-de-Giraud, 33 km from the town hall of Arles
        ("33236", 44.6280, -1.2480),  # Cap-Ferret, at the end of its peninsula
        ("97356", 2.2470, -52.8800),  # Trois-Sauts, far up the river from Camopi
        ("97408", -21.0600, 55.4200),  # Mafate, which no road reaches
        ("75056", 48.8330, 2.4400),  # the wood of Vincennes, in Paris
        ("97501", 47.1000, -56.3800),  # Miquelon, of which no source gives the centre
    ],
)
def test_places_at_the_end_of_their_commune_are_accepted(
    geography: Geography, insee: str, lat: float, lon: float
) -> None:
    """The widest communes of the country have places far from their town hall."""
    assert misplaced(lat, lon, geography.communes[insee], geography) is None


@pytest.mark.parametrize(
    "insee, lat, lon, meant",
    [
        ("23001", 2.0437, 46.0874, (46.0874, 2.0437)),
        ("29019", 48.3904, 4.4861, (48.3904, -4.4861)),  # Brest, without its sign
        ("97411", 20.8789, 55.4504, (-20.8789, 55.4504)),  # Saint-Denis, north of the equator
        ("23001", 0.0, 0.0, None),
        ("97501", 0.0, 0.0, None),
        ("97801", 0.0, 0.0, None),
        ("23001", 46.1696, 1.8715, None),  # Guéret, 16 km from Ahun: another commune
        ("93066", 48.8566, 2.3522, None),  # Paris, 9 km from Saint-Denis
    ],
)
def test_points_that_cannot_be_in_their_commune_are_reported(
    geography: Geography, insee: str, lat: float, lon: float, meant: tuple[float, float] | None
) -> None:
    """With the point that was probably meant, if one sees it."""
    found = misplaced(lat, lon, geography.communes[insee], geography)
    assert found
    assert found.meant == meant
    assert found.km > found.limit_km


@pytest.mark.real_list
def test_every_place_of_the_official_list_is_in_its_commune(
    real_records: Path, geography: Geography, tmp_path: Path
) -> None:
    """The bound leaves room: none would be refused a quarter farther from the centre."""
    catalogue = read_catalogue(sample_data(), real_records).catalogue
    assert catalogue
    (tmp_path / "content").mkdir()
    found = check_everything(sample_data(), real_records, tmp_path / "content").findings
    assert not [problem for problem in found.problems if problem.code == "point-eloigne"]
    seen = 0
    for entry in catalogue.entries:
        point, commune = entry.msap.location, geography.current(entry.msap.address.insee)
        if not point or not commune or commune.lat is None or commune.lon is None:
            continue
        seen += 1
        km = distance_km(point.lat, point.lon, commune.lat, commune.lon)
        # A point a quarter farther, in the same direction, stays within the bound.
        lat = commune.lat + (point.lat - commune.lat) * 1.25
        lon = commune.lon + (point.lon - commune.lon) * 1.25
        assert km <= 5 or misplaced(lat, lon, commune, geography) is None, entry.path
    assert seen > 2000
