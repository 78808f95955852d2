"""Every page of real sites is sound HTML, and light."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site_checks.elements import count_elements
from tests.site_checks.finding import Finding
from tests.site_checks.html_validate import check_with_html_validate
from tests.site_checks.nu import check_with_nu

pytestmark = pytest.mark.validators

MOST_ELEMENTS = 350
MOST_ELEMENTS_OF_A_PLACE = 250
# Department pages list every commune, and say how they split.
SPLIT_PAGES = "departements/"

Validator = Callable[[Path], list[Finding]]
SHOWN = 20


@pytest.fixture(params=["mini_site", "sample_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """Run the test on the site of a few records and on that of the sample."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


@pytest.mark.parametrize(
    "validator",
    [
        pytest.param(check_with_nu, id="nu"),
        pytest.param(check_with_html_validate, id="html-validate"),
    ],
)
def test_no_page_has_an_error(site: Path, validator: Validator) -> None:
    """Neither validator finds an error on any page."""
    findings = validator(site)
    shown = "\n".join(map(str, findings[:SHOWN]))
    assert not findings, f"{len(findings)} errors, the first ones:\n{shown}"


def test_no_page_has_too_many_elements(site: Path) -> None:
    """A place has at most 250 elements and any other page 350, department pages apart."""
    heavy = {}
    for page in sorted(site.rglob("*.html")):
        address = page.relative_to(site).as_posix()
        limit = MOST_ELEMENTS_OF_A_PLACE if address.startswith("lieux/") else MOST_ELEMENTS
        count = count_elements(page)
        if count > limit and not address.startswith(SPLIT_PAGES):
            heavy[address] = count
    assert heavy == {}
