"""Write only the pages of places and departments: `python -m bench.speed.pages RECORDS OUTPUT`.

`Request.only` leaves the rest out (search, maps, charts, lists); texts are read, records are read
and validated, and the rules beside are not applied. Such a site has dead links, so `build` would
refuse it, and it serves to measure only.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from msap.build.many_records import ParallelChecks
from msap.build.pelican_plugin import run_pelican
from msap.build.request import Request
from msap.checks.attached.reason import RefusalReason
from msap.processes import end_at_once
from msap.source.catalogue import Catalogue
from msap.source.editorial import Editorial, read_editorial
from msap.source.entries import RecordEntry
from msap.source.problems import Problem

ROOT = Path(__file__).resolve().parents[2]


class _FewChecks(ParallelChecks):
    """Leaves out the rules on a record by itself, on texts and on files of which no page is made."""

    def of_records(
        self, entries: Sequence[RecordEntry], catalogue: Catalogue
    ) -> Iterable[list[Problem]]:
        """Find nothing."""
        del entries, catalogue
        return []

    def of_data(self, data: Path) -> list[Problem]:
        """Find nothing."""
        del data
        return []

    def of_attachments(self, files: Sequence[Path]) -> list[tuple[RefusalReason, ...]]:
        """Find nothing."""
        return [() for _ in files]

    def of_editorial(self, content: Path) -> tuple[Editorial, list[Problem]]:
        """Read `content/`."""
        return read_editorial(content)


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
