"""A release's manifest: what it says, what it keeps of former releases, what it refuses to be."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from msap.deploy.manifest import KEPT_RELEASES, Manifest, compare, read_manifest
from msap.errors import Refusal
from tests.deploy.sites import NOW, change_everything, digests, release_of


def test_it_says_what_the_release_holds(site: Path) -> None:
    """Each file with its digest and size, pages by their addresses, revision and date."""
    manifest = release_of(site, None).manifest
    written = json.loads(manifest.to_json())
    assert {path: entry["sha256"] for path, entry in written["files"].items()} == digests(site)
    assert written["files"]["index.html"]["size"] == (site / "index.html").stat().st_size
    assert (written["date"], written["revision"]) == ("2026-11-24T06:00:00Z", "582b37f")
    assert manifest.release == "20261124T060000Z-582b37f"
    assert {"", "annuaire/", "404.html"} < set(manifest.addresses)
    assert read_manifest(manifest.to_json()) == manifest


def test_dates_of_unchanged_files_stay(site: Path) -> None:
    """A file keeps the date of the release that first had its bytes; a changed one has its own."""
    first = release_of(site, None).manifest
    (site / "annuaire/index.html").write_text("autre", encoding="utf-8")
    second = release_of(site, first, now=NOW + timedelta(hours=1)).manifest
    moved = [path for path, entry in second.files.items() if entry.modified != first.date]
    assert moved == ["annuaire/index.html"]
    assert second.files["annuaire/index.html"].modified == second.date


def test_a_clock_moved_back_makes_no_older_release(site: Path) -> None:
    """Dates and names go on growing, for web servers tell versions apart by their dates."""
    first = release_of(site, None).manifest
    second = release_of(site, first, now=NOW - timedelta(days=400)).manifest
    assert second.date == first.date + timedelta(seconds=1)
    assert second.release > first.release


def test_named_files_outlive_their_release_and_leave_in_time(site: Path) -> None:
    """What is named after its content answers for as long as its release may be gone back to."""
    manifests: list[Manifest] = []
    for number in range(KEPT_RELEASES + 2):
        change_everything(site, number)
        manifests.append(release_of(site, manifests[-1] if manifests else None).manifest)
    styles = [
        next(path for path in manifest.files if path.endswith(".css") and "/site." in path)
        for manifest in manifests
    ]
    last = manifests[-1].answering
    kept = [style in last for style in styles]
    assert kept == [False] * 2 + [True] * KEPT_RELEASES
    assert not any(path.endswith(".html") for path in manifests[-1].carried)
    removed = compare(manifests[-2], manifests[-1]).removed
    assert styles[1] in removed
    assert styles[2] not in removed


def test_the_difference_is_that_of_the_files(site: Path) -> None:
    """Added, changed and removed pages, and the bytes of what goes."""
    first = release_of(site, None).manifest
    (site / "nouvelle.html").write_text("nouvelle", encoding="utf-8")
    (site / "annuaire/index.html").write_text("autre", encoding="utf-8")
    (site / "label/index.html").unlink()
    difference = compare(first, release_of(site, first).manifest)
    assert difference.added == ("nouvelle.html",)
    assert difference.changed == ("annuaire/index.html",)
    assert difference.removed == ("label/index.html",)
    assert difference.sent == len("nouvelle") + len("autre")


@pytest.mark.parametrize(
    "path", ["../etc/passwd", "/etc/passwd", "a/../../b", "a b", "a\nb", "$(id)", ""]
)
def test_a_manifest_with_a_strange_path_is_none(site: Path, path: str) -> None:
    """What a server gives is not trusted: a path out of the site makes it no manifest at all."""
    written = json.loads(release_of(site, None).manifest.to_json())
    written["files"][path] = written["files"]["index.html"]
    assert read_manifest(json.dumps(written)) is None
    assert read_manifest("<html>404</html>") is None


def test_a_link_to_elsewhere_is_not_published(site: Path) -> None:
    """A symbolic link could send any file of this machine to the public."""
    (site / "lien.txt").symlink_to("/etc/hostname")
    with pytest.raises(Refusal, match=r"lien\.txt"):
        release_of(site, None)
