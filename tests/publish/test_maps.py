"""The maps' data files and the scripts that folium writes for them."""

import json
import subprocess
import sys
from itertools import accumulate
from pathlib import Path

import pytest

from msap.build.esbuild import start_bundling
from msap.errors import Refusal
from msap.publish.maps.drawing import draw
from msap.publish.maps.outlines import Bounds, Outlines
from msap.publish.maps.tiles import Tiles, read_tiles
from msap.publish.maps.view import Materials
from msap.source.geography import departement_rings
from tests.projects import ROOT, sample_data
from tests.scripts import THEME, constants

CREUSE = Bounds(45.66, 1.37, 46.46, 2.61)
TILES = {"url": "https://tuiles.example/{z}/{x}/{y}.png", "attribution": "© Exemple"}


def materials(tiles: Tiles | None = None) -> Materials:
    """Return addresses as a site under a sub-path has them."""
    outlines = () if tiles else ("/essai/contours-fr.json", "/essai/contours-23.json")
    return Materials(
        ("/essai/carte.css",),
        ("/essai/leaflet.js", "/essai/leaflet.markercluster.js"),
        "/essai/points-23.json",
        outlines,
        tiles,
    )


def test_a_script_is_the_same_at_each_build() -> None:
    """Nothing random is left of folium, and the files to load are those given, in their order."""
    first, second = (draw("23", CREUSE, materials()) for _ in range(2))
    assert first == second
    assert first.element == "map_23"
    assert first.styles == materials().styles
    assert first.scripts == materials().scripts


def test_a_script_calls_nothing_from_elsewhere() -> None:
    """Without tiles a map names no other host, and draws one outline over the other."""
    script = draw("23", CREUSE, materials()).script.decode()
    assert "http" not in script
    assert 'msapMap.outlines(map_23, ["/essai/contours-fr.json", "/essai/contours-23.json"]' in (
        script
    )
    assert 'msapMap.points(\nmap_23,\n"/essai/points-23.json",' in script
    assert '"maxZoom": 13,' in script


def test_tiles_take_the_place_of_outlines_with_their_attribution() -> None:
    """The server, its attribution and its closest level come from the settings."""
    script = draw("23", CREUSE, materials(read_tiles(TILES | {"max_zoom": 17}))).script.decode()
    assert TILES["url"] in script
    assert '"attribution": "\\u00a9 Exemple"' in script
    assert '"maxZoom": 17,' in script
    assert "outlines" not in script


@pytest.mark.parametrize(
    "setting",
    [
        "https://tuiles.example/{z}/{x}/{y}.png",
        {"url": TILES["url"]},
        TILES | {"attribution": " "},
        TILES | {"url": "https://tuiles.example/"},
        TILES | {"max_zoom": "17"},
        TILES | {"maxzoom": 17},
    ],
)
def test_a_wrong_setting_of_tiles_is_refused(setting: object) -> None:
    """The message names the setting and shows a right one."""
    with pytest.raises(Refusal, match=r"MSAP_TILES.*\{z\}"):
        read_tiles(setting)


def test_no_setting_means_no_tiles() -> None:
    """By default no other host learns who looks at the map."""
    assert read_tiles(None) is None


def test_a_border_is_drawn_once_and_the_coast_closes() -> None:
    """Two squares side by side share one border; what is left is one loop around both."""
    west = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    east = ((0.0, 1.0), (1.0, 1.0), (1.0, 2.0), (0.0, 2.0), (0.0, 1.0))
    outlines = Outlines({"W": (west,), "E": (east,)})
    data = json.loads(outlines.country())
    assert [len(steps) // 2 for steps in data["borders"]] == [2]
    (land,) = data["land"]
    assert sum(land[0::2]) == land[0]
    assert sum(land[1::2]) == land[1]
    assert len(land) // 2 == 7
    assert outlines.bounds["E"].words == "0.0 1.0 1.0 2.0"
    here = json.loads(outlines.departement("W"))["here"][0]
    assert [list(accumulate(here[0::2])), list(accumulate(here[1::2]))] == [
        [0, 200, 200, 0, 0],
        [0, 0, 200, 200, 0],
    ]


def test_the_outlines_of_the_country_are_light() -> None:
    """All departments are there, and every loop of the coast comes back to where it began."""
    outlines = Outlines(departement_rings(sample_data()))
    data = json.loads(outlines.country())
    assert len(outlines.rings) == 101
    for steps in data["land"]:
        assert (sum(steps[0::2]), sum(steps[1::2])) == (steps[0], steps[1])
    assert len(outlines.country()) < 60_000


def test_a_map_may_be_given_its_points_by_the_page() -> None:
    """Without a file of points the script asks the page for nothing to fetch."""
    script = draw("resultats", CREUSE, materials()._replace(points=None)).script.decode()
    assert "msapMap.points(\nmap_resultats,\nnull," in script


def test_a_missing_library_is_named(tmp_path: Path) -> None:
    """Without its npm packages a build says what to run."""
    with pytest.raises(Refusal, match=r"« leaflet ».*make setup"):
        start_bundling(THEME, tmp_path, constants())


def test_folium_waits_until_a_map_is_made() -> None:
    """Half a second of import is not paid by the commands that draw nothing."""
    program = "import sys, msap.build.plan; sys.exit('folium' in sys.modules)"
    outcome = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT / "plugins", check=False, capture_output=True
    )
    assert outcome.returncode == 0, outcome.stderr
