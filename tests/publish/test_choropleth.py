"""The drawing of a map: sound XML, small, the same each time, nothing outside its frame."""

import gzip
import re
from xml.etree import ElementTree as ET

import pytest

from msap.publish.editorial.choropleth import NONE, SHADES, draw_map, height_of
from msap.source.geography import departement_rings
from tests.projects import sample_data

HEAVIEST_MAP = 60_000
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("width", [1120, 160])
def test_every_department_is_drawn_inside_the_frame(width: int) -> None:
    """The 101 departments have a path, those around Paris two, and no point leaves the drawing."""
    drawing = ET.fromstring(draw_map(departement_rings(sample_data()), {"23": SHADES[4]}, width))  # noqa: S314 - our own drawing
    paths = drawing.findall(f".//{SVG}path")
    assert len(paths) == 101 + 4
    assert [path.get("fill") for path in paths].count(SHADES[4]) == 1
    assert {path.get("fill") for path in paths} == {SHADES[4], NONE}
    for path in paths:
        for x, y in points(path.get("d") or ""):
            assert 0 <= x <= width
            assert 0 <= y <= height_of(width)


def points(commands: str) -> list[tuple[int, int]]:
    """Follow the moves of a path."""
    found = []
    for ring in re.findall(r"M(\d+) (\d+)l([^z]*)z", commands):
        x, y = int(ring[0]), int(ring[1])
        found.append((x, y))
        numbers = [int(number) for number in re.findall(r"-?\d+", ring[2])]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


def test_a_map_is_light_and_always_the_same() -> None:
    """A full map stays under 60 KB compressed, and two drawings are the same to the byte."""
    outlines = departement_rings(sample_data())
    shades = {code: SHADES[rank % 5] for rank, code in enumerate(outlines)}
    drawing = draw_map(outlines, shades)
    assert drawing == draw_map(outlines, shades)
    assert len(gzip.compress(drawing.encode())) <= HEAVIEST_MAP


def test_a_map_holds_neither_style_nor_script() -> None:
    """Colours are presentation attributes: the security policy has nothing to refuse."""
    drawing = draw_map(departement_rings(sample_data()), {})
    assert not re.search(r"<style|style=|<script|href=|\bon\w+=", drawing)


def test_france_has_its_shape() -> None:
    """Lille is north of Marseille, Brest west of Strasbourg, Corsica in the south-east."""
    drawing = ET.fromstring(draw_map(departement_rings(sample_data()), {}))  # noqa: S314 - our own drawing
    codes = [code for code in departement_rings(sample_data()) if not code.startswith("97")]
    paths = dict(zip(codes, drawing.findall(f".//{SVG}path"), strict=False))
    places = {code: points(path.get("d") or "")[0] for code, path in paths.items()}
    assert places["59"][1] < places["23"][1] < places["13"][1]
    assert places["29"][0] < places["23"][0] < places["67"][0]
    assert places["2A"][0] > places["13"][0]
    assert places["2A"][1] > places["13"][1]
