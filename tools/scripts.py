"""`python -m tools.scripts`: check types, style and form of the scripts and styles of `theme/src`.

Node.js is the project's own. TypeScript reads the constants of Python from `.cache/scripts`.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from msap.publish.scripts.constants import module_text, script_constants
from tools.setup.environment import node_program
from tools.setup.errors import SetupError

ROOT = Path(__file__).resolve().parents[1]
GENERATED = ROOT / ".cache/scripts/generated"
CHECKS = (
    ("typescript/bin/tsc", "--project", "."),
    ("typescript/bin/tsc", "--project", "tsconfig.worker.json"),
    ("@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."),
)


def write_constants(folder: Path = GENERATED) -> None:
    """Write the modules that scripts import from `generated/`, as a build of today has them."""
    folder.mkdir(parents=True, exist_ok=True)
    constants = script_constants(date.today(), keeps_pages=True)  # noqa: DTZ011 - any day will do
    for name, values in constants.items():
        (folder / f"{name}.js").write_text(module_text(values), encoding="utf-8")


def main() -> int:
    """Run every check, and return 1 when one of them fails."""
    write_constants()
    try:
        node = node_program(ROOT)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    commands: list[list[str | Path]] = [
        [node, ROOT / "node_modules" / program, *rest] for program, *rest in CHECKS
    ]
    codes = [subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
