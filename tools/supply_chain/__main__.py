"""`python -m tools.supply_chain sbom FOLDER` or `audit`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from msap.errors import Refusal
from msap.own_folders import absolute
from tools.supply_chain.audit import Outcome, audit_npm, audit_python
from tools.supply_chain.materials import write_bills

ROOT = Path(__file__).resolve().parents[2]
_WORDS = {
    Outcome.SOUND: "no known flaw",
    Outcome.FLAWED: "KNOWN FLAWS",
    Outcome.UNREACHED: "NOT AUDITED: the registry could not be asked, which says nothing of flaws",
}


def main() -> int:
    """Run one of the two; the audit gives 1 for flaws, 2 when a registry could not be asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command")
    commands.add_parser("sbom").add_argument("folder", type=Path)
    commands.add_parser("audit")
    options = parser.parse_args()
    if options.command == "sbom":
        try:
            written = write_bills(ROOT, absolute(options.folder))
        except Refusal as refusal:
            print(refusal, file=sys.stderr)
            return 1
        print(*written, sep="\n")
        return 0
    audits = [audit_python(ROOT), audit_npm(ROOT)]
    for audit in audits:
        print(f"{audit.name}: {_WORDS[audit.outcome]}")
        if audit.outcome is not Outcome.SOUND:
            print(audit.said)
    outcomes = {audit.outcome for audit in audits}
    if Outcome.FLAWED in outcomes:
        return Outcome.FLAWED.value
    return Outcome.UNREACHED.value if Outcome.UNREACHED in outcomes else 0


if __name__ == "__main__":
    sys.exit(main())
