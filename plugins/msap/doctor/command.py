"""`msap doctor`: what this machine lacks to build, to publish and to test, with what brings it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from msap.command_line.colour import Colour, painted
from msap.doctor import packages, programs, project
from msap.doctor.finding import Finding
from msap.installation import IS_CHECKOUT, SET_UP

_PUBLISH = "make setup-publish" if IS_CHECKOUT else "pip install msap[publish]"


def add_doctor(commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path) -> None:
    """Declare `doctor` among the commands."""
    parser = commands.add_parser("doctor", help="dire ce qui manque sur cette machine")
    parser.set_defaults(run=lambda _options: _run(root))


def _run(root: Path) -> int:
    """Look at everything; return 1 when the site cannot be built here, 0 otherwise."""
    can_build = _told("Pour construire le site", _for_a_build(root))
    _told("Pour publier", _for_publishing(root))
    if IS_CHECKOUT:
        _told("Pour les essais et les documents", _for_tests(root))
    if can_build:
        print("Le site peut se construire ici : msap build.")
        return 0
    print("Le site ne peut pas se construire ici : voyez plus haut ce qui l’apporte.")
    return 1


def _for_a_build(root: Path) -> list[Callable[[], Finding]]:
    return [
        packages.python_itself,
        packages.package_itself,
        partial(packages.python_packages, "site", SET_UP),
        partial(packages.map_libraries, root),
        partial(project.folders, root),
        *(partial(project.settings, root, name) for name in project.SETTINGS),
    ]


def _for_publishing(root: Path) -> list[Callable[[], Finding]]:
    return [
        partial(packages.python_packages, "publish", _PUBLISH),
        partial(project.targets, root),
        programs.git,
    ]


def _for_tests(root: Path) -> list[Callable[[], Finding]]:
    return [
        partial(packages.python_packages, "test", "make setup-tests"),
        partial(packages.npm_packages, root),
        programs.browser,
        programs.servers,
    ]


def _told(title: str, looks: Iterable[Callable[[], Finding]]) -> bool:
    """Print what each look finds as it comes; return whether all is sound."""
    print(painted(title, Colour.BOLD, sys.stdout))
    is_sound = True
    for look in looks:
        finding = look()
        is_sound = is_sound and finding.is_sound
        mark, colour = ("✓", Colour.GREEN) if finding.is_sound else ("✗", Colour.RED)
        words = f"{finding.what} : {finding.wrong}" if finding.wrong else finding.what
        print(f"  {painted(mark, colour, sys.stdout)} {words}", flush=True)
        if finding.wrong:
            print(f"      → {finding.remedy}")
    print()
    return is_sound
