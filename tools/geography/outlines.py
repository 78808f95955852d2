"""Fourth step: department outlines, dissolved and simplified together so that borders stay shared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import shapely
from shapely import Geometry, MultiPolygon, Polygon

# Square root of the area (degrees) below which a corner is dropped: about 1 km.
TOLERANCE = 0.012
# Overseas departments have no neighbour and are drawn alone: finer, in proportion to their size.
OVERSEAS = "97"
ISLAND_DETAIL = 100
# Islands smaller than this (square degrees, about 0.2 km²) are left out of the outlines.
ISLAND_AREA = 2e-5
# Gaps narrower than this (degrees, about 500 m) are closed; Llívia, in Spain, stays a hole.
GAP_WIDTH = 0.005
DECIMALS = 3


def outlines(groups: Mapping[str, Sequence[Geometry]]) -> dict[str, MultiPolygon]:
    """Return the simplified outline of each department, from the outlines of its communes."""
    codes = list(groups)
    dissolved = [shapely.union_all(groups[code]) for code in codes]
    whole = without_islets(shapely.coverage_clean(dissolved, gap_width=GAP_WIDTH))
    cleaned = dict(zip(codes, whole, strict=True))
    joined = [code for code in codes if not code.startswith(OVERSEAS)]
    simplified = dict(
        zip(joined, shapely.coverage_simplify([cleaned[c] for c in joined], TOLERANCE), strict=True)
    )
    for code in (code for code in codes if code.startswith(OVERSEAS)):
        tolerance = min(TOLERANCE, cleaned[code].area ** 0.5 / ISLAND_DETAIL)
        simplified[code] = shapely.coverage_simplify([cleaned[code]], tolerance)[0]
    return {code: _rounded(simplified[code]) for code in codes}


def without_islets(shapes: Sequence[Geometry]) -> list[MultiPolygon]:
    """Drop the parts that stand on an island smaller than `ISLAND_AREA`.

    A small part inside another department (an exclave) stays: dropping it would leave a hole.
    """
    islands = [each for each in _polygons(shapely.union_all(shapes)) if each.area >= ISLAND_AREA]
    tree = shapely.STRtree(islands)
    kept = []
    for shape in shapes:
        parts = list(_polygons(shape))
        inner = shapely.point_on_surface(parts)
        large = set(tree.query(inner, predicate="intersects")[0].tolist())
        kept.append(MultiPolygon([part for number, part in enumerate(parts) if number in large]))
    return kept


def geojson(shapes: Mapping[str, MultiPolygon]) -> str:
    """Write a feature collection with one feature a line, in the order of the codes."""
    features = ",\n".join(
        json.dumps(_feature(code, shapes[code]), separators=(",", ":")) for code in sorted(shapes)
    )
    return f'{{"type":"FeatureCollection","features":[\n{features}\n]}}\n'


def _rounded(shape: Geometry) -> MultiPolygon:
    # Plain rounding moves a shared corner alike on both sides; snapping repairs what it crossed.
    grid = shapely.transform(shape, lambda points: np.round(points, DECIMALS))
    if not grid.is_valid:
        grid = shapely.set_precision(shapely.make_valid(grid), 10**-DECIMALS)
    parts = [part for part in _polygons(grid) if part.area > 0]
    ordered = sorted(parts, key=lambda part: (-part.area, part.bounds))
    return shapely.orient_polygons(MultiPolygon(ordered))


def _polygons(shape: Geometry) -> Iterator[Polygon]:
    for part in shapely.get_parts(shape):
        if isinstance(part, Polygon):
            yield part
        elif shapely.get_num_geometries(part) > 1:
            yield from _polygons(part)


def _feature(code: str, shape: MultiPolygon) -> dict[str, object]:
    rings = [[_ring(ring) for ring in (part.exterior, *part.interiors)] for part in shape.geoms]
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "MultiPolygon", "coordinates": rings},
    }


def _ring(ring: Geometry) -> list[list[float]]:
    points = shapely.get_coordinates(ring)
    return [[round(float(x), DECIMALS), round(float(y), DECIMALS)] for x, y in points]
