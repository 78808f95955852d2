"""A disk that refuses: full at ten sizes, read-only, or unable to exchange folders."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from msap import own_folders
from msap.build import workspace
from tests.faults.project import Project, digest

SIZES = 10
PAGE = os.sysconf("SC_PAGE_SIZE")


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """Mount a disk in memory of this many bytes; the test is skipped where nobody may mount."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(f"NO DISK CAN BE MOUNTED HERE, run this as root: {mounted.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _weight(folder: Path) -> int:
    """Return the bytes a folder takes on a disk in memory, in whole pages."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(-(-path.stat().st_size // PAGE) * PAGE for path in files)


@pytest.mark.parametrize("tenth", range(SIZES))
def test_a_full_disk_leaves_the_site_as_it_was(
    project: Project, tmp_path: Path, tenth: int
) -> None:
    """Whenever the place runs out, the build says so, frees what it took and changes nothing."""
    weight = _weight(project.site)
    disk = tmp_path / "disk"
    with small_disk(disk, weight + weight * tenth // SIZES + PAGE):
        shutil.copytree(project.site, disk / "site")
        before = digest(disk / "site")
        refused = project.build("--output", str(disk / "site"))
        assert refused.returncode == 1, refused.stdout
        assert "le disque est plein" in refused.stderr
        assert "n’a pas changé" in refused.stderr
        assert digest(disk / "site") == before
        assert [path.name for path in disk.iterdir()] == ["site"]


def test_with_room_enough_the_same_build_succeeds(project: Project, tmp_path: Path) -> None:
    """What the test above refuses is the lack of room, and nothing else."""
    disk = tmp_path / "disk"
    with small_disk(disk, 3 * _weight(project.site)):
        shutil.copytree(project.site, disk / "site")
        built = project.build("--output", str(disk / "site"))
        assert built.returncode == 0, built.stderr
        assert sorted(path.name for path in disk.iterdir()) == [".site.before", "site"]


def test_a_read_only_disk_is_said(project: Project, tmp_path: Path) -> None:
    """Nothing can be written beside the site: one sentence, and the site as it was."""
    disk = tmp_path / "disk"
    with small_disk(disk, 3 * _weight(project.site)):
        shutil.copytree(project.site, disk / "site")
        before = digest(disk / "site")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        refused = project.build("--output", str(disk / "site"))
        assert refused.returncode == 1
        assert "le disque est en lecture seule" in refused.stderr
        assert digest(disk / "site") == before


def test_a_site_that_is_a_mount_point_is_said(project: Project, tmp_path: Path) -> None:
    """A mounted folder cannot be renamed: the build says so and its files stay."""
    site = tmp_path / "site"
    with small_disk(site, 3 * _weight(project.site)):
        shutil.copytree(project.site, site, dirs_exist_ok=True)
        before = digest(site)
        refused = project.build("--output", str(site))
        assert refused.returncode == 1
        assert "point de montage" in refused.stderr
        assert digest(site) == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["project", "site"]


def _cannot_exchange(_one: Path, _other: Path) -> None:
    raise OSError(errno.EINVAL, "no exchange here")


def _exchange_fails(_one: Path, _other: Path) -> None:
    raise OSError(errno.EACCES, "not allowed")


def _two_folders(folder: Path) -> tuple[Path, Path]:
    work, output = folder / ".site.build", folder / "site"
    for path, text in ((work / "site", "new"), (output, "old")):
        path.mkdir(parents=True)
        (path / "index.html").write_text(text, encoding="utf-8")
    return work / "site", output


@pytest.mark.parametrize("exchange", [own_folders._exchange, _cannot_exchange])
def test_folders_are_swapped_on_every_system(
    exchange: Callable[[Path, Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one call where the system has it, in two renames elsewhere."""
    monkeypatch.setattr(own_folders, "_exchange", exchange)
    fresh, output = _two_folders(tmp_path)
    workspace.put_in_place(fresh, output)
    assert (output / "index.html").read_text(encoding="utf-8") == "new"
    assert (tmp_path / ".site.before/index.html").read_text(encoding="utf-8") == "old"


def test_a_swap_that_is_refused_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that is not « this system cannot » is not worked around."""
    monkeypatch.setattr(own_folders, "_exchange", _exchange_fails)
    fresh, output = _two_folders(tmp_path)
    with pytest.raises(OSError, match="not allowed"):
        workspace.put_in_place(fresh, output)
    assert (output / "index.html").read_text(encoding="utf-8") == "old"


def test_half_a_swap_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old folder is taken out and the new one cannot come: the old one is put back."""
    monkeypatch.setattr(own_folders, "_exchange", _cannot_exchange)
    output = tmp_path / "site"
    output.mkdir()
    (output / "index.html").write_text("old", encoding="utf-8")
    with pytest.raises(FileNotFoundError), own_folders.working_beside(output, "") as work:
        own_folders.swap(work / "not there", output)
    assert (output / "index.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
