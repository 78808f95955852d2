"""Print every source, or say which document is out of date: `--check`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.browser import open_browser
from tools.documents.page import SourceError, read_page, sources
from tools.documents.printing import PrintError, print_page

DOCUMENTS = Path(__file__).parents[2] / "content" / "documents"


def main(arguments: list[str] | None = None) -> int:
    """Write the documents and give the exit code: 0, or 1 when one failed or is out of date."""
    parser = argparse.ArgumentParser(prog="python -m tools.documents", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    parser.add_argument("--output", type=Path, default=DOCUMENTS, help="folder to write to")
    options = parser.parse_args(arguments)
    check = options.check
    stale = 0
    try:
        pages = [read_page(source) for source in sources()]
        with open_browser() as browser:
            for page in pages:
                pdf = print_page(browser, page)
                target = options.output / f"{page.name}.pdf"
                is_current = target.is_file() and target.read_bytes() == pdf
                stale += not is_current
                if not is_current and not check:
                    target.write_bytes(pdf)
                outcome = "unchanged" if is_current else "out of date" if check else "written"
                print(f"{target.name}: {len(pdf)} bytes, {outcome}")
    except (SourceError, PrintError) as error:
        print(error, file=sys.stderr)
        return 1
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
