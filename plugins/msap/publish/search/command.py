"""`msap search`: put a question to Whoosh, as it indexes the records at this moment."""

from __future__ import annotations

import argparse
from pathlib import Path

from msap.checks.command import build_day
from msap.checks.run import check_everything
from msap.command_line.folders import add_records
from msap.errors import Refusal
from msap.publish.directory import Directory
from msap.publish.locations import Point
from msap.publish.search.documents import DocumentKind, SearchDocument, all_documents
from msap.publish.search.territory import CommuneOrder
from msap.publish.search.words import read_vocabulary
from msap.publish.wording.numbers import distance_words
from msap.publish.wording.typography import NBSP

_NEAREST = 5
_KINDS = {
    DocumentKind.COMMUNE: "commune",
    DocumentKind.FORMER: "ancienne commune",
    DocumentKind.PLACE: "maison",
    DocumentKind.PAGE: "page",
    DocumentKind.DEPARTEMENT: "département",
    DocumentKind.REGION: "région",
}


def add_search(commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path) -> None:
    """Declare `search` among the commands."""
    parser = commands.add_parser("search", help="chercher dans les fiches et les pages")
    parser.add_argument("words", nargs="+", metavar="MOT", help="ce qu’un visiteur écrirait")
    add_records(parser, root)
    parser.set_defaults(run=lambda options: _run(root, options))


def _run(root: Path, options: argparse.Namespace) -> int:
    """Search; Whoosh is imported here, since every command reads this module."""
    from msap.publish.search.index import index_documents
    from msap.publish.search.query import search, understand

    today = build_day()
    checked = check_everything(root / "data", options.records, root / "content", today=today)
    if checked.catalogue is None:
        raise Refusal(checked.report())
    directory = Directory(checked.catalogue, today)
    vocabulary = read_vocabulary(checked.catalogue.referentials, directory.today)
    territory = directory.territory
    documents = all_documents(directory, checked.editorial, (), territory, vocabulary)
    index = index_documents(documents, vocabulary)
    text = " ".join(options.words)
    found = search(index, documents, vocabulary, text)
    subject = understand(text, vocabulary).subject
    if subject:
        print(f"Demandé{NBSP}: {subject}.")
    for document in found:
        context = f" ({document.context})" if document.context else ""
        print(f"{_KINDS[document.kind]}{NBSP}: {document.label}{context} – {document.url}")
    if found and found[0].kind in {DocumentKind.COMMUNE, DocumentKind.FORMER}:
        _print_nearest(found[0], directory, territory)
    if not found:
        print(f"Rien pour « {text} ».")
    return 0 if found else 1


def _print_nearest(document: SearchDocument, directory: Directory, territory: CommuneOrder) -> None:
    commune = territory.communes[document.number]
    if commune.lat is None or commune.lon is None:
        return
    print(f"\nLes plus proches{NBSP}:")
    for one in directory.nearest(Point(commune.lat, commune.lon, is_approximate=True), _NEAREST):
        print(f"  {one.location.name}, {one.location.commune}, à {distance_words(one.km)}")
