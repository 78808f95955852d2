"""Debian's packages are unpacked beside the project, and the machine stays as it was.

A real apt reads a small repository that the test makes on the disk.
"""

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from tools.setup import programs
from tools.setup.debian import UNPACKED, is_debian, unpack_packages
from tools.setup.errors import SetupError
from tools.setup.programs import LAUNCHERS, Program, ensure_programs, files_of, find_program

STATUS = Path("/var/lib/dpkg/status")
SAY = "#!/bin/sh\necho said by $LD_LIBRARY_PATH: $*\n"


def make_package(folder: Path, name: str, depends: str, files: dict[str, str]) -> str:
    """Build `name.deb` and return its part of the repository's index."""
    tree = folder / name
    for path, text in files.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(text, encoding="ascii")
        (tree / path).chmod(0o4755)
    control = f"Package: {name}\nVersion: 1.0\nArchitecture: all\nMaintainer: essai\n{depends}"
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(f"{control}Description: essai\n", encoding="ascii")
    archive = folder / f"{name}.deb"
    command = ["dpkg-deb", "--root-owner-group", "--build", str(tree), str(archive)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    content = archive.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return f"{control}Filename: {archive.name}\nSize: {len(content)}\nSHA256: {digest}\n"


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Configure apt with a repository of two packages, of which one asks for the other."""
    if not is_debian():
        pytest.skip("THIS IS NOT DEBIAN: its packages are of no use here")
    folder = tmp_path / "repository"
    folder.mkdir()
    index = [
        make_package(
            folder, "msap-essai", "Depends: msap-essai-fonds\n", {"usr/sbin/msap-essai": SAY}
        ),
        make_package(folder, "msap-essai-fonds", "", {"usr/lib/essai/libessai.so.1": "essai"}),
    ]
    (folder / "Packages").write_text("\n".join(index), encoding="ascii")
    (folder / "sources.list").write_text(f"deb [trusted=yes] file:{folder} ./\n", encoding="ascii")
    settings = f'Dir::Etc::sourcelist "{folder}/sources.list";\nDir::Etc::sourceparts "-";\n'
    (folder / "apt.conf").write_text(settings, encoding="ascii")
    monkeypatch.setenv("APT_CONFIG", str(folder / "apt.conf"))


def test_a_package_is_unpacked_with_what_it_needs_and_not_installed(tmp_path: Path) -> None:
    """The machine's list of packages does not change, no file may act for another user."""
    installed = STATUS.read_bytes()
    root = tmp_path / "project"
    unpack_packages(["msap-essai"], root=root)
    program = root / UNPACKED / "usr/sbin/msap-essai"
    assert program.read_text(encoding="ascii") == SAY
    assert program.stat().st_mode & 0o7777 == 0o755
    assert (root / UNPACKED / "usr/lib/essai/libessai.so.1").is_file()
    assert STATUS.read_bytes() == installed
    assert [path.name for path in (root / ".venv").iterdir()] == ["debian"]


def test_what_the_machine_lacks_is_started_by_a_launcher(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It finds its libraries and passes on its arguments; the machine's own program comes first."""
    root = tmp_path / "project"
    program = Program("msap-essai", ("msap-essai",), "usr/sbin/msap-essai")
    monkeypatch.setattr(programs, "OTHERS", (program,))
    monkeypatch.setattr(programs, "BROWSER", program)
    assert find_program("msap-essai", root) is None
    ensure_programs(root)
    launcher = find_program("msap-essai", root)
    assert launcher == root / LAUNCHERS / "msap-essai"
    assert files_of("msap-essai", root) == root / UNPACKED
    said = subprocess.run([launcher, "a b"], capture_output=True, text=True, check=True).stdout
    assert said.startswith(f"said by {root / UNPACKED}/usr/lib/essai:")
    assert said.endswith(": a b\n")
    own = tmp_path / "bin/msap-essai"
    own.parent.mkdir()
    own.symlink_to("/bin/true")
    monkeypatch.setenv("PATH", f"{own.parent}:{os.environ['PATH']}")
    assert find_program("msap-essai", root) == own
    assert files_of("msap-essai", root) == Path("/")


def test_an_unknown_package_is_said_in_apt_s_words(tmp_path: Path) -> None:
    """Nothing is left of the attempt."""
    with pytest.raises(SetupError, match="Unable to locate package msap-absent"):
        unpack_packages(["msap-absent"], root=tmp_path)
    assert list((tmp_path / ".venv").rglob("*")) == [tmp_path / UNPACKED]
