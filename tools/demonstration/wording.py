"""What the invented records say in words, as an editor of a real one would put it."""

from __future__ import annotations

from datetime import date
from typing import Any

from msap.source.geography import Commune
from tools.demonstration.draw import Draw
from tools.demonstration.french import at, of, typographic
from tools.demonstration.territories import landscape

_REMARKS = (
    "Les permanences des partenaires n’ont pas lieu pendant les vacances scolaires.",
    "Le dernier entretien commence une demi-heure avant la fermeture.",
    "Apportez une pièce d’identité et, si vous l’avez, votre numéro d’allocataire.",
    "Une animatrice se déplace à domicile pour les personnes qui ne peuvent pas venir.",
    "Pour la déclaration de revenus, des créneaux s’ajoutent en avril et en mai.",
    "Un écrivain public reçoit une fois par mois, sur inscription à l’accueil.",
    "Pour un premier dossier, prévoyez une heure.",
)
_SNOW = "En cas de neige, appelez avant de prendre la route."
_WITHOUT_HOURS = (
    "Les horaires changent en ce moment, appelez avant de venir.",
    "Horaires affichés à la mairie et sur la porte.",
)
_RAMPS = (
    "Entrée de plain-pied.",
    "Rampe à gauche de l’entrée.",
    "Entrée de plain-pied par la cour, sonnette à hauteur de fauteuil.",
    "Place de stationnement réservée devant la porte, porte automatique.",
)
_STEPS = (
    "Trois marches à l’entrée, l’équipe descend vous accueillir.",
    "Perron de cinq marches, sans rampe.",
    "Seuil de 8 cm à la porte, rampe mobile à demander à l’accueil.",
)
_TRANSPORT = (
    "Arrêt Mairie, à 100 m.",
    "Arrêt Place du Marché, devant la porte.",
    "Gare à 5 minutes à pied.",
    "Parking gratuit sur la place.",
    "Transport à la demande le mardi et le jeudi, à réserver la veille.",
    "Car scolaire ouvert à tous, arrêt Collège, à 300 m.",
)
_PAST_CLOSURES = (
    ("2026-08-03", "2026-08-14", "Congés d’été"),
    ("2026-08-10", "2026-08-21", "Congés d’été"),
    ("2026-05-15", "2026-05-15", "Pont de l’Ascension"),
    ("2026-10-12", "2026-10-16", "Travaux d’électricité"),
    ("2026-07-13", "2026-07-13", None),
)
_CLOSURES_NOW = (
    ("2026-11-16", "2026-11-27", "Travaux dans l’accueil"),
    ("2026-11-23", "2026-12-04", "Déménagement dans les nouveaux locaux"),
    ("2026-11-23", "2026-11-25", "Formation de l’équipe"),
    ("2026-11-30", "2026-12-11", "Réfection des peintures"),
    ("2026-11-09", "2026-12-18", "Dégât des eaux"),
)
_CHRISTMAS = (
    ("2026-12-24", "2027-01-03", "Congés de fin d’année"),
    ("2026-12-28", "2027-01-01", "Congés de fin d’année"),
    ("2026-12-24", "2026-12-24", "Veille de Noël"),
    ("2026-12-21", "2026-12-31", "Vacances de Noël"),
)
_NOTICES = (
    ("2026-11-02", "2026-12-31", "Pendant les travaux de la rue, l’entrée se fait par la cour."),
    ("2026-11-16", "2026-12-11", "L’imprimante est en panne, la mairie dépanne pour l’urgent."),
    (
        "2026-11-16",
        "2026-12-18",
        "Atelier « Mes démarches en ligne » chaque jeudi à 14 h, gratuit, sur inscription.",
    ),
    (
        "2026-11-20",
        "2027-01-31",
        "Les permanences changent de jour en janvier, demandez le calendrier à l’accueil.",
    ),
    ("2026-10-05", "2026-11-13", "Le téléphone est coupé, écrivez-nous ou passez nous voir."),
    ("2026-12-07", "2026-12-20", "Journée portes ouvertes le samedi 12 décembre, de 9 h à 12 h."),
)
_HOMES = (
    "l’ancienne école", "l’ancienne gare", "l’ancienne perception", "l’ancien presbytère",
    "le rez-de-chaussée de la mairie", "une boutique de la place", "l’aile de la médiathèque",
)  # fmt: skip
_INVITATIONS = (
    "On y vient pour une simple question comme pour un dossier qui n’avance pas.",
    "Deux animatrices vous accueillent et **restent avec vous** jusqu’au bout de la démarche.",
    "Prenez un café en attendant votre tour, la table des jeux est pour les enfants.",
    "L’équipe connaît bien les dossiers de retraite et les changements de situation.",
)
_PURSUITS = (
    "imprimer et numériser des documents",
    "téléphoner gratuitement à un service public",
    "suivre un atelier d’informatique",
    "consulter les offres d’emploi du bassin",
    "emprunter un ordinateur portable",
    "rencontrer le conciliateur de justice",
)
_ABOARD = (
    "À bord : un ordinateur, une imprimante et un coin pour parler sans être entendu.",
    "Le calendrier de la tournée est affiché dans les mairies.",
    "On peut demander un passage à domicile par téléphone.",
)
_PROJECTS_SOON = (
    "L’animatrice est recrutée, elle suit sa formation chez les partenaires.",
    "La convention est signée, la demande de label est à la préfecture.",
    "Les travaux s’achèvent, il reste à meubler l’accueil.",
)
_PROJECTS_LATER = (
    "La convention avec les partenaires est en cours d’écriture.",
    "La mairie et l’intercommunalité préparent le projet avec la préfecture.",
    "Une réunion publique a permis de recueillir les besoins des habitants.",
    "Les partenaires pressentis ont donné leur accord de principe.",
)
_POST_PROJECTS = (
    "Le bureau de poste accueillera aussi la maison de services au public.",
    "Un espace d’accueil avec ordinateur et imprimante est prévu dans le bureau de poste.",
    "Le bureau de poste s’agrandit pour recevoir les partenaires dans un bureau fermé.",
)


def remarks(draw: Draw, departement: str) -> str:
    """Say what hours alone do not."""
    if landscape(departement) == "mountain" and draw.chance(0.25):
        return _SNOW
    return " ".join(draw.several(_REMARKS, draw.one((1, 1, 1, 2))))


def remarks_without_hours(rank: int) -> str | None:
    """Say how to learn the hours; every third record leaves even that unsaid."""
    return (*_WITHOUT_HOURS, None)[rank % 3]


def access(draw: Draw, *, is_touring: bool) -> dict[str, Any]:
    """Say how one gets in and how one gets there, or part of it."""
    found: dict[str, Any] = {}
    if is_touring:
        is_easy = draw.chance(0.7)
        details = "Plateforme élévatrice à l’arrière." if is_easy else "Trois marches à monter."
        return {"wheelchair": is_easy, "details": details}
    if draw.chance(0.85):
        found["wheelchair"] = draw.chance(0.8)
        if draw.chance(0.5):
            found["details"] = draw.one(_RAMPS if found["wheelchair"] else _STEPS)
    if draw.chance(0.5):
        found["transport"] = draw.one(_TRANSPORT)
    return found


def closures(traits: dict[str, int], draw: Draw) -> list[dict[str, str]]:
    """Give the closures of a place: past, of these weeks, at Christmas."""
    chosen = []
    if "past-closure" in traits:
        chosen.append(draw.one(_PAST_CLOSURES))
    if "closed-now" in traits:
        chosen.append(_CLOSURES_NOW[traits["closed-now"] % len(_CLOSURES_NOW)])
    if "christmas" in traits:
        chosen.append(draw.one(_CHRISTMAS))
    return [
        {"from": first, "to": last, **({"reason": reason} if reason else {})}
        for first, last, reason in chosen
    ]


def notices(rank: int) -> list[dict[str, str]]:
    """Give the notice of a place; each in turn, so that past, current and coming ones appear."""
    first, last, text = _NOTICES[rank % len(_NOTICES)]
    return [{"from": first, "to": last, "text": text}]


def description(commune: Commune, porteur: str, site: str | None, draw: Draw) -> str:
    """Present an open place in a few sentences of Markdown."""
    home = "un coin du bureau de poste" if porteur == "la-poste" else draw.one(_HOMES)
    name = typographic(commune.name)
    text = f"La maison {of(name)} occupe {home}.\n{draw.one(_INVITATIONS)}"
    kind = draw.one(("sentence", "list", "sentence"))
    if kind == "list":
        pursuits = draw.several(_PURSUITS, 3)
        items = [f"- {pursuit}{'.' if pursuit == pursuits[-1] else ' ;'}" for pursuit in pursuits]
        text += "\n\nOn peut aussi y :\n\n" + "\n".join(items)
    if site:
        text += f"\n\nLe programme des ateliers est sur [notre site]({site})."
    return text


def project_description(commune: Commune, porteur: str, opening: str | None, draw: Draw) -> str:
    """Present a project in a sentence or two, as far as it has come by its month of opening."""
    if porteur == "la-poste":
        return draw.one(_POST_PROJECTS)
    is_soon = opening is not None and opening < "2027-07"
    sentence = draw.one(_PROJECTS_SOON if is_soon else _PROJECTS_LATER)
    if draw.chance(0.4):
        return f"Une maison est prévue {at(typographic(commune.name))}. {sentence}"
    return sentence


def label_date(draw: Draw) -> str:
    """Give the day a label was granted: from the circular of 2006 to 31 August 2015."""
    first = date(2006, 9, 4) if draw.chance(0.3) else date(2012, 1, 2)
    return draw.working_day(first, date(2015, 8, 28)).isoformat()


def update_date(draw: Draw) -> str:
    """Give the day a record was last checked."""
    return draw.working_day(date(2026, 3, 2), date(2026, 11, 13)).isoformat()


def round_description(stops: int, draw: Draw) -> str:
    """Present a touring place by its round."""
    return (
        f"Une équipe de deux personnes fait le tour de **{stops} communes** chaque semaine.\n"
        f"{draw.one(_ABOARD)}"
    )
