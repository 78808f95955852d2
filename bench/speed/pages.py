"""Write only the pages of places and departments: `python -m bench.speed.pages RECORDS OUTPUT`.

`Request.only` leaves the rest out (rules on records, search, maps, charts, lists); such a
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
        from msap.request import Request

        run_pelican(
            ROOT / "pelicanconf.py",
            Request(is_fresh=True, only=("theme", "departement", "places"), keep=keep),
            MSAP_RECORDS=records,
            OUTPUT_PATH=output,
        )
    end_at_once(0)
