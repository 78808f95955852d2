"""Legal pages say what the network declares, and no site is made without it."""

from dataclasses import replace
from pathlib import Path, PurePath
from shutil import copytree

import pytest

from msap.checks.run import check_everything
from msap.publish.page import Page
from msap.publish.pages.data_sources import SourcesView, sources_page
from msap.publish.pages.legal import AccessibilityView, LegalNoticesView, TermsView, legal_pages
from msap.publish.site import Sources
from msap.source.editorial import read_editorial
from msap.source.network import Conformity
from tests.projects import ROOT, SAMPLE_CONTENT, sample_data
from tests.publish.directory_site import make_site, mini_directory
from tests.publish.test_schedule import plain

CHECKED_DATA = ROOT / "tests/checks/data"


def pages() -> dict[str, Page]:
    """Make the legal pages of the repository's network, by address."""
    return {page.url: page for page in legal_pages(make_site(mini_directory().catalogue))}


def test_the_four_pages_are_made() -> None:
    """Every address that the footer promises exists."""
    assert set(pages()) == {
        "mentions-legales/",
        "donnees-personnelles/",
        "conditions/",
        "accessibilite/",
    }


def test_notices_name_publisher_and_host() -> None:
    """Publisher, director and host are those of `network.yml`."""
    view = pages()["mentions-legales/"].view
    network = mini_directory().catalogue.network
    assert isinstance(view, LegalNoticesView)
    assert view.publisher[0].words == network.publisher.name
    assert view.host[0].words == network.host.name
    assert view.director == network.publisher.director
    phone = next(fact for fact in view.publisher if fact.term == "Téléphone")
    assert phone.url == f"tel:{plain(phone.words).replace(' ', '')}"


@pytest.mark.parametrize(
    "level,words",
    [
        (Conformity.FULL, "totalement conforme"),
        (Conformity.PARTIAL, "partiellement conforme"),
        (Conformity.NONE, "non conforme"),
    ],
)
def test_the_statement_gives_the_level_declared(level: Conformity, words: str) -> None:
    """The statement and its date are those declared; the page has no other date."""
    site = make_site(mini_directory().catalogue)
    declared = replace(site.network.accessibility, level=level)
    site = replace(site, network=replace(site.network, accessibility=declared))
    page = next(page for page in legal_pages(site) if page.url == "accessibilite/")
    assert isinstance(page.view, AccessibilityView)
    assert page.view.level == words
    assert page.modified == declared.date


def test_only_the_open_licence_leads_to_its_text() -> None:
    """Another licence is named without a link to the wrong text."""
    site = make_site(mini_directory().catalogue)
    other = replace(site.network, data_licence="ODbL 1.0")
    for network, expected in ((site.network, True), (other, False)):
        page = next(
            p for p in legal_pages(replace(site, network=network)) if p.url == "conditions/"
        )
        assert isinstance(page.view, TermsView)
        assert bool(page.view.licence_url) is expected


def test_sources_are_counted_and_dated() -> None:
    """Records, criteria, figures and territory each tell their source."""
    catalogue = mini_directory().catalogue
    editorial, _ = read_editorial(SAMPLE_CONTENT)
    sources = Sources(catalogue, editorial, sample_data(), ROOT / "theme")
    view = sources_page(sources, make_site(catalogue)).view
    assert isinstance(view, SourcesView)
    assert plain(view.criteria) == "Circulaire interministérielle du 2 août 2006"
    assert len(view.figures) == len(catalogue.network.figures)
    assert len(view.territory) == 3
    assert all("fiche" in line for line in view.records)


@pytest.mark.parametrize(
    "key",
    ["publisher", "host", "privacy_contact", "accessibility", "security", "data_licence"],
)
def test_no_site_without_its_legal_facts(key: str, tmp_path: Path) -> None:
    """Without one of the facts the law asks for, the check has an error and nothing to build."""
    data = tmp_path / "data"
    copytree(CHECKED_DATA, data)
    network = data / "network.yml"
    lines = network.read_text(encoding="utf-8").splitlines(keepends=True)
    network.write_text("".join(line for line in lines if not line.startswith(f"{key}:")), "utf-8")
    (tmp_path / "records").mkdir()
    checked = check_everything(data, tmp_path / "records", tmp_path / "content")
    assert checked.catalogue is None
    assert f"Il manque « {key} »." in {problem.fact for problem in checked.errors}


def test_territory_sources_that_do_not_read_are_refused(tmp_path: Path) -> None:
    """A missing or damaged list of sources is a problem of the check, with its file."""
    data = tmp_path / "data"
    copytree(CHECKED_DATA, data)
    (tmp_path / "records").mkdir()
    sources = data / "geo/sources.yml"
    sources.write_text("files:\n- file: communes.csv\n", encoding="utf-8")
    checked = check_everything(data, tmp_path / "records", tmp_path / "content")
    assert checked.catalogue is None
    assert {problem.path for problem in checked.errors} == {PurePath("data/geo/sources.yml")}
    sources.unlink()
    checked = check_everything(data, tmp_path / "records", tmp_path / "content")
    assert [problem.code for problem in checked.errors] == ["fichier-manquant"]
