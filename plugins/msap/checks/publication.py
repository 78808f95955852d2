"""`data/publication.yml`: what `publish` would refuse, reported before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msap.checks.data_file import DataFile
from msap.source.problems import Problem
from msap.source.publication import NAME, read_publication


def targets(data: Path) -> Iterator[Problem]:
    """Every target is one that `publish` can read; a project without the file has none.

    The files that a target names from the root of the project are there.
    """
    if not (data / NAME).exists():
        return
    publication, problems = read_publication(data)
    yield from problems
    for name, target in publication.targets.items() if publication else ():
        hosts = target.ssh.known_hosts if target.ssh else None
        if hosts and not (data.parent / hosts).is_file():
            yield DataFile(data, NAME).error(
                ["targets", name, "ssh", "known_hosts"],
                "fichier-de-cible-absent",
                f"Le fichier « {hosts} » n’est pas dans le projet.",
                "Ajoutez-le avec la clé publique du serveur : « ssh-keyscan www.exemple.fr ».",
            )
