"""The site's security grade: the MDN Observatory's own code against a real nginx with encryption."""

from pathlib import Path

from bench.grade.run import grades, pages_of_each_kind

CEILING = 135
"""The highest score without being on the browsers' list of preloaded hosts."""


def test_each_kind_of_page_has_the_highest_grade(mini_site_below: Path, tmp_path: Path) -> None:
    """135 everywhere."""
    found = grades(mini_site_below, tmp_path)
    below = {one.path: one.score for one in found if one.score != CEILING}
    assert below == {}
    assert len(found) == len(pages_of_each_kind(mini_site_below))
    assert {one.grade for one in found} == {"A+"}
