"""Styles and scripts bundled for a build: names by content, what is told of a mistake, what stays."""

import shutil
from pathlib import Path

import pytest

from msap.build.bundled import bundled
from msap.build.memory import Memory
from msap.errors import Refusal
from msap.publish.scripts.assets import Assets
from tests.scripts import PACKAGES, THEME, assets, constants


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """Copy the theme, so that a test changes it."""
    return Path(shutil.copytree(THEME, tmp_path / "deep/er/theme"))


def bundle(theme: Path, memory: Memory | None = None) -> Assets:
    """Bundle a theme as a build does."""
    with bundled(theme, PACKAGES, constants(), "/", memory) as wait:
        return wait()


def append(theme: Path, name: str, text: str) -> None:
    """Add text to the end of a source."""
    file = theme / "src" / name
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def test_names_follow_the_content_alone(theme: Path) -> None:
    """Neither the folder nor a comment changes a byte; a statement changes what holds it, no more."""
    append(theme, "map/main.js", "// A remark.")
    assert bundle(theme) == assets()
    append(theme, "map/main.js", "globalThis.changed = 1;")
    changed = bundle(theme)
    assert changed.modules["map"] != assets().modules["map"]
    assert {file.path for file in assets().files} - {file.path for file in changed.files} == set(
        {path.removeprefix("/") for path in assets().modules["map"].split()}
    )


def test_pages_name_all_that_a_module_imports() -> None:
    """Every file that search, results and map need at once is published, and named beside them."""
    published = {f"/{file.path}": file.content.decode() for file in assets().files}
    for addresses in assets().modules.values():
        named = addresses.split()
        assert set(named) <= published.keys()
        for address in named:
            for other in published:
                imported = f'from"./{other.rsplit("/", 1)[1]}"'
                assert imported not in published[address] or other in named


@pytest.mark.parametrize(
    "name, text, place",
    [
        ("search/engine.js", "const = 1;", "theme/src/search/engine.js:"),
        ("style/base.css", "a { color: red ", "theme/src/style/base.css:"),
        ("map/main.js", 'import "./absent.js";', "theme/src/map/main.js:"),
    ],
)
def test_a_wrong_source_is_refused_at_its_line(
    theme: Path, name: str, text: str, place: str
) -> None:
    """With the file, the line and the line itself; the build stops before it writes."""
    append(theme, name, text)
    line = len((theme / "src" / name).read_text(encoding="utf-8").splitlines())
    with pytest.raises(Refusal) as refusal:
        bundle(theme)
    assert f"{place}{line}:" in str(refusal.value)
    assert text.strip() in str(refusal.value)


def test_what_is_remembered_follows_the_sources(theme: Path) -> None:
    """A second build takes what the first made; a changed script is another one at once."""
    memory = Memory()
    first = bundle(theme, memory)
    assert bundle(theme, memory) is first
    append(theme, "site/main.js", "globalThis.changed = 1;")
    assert bundle(theme, memory).script.path != first.script.path
