"""The filters of the page of results: those that some record can answer, and no other.

A choice is a checkbox, its name and value are what the address of the page then holds, as
`partenaire=caf`; `theme/src/listing/filters.js` tells what a place answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msap.publish.directory import Directory
from msap.publish.listing.places import PROJECT, ListingItem
from msap.publish.wording.lists import list_words
from msap.publish.wording.typography import typeset
from msap.source.msap import Appointment

NOW, SATURDAY, NO_APPOINTMENT = "ouvert", "jour", "rendez-vous"
ACCESSIBLE, TOURING = "acces", "tournee"
PARTNER, SERVICE = "partenaire", "service"
ANNOUNCED = "annonce"
"""A partner of the network's offer that the record of the place itself names too."""
FILTERS = (NOW, SATURDAY, NO_APPOINTMENT, ACCESSIBLE, TOURING, PARTNER, ANNOUNCED, SERVICE)
"""The names of all filters, which the script of the list knows as well."""
SATURDAY_RANK = 5
_VALUES = {
    NOW: "maintenant",
    SATURDAY: "samedi",
    NO_APPOINTMENT: "sans",
    ACCESSIBLE: "fauteuil",
    TOURING: "oui",
}
"""The one value of a filter that is yes or nothing."""
_SUBJECTS = {
    "les services présents": "partners",
    "ce qu’on peut y faire": "services",
    "les horaires": "hours",
    "l’accès en fauteuil roulant": "is_accessible",
    "si un rendez-vous est nécessaire": "appointment",
}
"""What records may leave unspecified, and where a listed place has it."""


class FilterChoice(NamedTuple):
    """A checkbox of the form."""

    name: str
    value: str
    label: str


class Group(NamedTuple):
    """Choices under one legend."""

    legend: str
    choices: tuple[FilterChoice, ...]


class Filters(NamedTuple):
    """The groups to offer, and a sentence on the fields that no record fills, empty if none."""

    groups: tuple[Group, ...]
    unspecified: str


class Answers(NamedTuple):
    """What places say to the filters; projects say nothing.

    `yes` are the choices that one of them answers so, `unspecified` the subjects that all leave
    out.
    """

    yes: frozenset[str]
    unspecified: frozenset[str]


def answers_of(places: Iterable[ListingItem]) -> Answers:
    """Return what some places say."""
    listed = [place for place in places if place.kind != PROJECT]
    return Answers(
        frozenset[str]().union(*map(met_choices, listed)),
        frozenset(
            subject
            for subject, column in _SUBJECTS.items()
            if all(getattr(place, column) is None for place in listed)
        ),
    )


def met_choices(place: ListingItem) -> frozenset[str]:
    """Return the choices that a place answers with yes, as the address holds them.

    Being open now is said of every place whose hours are known: the rest is for the clock.
    """
    return frozenset(f"{name}={value}" for name, value in _choices_met(place))


def offered_filters(answers: Iterable[Answers], directory: Directory) -> Filters:
    """Offer each choice that a place open to the public answers with yes."""
    known = list(answers)
    answered = frozenset[str]().union(*(one.yes for one in known))
    unspecified = [
        subject for subject in _SUBJECTS if all(subject in one.unspecified for one in known)
    ]
    partners = directory.partner_names.items()
    services = directory.catalogue.referentials.services.items()
    groups = (
        Group(
            "Horaires",
            (
                _only_choice(NOW, "Ouvert maintenant"),
                _only_choice(SATURDAY, "Ouvert le samedi"),
                _only_choice(NO_APPOINTMENT, "Sans rendez-vous"),
            ),
        ),
        Group(
            "Accès",
            (
                _only_choice(ACCESSIBLE, "Accessible en fauteuil roulant"),
                _only_choice(TOURING, "Maison itinérante"),
            ),
        ),
        Group(
            "Aide avec ces services" if directory.catalogue.network.offer else "Services présents",
            tuple(FilterChoice(PARTNER, key, typeset(name.listed)) for key, name in partners),
        ),
        Group(
            "Annoncés par le lieu lui-même",
            tuple(FilterChoice(ANNOUNCED, key, typeset(name.listed)) for key, name in partners),
        ),
        Group(
            "Pour quoi faire",
            tuple(FilterChoice(SERVICE, key, typeset(kind.name)) for key, kind in services),
        ),
    )
    kept = tuple(_answered(group, answered) for group in groups)
    return Filters(tuple(group for group in kept if group.choices), _unspecified(unspecified))


def _only_choice(name: str, label: str) -> FilterChoice:
    return FilterChoice(name, _VALUES[name], label)


def _choices_met(place: ListingItem) -> Iterator[tuple[str, str]]:
    yield from ((PARTNER, key) for key in (*(place.partners or ()), *place.promised_partners))
    yield from ((SERVICE, key) for key in (*(place.services or ()), *place.promised_services))
    yield from ((ANNOUNCED, key) for key in place.announced)
    if place.hours and place.hours.week:
        yield NOW, _VALUES[NOW]
        if any(mark.isdigit() for mark in place.hours.week.split("|")[SATURDAY_RANK]):
            yield SATURDAY, _VALUES[SATURDAY]
    if place.appointment in {Appointment.NONE, Appointment.POSSIBLE}:
        yield NO_APPOINTMENT, _VALUES[NO_APPOINTMENT]
    if place.is_accessible:
        yield ACCESSIBLE, _VALUES[ACCESSIBLE]
    if place.is_touring:
        yield TOURING, _VALUES[TOURING]


def _answered(group: Group, answered: frozenset[str]) -> Group:
    kept = (choice for choice in group.choices if f"{choice.name}={choice.value}" in answered)
    return Group(group.legend, tuple(kept))


def _unspecified(subjects: Sequence[str]) -> str:
    """Return the names of the fields that no record fills."""
    if not subjects:
        return ""
    return typeset(
        f"Les fiches ne disent pas encore : {list_words(subjects)}. Demandez au téléphone."
    )
