"""The house has one direction: each layer imports only itself and those before it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.projects import ROOT

PACKAGE = ROOT / "plugins/msap"
LAYERS = [
    *("__version__", "errors", "installation", "network_failures", "git", "processes"),
    *("own_folders", "standard_streams", "command_line"),
    *("source", "domain", "checks", "publish", "verify", "build"),
    *("serving", "deploy", "exchange", "reference", "doctor", "__main__"),
]
"""Folders and modules of the package, each after all that it may import."""
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def layer_of(module: str) -> int:
    """Rank a module by its dotted name."""
    return LAYERS.index(module.split(".")[1])


def imports_of(path: Path) -> Iterator[str]:
    """Yield the full dotted name of everything a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write the import in full, from msap"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    """Return the dotted name of a module of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    """A module imports no layer that comes after its own."""
    backwards = [
        name
        for name in imports_of(path)
        if name.startswith("msap.") and layer_of(name) > layer_of(name_of(path))
    ]
    assert backwards == []


def test_only_builds_know_processes() -> None:
    """What reads, checks, writes pages and verifies them is done by whoever asks.

    Files of others, which may harm the program that opens them, are opened in a process apart.
    """
    layers = range(LAYERS.index("source"), LAYERS.index("build"))
    several = {"asyncio", "concurrent", "multiprocessing", "subprocess", "threading"}
    assert [
        (name_of(path), name)
        for path in MODULES
        if layer_of(name_of(path)) in layers
        for name in imports_of(path)
        if name.split(".")[0] in several and "checks/attached/" not in path.as_posix()
    ] == []


def test_nothing_that_lies_on_the_disk_is_made_into_objects() -> None:
    """A file that runs a program when it is read is read by none of us."""
    unsafe = {"dbm", "dill", "joblib", "marshal", "pickle", "shelve", "sqlite3"}
    assert [
        (name_of(path), name)
        for path in MODULES
        for name in imports_of(path)
        if name.split(".")[0] in unsafe
    ] == []


def test_only_one_module_imports_pelican() -> None:
    """The commands work without Pelican, and its changes touch one file."""
    importers = {
        name_of(path)
        for path in MODULES
        if any(name.split(".")[0] == "pelican" for name in imports_of(path))
    }
    assert importers <= {"msap.build.pelican_plugin"}


def test_the_site_needs_no_tool_and_no_test() -> None:
    """What runs in production imports neither the maintenance tools nor the tests."""
    outside = {
        name
        for path in MODULES
        for name in imports_of(path)
        if name.split(".")[0] in {"tools", "tests"}
    }
    assert outside == set()
