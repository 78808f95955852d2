"""The target of a name in `data/publication.yml`, or the reason why there is none."""

from __future__ import annotations

from pathlib import Path

from msap.checks.report import Findings, for_people
from msap.errors import Refusal
from msap.source.problems import nearest
from msap.source.publication import NAME, TargetSettings, read_publication

OTHER_PATH = f"Écrivez un autre « path » dans data/{NAME}, par exemple « path: output.essai »."


def target_settings(data: Path, name: str) -> TargetSettings:
    """Return the settings of a target; raises Refusal when the file has a problem or no such target.

    Every problem is then in the text, in French, where each stands.
    """
    publication, problems = read_publication(data)
    if publication is None or problems:
        raise Refusal(for_people(Findings(tuple(problems), records=0, seconds=0.0)))
    if name in publication.targets:
        return publication.targets[name]
    known = ", ".join(publication.targets)
    suggested = nearest(name, publication.targets)
    meant = f"Vouliez-vous écrire « {suggested} » ?" if suggested else f"Cibles connues : {known}."
    raise Refusal(f"La cible « {name} » n’est pas dans data/{NAME}. {meant}")
