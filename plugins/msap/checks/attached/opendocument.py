"""OpenDocument texts and spreadsheets (OASIS): scripts, fetched resources, embedded files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msap.checks.attached.archives import unpacked
from msap.checks.attached.by_format import DISGUISED
from msap.checks.attached.reason import ACTIVE_LINK, LINK, UNREADABLE, RefusalReason
from msap.checks.attached.tags import XmlRefusedError, read_tags

_TYPE = "application/vnd.oasis.opendocument."
_KINDS: Mapping[str, tuple[str, str]] = {
    ".odt": ("un texte OpenDocument", f"{_TYPE}text"),
    ".ods": ("un tableur OpenDocument", f"{_TYPE}spreadsheet"),
}
_ACTIVE_NAME = re.compile(r"(?:.*/)?(?:Basic|Scripts)/.*")
_READ_NAME = re.compile(r"(?:.*/)?(?:content|styles)\.xml")
_RUN = frozenset({"event-listener", "applet", "plugin", "script", "libraries"})
_FETCHED = frozenset(
    {
        *("dde-connection-decl", "dde-connection", "dde-source", "dde-link"),
        *("section-source", "cell-range-source", "table-source", "database-source-sql"),
        *("database-source-table", "database-source-query", "floating-frame"),
    }
)
_INWARD = re.compile(r"(?:#|(?:\./)?(?![a-zA-Z][a-zA-Z0-9+.-]*:|/|\\|\.\.))")

_PROGRAM = RefusalReason(
    "document-actif",
    "Ce document contient un programme (des macros).",
    "Retirez les macros (Outils, Macros), ou enregistrez le document en PDF.",
)
_INSIDE = RefusalReason(
    "document-actif",
    "Ce document cache un autre fichier (un objet incorporé).",
    "Retirez l’objet, ou remplacez-le par une image ; sinon, enregistrez le document en PDF.",
)
_FETCH = RefusalReason(
    "document-actif",
    "Ce document va chercher une partie ailleurs : une image, une section ou des données liées.",
    "Rompez les liens (Édition, « Liens vers des fichiers externes »), ou enregistrez le document "
    "en PDF.",
)
_LOCKED = RefusalReason(
    "document-protege",
    "Ce document est chiffré par un mot de passe : tout le monde ne peut pas le lire, et rien ne dit "
    "ce qu’il contient.",
    "Enregistrez-le sans protection.",
)


def reasons(data: bytes, suffix: str) -> Iterator[RefusalReason]:
    """Yield why a document is refused."""
    kind, wanted = _KINDS[suffix]
    files = unpacked(data, kind)
    if isinstance(files, RefusalReason):
        yield files
        return
    if files.get("mimetype", b"").strip() != wanted.encode():
        fact = f"Ce fichier n’est pas {kind}, mais une archive ou un autre document."
        yield DISGUISED._replace(fact=fact)
    if b"encryption-data" in files.get("META-INF/manifest.xml", b""):
        yield _LOCKED
        return
    try:
        yield from dict.fromkeys(_found(files))
    except XmlRefusedError:
        yield UNREADABLE


def _found(files: Mapping[str, bytes]) -> Iterator[RefusalReason]:
    found: list[RefusalReason] = []
    for name, content in files.items():
        if _ACTIVE_NAME.fullmatch(name):
            found.append(_PROGRAM)
        elif _READ_NAME.fullmatch(name):
            read_tags(content, lambda tag, attributes: found.extend(_found_in(tag, attributes)))
    yield from found


def _found_in(name: str, attributes: Mapping[str, str]) -> Iterator[RefusalReason]:
    local = name.rpartition(" ")[2]
    if local in _RUN:
        yield _PROGRAM
    elif local == "object-ole":
        yield _INSIDE
    elif local in _FETCHED:
        yield _FETCH
    for key, value in attributes.items():
        if key.endswith(" href"):
            if local == "a":
                if ACTIVE_LINK.match(value):
                    yield LINK
            elif not _INWARD.match(value):
                yield _FETCH
