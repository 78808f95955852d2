"""The browser that set-up finds is started once, and what it lacks has a name."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tools.setup.chromium import find_chromium, missing_libraries, start_once
from tools.setup.environment import node_program
from tools.setup.errors import SetupError
from tools.setup.programs import ROOT


def program(folder: Path, name: str) -> Path:
    """Write a program that does nothing."""
    path = folder / name
    path.write_text("#!/bin/sh\n", encoding="ascii")
    path.chmod(0o755)
    return path


def test_the_chosen_browser_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """MSAP_CHROMIUM names the browser, whatever the machine has."""
    monkeypatch.setenv("MSAP_CHROMIUM", "/elsewhere/chromium")
    assert find_chromium() == Path("/elsewhere/chromium")


def test_the_shell_without_windows_comes_before_the_whole_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without any of the machine's, Playwright decides."""
    monkeypatch.delenv("MSAP_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium(tmp_path) is None
    whole = program(tmp_path, "chromium")
    assert find_chromium(tmp_path) == whole
    shell = program(tmp_path, "chromium-headless-shell")
    assert find_chromium(tmp_path) == shell


@pytest.mark.browser
def test_a_browser_without_its_libraries_is_said_with_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Set-up ends by starting it: what is missing is reported there, and what brings it."""
    broken = tmp_path / "chromium"
    content = Path(shutil.which("ls") or "/bin/ls").read_bytes()
    broken.write_bytes(content.replace(b"\0libc.so.6\0", b"\0libq.so.6\0"))
    broken.chmod(0o755)
    assert missing_libraries(broken) == ["libq.so.6"]
    monkeypatch.setenv("MSAP_CHROMIUM", str(broken))
    with pytest.raises(SetupError, match=r"chromium lacks libq\.so\.6\. Debian's package chrom"):
        start_once(ROOT)
    assert "libq.so.6: cannot open shared object file" in capfd.readouterr().err


@pytest.mark.browser
def test_the_browser_of_this_machine_starts(capfd: pytest.CaptureFixture[str]) -> None:
    """It shows a line of text, and says which it is."""
    start_once(ROOT)
    assert "\nChromium 1" in capfd.readouterr().out


@pytest.mark.browser
def test_the_driver_runs_in_the_project_s_node(browser: Browser) -> None:
    """The Node.js that Playwright carries asks for a library that a bare Debian lacks."""
    assert browser.is_connected()
    assert str(node_program(ROOT).resolve()) in programs_of_children()


def programs_of_children() -> set[str]:
    """Return what this process's children run; one that ends meanwhile is left out."""
    parent = f"PPid:\t{os.getpid()}\n"
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if parent in (process / "status").read_text(encoding="utf-8"):
                found.add(str((process / "exe").readlink()))
    return found
