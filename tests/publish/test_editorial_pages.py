"""Pages, news, dossiers, publications and feeds, from small sets of editorial files."""

import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from msap.publish.editorial.dossiers import DossierView, PartView, dossier_pages
from msap.publish.editorial.downloads import (
    describe_download,
    document_files,
    pdf_pages,
    size_words,
)
from msap.publish.editorial.news import NewsListView, NewsView, news_feed, news_pages
from msap.publish.editorial.pages import PageView, content_pages
from msap.publish.editorial.publications import (
    PublicationView,
    publication_pages,
    publications_feed,
)
from msap.publish.page import Link
from msap.publish.site import Site
from msap.publish.wording.typography import NBSP
from msap.source.editorial import Editorial, read_editorial
from tests.attached.documents import pdf
from tests.projects import SAMPLE_CONTENT
from tests.publish.directory_site import make_site, mini_directory
from tests.site_checks.elements import count_elements

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "https://msap.example"


def site(url: str = URL) -> Site:
    """Return what templates know of a site at this address."""
    return make_site(mini_directory().catalogue, url)


def write(folder: Path, path: str, front: str, body: str = "Texte.") -> None:
    """Write an editorial file under `folder/content`, with a title and a summary unless given."""
    file = folder / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    title = "" if "title:" in front else f"title: {file.stem}\n"
    file.write_text(f"---\n{title}summary: Un résumé.\n{front}\n---\n{body}\n", encoding="utf-8")


def parse(feed: bytes) -> ET.Element:
    """Parse a feed that the site itself made."""
    return ET.fromstring(feed)  # noqa: S314 - our own file


def read(folder: Path) -> Editorial:
    """Read what was written, which must hold no error."""
    editorial, problems = read_editorial(folder / "content")
    assert problems == []
    return editorial


def test_contents_are_listed_from_three_sections(tmp_path: Path) -> None:
    """A page with three headings lists them, with French spaces; one with two does not."""
    write(tmp_path, "pages/a.md", "updated: 2026-11-20", "## Un ?\n\n## *Deux*\n\n### Non\n\n## 3")
    write(tmp_path, "pages/b.md", "updated: 2026-11-20", "## Un\n\n## Deux")
    views = [page.view for page in content_pages(read(tmp_path), site())]
    assert all(isinstance(view, PageView) for view in views)
    contents = [view.text.contents for view in views if isinstance(view, PageView)]
    assert contents == [
        (Link("Un\u202f?", "#un"), Link("Deux", "#deux"), Link("3", "#texte-3")),
        (),
    ]


def test_pages_lead_to_the_others_by_their_short_titles(tmp_path: Path) -> None:
    """Menus use `menu_title`, in the order of a dictionary, the page itself left out."""
    write(tmp_path, "pages/a.md", "title: Zèbre\nupdated: 2026-11-20")
    write(tmp_path, "pages/b.md", "title: Long\nmenu_title: Écluse\nupdated: 2026-11-21")
    write(tmp_path, "pages/c.md", "title: Facile\nupdated: 2026-11-22")
    page = content_pages(read(tmp_path), site())[0]
    assert isinstance(page.view, PageView)
    assert page.view.others == (Link("Écluse", "b/"), Link("Facile", "c/"))
    assert page.modified == date(2026, 11, 20)


def test_news_go_from_the_newest_by_year(tmp_path: Path) -> None:
    """The list groups news by year, and each page leads to its neighbours in time."""
    write(tmp_path, "actualites/vieille.md", "date: 2025-03-01\nupdated: 2026-11-02")
    write(tmp_path, "actualites/neuve.md", "date: 2026-02-01")
    write(tmp_path, "actualites/moyenne.md", "date: 2026-01-01")
    listed, newest, middle, oldest = news_pages(read(tmp_path), site())
    assert isinstance(listed.view, NewsListView)
    years = [(year.year, [line.title for line in year.lines]) for year in listed.view.years]
    assert years == [("2026", ["neuve", "moyenne"]), ("2025", ["vieille"])]
    assert listed.view.parts is None
    assert listed.modified == oldest.modified == date(2026, 11, 2)
    assert isinstance(middle.view, NewsView)
    assert middle.view.previous == Link("vieille", oldest.url)
    assert middle.view.following == Link("neuve", newest.url)


def test_a_long_list_of_news_is_split(tmp_path: Path) -> None:
    """Ninety pieces of news stand once each, on pages that say which months they hold."""
    for number in range(90):
        write(tmp_path, f"actualites/n{number}.md", f"date: 2026-{number % 9 + 1:02d}-01")
    pages = [p for p in news_pages(read(tmp_path), site()) if isinstance(p.view, NewsListView)]
    views = [page.view for page in pages if isinstance(page.view, NewsListView)]
    titles = [line.title for view in views for year in view.years for line in year.lines]
    assert len(titles) == len(set(titles)) == 90
    assert [page.url for page in pages] == [
        "actualites/",
        "actualites/page-2/",
        "actualites/page-3/",
    ]
    assert pages[2].title == "Actualités, janvier à mars 2026"
    assert views[0].parts
    assert [link.text for link in views[0].parts.links][:2] == [
        "juillet à septembre 2026",
        "avril à juin 2026",
    ]


def test_parts_of_one_month_have_titles_of_their_own(tmp_path: Path) -> None:
    """Ninety pieces of news in one month: a build refuses two pages of one title."""
    for number in range(90):
        write(tmp_path, f"actualites/n{number}.md", f"date: 2026-10-{number % 30 + 1:02d}")
    pages = [p for p in news_pages(read(tmp_path), site()) if isinstance(p.view, NewsListView)]
    assert [page.title for page in pages] == [
        "Actualités",
        "Actualités, octobre 2026 (2)",
        "Actualités, octobre 2026 (3)",
    ]


def test_dossiers_and_parts_stand_by_rank(tmp_path: Path) -> None:
    """The list follows `order`, a dossier follows `part`, and parts lead to each other."""
    write(tmp_path, "dossiers/z/index.md", "title: Premier\ndate: 2026-10-01\norder: 1")
    write(tmp_path, "dossiers/a/index.md", "title: Second\ndate: 2026-10-02\norder: 2")
    for name, rank in (("fin", 3), ("début", 1), ("milieu", 2)):
        write(tmp_path, f"dossiers/z/{name.replace('é', 'e')}.md", f"title: {name}\npart: {rank}")
    pages = dossier_pages(read(tmp_path), site())
    assert [page.title for page in pages] == [
        *("Dossiers", "Premier", "début", "milieu", "fin", "Second"),
    ]
    dossier, middle = pages[1].view, pages[3].view
    assert isinstance(dossier, DossierView)
    assert dossier.start == Link("début", "dossiers/z/debut/")
    assert isinstance(middle, PartView)
    assert middle.rank == f"Partie{NBSP}2 sur{NBSP}3"
    assert middle.previous == Link("début", "dossiers/z/debut/")
    assert middle.following == Link("fin", "dossiers/z/fin/")
    assert pages[3].crumbs == (Link("Dossiers", "dossiers/"), Link("Premier", "dossiers/z/"))


def test_downloads_say_what_they_are(tmp_path: Path) -> None:
    """A link to a document tells its format, weight, pages and language."""
    documents = tmp_path / "content/documents"
    documents.mkdir(parents=True)
    (documents / "guide.pdf").write_bytes(
        pdf(lambda document: document.add_blank_page()).ljust(83_500, b" ")
    )
    (documents / "guide.csv").write_bytes(b"a,b\n")
    front = "author: L'équipe\ndate: 2026-10-20\nlanguage: br\nfiles: [guide.pdf, guide.csv]"
    write(tmp_path, "publications/guide.md", front)
    _listed, page = publication_pages(read(tmp_path), site())
    assert isinstance(page.view, PublicationView)
    assert page.view.author == "L’équipe"
    assert [(d.url, d.details) for d in page.view.downloads] == [
        ("documents/guide.pdf", f"PDF, 84{NBSP}Ko, 2{NBSP}pages, en breton"),
        ("documents/guide.csv", f"CSV, 1{NBSP}Ko, en breton"),
    ]


@pytest.mark.parametrize(
    "size,words",
    [
        (1, "1 Ko"),
        (83_500, "84 Ko"),
        (999_999, "1000 Ko"),
        (1_000_000, "1 Mo"),
        (1_210_000, "1,3 Mo"),
    ],
)
def test_weights_are_rounded_up(size: int, words: str) -> None:
    """Nobody downloads more than the page announces."""
    assert size_words(size) == words.replace(" ", NBSP)


@pytest.mark.parametrize("is_packed", [False, True])
def test_pages_of_a_pdf_are_counted(*, is_packed: bool) -> None:
    """Also where its objects are packed; what is no PDF says nothing."""

    def add(document: pikepdf.Pdf) -> None:
        document.add_blank_page()

    assert pdf_pages(pdf(is_packed=is_packed)) == 1
    assert pdf_pages(pdf(add, is_packed=is_packed)) == 2
    assert pdf_pages(b"%PDF-1.7 compressed") is None


def test_the_sample_s_documents_show_their_page_counts() -> None:
    """The three documents of the sample are PDFs of one or two pages."""
    found = {
        file.name: describe_download(file, "en français").details
        for file in (SAMPLE_CONTENT / "documents").glob("*.pdf")
    }
    assert all(f"{NBSP}page" in details for details in found.values()), found


def test_documents_are_copied_as_they_are(tmp_path: Path) -> None:
    """They go out byte for byte; hidden, unknown and linked files do not."""
    for name in ("documents/a.pdf", "documents/B.CSV", "documents/c.exe", "documents/.d.pdf"):
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    (tmp_path / "content/documents/e.pdf").symlink_to("/etc/hostname")
    found = {file.path: file.content for file in document_files(read(tmp_path))}
    assert found == {"documents/a.pdf": b"documents/a.pdf", "documents/B.CSV": b"documents/B.CSV"}


def test_the_feed_has_true_dates_and_full_addresses(tmp_path: Path) -> None:
    """The feed parses; its ids do not change when the site moves; nothing is dated today."""
    write(tmp_path, "actualites/a.md", 'title: "A & « B »"\ndate: 2026-02-01')
    write(tmp_path, "actualites/b.md", "date: 2025-03-01\nupdated: 2026-11-02")
    editorial = read(tmp_path)
    (file,) = news_feed(editorial, site())
    (moved,) = news_feed(editorial, site("https://ailleurs.example/msap"))
    feed, elsewhere = parse(file.content), parse(moved.content)
    entries = feed.findall(f"{ATOM}entry")
    assert file.path == "actualites/flux.xml"
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [f"A & «{NBSP}B{NBSP}»", "b"]
    assert entries[0].find(f"{ATOM}link").get("href") == f"{URL}/actualites/a/"  # type: ignore[union-attr]
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        "2026-02-01T00:00:00+00:00",
        "2026-11-02T00:00:00+00:00",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2026-11-02T00:00:00+00:00"
    ids = [node.text for node in feed.iter(f"{ATOM}id")]
    assert ids == [node.text for node in elsewhere.iter(f"{ATOM}id")]
    assert len(set(ids)) == 3


def test_an_empty_section_has_a_page_and_no_feed(tmp_path: Path) -> None:
    """Without any news or publication the lists stand, and no feed is dated by invention."""
    (tmp_path / "content").mkdir()
    editorial = read(tmp_path)
    assert [page.url for page in news_pages(editorial, site())] == ["actualites/"]
    assert [page.url for page in publication_pages(editorial, site())] == ["publications/"]
    assert news_feed(editorial, site()) == publications_feed(editorial, site()) == []


def test_editorial_pages_stay_light(sample_site: Path) -> None:
    """No editorial page passes two hundred elements."""
    pages = [
        page
        for section in ("actualites", "dossiers", "publications", "label", "facile-a-lire")
        for page in (sample_site / section).rglob("*.html")
    ]
    assert len(pages) > 15
    assert {page for page in pages if count_elements(page) > 200} == set()


def test_both_feeds_of_the_site_parse(sample_site: Path) -> None:
    """The feeds of the built site are Atom, and have as many entries as there are files."""
    for section in ("actualites", "publications"):
        feed = parse((sample_site / section / "flux.xml").read_bytes())
        files = list((SAMPLE_CONTENT / section).glob("*.md"))
        assert len(feed.findall(f"{ATOM}entry")) == len(files)


def test_what_is_dated_later_waits_for_its_day(tmp_path: Path) -> None:
    """News of tomorrow is in no list, page, link or feed today; tomorrow it is first."""
    write(tmp_path, "actualites/demain.md", "date: 2027-06-01", "Texte.")
    write(tmp_path, "actualites/hier.md", "date: 2026-10-01", "Lire [la suite](demain.md).")
    write(tmp_path, "dossiers/plus-tard/index.md", "date: 2027-06-01\norder: 1")
    write(tmp_path, "dossiers/plus-tard/un.md", "part: 1")
    whole = read(tmp_path)
    now, then = whole.on(date(2027, 5, 31)), whole.on(date(2027, 6, 1))
    assert [page.url for page in news_pages(now, site())] == ["actualites/", "actualites/hier/"]
    assert sorted(now.addresses.values()) == ["actualites/hier/"]
    assert then is whole
    (piece,) = (p for p in news_pages(now, site()) if p.url == "actualites/hier/")
    assert "demain" not in str(piece.view)
    assert b"demain" not in news_feed(now, site())[0].content


def test_a_feed_has_no_date_to_come(tmp_path: Path) -> None:
    """A mistyped year of revision does not make the feed's date later than its building."""
    write(tmp_path, "actualites/a.md", "date: 2026-10-01\nupdated: 2031-10-01")
    feed = parse(news_feed(read(tmp_path), site())[0].content)
    days = [element.text or "" for element in feed.iter(f"{ATOM}updated")]
    assert days
    assert all(day[:10] == site().today.isoformat() for day in days)
