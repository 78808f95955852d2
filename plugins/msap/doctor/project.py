"""Whether the project can be read and written: its folders, its settings, where it publishes."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from runpy import run_path

from msap.doctor.finding import Finding
from msap.errors import Refusal
from msap.installation import SET_UP, settings_of

SETTINGS = ("pelicanconf.py", "publishconf.py")


def folders(root: Path) -> Finding:
    """Look for the folders of a project, and whether a site may be written there."""
    absent = [name for name in ("data", "content") if not (root / name).is_dir()]
    if absent:
        words = f"il manque « {' » et « '.join(absent)} »"
        return Finding(f"projet {root}", words, "allez dans le dossier du projet, puis msap doctor")
    if not os.access(root, os.W_OK):
        return Finding(f"projet {root}", "rien ne peut s’y écrire", f"chmod u+w {root}")
    return Finding(f"projet {root}")


def settings(root: Path, name: str) -> Finding:
    """Read a file of Pelican's settings as a build does."""
    file, _ = settings_of(root, name)
    what = f"réglages de {name}"
    try:
        values = run_path(str(file))
        _read_own(values)
    except ModuleNotFoundError as missing:
        return Finding(what, f"« {missing.name} » manque pour les lire", SET_UP)
    except Refusal as refusal:
        return Finding(what, str(refusal), f"corrigez {file}")
    except Exception as error:  # noqa: BLE001 - whatever somebody's file does
        line = _line_of(error, file)
        return Finding(what, f"ligne {line} : {error}", f"corrigez {file}")
    return Finding(what)


def targets(root: Path) -> Finding:
    """Read where the site is published."""
    what = "data/publication.yml"
    if not (root / what).is_file():
        return Finding(what, "le fichier n’est pas là", "docs/publication.md dit comment l’écrire")
    try:
        from msap.source.publication import read_publication
    except ModuleNotFoundError as missing:
        return Finding(what, f"« {missing.name} » manque pour le lire", SET_UP)
    publication, problems = read_publication(root / "data")
    if problems or publication is None:
        facts = " ; ".join(f"ligne {one.position.line} : {one.fact}" for one in problems)
        return Finding(what, facts, "msap check")
    return Finding(f"{what} : {', '.join(publication.targets)}")


def _read_own(values: dict[str, object]) -> None:
    """Read the settings that are ours; raises Refusal and ModuleNotFoundError."""
    from msap.publish.files.offline import read_offline
    from msap.publish.maps.tiles import read_tiles

    read_tiles(values.get("MSAP_TILES"))
    read_offline(values.get("MSAP_OFFLINE", True))


def _line_of(error: Exception, file: Path) -> int:
    if isinstance(error, SyntaxError):
        return error.lineno or 1
    frames = traceback.extract_tb(error.__traceback__)
    return next((f.lineno or 1 for f in reversed(frames) if f.filename == str(file)), 1)
