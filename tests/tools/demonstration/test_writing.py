"""The tool writes the same bytes each time, and never over a real list."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.demonstration.__main__ import ROOT, demonstration_files, write


def _written_by_command(folder: Path, hash_seed: str) -> dict[str, bytes]:
    environment = {**os.environ, "PYTHONPATH": "plugins", "PYTHONHASHSEED": hash_seed}
    subprocess.run(
        [sys.executable, "-m", "tools.demonstration", "--output", folder],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    return _bytes(folder)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.glob("*/*.yml")}


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_same_bytes_as_committed(tmp_path: Path, hash_seed: str) -> None:
    """Whatever the order of hashes, the command writes the committed records to the byte."""
    assert _written_by_command(tmp_path, hash_seed) == _bytes(ROOT / "data" / "msap")


def test_second_run_changes_nothing(tmp_path: Path) -> None:
    """Writing again writes nothing; a record no longer wanted is removed."""
    files = demonstration_files(ROOT / "data")
    assert write(files, tmp_path) == (657, 0)
    assert write(files, tmp_path) == (0, 0)
    kept = {place: text for place, text in files.items() if not place.startswith("23/")}
    assert write(kept, tmp_path) == (0, len(files) - len(kept))


def test_real_records_are_left_alone(tmp_path: Path) -> None:
    """A folder with a real record is refused, and nothing is written there."""
    real = tmp_path / "23" / "ahun.yml"
    real.parent.mkdir()
    real.write_text("id: ahun\nname: Vraie fiche\n", encoding="utf-8")
    with pytest.raises(ValueError, match="n’est pas une fiche inventée"):
        write({"23/ahun.yml": "id: ahun\ndemonstration: yes\n"}, tmp_path)
    assert list(_bytes(tmp_path)) == ["23/ahun.yml"]
    assert "Vraie fiche" in real.read_text(encoding="utf-8")
