"""`python -m bench.grade SITE` prints the grade of each kind of page as a table."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.grade.run import grades


def main() -> int:
    """Grade the site named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="a site built with publishconf.py")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="grade-") as work:
        found = grades(options.site, Path(work))
    print("| page | score | grade |\n|---|---|---|")
    for one in found:
        print(f"| {one.path} | {one.score} | {one.grade} |")
    print("\n" + ", ".join(f"{name} {points:+d}" for name, points in found[0].results.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
