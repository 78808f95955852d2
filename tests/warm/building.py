"""A process that builds a project again and again, as `serve` does: `python building.py ROOT`."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from msap.build.memory import Memory
from msap.build.site import BuildOptions, build
from msap.errors import Refusal
from msap.publish.guards.regression_kinds import Regression


def main() -> None:
    """Build for each time that is asked for, and print whether it went well."""
    gc.disable()
    root = Path(sys.argv[1])
    options = BuildOptions(
        root, root / "data/msap", root / "output", accepted=frozenset(Regression), memory=Memory()
    )
    for seconds in sys.stdin:
        os.environ["SOURCE_DATE_EPOCH"] = seconds.strip()
        try:
            build(options)
        except Refusal as refusal:
            answer = repr(str(refusal))
        else:
            answer = "built"
        gc.collect()
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
