"""Both validators find nothing on a good page and every planted fault on a bad one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site_checks.finding import Finding, ValidatorError
from tests.site_checks.html_validate import check_with_html_validate
from tests.site_checks.nu import check_with_nu

pytestmark = pytest.mark.validators

GOOD = """<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8"><title>Page d’essai</title></head>
<body><main><h1>Page d’essai</h1><p>Ouvert de 9&nbsp;h à 12&nbsp;h.</p></main></body>
</html>
"""
BAD = GOOD.replace("<p>", '<p style="color: red"><img src="plan.png"><div>').replace("</p>", "")

Validator = Callable[[Path], list[Finding]]
VALIDATORS = [
    pytest.param(check_with_nu, id="nu"),
    pytest.param(check_with_html_validate, id="html-validate"),
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Write a site of two good pages, one with an accent in its address."""
    (tmp_path / "élan").mkdir()
    for folder in (tmp_path, tmp_path / "élan"):
        (folder / "index.html").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("validator", VALIDATORS)
def test_good_site_has_no_finding(validator: Validator, site: Path) -> None:
    """A sound site gives an empty list."""
    assert validator(site) == []


@pytest.mark.parametrize("validator", VALIDATORS)
def test_bad_page_is_found_with_its_place(validator: Validator, site: Path) -> None:
    """The image without a text is reported on the page and line where it stands."""
    (site / "élan/index.html").write_text(BAD, encoding="utf-8")
    findings = validator(site)
    assert {finding.file for finding in findings} == {"élan/index.html"}
    assert [finding.line for finding in findings if "alt" in finding.message] == [4]


def test_inline_style_is_an_error(site: Path) -> None:
    """An inline style, which the security policy would drop, is found before any browser is."""
    (site / "index.html").write_text(BAD, encoding="utf-8")
    rules = {finding.rule for finding in check_with_html_validate(site)}
    assert "no-inline-style" in rules


@pytest.mark.parametrize("validator", VALIDATORS)
def test_a_folder_without_pages_is_not_a_site_without_errors(
    validator: Validator, tmp_path: Path
) -> None:
    """A validator that was given nothing to read says so instead of passing."""
    with pytest.raises(ValidatorError, match="no HTML page"):
        validator(tmp_path)
