"""Editorial files as a whole: bodies, documents, dossiers, dates, addresses, stray files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from msap.checks import bodies, weight, wording
from msap.checks.attached.reason import HEIC
from msap.domain.addresses import MADE_FROM_RECORDS, list_of_part
from msap.domain.own_pages import OWN_PAGES
from msap.source.attachments import DOCUMENT_FORMATS, IMAGE_SUFFIXES
from msap.source.editorial import Editorial, EditorialFile
from msap.source.editorial_kinds import (
    DOSSIERS,
    KINDS,
    SECTIONS,
    ArticleMatter,
    Matter,
    PublicationMatter,
    kind_of,
)
from msap.source.located_markdown import read_markdown
from msap.source.located_yaml import position_of
from msap.source.messages import suggestion
from msap.source.problems import Position, Problem, Severity
from msap.source.slugs import slug

SITE_FOLDERS = frozenset(
    {
        *(address.rstrip("/") for address in MADE_FROM_RECORDS),
        *(page.url.rstrip("/") for page in OWN_PAGES),
        *(kind.folder for kind in SECTIONS),
        *("documents", "images", "static"),
    }
)
"""First step of the addresses the site keeps for itself; no page may take one."""

_EXPECTED = {
    **{kind.folder: kind.suffixes for kind in KINDS},
    "documents": frozenset(DOCUMENT_FORMATS),
    "images": IMAGE_SUFFIXES,
}
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def editorial_files(editorial: Editorial) -> Iterator[Problem]:
    """Apply every rule to all that `content/` holds, charts excepted."""
    found = sorted(editorial.folder.rglob("*"))
    files = [path for path in found if path.is_symlink() or not path.is_dir()]
    yield from _texts(editorial, files)
    for publication in editorial.with_matter(PublicationMatter):
        yield from _documents(publication, editorial.folder / "documents")
    yield from _dossiers(editorial)
    for article in editorial.with_matter(ArticleMatter):
        yield from _dates(article)
    yield from _addresses(editorial)
    yield from weight.texts(editorial)
    for path in files:
        yield from _file(path, path.relative_to(editorial.folder), editorial.folder.name)


def _texts(editorial: Editorial, files: Sequence[Path]) -> Iterator[Problem]:
    """The body of every file that could be read."""
    read = {
        document.path: read_markdown(document.body, document.body_line)
        for document in (*editorial.documents, *editorial.unsound)
    }
    link_targets = bodies.LinkTargets(
        frozenset(PurePath(path.relative_to(editorial.folder)) for path in files),
        {PurePath(*shown.parts[1:]): body for shown, body in read.items()},
        editorial.addresses,
    )
    for document in (*editorial.documents, *editorial.unsound):
        yield from wording.of_editorial(document)
    for shown, body in read.items():
        yield from bodies.headings(shown, body)
        yield from bodies.raw_html(shown, body)
        yield from bodies.nesting(shown, body)
        yield from bodies.signs(shown, body)
        yield from bodies.captions(shown, body)
        yield from bodies.references(shown, body, link_targets)


def _documents(publication: EditorialFile[PublicationMatter], folder: Path) -> Iterator[Problem]:
    """Every file of a publication is in `content/documents/`, in a format the site can name."""
    known = tuple(sorted(path.name for path in folder.glob("*") if path.is_file()))
    for rank, name in enumerate(publication.matter.files):
        if name not in known:
            yield _at(
                publication,
                ["files", rank],
                "document-absent",
                f"« {name} » n’est pas dans « content/documents/ ».",
                suggestion(name, known) if known else "Déposez-y le document.",
            )
        elif PurePath(name).suffix.lower() not in DOCUMENT_FORMATS:
            yield _at(publication, ["files", rank], "document-format", *_unknown_format(name))


def _dossiers(editorial: Editorial) -> Iterator[Problem]:
    """A dossier has parts, and no two parts, and no two dossiers, have the same rank."""
    ranks: dict[int, PurePath] = {}
    for dossier in editorial.of(DOSSIERS):
        same = ranks.setdefault(dossier.matter.order, dossier.path)
        if same != dossier.path:
            yield _same_rank(dossier, "order", dossier.matter.order, same)
        written = list((editorial.folder / dossier.inside.parent).glob("*.md"))
        if len(written) < 2:
            yield _at(
                dossier,
                [],
                "dossier-sans-partie",
                "Ce dossier n’a pas de partie.",
                "Ajoutez un fichier à côté de « index.md », ou faites-en une page.",
            )
        seen: dict[int, PurePath] = {}
        for part in dossier.parts:
            first = seen.setdefault(part.matter.part, part.path)
            if first != part.path:
                yield _same_rank(part, "part", part.matter.part, first)


def _same_rank(document: EditorialFile[Matter], key: str, rank: int, other: PurePath) -> Problem:
    name = other.parent.name if key == "order" else other.name
    fact = f"Le rang {rank} est déjà celui de « {name} »."
    return _at(document, [key], "rang-partage", fact, "Donnez à chacun son rang : 1, 2, 3.")


def _dates(document: EditorialFile[ArticleMatter]) -> Iterator[Problem]:
    """What was updated was published before."""
    matter = document.matter
    if matter.updated and matter.updated < matter.date:
        fact = f"La mise à jour ({matter.updated}) est avant la mise en ligne ({matter.date})."
        advice = "Corrigez l’une des deux dates, ou retirez « updated »."
        yield _at(document, ["updated"], "dates-inversees", fact, advice)


def _addresses(editorial: Editorial) -> Iterator[Problem]:
    """No file takes an address that the site keeps for itself."""
    for document in editorial.files:
        address = editorial.addresses[document.inside]
        is_taken = (
            list_of_part(address) is not None
            if document.kind.title
            else document.slug in SITE_FOLDERS
        )
        if is_taken:
            yield _taken(document, address)


def _taken(document: EditorialFile[Matter], address: str) -> Problem:
    return Problem(
        document.path,
        Position(),
        "adresse-prise",
        f"« /{address} » est déjà l’adresse d’une autre page du site.",
        "Donnez un autre nom au fichier.",
    )


def _file(path: Path, inside: PurePath, content: str) -> Iterator[Problem]:
    """Every file stands where the site looks for it, under a plain name."""
    shown = PurePath(content) / inside
    section, suffix = inside.parts[0], _suffix(inside)
    kind = kind_of(inside)
    depth = 3 if kind and kind.has_parts else 2

    def problem(code: str, fact: str, advice: str, severity: Severity = Severity.ERROR) -> Problem:
        return Problem(shown, Position(), code, fact, advice, severity)

    if path.is_symlink() and (path.is_dir() or suffix != ".md"):
        fact, advice = "Ce fichier est un lien vers un autre fichier.", "Mettez le vrai fichier."
        yield problem("lien-symbolique", fact, advice)
    elif inside.name.startswith("."):
        if inside.name != ".gitkeep":
            fact, advice = "Ce fichier caché ne sera pas publié.", "Retirez-le."
            yield problem("fichier-egare", fact, advice, Severity.WARNING)
    elif section not in _EXPECTED or len(inside.parts) != depth:
        places = ", ".join(sorted(_EXPECTED))
        fact = "Le site ne cherche pas de fichier ici ; il ne sera pas publié."
        yield problem("fichier-egare", fact, f"Rangez-le dans l’un de ces dossiers : {places}.")
    elif section == "images" and suffix in {".heic", ".heif"}:
        yield problem(*HEIC)
    elif suffix not in _EXPECTED[section]:
        if section == "documents":
            yield problem("document-format", *_unknown_format(inside.name))
        else:
            ends = ", ".join(sorted(_EXPECTED[section]))
            fact = f"« {inside.name} » n’est pas d’une sorte publiée ici."
            yield problem("fichier-egare", fact, f"On attend : {ends}.")
    elif suffix != ".md" and not _PLAIN_NAME.fullmatch(inside.name):
        fact = f"« {inside.name} » ne peut pas servir d’adresse."
        advice = (
            f"Renommez-le « {slug(inside.stem) or 'fichier'}{suffix} » : sans espace ni accent."
        )
        yield problem("nom-de-fichier", fact, advice)


def _suffix(path: PurePath) -> str:
    """Return the end of a name in lower case; « .MD » stays, as nobody reads such a file."""
    suffix = path.suffix.lower()
    return path.suffix if suffix == ".md" else suffix


def _unknown_format(name: str) -> tuple[str, str]:
    formats = ", ".join(sorted(DOCUMENT_FORMATS))
    return f"« {name} » n’est pas d’un format que le site connaît.", f"On attend : {formats}."


def _at(
    document: EditorialFile[Matter], where: Sequence[int | str], code: str, fact: str, advice: str
) -> Problem:
    return Problem(document.path, position_of(document.node, where), code, fact, advice)
