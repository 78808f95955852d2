"""Build into a fresh folder, verify, then swap: a failed build leaves the last site as it was."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from msap.errors import Refusal
from msap.publish.verify import broken_references


def build(root: Path, records: Path, output: Path, settings: str) -> int:
    """Build the site of these records into `output`; gives the number of pages.

    `settings` is the Pelican settings file, in `root`. Raises Refusal when the sources have an
    error or the built site has a broken link; `output` then stays as it was.
    """
    from msap.pelican_plugin import run_pelican

    output = output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
    fresh.chmod(0o755)
    try:
        url = run_pelican(
            root / settings, MSAP_RECORDS=str(records.resolve()), OUTPUT_PATH=str(fresh)
        )
        broken = broken_references(fresh, urlsplit(url).path.rstrip("/") + "/")
        if broken:
            title = "Le site construit a des liens qui ne mènent nulle part :"
            raise Refusal("\n".join([title, *broken]))
        _swap(fresh, output)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return sum(1 for _ in output.rglob("*.html"))


def _swap(fresh: Path, output: Path) -> None:
    """Put the fresh site in place of the old one, by renames on one file system."""
    if output.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{output.name}.old.", dir=output.parent))
        output.rename(old / "site")
        fresh.rename(output)
        shutil.rmtree(old)
    else:
        fresh.rename(output)


def add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path) -> None:
    """Declare `build` among the commands."""
    parser = commands.add_parser("build", help="construire le site")
    parser.add_argument("--records", type=Path, default=root / "data" / "msap", metavar="DOSSIER")
    parser.add_argument("--output", type=Path, default=root / "output", metavar="DOSSIER")
    parser.add_argument("--settings", default="pelicanconf.py", metavar="FICHIER")
    parser.set_defaults(run=lambda options: _run(root, options))


def _run(root: Path, options: argparse.Namespace) -> int:
    pages = build(root, options.records, options.output, options.settings)
    print(f"{pages} pages dans {options.output}")
    return 0
