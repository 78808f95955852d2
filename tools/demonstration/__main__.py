"""Write the demonstration records: `python -m tools.demonstration [--output DIR]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from msap.exchange.record_yaml import write_record
from msap.progress import steps
from msap.source.geography import read_geography
from msap.source.referentials import read_referentials
from tools.demonstration.records import departement_of, write_all

ROOT = Path(__file__).resolve().parents[2]
_IS_INVENTED = "\ndemonstration: yes\n"


def demonstration_files(data: Path) -> dict[str, str]:
    """Give the text of each record by its path under the folder of records.

    Raises ValueError when a referential has a problem or two records share a path.
    """
    geography = read_geography(data)
    referentials, problems = read_referentials(data)
    if referentials is None:
        raise ValueError("; ".join(f"{p.path}: {p.fact}" for p in problems))
    files: dict[str, str] = {}
    for msap in write_all(geography, referentials):
        path = f"{departement_of(msap, geography)}/{msap.id}.yml"
        if path in files:
            raise ValueError(f"two records at {path}")
        files[path] = write_record(msap)
    return files


def write(files: dict[str, str], records: Path) -> tuple[int, int]:
    """Write the files that differ and remove the invented records no longer wanted.

    Gives the numbers written and removed. Raises ValueError, before writing anything, when the
    folder holds a record that is not invented: a real list never mixes with a demonstration.
    """
    old = sorted(records.glob("*/*.yml"))
    real = [path for path in old if _IS_INVENTED not in path.read_text(encoding="utf-8")]
    if real:
        raise ValueError(
            f"« {real[0]} » n’est pas une fiche inventée ; choisissez un autre dossier"
        )
    written = removed = 0
    for place, text in steps(files.items(), "Fiches de démonstration", len(files)):
        path = records / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != text.encode():
            path.write_bytes(text.encode())
            written += 1
    for path in old:
        if path.relative_to(records).as_posix() not in files:
            path.unlink()
            removed += 1
    return written, removed


def main() -> int:
    """Run the command; 1 when the project's data forbid it."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.demonstration",
        description="Écrit les fiches inventées de la démonstration, toujours les mêmes.",
    )
    parser.add_argument(
        "--output",
        type=Path,
        default=ROOT / "data" / "msap",
        metavar="DIR",
        help="dossier des fiches (data/msap)",
    )
    arguments = parser.parse_args()
    try:
        files = demonstration_files(ROOT / "data")
        written, removed = write(files, arguments.output)
    except (OSError, ValueError) as error:
        print(f"Les fiches de démonstration ne sont pas écrites : {error}", file=sys.stderr)
        return 1
    print(f"{len(files)} fiches de démonstration ; {written} écrites, {removed} retirées.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
