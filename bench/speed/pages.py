"""Write only the pages of places and departments: `python -m bench.speed.pages RECORDS OUTPUT`.

`Request.only` leaves the rest out (search, maps, charts, lists), and the rules on records are not
applied; such a site has dead links, so `build` would refuse it, and it serves to measure only.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from msap.build.pelican_plugin import run_pelican
from msap.build.request import Request
from msap.checks.run import Checks
from msap.processes import end_at_once
from msap.source.catalogue import Catalogue
from msap.source.entries import RecordEntry
from msap.source.problems import Problem

ROOT = Path(__file__).resolve().parents[2]


class _FewChecks(Checks):
    """Leaves out the rules on a record by itself."""

    def of_record(self, entry: RecordEntry, catalogue: Catalogue) -> list[Problem]:
        """Find nothing."""
        del entry, catalogue
        return []


if __name__ == "__main__":
    gc.disable()
    records, output = sys.argv[1:]
    run_pelican(
        ROOT / "pelicanconf.py",
        Request(is_fresh=True, only=("theme", "departement", "places"), checks=_FewChecks()),
        MSAP_RECORDS=records,
        OUTPUT_PATH=output,
    )
    end_at_once(0)
