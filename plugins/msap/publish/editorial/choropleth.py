"""A map of France in shades, as one small SVG file: outlines projected, overseas in insets.

Colours are presentation attributes on a paper of its own, so that the drawing reads the same on
light and dark pages, and in print.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise
from math import ceil, cos, log, pi, radians, sin, tan
from typing import NamedTuple

from msap.source.geography import Ring

Outlines = Mapping[str, tuple[Ring, ...]]
Box = tuple[float, float, float, float]

SHADES = ("#c3ddd3", "#8fbfb3", "#5a958d", "#2c665f", "#06322f")
"""From few to many; each step is 13 to 21 of CIE lightness, so that grey copies still tell."""

NONE = "#fffdf9"
_PAPER = "#fbf7f0"
_LINE = "#5b6562"
_INK = "#1b2523"

_OVERSEAS = {
    "971": "Guadeloupe",
    "972": "Martinique",
    "973": "Guyane",
    "974": "La Réunion",
    "976": "Mayotte",
}
_PARIS = ("75", "92", "93", "94")
_WIDTH, _HEIGHT = 1120, 1370
_METROPOLITAN: Box = (12, 12, 1096, 1104)
_PARIS_BOX: Box = (12, 12, 215, 165)
_INSET_TOP, _INSET_SIZE, _INSET_STEP = 1136, 176, 220


class Scale(NamedTuple):
    """How values become shades: the greatest value of each class, from few to many."""

    bounds: tuple[float, ...]
    lowest: tuple[float, ...]

    def shade(self, value: float) -> str:
        """Return the colour of a value; zero has none."""
        if value <= 0:
            return NONE
        return self.shades[min(bisect_left(self.bounds, value), len(self.bounds) - 1)]

    @property
    def shades(self) -> tuple[str, ...]:
        """Return one colour a class, spread over the whole range whatever their number."""
        last = len(self.bounds) - 1
        return tuple(
            SHADES[round(rank * (len(SHADES) - 1) / last) if last else 2]
            for rank in range(last + 1)
        )


def scale_of(values: Iterable[float]) -> Scale:
    """Cut the positive values into at most five classes that hold about as many each."""
    ordered = sorted(value for value in values if value > 0)
    count = len(SHADES)
    bounds = sorted(
        {ordered[ceil(len(ordered) * rank / count) - 1] for rank in range(1, count + 1)}
        if ordered
        else ()
    )
    lowest = [next(v for v in ordered if bisect_left(bounds, v) == k) for k in range(len(bounds))]
    return Scale(tuple(bounds), tuple(lowest))


def draw_map(outlines: Outlines, shades: Mapping[str, str], width: int = _WIDTH) -> str:
    """Draw the departments in their shades; below half the full width the names are left out.

    Coordinates are whole numbers of the drawing: one is about a kilometre at full width.
    """
    factor = width / _WIDTH
    height = height_of(width)
    line = 1.6 if width == _WIDTH else 0.4
    size = f'width="{width}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size}>',
        f'<rect {size} rx="{8 * factor:g}" fill="{_PAPER}"/>',
        f'<g stroke="{_LINE}" stroke-width="{line}" stroke-linejoin="round">',
    ]
    inland = {code: rings for code, rings in outlines.items() if code not in _OVERSEAS}
    paris = {code: outlines[code] for code in _PARIS if code in outlines}
    parts += _drawn(inland, shades, _METROPOLITAN, factor)
    parts += _drawn(paris, shades, _PARIS_BOX, factor)
    for rank, code in enumerate(_OVERSEAS):
        left = 12 + rank * _INSET_STEP + (_INSET_STEP - _INSET_SIZE) / 2
        box = (left, _INSET_TOP, _INSET_SIZE, _INSET_SIZE)
        parts += _drawn({code: outlines.get(code, ())}, shades, box, factor)
    parts.append("</g>")
    if factor > 0.5:
        parts += _names()
    parts.append("</svg>\n")
    return "".join(parts)


def height_of(width: int) -> int:
    """Return the height of a drawing of this width."""
    return round(_HEIGHT * width / _WIDTH)


def _names() -> list[str]:
    left, top, width, height = _PARIS_BOX
    names = [(left + width / 2, top + height + 38, "Paris agrandi")]
    names += [
        (12 + (rank + 0.5) * _INSET_STEP, _INSET_TOP + _INSET_SIZE + 42, name)
        for rank, name in enumerate(_OVERSEAS.values())
    ]
    texts = [f'<text x="{x:.0f}" y="{y:.0f}">{escape(name)}</text>' for x, y, name in names]
    opening = (
        f'<g fill="{_INK}" font-family="system-ui,sans-serif" font-size="34" text-anchor="middle">'
    )
    return [opening, *texts, "</g>"]


def _drawn(outlines: Outlines, shades: Mapping[str, str], box: Box, factor: float) -> Iterable[str]:
    """Fit outlines into a box, and write one path a department."""
    projected = {
        code: [[_project(lon, lat) for lat, lon in ring] for ring in rings]
        for code, rings in outlines.items()
    }
    points = [point for rings in projected.values() for ring in rings for point in ring]
    if not points:
        return
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top, width, height = box
    scale = min(width / (max(xs) - min(xs)), height / (max(ys) - min(ys)))
    shift_x = left + (width - scale * (max(xs) - min(xs))) / 2 - scale * min(xs)
    shift_y = top + (height - scale * (max(ys) - min(ys))) / 2 - scale * min(ys)
    for code, rings in projected.items():
        commands = "".join(
            _ring([((x * scale + shift_x) * factor, (y * scale + shift_y) * factor) for x, y in r])
            for r in rings
        )
        if commands:
            yield f'<path fill="{shades.get(code, NONE)}" d="{commands}"/>'


def _ring(points: Sequence[tuple[float, float]]) -> str:
    """Write a closed ring by whole steps; one that shrinks to a line or a dot is left out."""
    rounded = [(round(x), round(y)) for x, y in points]
    steps = [
        (x - before_x, y - before_y)
        for (before_x, before_y), (x, y) in pairwise(rounded)
        if (x, y) != (before_x, before_y)
    ]
    if len(steps) < 3:
        return ""
    x, y = rounded[0]
    numbers = " ".join(f"{dx} {dy}" for dx, dy in steps[:-1])
    return f"M{x} {y}l{numbers.replace(' -', '-')}z"


def _project(lon: float, lat: float) -> tuple[float, float]:
    """Project degrees as French maps do: Lambert's conic on 44° and 49° N, on a sphere.

    Far from France this turns shapes round: there, plain degrees at their own latitude.
    """
    if not (-10 < lon < 12 and 40 < lat < 53):
        return radians(lon) * cos(radians(round(lat / 5) * 5)), -radians(lat)
    south, north = radians(44), radians(49)
    cone = log(cos(south) / cos(north)) / log(_half(north) / _half(south))
    radius = cos(south) * _half(south) ** cone / cone
    distance = radius / _half(radians(lat)) ** cone
    angle = cone * radians(lon - 3)
    return distance * sin(angle), -radius / _half(radians(46.5)) ** cone + distance * cos(angle)


def _half(latitude: float) -> float:
    return tan(pi / 4 + latitude / 2)
