"""The Markdown of editorial files: headings in order, links that lead somewhere, no raw HTML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from msap.source.attachments import IMAGE_SUFFIXES
from msap.source.located_markdown import NESTING_LIMIT, Body, Heading, Reference
from msap.source.problems import Problem, Severity, nearest

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ACTIVE_SCHEMES = {"javascript", "vbscript", "data"}
_VAGUE = {"ici", "cliquez ici", "cliquer ici", "lien", "lire la suite", "en savoir plus", "voir"}
_DEEPEST_HEADING = 4
TOO_NESTED = (
    f"Des listes, des citations ou des crochets sont emboîtés plus de {NESTING_LIMIT} fois.",
    "Fermez les crochets, et remettez les listes à plat.",
)


class LinkTargets(NamedTuple):
    """What links may lead to, by path inside `content/`.

    `files` are all the files there, `bodies` the Markdown that could be read, `addresses` what
    each file is called on the site.
    """

    files: frozenset[PurePath]
    bodies: Mapping[PurePath, Body]
    addresses: Mapping[PurePath, str]


def headings(shown: PurePath, body: Body) -> Iterator[Problem]:
    """Headings begin at `##` and go down one level at a time, to `####` at most."""
    before = 1
    for heading in body.headings:
        marks = "#" * heading.level
        if not heading.text:
            fact, advice = "Cet intertitre est vide.", "Écrivez-le, ou retirez la ligne."
        elif heading.level == 1:
            fact = f"« {heading.text} » prend la place du titre de la page."
            advice = f"Le titre vient de l’en-tête ; écrivez « ## {heading.text} »."
        elif heading.level > _DEEPEST_HEADING:
            fact = f"« {marks} {heading.text} » est trop profond."
            advice = "Restez entre « ## » et « #### »."
        elif heading.level > before + 1:
            fact = f"« {marks} {heading.text} » saute un niveau."
            advice = f"Écrivez « {'#' * (before + 1)} {heading.text} »."
        else:
            before = heading.level
            continue
        before = heading.level
        yield Problem(shown, heading.position, "intertitre", fact, advice)


def raw_html(shown: PurePath, body: Body) -> Iterator[Problem]:
    """No tag: it would be shown as text."""
    for tag in body.tags:
        inner = tag.text.strip("<>")
        advice = "Retirez-la ; la mise en forme s’écrit en Markdown : **gras**, *italique*."
        if _SCHEME.match(inner):
            advice = f"Écrivez « [le texte du lien]({inner}) »."
        fact = f"« {tag.text} » est écrit comme une balise HTML."
        yield Problem(shown, tag.position, "balise", fact, advice)


def nesting(shown: PurePath, body: Body) -> Iterator[Problem]:
    """Lists, quotations and brackets are not nested beyond what people can follow."""
    for position in body.nested:
        yield Problem(shown, position, "trop-emboite", *TOO_NESTED)


_SIGNS = {
    "footnote": (
        "note-de-bas-de-page",
        "« {} » est une note de bas de page, que le site ne sait pas faire.",
        "Mettez la note dans le texte, entre parenthèses, et retirez ce signe.",
        Severity.ERROR,
    ),
    "task": (
        "signe-de-forge",
        "« {} » serait montré tel quel : le site n’a pas de case à cocher.",
        "Écrivez une liste simple : « - … ».",
        Severity.WARNING,
    ),
    "struck": (
        "signe-de-forge",
        "« {} » serait montré tel quel : le site ne barre pas les mots.",
        "Retirez ce qui n’est plus vrai.",
        Severity.WARNING,
    ),
    "bare": (
        "signe-de-forge",
        "« {} » ne serait pas un lien.",
        "Écrivez [le nom de la page]({}).",
        Severity.WARNING,
    ),
}


def signs(shown: PurePath, body: Body) -> Iterator[Problem]:
    """What the preview of a forge shows in its own way is reported where it stands."""
    for sign in body.signs:
        code, fact, advice, severity = _SIGNS[sign.kind]
        fact, advice = fact.format(sign.text), advice.format(sign.text)
        yield Problem(shown, sign.position, code, fact, advice, severity)


def captions(shown: PurePath, body: Body) -> Iterator[Problem]:
    """A caption is shown under its image, which is then a paragraph of its own."""
    for position in body.hidden_captions:
        fact = "La légende de cette image ne se verra pas : l’image n’est pas seule."
        advice = "Laissez une ligne vide avant et après l’image."
        yield Problem(shown, position, "legende-cachee", fact, advice, Severity.WARNING)


def references(shown: PurePath, body: Body, link_targets: LinkTargets) -> Iterator[Problem]:
    """Every link and image leads to a file of the site or to a safe address, and has its words."""
    for reference in body.references:
        if reference.is_image and not reference.text:
            yield _at(
                shown,
                reference,
                "image-sans-texte",
                "Cette image n’a pas de texte.",
                "Dites entre les crochets ce qu’elle montre : ![Une salle d’accueil](…).",
            )
        elif not reference.text:
            advice = "Écrivez entre les crochets où il mène."
            yield _at(shown, reference, "lien-sans-texte", "Ce lien n’a pas de texte.", advice)
        elif reference.text.lower().strip(" .") in _VAGUE and not reference.is_image:
            fact = f"« {reference.text} » ne dit pas où mène le lien."
            advice = "Nommez la page : « Lire les critères du label »."
            yield _only_a_warning(_at(shown, reference, "lien-vague", fact, advice))
        target = re.sub(r"[\x00-\x20]+", "", unescape(reference.target))
        scheme = _SCHEME.match(target)
        if scheme or target.startswith("//"):
            kind = scheme[1].lower() if scheme else ""
            yield from _outside(shown, reference, target, kind)
        else:
            yield from _inside(shown, reference, link_targets)


def _outside(shown: PurePath, reference: Reference, target: str, scheme: str) -> Iterator[Problem]:
    written = reference.target
    if scheme in _ACTIVE_SCHEMES:
        fact = f"« {written} » est un lien qui lance un programme."
        advice = "Gardez seulement des liens qui commencent par https://."
        yield _at(shown, reference, "lien-actif", fact, advice)
    elif reference.is_image:
        fact = f"L’image « {written} » est sur un autre site, qui verrait nos visiteurs."
        advice = "Déposez-la dans « content/images/ » et écrivez ../images/nom.jpg."
        yield _at(shown, reference, "image-exterieure", fact, advice)
    elif scheme in {"mailto", "tel"}:
        return
    elif scheme not in {"http", "https"} or not (parts := _split(target)) or not parts.netloc:
        fact = f"« {written} » n’est pas une adresse que le site peut suivre."
        advice = "Écrivez une adresse entière, par exemple https://www.exemple.fr/page."
        yield _at(shown, reference, "lien-refuse", fact, advice)
    elif "@" in parts.netloc:
        fact = f"L’adresse « {written} » contient un identifiant ou un mot de passe."
        advice = "Retirez ce qui précède « @ » : https://www.exemple.fr/page."
        yield _at(shown, reference, "lien-mot-de-passe", fact, advice)
    elif scheme == "http":
        fact = f"« {written} » n’est pas une adresse protégée."
        advice = "Essayez la même adresse avec https://."
        yield _only_a_warning(_at(shown, reference, "lien-non-protege", fact, advice))


def _inside(shown: PurePath, reference: Reference, link_targets: LinkTargets) -> Iterator[Problem]:
    here = PurePath(*shown.parts[1:])
    path, _, fragment = reference.target.partition("#")
    if path.startswith("/"):
        known = {address: file for file, address in link_targets.addresses.items()}
        file = known.get(f"{path.strip('/')}/")
        advice = "Écrivez le chemin du fichier, par exemple ../pages/label.md."
        if file:
            advice = f"Écrivez le chemin du fichier : « {_from(here, file)} »."
        fact = f"« {path} » est une adresse du site, qui peut changer de place."
        yield _at(shown, reference, "lien-absolu", fact, advice)
        return
    if not path and not fragment:
        advice = "Écrivez entre parenthèses le chemin du fichier, ou retirez le lien."
        yield _at(shown, reference, "lien-vers-rien", "Ce lien ne mène nulle part.", advice)
        return
    target = file_named(reference.target, here) if path else here
    if target not in link_targets.files:
        yield _at(
            shown,
            reference,
            "lien-vers-rien",
            f"« {path} » ne mène à aucun fichier.",
            _nearest_file(here, target, link_targets),
        )
    elif reference.is_image and target.suffix.lower() not in IMAGE_SUFFIXES:
        fact = f"« {path} » n’est pas une image."
        advice = "Choisissez un fichier de « content/images/ », ou retirez le « ! » pour un lien."
        yield _at(shown, reference, "image-format", fact, advice)
    elif fragment and (body := link_targets.bodies.get(target)):
        yield from _anchor(shown, reference, fragment, body.headings)


def file_named(target: str, here: PurePath) -> PurePath:
    """Return the file of `content/` that the target of a link names, `here` being that of its text."""
    path = target.partition("#")[0]
    return PurePath(posixpath.normpath((here.parent / path).as_posix()))


def _anchor(
    shown: PurePath, reference: Reference, fragment: str, known: tuple[Heading, ...]
) -> Iterator[Problem]:
    anchors = [heading.anchor for heading in known]
    if fragment in anchors:
        return
    suggested = nearest(fragment, anchors)
    advice = "Retirez ce qui suit « # », ou ajoutez l’intertitre."
    if suggested:
        advice = f"Vouliez-vous écrire « #{suggested} » ?"
    elif anchors:
        advice = f"Écrivez l’une de ces ancres : {', '.join(f'#{name}' for name in anchors)}."
    fact = f"« #{fragment} » n’est pas un intertitre de cette page."
    yield _at(shown, reference, "ancre-inconnue", fact, advice)


def _nearest_file(here: PurePath, target: PurePath, link_targets: LinkTargets) -> str:
    """Suggest the opening of a folder, a file of the same name, else the name most alike."""
    nearby_first = sorted(link_targets.files, key=lambda file: (file.parent != target.parent, file))
    by_name: dict[str, PurePath] = {}
    for file in nearby_first:
        if file.suffix == target.suffix and file.name != "index.md":
            by_name.setdefault(file.name, file)
    suggested = nearest(target.name, by_name)
    if target / "index.md" in link_targets.files:
        found = target / "index.md"
    elif suggested:
        found = by_name[suggested]
    else:
        return "Vérifiez le chemin du fichier, par exemple ../pages/label.md."
    return f"Vouliez-vous écrire « {_from(here, found)} » ?"


def _from(here: PurePath, file: PurePath) -> str:
    """Write the way from one file of `content/` to another."""
    return posixpath.relpath(file.as_posix(), here.parent.as_posix())


def _split(target: str) -> SplitResult | None:
    try:
        return urlsplit(target)
    except ValueError:
        return None


def _at(shown: PurePath, reference: Reference, code: str, fact: str, advice: str) -> Problem:
    return Problem(shown, reference.position, code, fact, advice)


def _only_a_warning(problem: Problem) -> Problem:
    return problem._replace(severity=Severity.WARNING)
