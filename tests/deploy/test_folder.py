"""The folder behind a web server: whole releases, the last five, a way back."""

import gzip
import os
import re
from datetime import datetime, timedelta
from pathlib import Path

import brotli
import pytest

from msap.deploy.compression import compressed
from msap.deploy.folder import FolderTarget
from msap.deploy.manifest import KEPT_RELEASES
from msap.deploy.release import Release
from msap.errors import Refusal
from msap.own_folders import MARK
from tests.deploy.sites import NOW, change_everything, digests, refusal_of, release_of


def publish(site: Path, target: FolderTarget, now: datetime = NOW) -> Release:
    """Publish the site as the command does, compression aside."""
    release = release_of(site, target.live(), now=now)
    target.publish(release)
    return release


def test_what_is_shown_is_the_site_and_its_manifest(site: Path, tmp_path: Path) -> None:
    """Behind `current`, every file to the byte, readable by a server that runs as somebody else."""
    target = FolderTarget(tmp_path / "www")
    release = publish(site, target)
    shown = digests(tmp_path / "www/current")
    manifest = shown.pop("manifest.json")
    assert manifest
    assert shown == digests(site)
    assert target.live() == release.manifest
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "www/current/").rglob("*")}
    assert modes == {0o755, 0o644}


def test_the_last_five_releases_stay(site: Path, tmp_path: Path) -> None:
    """Older ones leave, and nothing half written is left."""
    target = FolderTarget(tmp_path / "www")
    names = []
    for number in range(KEPT_RELEASES + 3):
        change_everything(site, number)
        names.append(publish(site, target).manifest.release)
    kept = sorted(path.name for path in (tmp_path / "www/releases").iterdir())
    assert kept == names[-KEPT_RELEASES:]


def test_unchanged_files_are_written_once(site: Path, tmp_path: Path) -> None:
    """A release costs the disk what changed; the same bytes are the same file."""
    target = FolderTarget(tmp_path / "www")
    publish(site, target)
    before = tmp_path / "www/current"
    first = {path: (before / path).stat().st_ino for path in digests(before)}
    (site / "annuaire/index.html").write_text("autre", encoding="utf-8")
    publish(site, target)
    own = [path for path, node in first.items() if (before / path).stat().st_ino != node]
    assert own == ["annuaire/index.html", "manifest.json"]


def test_a_file_spoilt_on_the_server_is_repaired(site: Path, tmp_path: Path) -> None:
    """Another size where nothing should have changed: the file is written again."""
    target = FolderTarget(tmp_path / "www")
    publish(site, target)
    (tmp_path / "www/current/index.html").write_bytes(b"")
    publish(site, target)
    assert digests(tmp_path / "www/current")["index.html"] == digests(site)["index.html"]


def test_rollback_shows_the_release_before(site: Path, tmp_path: Path) -> None:
    """And the style and script of the release left still answer, for pages that are open."""
    target = FolderTarget(tmp_path / "www")
    sites = []
    for number in range(3):
        change_everything(site, number)
        publish(site, target)
        sites.append(digests(site))
    named = {path for path in sites[2] if path.startswith("static/")}
    for expected in (sites[1], sites[0]):
        target.rollback()
        shown = digests(tmp_path / "www/current")
        assert expected.items() <= shown.items()
        assert named <= shown.keys()
    with pytest.raises(Refusal, match="pas de version précédente"):
        target.rollback()
    release = publish(site, target, NOW + timedelta(hours=1))
    assert sites[2].items() <= digests(tmp_path / "www/current").items()
    assert target.live() == release.manifest


def test_what_a_killed_publication_left_is_cleared(site: Path, tmp_path: Path) -> None:
    """The next one begins on a clean floor, and the release that is shown was never touched."""
    target = FolderTarget(tmp_path / "www")
    publish(site, target)
    before = digests(tmp_path / "www/current")
    left = tmp_path / "www/.releases.build"
    left.mkdir()
    (left / MARK).touch()
    (left / "index.html").write_text("à moit", encoding="utf-8")
    assert digests(tmp_path / "www/current") == before
    publish(site, target)
    assert not left.exists()


def test_compressed_files_stand_beside_and_change_with_them(site: Path, tmp_path: Path) -> None:
    """Only what changed is compressed again; the bytes are those of the page."""
    target, cache = FolderTarget(tmp_path / "www"), tmp_path / "cache"
    target.publish(compressed(release_of(site, target.live()), cache))
    first = digests(cache)
    (site / "annuaire/index.html").write_text("autre page" * 100, encoding="utf-8")
    target.publish(compressed(release_of(site, target.live()), cache))
    assert len(digests(cache).keys() - first.keys()) == 2
    shown = tmp_path / "www/current"
    for path in ("index.html", "annuaire/index.html"):
        plain = (shown / path).read_bytes()
        assert plain == (site / path).read_bytes()
        assert gzip.decompress((shown / f"{path}.gz").read_bytes()) == plain
        assert brotli.decompress((shown / f"{path}.br").read_bytes()) == plain


def test_two_publications_at_once_are_refused(site: Path, tmp_path: Path) -> None:
    """The second says so and leaves everything as it is."""
    target = FolderTarget(tmp_path / "www")
    release = release_of(site, None)
    with target._alone():
        assert "en cours" in refusal_of(FolderTarget(tmp_path / "www"), release)
    assert target.live() is None


def test_bytes_spoilt_at_the_same_size_are_repaired(site: Path, tmp_path: Path) -> None:
    """The next release compares with what is there, not with what the manifest says."""
    target = FolderTarget(tmp_path / "www")
    publish(site, target)
    page = tmp_path / "www/current/index.html"
    times = page.stat().st_atime, page.stat().st_mtime
    page.write_bytes(page.read_bytes()[::-1])
    os.utime(page, times)
    publish(site, target)
    assert digests(tmp_path / "www/current")["index.html"] == digests(site)["index.html"]


def test_what_others_keep_there_is_not_touched(site: Path, tmp_path: Path) -> None:
    """Another tool's releases, named by date too, a link and files with names like ours."""
    www, others = tmp_path / "www", tmp_path / "others"
    others.mkdir()
    (others / "manifest.json").write_text("{}", encoding="utf-8")
    for name in ("20240101120000", "20240102T120000Z", "README"):
        (www / "releases" / name).mkdir(parents=True)
        (www / "releases" / name / "manifest.json").write_text("{}", encoding="utf-8")
    (www / "releases/20240103T120000Z").symlink_to(others)
    for name in (".lock", ".current", "releases/.20240101T120000Z"):
        (www / name).write_text("rien", encoding="utf-8")
    before = digests(www) | digests(others)
    target = FolderTarget(www)
    for number in range(KEPT_RELEASES + 2):
        change_everything(site, number)
        publish(site, target)
    assert before.items() <= (digests(www) | digests(others)).items()
    assert (www / "releases/20240103T120000Z").is_symlink()
    ours = [path for path in (www / "releases").glob("2026*") if path.is_dir()]
    assert len(ours) == KEPT_RELEASES


@pytest.mark.parametrize("name", ["current", "releases", ".releases.build"])
@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_a_publication_did_not_make_is_not_replaced(
    site: Path, tmp_path: Path, name: str, kind: str
) -> None:
    """A folder or a link of somebody's under a name that the publication uses."""
    www, others = tmp_path / "www", tmp_path / "others"
    www.mkdir()
    is_link = kind == "link"
    place = others if is_link else www / name
    place.mkdir()
    (place / MARK).touch() if is_link else (place / "these.txt").touch()
    if is_link:
        (www / name).symlink_to(others)
    before = list(digests(tmp_path))
    target = FolderTarget(www)
    if name == "releases" and not is_link:
        publish(site, target)
        assert set(before) <= digests(tmp_path).keys()
        return
    said = refusal_of(target, release_of(site, None))
    assert re.search(f"{name} » (est un lien|n’a pas été fait)", said)
    assert list(digests(tmp_path)) == before


def test_a_rollback_that_was_stopped_can_be_made_again(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped before the manifest and before the link: nothing was shown, and the next one does."""
    target = FolderTarget(tmp_path / "www")
    sites = []
    for number in range(2):
        change_everything(site, number)
        publish(site, target)
        sites.append(digests(site))

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    for name in ("msap.deploy.folder.write_manifest", "msap.deploy.folder.FolderTarget._show"):
        with monkeypatch.context() as patched:
            patched.setattr(name, stop)
            with pytest.raises(KeyboardInterrupt):
                target.rollback()
        assert sites[1].items() <= digests(tmp_path / "www/current").items()
    target.rollback()
    assert sites[0].items() <= digests(tmp_path / "www/current").items()
