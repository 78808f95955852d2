"""The page that says where a change goes names what is there."""

import re

import pytest

from tests.projects import ROOT

PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!you want|---)(.+?) \| (.+) \|$", PAGE, flags=re.MULTILINE)
FOLDERS = (ROOT, ROOT / "plugins/msap", ROOT / "theme/templates")
"""From where the page names files."""


def test_there_is_a_row_for_every_usual_change() -> None:
    """Among those that a newcomer asked for."""
    wanted = " ".join(change for change, _where in ROWS)
    for word in (
        "field",
        "message",
        "page",
        "editorial",
        "filter",
        "holiday",
        "ranking",
        "Leaflet",
    ):
        assert word in wanted
    assert "pattern of addresses" in wanted
    assert "icon" in wanted


@pytest.mark.parametrize("change,where", ROWS, ids=[change for change, _where in ROWS])
def test_what_a_row_names_is_there(change: str, where: str) -> None:
    """Each file or folder of a row exists; a name of one is in a file that the row names."""
    named = [word for word in re.findall(r"`([^`]+)`", where) if not word.startswith("invoke ")]
    paths = [word for word in named if "/" in word or "." in word]
    assert paths, change
    found = [path for word in paths for folder in FOLDERS if (path := folder / word).exists()]
    inside = [path for folder in found if folder.is_dir() for path in folder.iterdir()]
    names = {path.name for path in inside}
    for word in paths:
        assert word in names or any((folder / word).exists() for folder in FOLDERS), word
    texts = "".join(p.read_text(encoding="utf-8") for p in [*found, *inside] if p.suffix == ".py")
    for word in set(named) - set(paths):
        assert re.search(rf"\b{word}\b", texts), word
