"""The places browsers are given around a commune, compared with brute force over all places."""

import json
import random
from pathlib import Path
from typing import Any

from msap.checks.run import check_everything
from msap.publish.directory import Directory
from msap.publish.search.territory import CommuneOrder
from tests.projects import SAMPLE_CONTENT, SAMPLE_RECORDS, sample_data
from tests.scripts import bundle_script, run_node
from tests.sites import BUILD_DAY

SAMPLE = 3_000
"""Communes asked for each partner."""


def expected_of(records: Path) -> dict[str, Any]:
    """Return positions as the records have them, communes by number and every place."""
    catalogue = check_everything(sample_data(), records, SAMPLE_CONTENT).catalogue
    assert catalogue is not None
    directory = Directory(catalogue, BUILD_DAY.date())
    territory = CommuneOrder(directory.geography, frozenset(directory.departements))
    return {
        "communes": [
            None if c.lat is None or c.lon is None else (c.lat, c.lon) for c in territory.communes
        ],
        "locations": [
            {
                "id": location.url.removeprefix("lieux/").rstrip("/"),
                "lat": location.point.lat if location.point else None,
                "lon": location.point.lon if location.point else None,
                "commune": territory.number_of(location.address.insee),
                "partners": [partner.id for partner in location.entry.msap.partners or ()],
            }
            for location in directory.locations
        ],
        "partners": list(catalogue.referentials.partners),
    }


def differences(site: Path, expected: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Run the site's own script and return what differs from brute force."""
    file = folder / "expected.json"
    file.write_text(json.dumps(expected), encoding="utf-8")
    script = bundle_script(Path(__file__).with_name("nearest.mjs"), folder)
    found: dict[str, Any] = json.loads(run_node(script, site, file))
    return found


def test_every_commune_has_its_nearest(sample_site: Path, tmp_path: Path) -> None:
    """All communes of France: the same five places, nearest first, on the sample."""
    expected = expected_of(SAMPLE_RECORDS)
    expected["asked"] = [(number, None) for number in range(len(expected["communes"]))]
    found = differences(sample_site, expected, tmp_path)
    assert found["asked"] > 34_000
    assert found["wrong"] == 0, found["first"]


def test_every_partner_has_its_nearest(sample_site: Path, tmp_path: Path) -> None:
    """A sample of communes for each partner: the two nearest places where it can be met."""
    expected = expected_of(SAMPLE_RECORDS)
    chosen = random.Random(3).sample(range(len(expected["communes"])), SAMPLE)  # noqa: S311
    expected["asked"] = [(number, partner) for number in chosen for partner in expected["partners"]]
    found = differences(sample_site, expected, tmp_path)
    assert found["wrong"] == 0, found["first"]


def test_every_commune_has_its_nearest_on_the_official_list(
    real_records: Path, real_site: Path, tmp_path: Path
) -> None:
    """All communes of France, on the official list."""
    expected = expected_of(real_records)
    expected["asked"] = [(number, None) for number in range(len(expected["communes"]))]
    found = differences(real_site, expected, tmp_path)
    assert len(expected["locations"]) > 2_800
    assert found["wrong"] == 0, found["first"]
