"""Write only the pages of places and departments: `python -m bench.speed.pages RECORDS OUTPUT`.

The setting `MSAP_PARTS` leaves the rest out (rules on records, search, maps, charts, lists); such a
site has dead links, so `build` would refuse it, and it serves to measure only.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from msap.keep import Keep
from msap.processes import end_at_once
from msap.source.reading_ahead import reading_ahead

ROOT = Path(__file__).resolve().parents[2]

if __name__ == "__main__":
    gc.disable()
    records, output = sys.argv[1:]
    keep = Keep()
    with reading_ahead(Path(records), keep):
        from msap.pelican_plugin import run_pelican

        run_pelican(
            ROOT / "pelicanconf.py",
            MSAP_PARTS=("theme", "departement", "places"),
            MSAP_RECORDS=records,
            MSAP_KEEP=keep,
            OUTPUT_PATH=output,
        )
    end_at_once(0)
