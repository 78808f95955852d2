"""From a Markdown source to the HTML page that is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from markdown import Markdown

from msap.publish.wording.dates import date_words
from msap.publish.wording.typography import NBSP

FOLDER = Path(__file__).parent
SOURCES = FOLDER / "sources"
STYLE = FOLDER / "print.css"


class SourceError(ValueError):
    """A source lacks a line of its heading, or holds one that cannot be read."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One document ready to be printed; `edited` is the date shown and kept in the PDF."""

    name: str
    title: str
    edited: date
    html: str


def sources() -> tuple[Path, ...]:
    """List the Markdown sources in alphabetical order."""
    return tuple(sorted(SOURCES.glob("*.md")))


def read_page(source: Path) -> PrintedPage:
    """Turn one source into a page; raises SourceError when its heading is incomplete.

    The heading is `title` and `date` (ISO), one a line, then an empty line.
    """
    converter = Markdown(extensions=["meta", "tables", "sane_lists"], output_format="html")
    body = converter.convert(source.read_text(encoding="utf-8"))
    heading: dict[str, list[str]] = getattr(converter, "Meta", {})
    try:
        title, written = (heading[key][0] for key in ("title", "date"))
        edited = date.fromisoformat(written)
    except KeyError as missing:
        raise SourceError(f"{source.name}: the heading lacks {missing}") from None
    except ValueError:
        raise SourceError(f"{source.name}: the date must be written like 2026-11-03") from None
    return PrintedPage(source.stem, title, edited, _html(source.stem, title, edited, body))


def _html(name: str, title: str, edited: date, body: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>{escape(title)}</title>
<style>{STYLE.read_text(encoding="utf-8")}</style>
</head>
<body class="{escape(name)}">
<header>
<p>Maisons de services au public</p>
</header>
<main>
<h1>{escape(title)}</h1>
<p class="edited">Édition du {date_words(edited).replace(" ", NBSP)}</p>
{body.replace("<th>", '<th scope="col">')}
</main>
</body>
</html>
"""
