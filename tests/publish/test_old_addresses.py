"""Addresses that left: each answers by a page that leads on, or the build says what to write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from msap.domain.completeness import Attribute
from msap.errors import Refusal
from msap.publish.files.url_manifest import (
    UrlManifest,
    make_url_manifest,
    read_url_manifest,
    url_manifest_file,
)
from msap.publish.guards.old_addresses import old_address_pages
from msap.publish.guards.regression import (
    ATTRIBUTE_WORDS,
    PreviousSite,
    regressions,
    require_something,
)
from msap.publish.guards.regression_kinds import Regression
from msap.publish.page import Page, RedirectView, SiteContents
from tests.publish.directory_site import make_site, mini_directory

DAY = date(2026, 11, 23)
LIVING = (
    "",
    "actualites/",
    "departements/23-creuse/",
    "departements/23-creuse/communes/",
    "label/",
    "lieux/ahun/",
    "lieux/bus-des-plateaux/",
)
DIRECTORY = mini_directory()
SITE = replace(make_site(DIRECTORY.catalogue, "https://msap.example"), is_demonstration=False)


def url_manifest(
    *addresses: str,
    records: int = 7,
    built: date = DAY,
    published: bool = True,
    attributes: dict[str, int] | None = None,
) -> UrlManifest:
    """Describe a site, of which every record gives everything unless it is said."""
    counts = {attribute.value: records for attribute in Attribute} | (attributes or {})
    return UrlManifest(published, built, records, counts, frozenset(addresses))


def old_pages(
    *published: str, redirections: dict[str, str] | None = None
) -> dict[str, str | tuple[str, ...]]:
    """Return, for each old address, where its page leads."""
    written = SiteContents(
        tuple(Page(url, "page.html", url or "Accueil", "").summary for url in LIVING),
        ("documents/guide.pdf", "static/site.css"),
    )
    directory = replace(
        DIRECTORY, catalogue=replace(DIRECTORY.catalogue, redirections=redirections or {})
    )
    before = PreviousSite(url_manifest(*published), frozenset({Regression.POORER}))
    pages = old_address_pages(written, SITE, directory, before)
    assert all(not page.indexed and page.template == "moved.html" for page in pages)
    return {page.url: page.view.url for page in pages if isinstance(page.view, RedirectView)}


def test_pages_the_site_makes_by_itself_lead_to_the_nearest_above() -> None:
    """The last part of a list, a stop and a department may leave; nobody has to write a line."""
    assert old_pages(
        "departements/23-creuse/communes/page-4/",
        "departements/52-haute-marne/communes/",
        "lieux/bus-des-plateaux/ussel/",
        "actualites/page-2/",
        "label/",
    ) == {
        "actualites/page-2/": "actualites/",
        "departements/23-creuse/communes/page-4/": "departements/23-creuse/communes/",
        "departements/52-haute-marne/communes/": "",
        "lieux/bus-des-plateaux/ussel/": "lieux/bus-des-plateaux/",
    }


def test_a_redirection_answers_for_a_page_that_left() -> None:
    """The line an editor wrote is obeyed, and asks for no more."""
    assert old_pages("criteres/", redirections={"criteres/": "label/"}) == {"criteres/": "label/"}


@pytest.mark.parametrize(
    "address, said",
    [
        ("lieux/la-bas/", "remettez la fiche « la-bas.yml » avec « status: closed »"),
        ("actualites/fete/", "la ligne « actualites/fete/: actualites/ »"),
        ("dossiers/ouvrir/financer/", "« dossiers/ouvrir/financer/: dossiers/ouvrir/ »"),
        ("labels/", "la ligne « labels/: label/ »"),
        ("documents/vieux.pdf", "Remettez le fichier « content/documents/vieux.pdf »"),
    ],
)
def test_what_an_editor_wrote_is_asked_for(address: str, said: str) -> None:
    """The message names the address and returns the line to write."""
    with pytest.raises(Refusal) as refused:
        old_pages(address)
    assert f"L’adresse publiée « {address} » ne répondrait plus." in str(refused.value)
    assert said in str(refused.value)


def test_a_demonstration_and_a_draft_promise_nothing() -> None:
    """Only the addresses of a real list at a known address were given to people."""
    before = PreviousSite(url_manifest("lieux/invente/", published=False))
    assert before.addresses == frozenset()
    assert (
        PreviousSite(url_manifest("lieux/a/"), frozenset({Regression.LOST})).addresses
        == frozenset()
    )
    assert PreviousSite(url_manifest("lieux/a/")).addresses == {"lieux/a/"}


@pytest.mark.parametrize(
    "before, now, refused",
    [
        (100, 95, False),
        (100, 94, True),
        (7, 6, False),
        (7, 5, True),
        (654, 2845, False),
    ],
)
def test_records_may_not_leave_in_numbers(before: int, now: int, refused: bool) -> None:  # noqa: FBT001
    """One record may always leave; more than one in twenty asks for a word."""
    said = list(regressions(url_manifest(records=now), PreviousSite(url_manifest(records=before))))
    assert bool(said) is refused
    meant = PreviousSite(url_manifest(records=before), frozenset({Regression.FEWER}))
    assert list(regressions(url_manifest(records=now), meant)) == []


@pytest.mark.parametrize(
    "before, now, refused",
    [
        ({"phone": 100}, {"phone": 95}, False),
        ({"phone": 100}, {"phone": 94}, True),
        ({"label": 2}, {"label": 1}, False),
        ({"label": 2}, {"label": 0}, True),
        ({"tuesday": 90}, {"tuesday": 0}, True),
        ({"website": 0}, {"website": 80}, False),
    ],
)
def test_records_may_not_say_less_all_at_once(
    before: dict[str, int],
    now: dict[str, int],
    refused: bool,  # noqa: FBT001
) -> None:
    """One record may always say less; more than one in twenty asks for a word, with the counts."""
    live = url_manifest(records=100, attributes=before)
    said = list(regressions(url_manifest(records=100, attributes=now), PreviousSite(live)))
    assert bool(said) is refused
    if refused:
        (name,) = now
        assert f"({before[name]} fiches, et maintenant {now[name]})" in said[0]
        assert ATTRIBUTE_WORDS[Attribute(name)] in said[0]
        assert "--accept-poorer" in said[0]
    meant = PreviousSite(live, frozenset({Regression.POORER}))
    assert list(regressions(url_manifest(records=100, attributes=now), meant)) == []


def test_records_that_leave_take_what_they_say_along() -> None:
    """Half of the records gone is one regression, not eighteen."""
    said = list(regressions(url_manifest(records=50), PreviousSite(url_manifest(records=100))))
    assert len(said) == 1
    assert "--accept-fewer" in said[0]


def test_a_draft_promises_no_information() -> None:
    """The invented records of a demonstration tell more than a real list."""
    draft = url_manifest(records=600, published=False)
    poorer = url_manifest(records=2800, attributes={"partners": 0})
    assert list(regressions(poorer, PreviousSite(draft))) == []


def test_a_site_of_before_the_counts_is_compared_by_its_records() -> None:
    """Its URL manifest has no counts, and is read all the same."""
    old = b'{"published": true, "built": "2026-11-01", "records": 7, "addresses": [""]}'
    assert list(regressions(url_manifest(), PreviousSite(read_url_manifest(old)))) == []


@pytest.mark.parametrize("records, texts", [(0, 30), (7, 0), (0, 0)])
def test_an_empty_folder_is_never_a_site(records: int, texts: int) -> None:
    """No option accepts it; what is missing is named."""
    require_something(7, 30)
    with pytest.raises(Refusal) as refused:
        require_something(records, texts)
    assert ("aucune fiche" in str(refused.value)) is (records == 0)
    assert ("aucun texte" in str(refused.value)) is (texts == 0)


def test_the_url_manifest_is_read_as_it_was_written() -> None:
    """Pages, documents and images are listed; the page of errors, styles and data are not."""
    pages = (Page("", "home.html", "A", ""), Page("404.html", "not_found.html", "B", ""))
    files = ("documents/é.pdf", "static/site.css", "a.xml")
    written = SiteContents(tuple(page.summary for page in pages), files)
    made = make_url_manifest(written, SITE, DIRECTORY)
    assert made.addresses == {"", "documents/é.pdf"}
    assert made.is_published
    assert read_url_manifest(url_manifest_file(made).content) == made


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"published": true}', b"\xff", b'{"attributes": 3}']
)
def test_a_damaged_url_manifest_is_not_read(content: bytes) -> None:
    """Half a file must not pass for a site without addresses."""
    with pytest.raises(ValueError):  # noqa: PT011 - whichever it is, the caller says it
        read_url_manifest(content)
