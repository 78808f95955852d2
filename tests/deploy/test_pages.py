"""The folder for a forge's pages service: the release before is read on the site itself."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from msap.deploy.pages import PagesTarget
from msap.errors import Refusal
from msap.own_folders import MARK
from tests.browser.site_server import serve_site
from tests.deploy.sites import change_everything, digests, release_of


def test_files_of_the_release_on_line_are_taken_along(site: Path, tmp_path: Path) -> None:
    """Open pages find their style and script; what does not have the right bytes is left."""
    folder, online = tmp_path / "pages", tmp_path / "online"
    change_everything(site, 1)
    first = digests(site)
    PagesTarget(online, "http://127.0.0.1:9", needs_compressed=False).publish(
        release_of(site, None)
    )
    with serve_site(online) as served:
        target = PagesTarget(folder, served.url.rstrip("/"), needs_compressed=False)
        change_everything(site, 2)
        spoilt = next(online.glob("static/site.*.js"))
        spoilt.write_text("alert(1)", encoding="utf-8")
        target.publish(release_of(site, target.live()))
    shown = digests(folder)
    style = next(path for path in first if re.fullmatch(r"static/site\..*\.css", path))
    assert digests(site).items() <= shown.items()
    assert {path for path in first if path.startswith("static/")} - shown.keys() == {
        spoilt.relative_to(online).as_posix()
    }
    assert shown[style] == first[style]


def test_without_a_site_on_line_the_folder_is_the_site(site: Path, tmp_path: Path) -> None:
    """The first publication, and one over what an earlier run left beside and in the folder."""
    folder = tmp_path / "pages"
    target = PagesTarget(folder, "http://127.0.0.1:9", needs_compressed=False)
    left = tmp_path / ".pages.build"
    left.mkdir()
    (left / MARK).touch()
    (left / "index.html").touch()
    for number in range(2):
        change_everything(site, number)
        assert target.live() is None
        target.publish(release_of(site, None))
        shown = digests(folder)
        del shown["manifest.json"]
        assert shown == digests(site)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["pages", "site"]


def _work(folder: Path) -> None:
    (folder / "these.txt").touch()


def _clone(folder: Path) -> None:
    (folder / ".git").mkdir()


def _manifest_of_an_application(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"name": "Application"}', encoding="utf-8")


@pytest.mark.parametrize("fill", [_work, _clone, _manifest_of_an_application])
def test_a_folder_that_no_publication_made_is_not_replaced(
    site: Path, tmp_path: Path, fill: Callable[[Path], None]
) -> None:
    """Whatever lies there stays, and the words name the folder and where to write another."""
    folder = tmp_path / "pages"
    target = PagesTarget(folder, "http://127.0.0.1:9", needs_compressed=False)
    if fill is _clone:
        target.publish(release_of(site, None))
    else:
        folder.mkdir()
    fill(folder)
    before = sorted(folder.rglob("*"))
    with pytest.raises(
        Refusal, match=r"pages » .* qui serait perdu.*« path » dans data/publication"
    ):
        target.publish(release_of(site, None))
    assert sorted(folder.rglob("*")) == before
    assert not (tmp_path / ".pages.build").exists()
