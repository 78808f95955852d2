"""`python -m tools.forge changes BASE`, `unless-content BASE COMMAND…`, `merge-target`, `build`, `verdict`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from tools.forge.changes import changed_files, is_only_content
from tools.forge.target import merge_target
from tools.forge.verdict import failures


def main() -> int:
    """Run one step of a workflow in the working folder; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command")
    for name in ("changes", "unless-content"):
        commands.add_parser(name).add_argument("base")
    commands.choices["unless-content"].add_argument("program", nargs=argparse.REMAINDER)
    commands.add_parser("merge-target")
    commands.add_parser("build")
    commands.add_parser("verdict")
    options = parser.parse_args()
    if options.command == "verdict":
        return _verdict(os.environ["NEEDS"])
    if options.command == "merge-target":
        wrong = merge_target(Path.cwd(), os.environ)
        print(wrong or "La demande est à jour.")
        return 1 if wrong else 0
    if options.command == "build":
        from tools.forge.build import build

        return build(Path.cwd(), os.environ)
    is_content = is_only_content(changed_files(options.base, Path.cwd()))
    print("Des fiches et des pages seulement." if is_content else "Le programme change aussi.")
    if options.command == "changes":
        _output("code", "false" if is_content else "true")
    elif not is_content:
        sys.stdout.flush()
        os.execvp(options.program[0], options.program)  # noqa: S606 - the workflow's own command
    return 0


def _verdict(needs: str) -> int:
    found = failures(json.loads(needs))
    print("\n".join(found) or "Tout ce qui devait passer a passé.")
    return 1 if found else 0


def _output(name: str, value: str) -> None:
    """Pass a result on to the jobs that follow, on GitHub."""
    if path := os.environ.get("GITHUB_OUTPUT"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{name}={value}\n")


if __name__ == "__main__":
    sys.exit(main())
