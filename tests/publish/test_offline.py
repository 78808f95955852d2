"""The worker's file and the offline page: their release, their weight, and the switch."""

import gzip
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from msap.errors import Refusal
from msap.publish.files.offline import offline_pages, read_offline, worker_file
from msap.publish.files.url_manifest import kept_addresses
from msap.publish.page import SiteContents, Subresource
from msap.publish.scripts.constants import script_constants
from msap.publish.site import Site
from tests.projects import ROOT
from tests.publish.directory_site import TODAY, make_site, mini_directory
from tests.scripts import assets

MOST_BYTES_OF_WORKER = 3_100
THEME = ROOT / "theme"


@pytest.fixture
def site() -> Site:
    """Make what templates know of the mini-site."""
    return make_site(mini_directory().catalogue)


def test_the_worker_stays_light(site: Site) -> None:
    """Browsers ask for it again at every visit; a change of it costs at most 3.1 KB compressed."""
    assert (
        len(gzip.compress(worker_file(THEME, site, assets().workers).content))
        <= MOST_BYTES_OF_WORKER
    )


def test_the_worker_changes_with_what_its_page_is_made_of(site: Site, tmp_path: Path) -> None:
    """Style, words of the network and templates make another release; the same ones do not."""
    first = worker_file(THEME, site, assets().workers)
    assert worker_file(THEME, site, assets().workers) == first
    network = replace(site.network, site_title="Autre titre")
    theme = Path(copytree(THEME, tmp_path / "theme"))
    footer = theme / "templates/components/footer.html"
    footer.write_text("<footer></footer>", encoding="utf-8")
    others = [
        worker_file(
            THEME,
            replace(site, style=Subresource("static/site.0123456789.css", "")),
            assets().workers,
        ),
        worker_file(THEME, replace(site, network=network), assets().workers),
        worker_file(theme, site, assets().workers),
    ]
    assert len({file.content for file in [first, *others]}) == 4
    assert {file.path for file in [first, *others]} == {"worker.js"}


def test_the_switch_publishes_a_worker_that_leaves(site: Site) -> None:
    """Without pages to keep, the same address has a worker that erases and unregisters itself."""
    off = replace(site, keeps_pages=False)
    assert b"registration.unregister()" in worker_file(THEME, off, assets().workers).content
    assert b'"fetch"' not in worker_file(THEME, off, assets().workers).content
    assert (
        worker_file(THEME, off, assets().workers).path
        == worker_file(THEME, site, assets().workers).path
    )
    assert offline_pages(off) == []
    assert [page.url for page in offline_pages(site)] == ["hors-connexion.html"]
    # Nobody keeps its address, so switching off loses none.
    assert (
        list(kept_addresses(SiteContents(tuple(p.summary for p in offline_pages(site)), ()))) == []
    )
    off_script = script_constants(TODAY, keeps_pages=False)["offline"]
    assert off_script["KEEPS_PAGES"] is False


def test_a_setting_that_is_no_choice_is_refused() -> None:
    """A word in place of True or False stops the build, quoting it."""
    assert [choice for choice in (True, False) if read_offline(choice)] == [True]
    with pytest.raises(Refusal, match="« non »"):
        read_offline("non")
