"""A verifier that remembers finds the faults that the rules find in the whole site."""

from __future__ import annotations

from pathlib import Path
from random import Random

from msap.build.verification import RememberingVerifier
from msap.verify.faults import SiteFault
from msap.verify.page import BuiltPage
from msap.verify.reading import read_site
from msap.verify.run import faults_of
from msap.verify.site import BuiltSite
from tests.verify.test_rules import URL, Site

EDITS = 250
_BODIES = (
    '<a href="/annuaire/lieux/{n}/">a</a>',
    '<a href="../{n}/#b{n}">a</a>',
    f'<a href="{URL}/lieux/{{n}}/#b2">a</a>',
    '<p id="b{n}">a</p>',
    '<p data-module="/annuaire/static/{n}.js">a</p>',
    '<img src="https://c.example/{n}.png" alt="a">',
    '<script src="/annuaire/static/{n}.js" integrity="sha256-AAAA"></script>',
    '<a href="/annuaire/static/index/">a</a> <h1>Encore</h1>',
    "<script>f()</script> <a href=''>a</a>",
    "",
)


def _edit(site: Site, random: Random) -> None:
    """Change a page, or a file that pages call; add one or take one away."""
    number = random.randrange(5)
    name = f"lieux/{number}/index.html"
    match random.randrange(7):
        case 0:
            (site.folder / name).unlink(missing_ok=True)
        case 1:
            script = "".join(random.choices("abcdefghij;", k=random.choice([10, 60_000])))
            site.write(f"static/{number}.js", script)
        case 2:
            (site.folder / f"static/{number}.js").unlink(missing_ok=True)
        case 3:
            style = random.choice(["a{}", "b{}", "@import 'https://d.example/e.css';"])
            site.write(f"static/{number}.css", style)
        case _:
            bodies = random.choices(_BODIES, k=3)
            body = "".join(text.format(n=random.randrange(5)) for text in bodies)
            site.page(random.choice([name, name, "index.html"]), f"Lieu {number // 2}", body)


def _same(known: BuiltPage | None, page: BuiltPage) -> BuiltPage:
    return page if known != page else known


def test_what_is_remembered_changes_nothing(tmp_path: Path) -> None:
    """After any change, the faults are those that are found by reading and verifying everything."""
    site, random = Site(tmp_path), Random(4)  # noqa: S311 - a test that repeats
    verifier, known = RememberingVerifier(), dict[str, BuiltPage]()
    seen: set[SiteFault] = set()
    for _ in range(EDITS):
        _edit(site, random)
        read = read_site(site.folder)
        # As in a build, what is known of a page that did not change is the same object.
        known = {name: _same(known.get(name), page) for name, page in read.pages.items()}
        found = verifier.faults_of(BuiltSite(site.folder, read.files, known))
        assert found == faults_of(read)
        seen.update(found)
    assert {fault.rule for fault in seen if fault.file.endswith(".css")} >= {"third_parties"}
    assert {fault.rule for fault in seen} >= {
        "links", "third_parties", "integrity", "weight", "titles", "orphans", "outline", "inline"
    }  # fmt: skip


def test_what_is_known_of_a_page_is_plain(tmp_path: Path) -> None:
    """It comes from other processes: nothing but texts, numbers and tuples."""
    Site(tmp_path)

    def is_plain(value: object) -> bool:
        return isinstance(value, (str, int)) or (type(value) is tuple and all(map(is_plain, value)))

    for page in read_site(tmp_path).pages.values():
        assert all(map(is_plain, page))
