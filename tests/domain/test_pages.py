"""The pages that rules know of are those that the site has."""

import json
import re
from pathlib import Path

from msap.domain.pages import page_addresses
from msap.source.catalogue import read_catalogue
from msap.source.editorial import read_editorial
from tests.projects import MINI_SITE_RECORDS, SAMPLE_CONTENT, SAMPLE_RECORDS, sample_data


def addresses_of(site: Path) -> set[str]:
    """Return the pages of a built site, but for the later parts of long lists."""
    url_manifest = json.loads((site / "adresses.json").read_text(encoding="utf-8"))
    return {
        address
        for address in url_manifest["addresses"]
        if not re.search(r"(^|/)page-\d+/$", address) and address[-1:] in {"", "/"}
    }


def test_the_pages_of_the_sample_are_known(sample_site: Path) -> None:
    """Departments, communes, regions, places, stops, projects, former ids, texts, lists."""
    catalogue = read_catalogue(sample_data(), SAMPLE_RECORDS).catalogue
    assert catalogue
    editorial, problems = read_editorial(SAMPLE_CONTENT)
    assert problems == []
    assert page_addresses(catalogue, editorial) == addresses_of(sample_site)


def test_the_pages_of_a_small_site_are_known(mini_site: Path) -> None:
    """What a site lacks that has few records is known too."""
    catalogue = read_catalogue(sample_data(), MINI_SITE_RECORDS).catalogue
    assert catalogue
    editorial, _ = read_editorial(SAMPLE_CONTENT)
    assert page_addresses(catalogue, editorial) == addresses_of(mini_site)
