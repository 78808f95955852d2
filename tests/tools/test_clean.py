"""`invoke clean` removes what was made here, and nothing that only bears its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from msap.deploy.compression import compressed
from msap.errors import Refusal
from msap.own_folders import working_beside
from tests.deploy.sites import release_of, take_part
from tests.faults.project import digest
from tools.clean import clean

CACHES = (".mypy_cache", ".ruff_cache", ".pytest_cache")


@pytest.fixture
def root(mini_site_below: Path, tmp_path: Path) -> Path:
    """Return a folder with what builds, publications and tests leave, and with sources."""
    root = tmp_path / "project"
    for name in ("output", ".output.before"):
        take_part(mini_site_below, root / name)
    compressed(release_of(root / "output", None), root / ".cache/compressed")
    for name in CACHES:
        (root / name).mkdir()
        (root / name / "CACHEDIR.TAG").touch()
    (root / "content").mkdir()
    (root / "content/these.txt").touch()
    return root


def test_what_was_made_here_leaves(root: Path) -> None:
    """Sources stay, and twice is once."""
    for _ in range(2):
        assert clean(root) == []
        assert list(digest(root)) == ["content/these.txt"]
        assert {path.name for path in root.iterdir()} == {".cache", "content"}


def _work(folder: Path) -> None:
    for path in folder.glob("*"):
        if path.name in {"adresses.json", "CACHEDIR.TAG"}:
            path.rename(folder / "these.txt")


def _clone(folder: Path) -> None:
    (folder / ".git").mkdir()


def _link(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to("elsewhere")


@pytest.mark.parametrize("change", [_work, _clone, _link])
@pytest.mark.parametrize("name", ["output", ".output.before", ".cache/compressed", *CACHES])
def test_what_is_not_known_as_ours_stays(
    root: Path, name: str, change: Callable[[Path], None]
) -> None:
    """And is named; the rest leaves all the same."""
    change(root / name)
    before = digest((root / name).resolve())
    (said,) = clean(root)
    assert f"{name} »" in said
    assert digest((root / name).resolve()) == before
    others = {"output", ".output.before", *CACHES} - {name}
    assert not any((root / other).exists() for other in others)


def test_a_build_at_work_is_left_alone(root: Path) -> None:
    """Its site would otherwise leave under its feet."""
    before = digest(root)
    with working_beside(root / "output", ""), pytest.raises(Refusal, match="en cours"):
        clean(root)
    assert digest(root) == before
