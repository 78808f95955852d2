"""What an editor reads for each rule: the fact, then what to write, with an example.

Keyed on the `type` of pydantic's error: ours from `source.types`, and pydantic's own few.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pydantic_core import ErrorDetails

from msap.source import french_hours
from msap.source.problems import nearest
from msap.source.syntax_mistakes import typed_mistake

FRENCH_WORDS = {
    **french_hours.DAYS,
    "nom": "name",
    "statut": "status",
    "adresse": "address",
    "rue": "street",
    "complement": "extra",
    "ville": "city",
    "commune": "city",
    "codepostal": "postcode",
    "code_postal": "postcode",
    "cp": "postcode",
    "telephone": "phone",
    "téléphone": "phone",
    "tel": "phone",
    "courriel": "email",
    "mail": "email",
    "site": "website",
    "horaires": "hours",
    "fermetures": "closures",
    "partenaires": "partners",
    "ouvert": "open",
    "ouverte": "open",
    "ferme": "closed",
    "fermé": "closed",
    "fermée": "closed",
    "projet": "project",
    "pair": "even",
    "paire": "even",
    "paires": "even",
    "impair": "odd",
    "impaire": "odd",
    "impaires": "odd",
    "obligatoire": "required",
    "titre": "title",
    "resume": "summary",
    "résumé": "summary",
    "auteur": "author",
    "langue": "language",
}
"""French words editors write by habit, and the key or value that stands for them."""


class Message(NamedTuple):
    """A rule's two sentences; `{written}` and the error's context fill them."""

    code: str
    fact: str
    advice: str


_MESSAGES = {
    "missing": Message("champ-manquant", "Il manque « {field} ».", "Ajoutez « {field}: … »."),
    "unexpected_keyword_argument": Message(
        "cle-inconnue", "« {field} » n’est pas une clé connue.", "{suggestion}"
    ),
    "enum": Message("valeur-inconnue", "« {written} » n’est pas prévu ici.", "{suggestion}"),
    "literal_error": Message(
        "valeur-inconnue", "« {written} » n’est pas prévu ici.", "{suggestion}"
    ),
    "string_type": Message(
        "texte-attendu", "On attend ici un texte.", "Écrivez une valeur sur la même ligne."
    ),
    "dataclass_type": Message(
        "groupe-attendu",
        "« {written} » est seul ; on attend ici un groupe de clés.",
        "Allez à la ligne et écrivez les clés en retrait.",
    ),
    "dict_type": Message(
        "groupe-attendu",
        "« {written} » est seul ; on attend ici un groupe de clés.",
        "Allez à la ligne et écrivez les clés en retrait.",
    ),
    "tuple_type": Message(
        "liste-attendue",
        "« {written} » est seul ; on attend ici une liste.",
        "Mettez des crochets, par exemple [{written}], ou un tiret par ligne.",
    ),
    "string_too_short": Message(
        "valeur-vide", "La valeur est vide.", "Écrivez-la, ou retirez la ligne."
    ),
    "valeur-vide": Message(
        "valeur-vide", "La valeur est vide.", "Écrivez-la, ou retirez la ligne."
    ),
    "string_too_long": Message(
        "trop-long",
        "Ce texte fait {length} caractères.",
        "Restez sous {max_length} caractères.",
    ),
    "too_long": Message(
        "liste-trop-longue",
        "Cette liste a {actual_length} éléments.",
        "Gardez-en {max_length} au plus.",
    ),
    "too_short": Message("liste-vide", "La liste est vide.", "Ajoutez au moins un élément."),
    "caractere-invisible": Message(
        "caractere-invisible",
        "Un caractère invisible ({character}) se cache dans ce texte.",
        "Effacez le texte et retapez-le au clavier.",
    ),
    "balise": Message(
        "balise",
        "« {written} » contient « < » ou « > ».",
        "Écrivez en toutes lettres (« moins de », « plus de ») ; le HTML n’est pas permis.",
    ),
    "lien-actif": Message(
        "lien-actif",
        "« {written} » contient un lien qui lance un programme.",
        "Gardez seulement des liens qui commencent par https://.",
    ),
    "lien-mot-de-passe": Message(
        "lien-mot-de-passe",
        "L’adresse « {written} » contient un identifiant ou un mot de passe.",
        "Retirez ce qui précède « @ » : https://www.exemple.fr/page.",
    ),
    "formule": Message(
        "formule",
        "« {written} » commence par « {character} », comme une formule de tableur.",
        "Commencez par une lettre ou un chiffre.",
    ),
    "code-territoire": Message(
        "code-territoire",
        "« {written} » n’est pas un code de région ou de département.",
        'Écrivez deux ou trois signes entre guillemets, par exemple "23", "2A" ou "974".',
    ),
    "code-postal": Message(
        "code-postal",
        "« {written} » n’est pas un code postal.",
        'Écrivez cinq chiffres entre guillemets, par exemple "23150".',
    ),
    "code-insee": Message(
        "code-insee",
        "« {written} » n’est pas un code INSEE.",
        'Écrivez cinq signes entre guillemets, par exemple "23001" ou "2A004".',
    ),
    "telephone": Message(
        "telephone",
        "« {written} » n’est pas un numéro de téléphone français.",
        'Écrivez dix chiffres, par exemple "05 36 49 00 01", ou un numéro court comme "3949".',
    ),
    "courriel": Message(
        "courriel",
        "« {written} » n’est pas une adresse électronique.",
        "Écrivez une seule adresse, par exemple accueil@ahun.example.",
    ),
    "adresse-de-page": Message(
        "adresse-de-page",
        "« {written} » n’est pas l’adresse d’une page du site.",
        "Écrivez-la sans « https:// » et avec la barre finale : « actualites/mon-titre/ ».",
    ),
    "adresse-web": Message(
        "adresse-web",
        "« {written} » n’est pas une adresse de site.",
        "Écrivez-la en entier, par exemple https://www.exemple.fr/.",
    ),
    "identifiant": Message(
        "identifiant",
        "« {written} » ne peut pas servir d’identifiant.",
        "Écrivez des minuscules sans accent, des chiffres et des traits d’union : « saint-vaury ».",
    ),
    "oui-ou-non": Message(
        "oui-ou-non", "« {written} » n’est ni oui ni non.", "Écrivez « yes » ou « no »."
    ),
    "date": Message(
        "date",
        "« {written} » n’est pas une date.",
        "Écrivez année-mois-jour, par exemple 2026-08-03.",
    ),
    "date-inexistante": Message(
        "date-inexistante",
        "« {written} » n’existe pas dans le calendrier.",
        "Vérifiez le jour et le mois, par exemple 2026-08-03.",
    ),
    "mois-ou-jour": Message(
        "mois-ou-jour",
        "« {written} » n’est ni un mois ni un jour.",
        "Écrivez année-mois, par exemple 2027-03, ou année-mois-jour, par exemple 2027-03-15.",
    ),
    "nombre": Message(
        "nombre",
        "« {written} » n’est pas un nombre.",
        "Écrivez des chiffres et un point, par exemple 46.0874.",
    ),
    "virgule-decimale": Message(
        "virgule-decimale",
        "« {written} » est écrit avec une virgule.",
        "Mettez un point : {point}.",
    ),
    "nombre-entier": Message(
        "nombre-entier",
        "« {written} » n’est pas un nombre entier.",
        "Écrivez des chiffres seulement, par exemple 2.",
    ),
    "latitude": Message(
        "latitude",
        "« {written} » n’est pas une latitude de France.",
        "Entre -28 et 52, par exemple 46.0874 ; vérifiez que « lat » et « lon » ne sont pas "
        "inversés.",
    ),
    "longitude": Message(
        "longitude",
        "« {written} » n’est pas une longitude.",
        "Entre -179 et 179, par exemple 2.0437.",
    ),
    "plage": Message(
        "plage",
        "« {written} » n’est pas une plage d’horaires.",
        'Écrivez le début, un tiret, la fin, par exemple "09:00-12:30".',
    ),
    "plage-inversee": Message(
        "plage-inversee",
        "« {written} » finit avant de commencer.",
        'Mettez l’heure de début en premier, par exemple "09:00-12:30".',
    ),
    "heure-inexistante": Message(
        "heure-inexistante",
        "« {written} » contient une heure qui n’existe pas.",
        "Les heures vont de 00:00 à 24:00 et les minutes de 00 à 59.",
    ),
    "rang": Message(
        "rang", "« {written} » n’est pas un rang dans le mois.", "Écrivez de 1 à 5 : [1, 3]."
    ),
    "rang-en-double": Message(
        "rang-en-double", "Le même rang est écrit deux fois.", "Gardez-le une seule fois : [1, 3]."
    ),
    "permanence": Message(
        "permanence",
        "« {written} » n’est pas une permanence.",
        'Écrivez par exemple "tuesday 09:00-12:00", "1st and 3rd tuesday 09:00-12:00" ou '
        '"even weeks friday 14:00-17:00".',
    ),
    "graphique-sans-donnees": Message(
        "graphique-sans-donnees",
        "Le graphique doit avoir une seule origine : « data » ou « records ».",
        "Gardez « data: fichier.csv », ou « records: open », pas les deux.",
    ),
    "dossier-cible": Message(
        "dossier-cible",
        "« {written} » ne peut pas servir de dossier ou de fichier ici.",
        "Écrivez des lettres sans accent, des chiffres et / . _ -, sans « .. » : « output.essai ».",
    ),
    "dossier-des-sources": Message(
        "dossier-des-sources",
        "« {written} » est le projet lui-même ou l’un de ses dossiers ; publier le remplacerait.",
        "Écrivez un dossier qui ne sert qu’à cela : « output.essai ».",
    ),
    "dossier-absolu": Message(
        "dossier-absolu",
        "« {written} » n’est pas un dossier complet de la machine distante.",
        "Écrivez-le depuis la racine, par exemple /srv/msap.",
    ),
    "nom-de-machine": Message(
        "nom-de-machine",
        "« {written} » n’est pas un nom de machine.",
        "Écrivez le nom seul, par exemple www.exemple.fr.",
    ),
    "nom-de-compte": Message(
        "nom-de-compte",
        "« {written} » n’est pas un nom de compte.",
        "Écrivez des minuscules et des chiffres, par exemple publication.",
    ),
    "nom-de-stockage": Message(
        "nom-de-stockage",
        "« {written} » n’est pas le nom d’un stockage S3.",
        "Écrivez de 3 à 63 minuscules, chiffres, points ou tirets, par exemple msap-public.",
    ),
    "numero-de-port": Message(
        "numero-de-port",
        "« {written} » n’est pas un numéro de port.",
        "Écrivez un nombre de 1 à 65535, par exemple 22.",
    ),
    "adresse-chiffree": Message(
        "adresse-chiffree",
        "« {written} » n’est pas une adresse chiffrée.",
        "Écrivez une adresse qui commence par https://.",
    ),
    "une-seule-sorte": Message(
        "une-seule-sorte",
        "Une cible est d’une seule sorte : « folder », « ssh », « s3 » ou « pages ».",
        "Gardez-en une et une seule.",
    ),
    "nom-actuel": Message(
        "nom-actuel",
        "« {name} » est le dernier nom, et il a un dernier jour : il n’y a pas de nom actuel.",
        "Retirez « until », ou ajoutez à la suite le nom porté depuis : - {{name: …}}.",
    ),
    "noms-en-desordre": Message(
        "noms-en-desordre",
        "Les noms ne se suivent pas : chacun, sauf le dernier, finit un jour de plus en plus récent.",
        "Écrivez du plus ancien à l’actuel, chacun avec « until », par exemple "
        "[{{name: Pôle emploi, until: 2023-12-31}}, {{name: France Travail}}].",
    ),
    "periode-inversee": Message(
        "periode-inversee",
        "La période va du {first} au {last} : elle finit avant de commencer.",
        "Échangez « from » et « to », ou corrigez l’année.",
    ),
}

_CURLY = frozenset("“”„‘’‚«")
_DAYS = frozenset(
    FRENCH_WORDS[day] for day in ("lundi", "mardi", "mercredi", "jeudi", "vendredi")
) | {
    "saturday",
    "sunday",
}

_UNFORESEEN = Message(
    "valeur-refusee",
    "« {written} » ne convient pas pour « {field} ».",
    "Comparez avec une fiche voisine et la page de référence des champs.",
)


def sentences(error: ErrorDetails, known_keys: tuple[str, ...]) -> tuple[str, str, str]:
    """Return the code, the fact and the advice for one pydantic error.

    `known_keys` are the keys allowed where an unknown key was written.
    """
    message = _MESSAGES.get(error["type"], _UNFORESEEN)
    written = error.get("input")
    context = dict(error.get("ctx") or {})
    context.setdefault("written", _quotable(written))
    context.setdefault("length", len(written) if isinstance(written, str) else 0)
    context["field"] = str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "unexpected_keyword_argument":
        context["suggestion"] = suggestion(context["field"], known_keys)
    elif error["type"] in {"enum", "literal_error"}:
        context["suggestion"] = suggestion(str(context["written"]), expected_words(error))
    advice = _own_line(error["type"], context) or message.advice.format(**context)
    return message.code, message.fact.format(**context), advice


def _own_line(kind: str, context: Mapping[str, object]) -> str | None:
    """Return what the person meant as a record writes it, when each of their words is understood."""
    written, field = str(context["written"]), str(context["field"])
    if kind == "unexpected_keyword_argument" and (typed := typed_mistake(field)):
        return f"Il y a ici {typed[0]}. {typed[1]}"
    if written[:1] in _CURLY:
        return 'Remplacez les guillemets courbes « “ » et « ” » par des guillemets droits : "…".'
    if kind == "tuple_type" and field in _DAYS and (day := french_hours.day(written)):
        return f"Écrivez « {field}: {day} »."
    if kind == "plage" and (slots := french_hours.ranges(written)):
        return f"Écrivez {', '.join(map(french_hours.quoted, slots))}."
    if kind == "permanence" and (permanence := french_hours.permanence(written)):
        return f"Écrivez {french_hours.quoted(permanence)}."
    return None


def expected_words(error: ErrorDetails) -> tuple[str, ...]:
    """Return the words that pydantic would accept where another one is written."""
    expected = str((error.get("ctx") or {}).get("expected"))
    return tuple(expected.replace("'", "").replace(" or ", ", ").split(", "))


def meant(written: str, known: tuple[str, ...]) -> str | None:
    """Return the known word that was probably meant, None when nothing is close."""
    word = FRENCH_WORDS.get(written.lower())
    return word if word in known else nearest(written, known)


def suggestion(written: str, known: tuple[str, ...]) -> str:
    """Return the known word probably meant, as a suggestion, or all words if none is close."""
    if suggested := meant(written, known):
        return f"Vouliez-vous écrire « {suggested} » ?"
    if len(known) > 40:
        return "Choisissez une clé de la page de référence."
    return f"Écrivez l’un de ces mots : {', '.join(known)}."


def _quotable(written: object) -> str:
    if isinstance(written, dict | list):
        return "…"
    text = " ".join(str(written).split())
    return text if len(text) <= 60 else f"{text[:57]}…"
