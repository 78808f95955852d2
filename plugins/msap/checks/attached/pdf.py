"""PDF documents: every object read by qpdf, compressed or not, and checked against a list."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from msap.checks.attached.reason import RefusalReason, content_words

_PRINT_AGAIN = (
    "Ouvrez-le, puis imprimez-le « au format PDF » : le nouveau fichier n’a plus que les pages."
)
_PROGRAM = RefusalReason("document-actif", "Ce document contient un programme.", _PRINT_AGAIN)
_LAUNCH = RefusalReason(
    "document-actif", "Ce document lance un programme ou ouvre un autre fichier.", _PRINT_AGAIN
)
_SEND = RefusalReason("document-actif", "Ce document envoie ce que l’on y écrit.", _PRINT_AGAIN)
_FILE = RefusalReason("document-actif", "Ce document cache une pièce jointe.", _PRINT_AGAIN)
_MEDIA = RefusalReason(
    "document-actif", "Ce document contient un son, une vidéo ou une animation.", _PRINT_AGAIN
)
_FORM = RefusalReason(
    "document-actif",
    "Ce formulaire est d’une sorte que les navigateurs ne montrent pas (XFA).",
    _PRINT_AGAIN,
)
_OPEN = RefusalReason(
    "document-actif", "Ce document agit tout seul dès qu’on l’ouvre.", _PRINT_AGAIN
)
_FETCH = RefusalReason(
    "document-actif", "Ce document va chercher une partie ailleurs.", _PRINT_AGAIN
)

_KEYS: Mapping[str, RefusalReason] = {
    "/JS": _PROGRAM,
    "/JavaScript": _PROGRAM,
    "/EF": _FILE,
    "/EmbeddedFiles": _FILE,
    "/RichMediaContent": _MEDIA,
    "/XFA": _FORM,
}
_KINDS: Mapping[str, RefusalReason] = {
    "/JavaScript": _PROGRAM,
    "/Launch": _LAUNCH,
    "/GoToR": _LAUNCH,
    "/GoToE": _LAUNCH,
    "/SubmitForm": _SEND,
    "/ImportData": _SEND,
    "/FileAttachment": _FILE,
    "/Sound": _MEDIA,
    "/Movie": _MEDIA,
    "/Rendition": _MEDIA,
    "/Screen": _MEDIA,
    "/RichMedia": _MEDIA,
    "/RichMediaExecute": _MEDIA,
    "/3D": _MEDIA,
}
"""Actions (ISO 32000-2, 12.6.4) and annotations (12.5.6), by what `/S` and `/Subtype` say."""
_NAMED = re.compile(
    rb"/(?:%s)(?![^\s()<>\[\]{}/%%])"
    % b"|".join(key[1:].encode() for key in (*_KEYS, *_KINDS, "/OpenAction", "/AA", "/F"))
)
"""What makes an object worth a closer look, where qpdf writes names without codes."""
_CALM = frozenset({"/GoTo"})
"""What may happen by itself: to show the first page, say."""
_CHAIN = 100
"""Actions that follow one another; nobody writes so many."""


def reasons(data: bytes) -> Iterator[RefusalReason]:
    """Yield why a document is refused: what it is instead, what it hides, runs, sends or opens."""
    if not data.lstrip().startswith(b"%PDF-"):
        yield _disguised(data)
    elif zipfile.is_zipfile(io.BytesIO(data)):
        yield _FILE
    else:
        try:
            with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
                if pdf.is_encrypted:
                    yield _PROTECTED
                else:
                    len(pdf.pages)
                    yield from dict.fromkeys(_found(pdf))
        except pikepdf.PasswordError:
            yield _PROTECTED
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - of whatever kind: qpdf cannot read it, nor may others
            yield RefusalReason(
                "document-illisible",
                "Ce document ne se lit pas jusqu’au bout : le fichier est coupé ou abîmé.",
                "Déposez-le de nouveau ; si rien n’y fait, refaites le PDF.",
            )


_PROTECTED = RefusalReason(
    "document-protege",
    "Ce document est chiffré, par un mot de passe ou par des droits : tout le monde ne peut pas le "
    "lire, et rien ne dit ce qu’il contient.",
    "Enregistrez-le sans protection.",
)


def _disguised(data: bytes) -> RefusalReason:
    found = content_words(data)
    words = f"c’est {found}" if found else "rien n’y ressemble"
    return RefusalReason(
        "document-deguise",
        f"Ce fichier n’est pas un document PDF : {words}.",
        "Enregistrez le document en PDF depuis le logiciel qui l’a fait.",
    )


def _found(pdf: pikepdf.Pdf) -> Iterator[RefusalReason]:
    for whole in (pdf.trailer, *pdf.objects):
        written = whole.stream_dict if isinstance(whole, pikepdf.Stream) else whole
        is_group = isinstance(written, pikepdf.Dictionary | pikepdf.Array)
        if not is_group or not _NAMED.search(written.unparse(resolved=True)):
            continue
        ahead: list[Any] = [whole]
        while ahead:
            one = ahead.pop()
            if isinstance(one, pikepdf.Array):
                values = list(one)
            elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                values = list(one.values())
                yield from _found_in(one)
            else:
                continue
            # What is not written in place is an object of its own, met by itself.
            ahead += (value for value in values if not getattr(value, "is_indirect", True))


def _found_in(one: pikepdf.Object) -> Iterator[RefusalReason]:
    keys = set(one.keys())
    yield from (_KEYS[key] for key in sorted(keys & _KEYS.keys()))
    for key in ("/S", "/Subtype"):
        kind = one.get(key)
        if isinstance(kind, pikepdf.Name) and str(kind) in _KINDS:
            yield _KINDS[str(kind)]
    if isinstance(one, pikepdf.Stream) and "/F" in keys:
        yield _FETCH
    if "/OpenAction" in keys and not _is_calm(one.OpenAction):
        yield _OPEN
    if "/AA" in keys:
        actions = one.AA
        if not isinstance(actions, pikepdf.Dictionary) or not all(map(_is_calm, actions.values())):
            yield _OPEN


def _is_calm(action: Any) -> bool:  # noqa: ANN401 - what a PDF may hold
    """Return whether what happens by itself, and what follows it, only shows a page."""
    ahead = [action]
    for _ in range(_CHAIN):
        if not ahead:
            return True
        one = ahead.pop()
        if not isinstance(one, pikepdf.Dictionary):
            continue  # a place in the document
        if str(one.get("/S", "")) not in _CALM:
            return False
        following = one.get("/Next")
        ahead += list(following) if isinstance(following, pikepdf.Array) else [following]
    return False
