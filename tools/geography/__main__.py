"""Makes the territory data again: `python -m tools.geography`, from the project's root."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import shapely
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from shapely import MultiPolygon, Point

from tools.geography.archives import (
    ARCHIVES,
    DECOUPAGE,
    EARLIER_GEOMETRIES,
    GEOMETRIES,
    GeographyError,
    fetch,
    read_communes_table,
    read_json,
)
from tools.geography.communes import (
    CommuneRow,
    communes_csv,
    current_communes,
    former_communes,
    former_communes_csv,
)
from tools.geography.departements import departements_yaml, read_existing
from tools.geography.outlines import geojson, outlines
from tools.geography.points import locate_all
from tools.geography.sources import Counts, sources_yaml
from tools.geography.territory import by_departement, join, read_edition

DEPARTEMENTS_FILE = Path("referentials/departements.yml")
# Beyond this distance (degrees) a point is counted as outside its department's simplified outline.
OUTLINE_TOLERANCE = 0.02
_STEPS = len(ARCHIVES) + 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the files; 0 when they are written, 1 when nothing is, with the reason."""
    options = _parser().parse_args(arguments)
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    try:
        with Progress(*columns, console=console) as progress, tempfile.TemporaryDirectory() as own:
            task = progress.add_task("Préparation", total=_STEPS)

            def step(name: str) -> None:
                progress.update(task, description=name, advance=1)

            files = make(options.archives or Path(own), options.data, step)
    except GeographyError as error:
        console.print(f"Erreur : {error}", style="red", markup=False)
        return 1
    for path, text in files.items():
        target = options.data / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        console.print(f"{target} : {len(text.encode()):,} octets".replace(",", " "))
    return 0


def make(archives: Path, data: Path, step: Callable[[str], None]) -> dict[Path, str]:
    """Return the text of each file by its path under `data`, and write nothing but archives."""
    paths = {}
    for archive in ARCHIVES:
        step(f"Archive {archive.package} {archive.version}")
        paths[archive] = fetch(archive, archives)
    step("Lecture du code officiel géographique")
    rows = read_json(paths[DECOUPAGE], "communes")
    step("Lecture des contours")
    current = read_edition(read_communes_table(paths[GEOMETRIES]))
    earlier = read_edition(read_communes_table(paths[EARLIER_GEOMETRIES]))
    step("Coordonnées des communes")
    communes = current_communes(rows)
    former = former_communes(rows, earlier.names)
    territory = join(current, earlier, {each.insee: each.commune for each in former})
    points, origins = locate_all(
        (commune.insee for commune in communes), territory.places, territory.delegated
    )
    step("Contours des départements")
    shapes = outlines(by_departement(territory.places))
    step("Écriture")
    counts = Counts(
        communes=sum(not commune.parent for commune in communes),
        arrondissements=sum(bool(commune.parent) for commune in communes),
        former=len(former),
        former_unnamed=sum(not each.name for each in former),
        origins=origins,
        recovered=territory.recovered,
        outlines=len(shapes),
        outside_outline=len(outside_outline(communes, points, shapes)),
    )
    departements = departements_yaml(
        read_json(paths[DECOUPAGE], "regions"),
        read_json(paths[DECOUPAGE], "departements"),
        {commune.insee: commune.name for commune in communes},
        read_existing(data / DEPARTEMENTS_FILE),
    )
    return {
        Path("geo/communes.csv"): communes_csv(communes, points),
        Path("geo/former-communes.csv"): former_communes_csv(former),
        Path("geo/departements.geojson"): geojson(shapes),
        Path("geo/sources.yml"): sources_yaml(counts),
        DEPARTEMENTS_FILE: departements,
    }


def outside_outline(
    communes: Sequence[CommuneRow],
    points: Mapping[str, tuple[float, float]],
    shapes: Mapping[str, MultiPolygon],
) -> list[str]:
    """Return the communes whose point is more than `OUTLINE_TOLERANCE` outside the department."""
    return [
        commune.insee
        for commune in communes
        if commune.insee in points
        and commune.departement in shapes
        and shapely.distance(
            shapes[commune.departement],
            Point(points[commune.insee][1], points[commune.insee][0]),
        )
        > OUTLINE_TOLERANCE
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.geography", description="Refait les données territoriales."
    )
    parser.add_argument(
        "--data", type=Path, default=Path("data"), help="dossier des données (data)"
    )
    parser.add_argument(
        "--archives", type=Path, help="dossier où garder les archives, sinon temporaire"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
