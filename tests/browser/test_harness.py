"""The browser harness sees what it must see: on good pages nothing, on bad pages each fault."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.fixtures import OpenPage, Serve
from tools.fonts import NARROW, WIDE, FontSet

pytestmark = pytest.mark.browser

GOOD = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Page d’essai</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="style.css"><script src="script.js" defer></script></head>
<body><main><h1>Page d’essai</h1><p id="state">sans script</p><a href="lieux/">Lieux</a></main>
</body></html>"""
BAD = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Page fautive</title></head>
<body><p style="color: #ccc">texte</p><img src="absent.png">
<script>document.title = "atteint"</script>
<script src="https://tiers.example/suivi.js"></script></body></html>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a site of three pages by hand."""
    folder = tmp_path_factory.mktemp("site")
    for name in ("", "lieux"):
        (folder / name).mkdir(exist_ok=True)
        page = GOOD if name == "" else GOOD.replace('"style', '"../style')
        (folder / name / "index.html").write_text(page.replace('"script', '"../script'))
    (folder / "index.html").write_text(GOOD)
    (folder / "bad.html").write_text(BAD)
    (folder / "404.html").write_text(GOOD.replace("essai", "absence"))
    (folder / "style.css").write_text("body { color: #111; background: #fff } " * 50)
    (folder / "script.js").write_text(
        "document.getElementById('state').textContent = 'avec script'"
    )
    return folder


@pytest.mark.parametrize("base", ["/", "/annuaire/essai/"])
def test_good_page_has_no_problem(
    folder: Path,
    base: str,
    width: int,
    serve: Serve,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    problems: list[str],
) -> None:
    """A sound page passes at each width, at a root and under a sub-path, in three requests."""
    site = serve(folder, base)
    page = open_page(site.url, width)
    assert page.inner_text("#state") == "avec script"
    assert page.evaluate("innerWidth") == width
    assert axe(page) == []
    assert problems == []
    assert [request.status for request in site.requests] == [200, 200, 200]


def test_each_set_of_fonts_is_the_only_one(
    folder: Path, serve: Serve, launch_browser: Callable[[FontSet], Browser]
) -> None:
    """The machine's own fonts are not seen; the wide set makes lines longer by a twentieth or more."""
    widths = []
    for fonts in (NARROW, WIDE):
        context = launch_browser(fonts).new_context()
        page = context.new_page()
        page.goto(serve(folder).url)
        session = context.new_cdp_session(page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        document = session.send("DOM.getDocument")["root"]["nodeId"]
        for family in ("system-ui", "sans-serif", "serif", "Arial"):
            page.locator("h1").evaluate("(h1, name) => { h1.style.fontFamily = name }", family)
            node = session.send("DOM.querySelector", {"nodeId": document, "selector": "h1"})
            drawn = session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})
            assert [font["familyName"] for font in drawn["fonts"]] == [fonts.family]
        widths.append(
            page.locator("#state").evaluate("p => (p.style.display = 'inline', p.offsetWidth)")
        )
        context.close()
    assert widths[1] >= widths[0] * 21 / 20


def test_links_and_scripts_without_javascript(
    folder: Path,
    serve: Serve,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    problems: list[str],
) -> None:
    """With JavaScript off no script runs, links lead on, and axe refuses rather than waits."""
    site = serve(folder)
    page = open_page(site.url, javascript=False)
    assert page.inner_text("#state") == "sans script"
    page.click("text=Lieux")
    page.wait_for_url("**/lieux/")
    with pytest.raises(ValueError, match="JavaScript"):
        axe(page)
    assert problems == []
    assert "/script.js" not in [request.path for request in site.requests]


def test_bad_page_shows_each_fault(
    folder: Path,
    serve: Serve,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    problems: list[str],
) -> None:
    """Inline style and script, a third party, a missing image: all seen; axe speaks French."""
    page = open_page(f"{serve(folder).url}bad.html")
    said = "\n".join(problems)
    assert page.title() == "Page fautive"
    assert "https://tiers.example/suivi.js" in said
    assert re.search(r"inline style", said)
    assert re.search(r"inline script", said)
    assert re.search(r"404", said)
    violations = "\n".join(axe(page))
    assert "html-has-lang" in violations
    assert "image-alt" in violations
    assert re.search(r"doi(t|vent)", violations)


def test_answers_like_a_static_host(folder: Path, serve: Serve, open_page: OpenPage) -> None:
    """A folder without its slash leads to it, an unknown address gives 404.html and its status."""
    site = serve(folder, "/base/")
    page = open_page(f"{site.url}lieux")
    assert page.url == f"{site.url}lieux/"
    for address in ("inconnu/", "..%2f..%2fetc/passwd"):
        page = open_page(f"{site.url}{address}")
        assert page.title() == "Page d’absence"
        assert site.requests[-1].status in {200, 404}
    assert 404 in [request.status for request in site.requests]


def test_weights_are_those_of_compressed_bodies(
    folder: Path, serve: Serve, open_page: OpenPage
) -> None:
    """The weight of a page counts what is sent, not what lies on the disk."""
    site = serve(folder)
    open_page(site.url)
    on_disk = sum((folder / name).stat().st_size for name in ("index.html", "style.css"))
    assert 0 < site.weight < on_disk / 2
