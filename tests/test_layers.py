"""The house has one direction: each layer imports only itself and those before it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.projects import ROOT

PACKAGE = ROOT / "plugins/msap"
LAYERS = ["source", "domain", "checks", "publish", "verify", "deploy", "exchange"]
MODULES = sorted(PACKAGE.rglob("*.py"))


def layer_of(module: str) -> int:
    """Rank a module by its dotted name; the commands and the bridge to Pelican come last.

    The root's own small modules, which belong to no layer, are found by `shared_modules`.
    """
    parts = module.split(".")
    return LAYERS.index(parts[1]) if len(parts) > 1 and parts[1] in LAYERS else len(LAYERS)


def imports_of(path: Path) -> Iterator[str]:
    """Give the full dotted name of everything a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write the import in full, from msap"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    """Give the dotted name of a module of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def shared_modules() -> set[str]:
    """Give the modules at the root that import only each other: any layer may use them."""
    imports = {
        name_of(path): {name for name in imports_of(path) if name.split(".")[0] == "msap"}
        for path in PACKAGE.glob("*.py")
        if path.stem != "__main__"
    }
    while True:
        outside = {
            module
            for module, names in imports.items()
            if any(
                not {name, name.rpartition(".")[0]} & imports.keys() - {"msap"} for name in names
            )
        }
        if not outside:
            return set(imports)
        imports = {module: names for module, names in imports.items() if module not in outside}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    """A module imports no layer that comes after its own."""
    free = shared_modules()
    backwards = [
        name
        for name in imports_of(path)
        if name.split(".")[0] == "msap"
        and not any(name == module or name.startswith(f"{module}.") for module in free - {"msap"})
        and layer_of(name) > layer_of(name_of(path))
    ]
    assert backwards == []


def test_only_one_module_imports_pelican() -> None:
    """The commands work without Pelican, and its changes touch one file."""
    importers = {
        name_of(path)
        for path in MODULES
        if any(name.split(".")[0] == "pelican" for name in imports_of(path))
    }
    assert importers <= {"msap.pelican_plugin"}


def test_the_site_needs_no_tool_and_no_test() -> None:
    """What runs in production imports neither the maintenance tools nor the tests."""
    outside = {
        name
        for path in MODULES
        for name in imports_of(path)
        if name.split(".")[0] in {"tools", "tests"}
    }
    assert outside == set()
