"""Errors of Pelican as French messages with the file and the line, instead of a traceback."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError


def explained(error: Exception, settings: Path) -> str | None:
    """Return what happened, None when it is a fault of the program.

    `settings` is the file of Pelican's settings, in the folder of the project.
    """
    if isinstance(error, TemplateNotFound) or type(error).__name__ == "PelicanTemplateNotFound":
        return f"Un gabarit manque dans le thème : {error}. Remettez-le, puis recommencez."
    if place := _place(error):
        file, line = place
        name = file.relative_to(settings.parent) if file.is_relative_to(settings.parent) else file
        return f"{name}, ligne {line} : {error}. Corrigez ce fichier, puis recommencez."
    if "find the theme" in str(error):
        return f"Le thème n’est pas là : {error}. Vérifiez « THEME » dans {settings.name}."
    if "path containing the content" in str(error):
        return f"Le dossier des textes n’est pas là. Vérifiez « PATH » dans {settings.name}."
    if isinstance(error, RuntimeError) and "error encountered" in str(error):
        return "Pelican a signalé l’erreur écrite au-dessus ; le site serait incomplet."
    return None


def _place(error: Exception) -> tuple[Path, int] | None:
    """Return the file and the line of a template, or of the settings, where the error arose."""
    if isinstance(error, TemplateSyntaxError):
        return Path(error.filename or error.name or ""), error.lineno
    if isinstance(error, SyntaxError):
        return Path(error.filename or ""), error.lineno or 1
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(".html"):
            return Path(frame.filename), frame.lineno or 1
    return None
