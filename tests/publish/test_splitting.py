"""Long lists in several pages."""

from hypothesis import given
from hypothesis import strategies as st

from msap.publish.page import Link
from msap.publish.pages.pagination import parts_of, split_evenly


@given(st.lists(st.integers(1, 9), max_size=200), st.integers(9, 60))
def test_nothing_is_lost_and_no_part_is_too_long(weights: list[int], budget: int) -> None:
    """The parts joined are the list, in order, and each fits."""
    parts = split_evenly(weights, lambda weight: weight, budget)
    assert [weight for part in parts for weight in part] == weights
    assert all(sum(part) <= budget for part in parts)


def test_parts_are_about_equal() -> None:
    """A last page with a single place would be a nuisance."""
    parts = split_evenly(range(41), lambda _: 1, 40)
    assert [len(part) for part in parts] == [21, 20]


def test_an_empty_list_has_one_page() -> None:
    """A department without a place has its page."""
    assert split_evenly([], lambda _: 1, 10) == [()]


def test_pages_name_themselves_and_the_next() -> None:
    """The first page keeps the list's address; a single page says nothing."""
    parts = parts_of("liste/", "En deux pages.", ["A à L", "M à Z"], 1)
    assert parts
    assert parts.links == (Link("A à L", "liste/"), Link("M à Z", "liste/page-2/"))
    assert parts.next == parts.links[1]
    last = parts_of("liste/", "En deux pages.", ["A à L", "M à Z"], 2)
    assert last
    assert last.next is None
    assert parts_of("liste/", "", ["A à Z"], 1) is None
