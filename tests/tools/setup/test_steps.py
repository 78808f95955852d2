"""The set-up does its work once, notices a changed lock file, and says what went wrong."""

import sys
from pathlib import Path

import pytest

from tools.setup.__main__ import main
from tools.setup.commands import run_step
from tools.setup.errors import SetupError
from tools.setup.stamps import InstallStamp


def test_stamp_is_current_until_a_lock_file_changes(tmp_path: Path) -> None:
    """An installation is done again when its lock file differs by one byte, and not before."""
    lock = tmp_path / "lock.txt"
    lock.write_text("pelican==4.12.0\n")
    stamp_file = tmp_path / "environment/.installed/site"
    assert not InstallStamp(stamp_file, [lock]).is_current()
    InstallStamp(stamp_file, [lock]).write()
    assert InstallStamp(stamp_file, [lock]).is_current()
    lock.write_text("pelican==4.12.1\n")
    assert not InstallStamp(stamp_file, [lock]).is_current()


def test_failed_step_names_the_command(tmp_path: Path) -> None:
    """A person reads which command failed and with which code, so as to run it by hand."""
    command = [sys.executable, "-c", "raise SystemExit(3)"]
    with pytest.raises(SetupError, match=r"Something: failed with exit code 3\.\nThe command was"):
        run_step("Something", command, folder=tmp_path)


def test_missing_program_is_a_set_up_error(tmp_path: Path) -> None:
    """A program that is not there gives a message, not a traceback."""
    with pytest.raises(SetupError, match="no-such-program"):
        run_step("Something", [tmp_path / "no-such-program"], folder=tmp_path)


def test_wrong_use_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown level gives the usage and exit code 2."""
    assert main(["everything"]) == 2
    assert "site|publish|tests" in capsys.readouterr().err
