"""Distances, and the nearest places however they are searched for."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msap.domain.distance import distance_km
from msap.domain.nearest import PointIndex

points = st.tuples(st.floats(41, 51.2), st.floats(-5, 9.6))
PARIS, LYON, CAYENNE = (48.8566, 2.3522), (45.7640, 4.8357), (4.9380, -52.3350)


@pytest.mark.parametrize(
    "one, other, km",
    [(PARIS, LYON, 391.5), (PARIS, CAYENNE, 7074), (PARIS, PARIS, 0), ((0, 0), (0, 180), 20015.1)],
)
def test_known_distances(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    """Distances between cities are those of a great-circle table, within 0.1 %."""
    assert distance_km(*one, *other) == pytest.approx(km, rel=1e-3)


@given(points, points)
def test_distance_is_symmetric(one: tuple[float, float], other: tuple[float, float]) -> None:
    """There and back are as far, to a micrometre."""
    assert distance_km(*one, *other) == pytest.approx(distance_km(*other, *one), abs=1e-9)


@given(st.integers(1, 700), st.integers(1, 10**6), points, st.integers(1, 6))
def test_the_nearest_are_those_of_all_distances(
    size: int, seed: int, point: tuple[float, float], count: int
) -> None:
    """The nearest by chords are the nearest by distances, at the same distances."""
    random = Random(seed)  # noqa: S311 - places, not secrets
    places = [(random.uniform(41, 51.2), random.uniform(-5, 9.6)) for _ in range(size)]
    found = PointIndex(places).nearest(*point, count)
    expected = sorted(distance_km(*point, *place) for place in places)[:count]
    assert [neighbour.km for neighbour in found] == pytest.approx(expected, abs=1e-6)


@given(st.integers(0, 700), st.integers(1, 10**6), st.integers(1, 6))
def test_many_points_together_find_what_each_finds_alone(size: int, seed: int, count: int) -> None:
    """Whatever the places, near or remote: the same places at the same distances, in one go."""
    random = Random(seed)  # noqa: S311 - places, not secrets
    places = [(random.uniform(41, 51.2), random.uniform(-5, 9.6)) for _ in range(size)]
    index = PointIndex([*places, CAYENNE])
    points = [(random.uniform(44, 45.5), random.uniform(0, 1.5)) for _ in range(60)]
    points += [PARIS, CAYENNE, (-21.1, 55.5), (0.0, 0.0), *places[:5]]
    found = index.nearest_each(points, count)
    for rank, point in enumerate(points):
        expected = index.nearest(*point, count)
        assert found.of(rank) == expected
        assert found.of(rank, 1) == expected[:1]
        assert found.ranks_of(rank) == [neighbour.rank for neighbour in expected]
        assert found.farthest_km(rank) == expected[-1].km


def test_ties_go_to_the_place_given_first() -> None:
    """Places at one point come in the order given, so that every build is the same."""
    index = PointIndex([LYON, PARIS, PARIS, PARIS])
    assert [neighbour.rank for neighbour in index.nearest(*PARIS, 2)] == [1, 2]
    assert index.nearest_each([PARIS, LYON], 3).ranks_of(0) == [1, 2, 3]


def test_remote_places_and_few_places() -> None:
    """An island far from all finds the nearest all the same; asking too many gives all."""
    index = PointIndex([PARIS, LYON])
    found = index.nearest(*CAYENNE, 5)
    assert [neighbour.rank for neighbour in found] == [0, 1]
    assert found[0].km == pytest.approx(distance_km(*PARIS, *CAYENNE))
    assert PointIndex([]).nearest(*PARIS) == []
    nothing = PointIndex([]).nearest_each([PARIS, LYON], 5)
    assert nothing.of(1) == []
    assert nothing.ranks_of(1) == []
    assert PointIndex([PARIS]).nearest_each([], 5).width == 1
