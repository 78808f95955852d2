"""What is read when the site changes, fails or falls silent between two visits: never a mixture."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.fixtures import OpenPage, Serve
from tests.browser.offline import (
    AHUN,
    CREUSE,
    FRESH,
    GUERET,
    MARKS,
    OFFLINE,
    disconnect,
    go,
    install,
    kept,
    update,
    visit,
)
from tests.browser.site_server import ServedSite
from tests.browser.test_today import plain
from tests.browser.waiting import wait_until
from tests.projects import MINI_SITE_RECORDS, ROOT, sample_data, sample_project
from tests.sites import run_msap

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("offline releases")]

LINES_OF_A_LIST = 40


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return the function that builds a release from records, a theme and settings of its own."""

    def release(records: Path, theme: Path | None = None, settings: str = "") -> Path:
        folder = tmp_path_factory.mktemp("release")
        lines = [
            "import sys",
            f"sys.path.insert(0, {str(sample_project())!r})",
            "from pelicanconf import *",
        ]
        lines += [f"THEME = {str(theme)!r}"] if theme else []
        file = folder / "conf.py"
        file.write_text("\n".join([*lines, settings, ""]), encoding="utf-8")
        site = folder / "site"
        built = run_msap("build", "--records", records, "--output", site, "--settings", file)
        assert built.returncode == 0, built.stdout + built.stderr
        return site

    return release


def long_list(folder: Path, first: str) -> Path:
    """Write the mini-site's records and so many of the Creuse that its list takes two pages.

    Their communes are those whose names come from `first` on.
    """
    records = Path(shutil.copytree(MINI_SITE_RECORDS, folder / "records"))
    rows = (sample_data() / "geo/communes.csv").read_text(encoding="utf-8").splitlines()
    communes = [line.split(",") for line in rows if line.startswith("23")]
    chosen = [cells for cells in sorted(communes, key=lambda c: c[1]) if cells[1] >= first]
    for insee, name, _, postcodes, *_ in chosen[:LINES_OF_A_LIST]:
        (records / f"23/essai-{insee}.yml").write_text(
            f"id: essai-{insee}\nname: MSAP {name}\nstatus: open\ndemonstration: yes\n"
            f'address: {{postcode: "{postcodes[:5]}", city: {name}, insee: "{insee}"}}\n'
            "updated: 2026-09-15\n",
            encoding="utf-8",
        )
    return records


@pytest.fixture(scope="module")
def release_a(build: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the release that visitors have seen."""
    return build(long_list(tmp_path_factory.mktemp("a"), "B"))


@pytest.fixture(scope="module")
def release_b(build: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the release after it: other records, templates, style and script, marked as such."""
    folder = tmp_path_factory.mktemp("b")
    theme = Path(shutil.copytree(ROOT / "theme", folder / "theme"))
    base = theme / "templates/base.html"
    text = base.read_text(encoding="utf-8")
    assert '<html lang="fr">' in text
    text = text.replace('<html lang="fr">', '<html lang="fr" data-page="b">')
    base.write_text(text, encoding="utf-8")
    for name, added in (
        ("style/base.css", ":root { --release: b; }"),
        ("site/main.js", 'document.documentElement.dataset.script = "b";'),
    ):
        file = theme / "src" / name
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{added}\n", encoding="utf-8")
    return build(long_list(folder, "F"), theme)


@pytest.fixture(scope="module")
def release_off(build: Callable[..., Path]) -> Path:
    """Build the release of a team that no longer wants pages to be kept."""
    return build(MINI_SITE_RECORDS, settings="MSAP_OFFLINE = False")


@pytest.fixture
def changing(serve: Serve, release_a: Path) -> Iterator[ServedSite]:
    """Serve release A; a test puts another in place by its `folder`."""
    site = serve(release_a)
    yield site
    site.folder, site.is_silent, site.is_failing = release_a, False, False


def test_the_list_of_a_department_is_kept_whole(changing: ServedSite, open_page: OpenPage) -> None:
    """One page of the list brings the other, of the same release, and nothing else."""
    page = install(open_page(changing.url, worker=True), changing)
    changing.requests.clear()
    visit(page, changing, f"{CREUSE}page-2/")
    assert page.evaluate(FRESH, [f"/{CREUSE}", ""])
    fetched = {r.path for r in changing.requests} - {"/worker.js"}
    assert fetched == {f"/{CREUSE}page-2/", f"/{CREUSE}"}
    disconnect(page)
    assert go(page, changing, CREUSE).status == 200
    assert page.locator(".places li").count() > 10
    page.locator(".pages a").first.click()
    page.wait_for_url(f"**/{CREUSE}page-2/")
    assert page.locator(".places li").count() > 10


def test_saving_data_keeps_only_what_was_asked(changing: ServedSite, open_page: OpenPage) -> None:
    """With Save-Data the rest of the list is not fetched.

    No switch of Chromium reaches a worker's signal, so the test sets it there.
    """
    page = install(open_page(changing.url, worker=True), changing)
    [worker] = page.context.service_workers
    worker.evaluate("Object.defineProperty(navigator.connection, 'saveData', { value: true })")
    visit(page, changing, f"{CREUSE}page-2/")
    visit(page, changing, AHUN)
    assert {r.path for r in changing.requests} & {f"/{CREUSE}"} == set()
    assert f"{CREUSE}" not in (kept(page, changing) or [])


def test_the_team_can_switch_it_off(
    changing: ServedSite, release_off: Path, open_page: OpenPage
) -> None:
    """With MSAP_OFFLINE = False the next visit erases what was kept, and nothing comes back."""
    page = install(open_page(changing.url + AHUN, worker=True), changing)
    visit(page, changing, CREUSE)
    changing.folder = release_off
    go(page, changing, AHUN)
    count = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one?.update())")
    wait_until(page, lambda: page.evaluate(count) == 0)
    assert page.evaluate(count) == 0
    assert page.evaluate("caches.keys()") == []
    go(page, changing, CREUSE)
    page.wait_for_timeout(3500)
    assert page.evaluate(count) == 0
    assert go(page, changing, OFFLINE).status == 404
    go(page, changing, "donnees-personnelles/")
    assert "n’écrit rien dans votre appareil" in page.locator("main").inner_text()


def test_releases_are_never_mixed(
    changing: ServedSite, release_b: Path, open_page: OpenPage, problems: list[str]
) -> None:
    """A page has the style, the script and the list of its own release, kept or fresh."""
    page = install(open_page(changing.url + CREUSE, worker=True), changing)
    visit(page, changing, AHUN)
    visit(page, changing, f"{CREUSE}page-2/")
    changing.folder = release_b  # a deploy in mid-visit: the files of A are gone from the server
    disconnect(page)
    for address in (AHUN, CREUSE, f"{CREUSE}page-2/"):
        go(page, changing, address)
        assert page.evaluate(MARKS) == ["a", "a", "a"]
    page.context.set_offline(offline=False)
    visit(page, changing, AHUN, 'data-page="b"')
    assert page.evaluate(MARKS) == ["b", "b", "b"]
    disconnect(page)
    go(page, changing, AHUN)
    assert page.evaluate(MARKS) == ["b", "b", "b"]
    go(page, changing, CREUSE)
    assert page.evaluate(MARKS) == ["a", "a", "a"]
    page.context.set_offline(offline=False)
    # One page of the list in B replaces the other of A, whose places were cut elsewhere.
    visit(page, changing, CREUSE, 'data-page="b"')
    assert page.evaluate(FRESH, [f"/{CREUSE}page-2/", 'data-page="b"'])
    disconnect(page)
    go(page, changing, f"{CREUSE}page-2/")
    assert page.evaluate(MARKS) == ["b", "b", "b"]
    assert [problem for problem in problems if "ERR_INTERNET_DISCONNECTED" not in problem] == []


def test_a_deploy_between_two_pages_of_a_list(
    changing: ServedSite, release_a: Path, release_b: Path, tmp_path: Path, open_page: OpenPage
) -> None:
    """When the rest of a list comes from the next release, it is not kept beside this one."""
    between = Path(shutil.copytree(release_a, tmp_path / "between"))
    shutil.copytree(release_b / "static", between / "static", dirs_exist_ok=True)
    rest = f"{CREUSE}page-2/index.html"
    shutil.copy(release_b / rest, between / rest)
    page = install(open_page(changing.url, worker=True), changing)
    changing.folder = between
    visit(page, changing, CREUSE)
    visit(page, changing, AHUN)
    assert f"/{CREUSE}page-2/" in [request.path for request in changing.requests]
    found = kept(page, changing) or []
    assert CREUSE in found
    assert f"{CREUSE}page-2/" not in found


def test_files_stay_while_another_tab_may_ask_for_them(
    changing: ServedSite, release_b: Path, open_page: OpenPage
) -> None:
    """A tab of release A finds its files although another replaced its page with B's."""
    first = install(open_page(changing.url + AHUN, worker=True), changing)
    visit(first, changing, AHUN)
    changing.folder = release_b
    second = first.context.new_page()
    visit(second, changing, AHUN, 'data-page="b"')
    visit(second, changing, OFFLINE, 'data-page="b"')
    visit(second, changing, GUERET, 'data-page="b"')  # what the page before dropped is dropped
    assert first.evaluate(MARKS) == ["a", "a", "a"]
    own = first.locator("link[rel=stylesheet]").get_attribute("href")
    assert not (changing.folder / f".{own}").exists()
    assert first.evaluate("file => fetch(file).then((one) => one.status)", own) == 200
    first.close()
    visit(second, changing, CREUSE)

    def left() -> list[str]:
        return [file for file in kept(second, changing, "files") or [] if "/site." in file]

    wait_until(second, lambda: len(left()) == 2)
    assert len(left()) == 2, left()


def test_a_new_worker_brings_the_new_offline_page(
    changing: ServedSite, release_b: Path, open_page: OpenPage
) -> None:
    """The worker's release is found at the next visit, and the page it falls to with it."""
    page = install(open_page(changing.url + AHUN, worker=True), changing)
    changing.folder = release_b
    update(page)
    assert page.evaluate(FRESH, [f"/{OFFLINE}", 'data-page="b"'])
    disconnect(page)
    assert go(page, changing, "lieux/bourganeuf/").status == 503
    assert page.evaluate(MARKS) == ["b", "b", "b"]
    assert page.locator("[data-kept-list] a").count() >= 1


def test_a_silent_network_gives_the_kept_page(
    changing: ServedSite, release_b: Path, open_page: OpenPage
) -> None:
    """The network is asked first; without an answer the kept page is shown, and says so."""
    page = install(open_page(changing.url + AHUN, worker=True), changing)
    visit(page, changing, AHUN)
    changing.folder = release_b
    update(page)
    assert page.evaluate(FRESH, [f"/{OFFLINE}", 'data-page="b"'])
    changing.is_silent = True
    page.goto(changing.url + AHUN, wait_until="commit")
    line = page.locator("main > p.meta").first.inner_text()
    assert plain(line).startswith("Le réseau ne répond pas : page gardée le")
    changing.is_silent = False
    # The late answer is kept for the next time, and the page shown still has its own files.
    assert page.evaluate(FRESH, [f"/{AHUN}", 'data-page="b"'])
    shown = page.locator("link[rel=stylesheet]").get_attribute("href")
    assert shown
    wait_until(page, lambda: shown.removeprefix("/") in (kept(page, changing, "files") or []))
    page.wait_for_timeout(500)  # it is there, and stays
    assert shown.removeprefix("/") in (kept(page, changing, "files") or [])
    assert page.evaluate(MARKS) == ["a", "a", "a"]


def test_only_pages_of_the_site_are_kept(
    changing: ServedSite, tmp_path: Path, open_page: OpenPage
) -> None:
    """A page that is gone from the site is forgotten, and one of another site is left alone."""
    page = install(open_page(changing.url + AHUN, worker=True), changing)
    visit(page, changing, AHUN)
    changing.folder = Path(shutil.copytree(changing.folder, tmp_path / "less"))
    (changing.folder / f"{AHUN}index.html").unlink()
    (changing.folder / "autre").mkdir()
    neighbour = '<!DOCTYPE html><title>Autre</title><script src="/autre/x.js"></script>'
    (changing.folder / "autre/index.html").write_text(neighbour, encoding="utf-8")
    (changing.folder / "autre/x.js").write_text("", encoding="utf-8")
    assert go(page, changing, AHUN).status == 404
    assert go(page, changing, "autre/").status == 200
    visit(page, changing, GUERET)
    assert set(kept(page, changing) or []) == {OFFLINE, GUERET}


def test_a_failing_server_gives_the_kept_page(changing: ServedSite, open_page: OpenPage) -> None:
    """Errors of the server are no better than none."""
    page = install(open_page(changing.url + AHUN, worker=True), changing)
    visit(page, changing, AHUN)
    changing.is_failing = True
    assert go(page, changing, AHUN).status == 200
    assert page.locator("h1").inner_text() == "MSAP d’Ahun"
    assert go(page, changing, GUERET).status == 503
    assert page.evaluate(FRESH, [f"/{AHUN}", ""])
