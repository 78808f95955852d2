"""The commands of editors and CI: `python -m msap check`, `build`, `search`, `import-list`…."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from msap.build import add_build
from msap.checks.command import add_check
from msap.errors import Refusal
from msap.exchange.command import add_import_list
from msap.publish.search.command import add_search
from msap.reference import add_reference
from msap.serve import add_serve

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Run one command; gives the code the process ends with."""
    parser = argparse.ArgumentParser(prog="msap", description="L’annuaire et son site.")
    commands = parser.add_subparsers(required=True, metavar="commande")
    for add in (add_check, add_build, add_serve, add_search, add_import_list, add_reference):
        add(commands, ROOT)
    options = parser.parse_args()
    try:
        code: int = options.run(options)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return refusal.exitcode
    return code


if __name__ == "__main__":
    sys.exit(main())
