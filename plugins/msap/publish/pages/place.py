"""The page of an open MSAP, and of each stop of a touring one."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from markupsafe import Markup

from msap.domain.addresses import departement_url, msap_url, region_url
from msap.domain.freshness import changed_on, stale_from
from msap.domain.offer import promised_partners
from msap.publish.directory import Directory
from msap.publish.editorial.markdown import render_description
from msap.publish.locations import Location
from msap.publish.page import Link, Page
from msap.publish.pages.structured_data import office_data
from msap.publish.site import Site
from msap.publish.wording.contact_details import (
    DescriptionItem,
    Item,
    NearLink,
    RecordNote,
    StatusBadge,
    address_lines,
    contact_items,
    directions_url,
    kind_words,
    locality,
    near_links,
    phone_url,
    phone_words,
    record_note,
    titled,
)
from msap.publish.wording.dates import date_words, period_words
from msap.publish.wording.hours import (
    APPOINTMENTS,
    DayRow,
    closure_words,
    day_rows,
    missing_words,
    week_words,
)
from msap.publish.wording.numbers import count_words
from msap.publish.wording.opening import ScriptHours, script_hours
from msap.publish.wording.services_and_partners import (
    Promise,
    access_items,
    other_items,
    partner_items,
    promise_of,
    service_items,
)
from msap.publish.wording.typography import NBSP, typeset
from msap.source.msap import Msap, Period

CLOSURE_NOTICE_DAYS = 14
"""A closure is announced at the top of the page that long before it begins."""

USUAL_HOURS = "Horaires habituels. Fermé les jours fériés, sauf avis contraire."
TOUR_HOURS = typeset(
    "Heures du service, d’après sa fiche. Les lieux changent : demandez-les avant de venir."
)


class NoticeView(NamedTuple):
    """A message and its days; `until` is the last one, for the script."""

    text: str
    period: str
    until: str


class Hours(NamedTuple):
    """Opening hours: the table, or the sentence that says there is none.

    `note` says what the table is worth; `closures_until` is the last day of all closures, for the
    script.
    """

    rows: tuple[DayRow, ...]
    note: str
    missing: str
    words: str
    data: ScriptHours
    closures: tuple[str, ...]
    closures_until: str
    appointment: str


class StopItem(NamedTuple):
    """A stop in the list of its touring MSAP."""

    name: str
    url: str
    street: str
    hours: str
    data: ScriptHours


class AgeNotice(NamedTuple):
    """What to do from the day on, `since`, on which all that the record says is a year old."""

    words: str
    since: str
    is_shown: bool


class PlaceView(NamedTuple):
    """The page of a location; what is unknown is empty and has no heading."""

    kind: str
    name: str
    locality: str
    parent: Link | None
    state: StatusBadge
    address: tuple[str, ...]
    is_approximate: bool
    phone: str
    phone_url: str
    directions_url: str
    notices: tuple[NoticeView, ...]
    hours: Hours
    stops: tuple[StopItem, ...]
    details: str
    remarks: str
    description: Markup
    partners: tuple[Item, ...]
    services: tuple[Item, ...]
    promise: Promise | None
    access: tuple[DescriptionItem, ...]
    contacts: tuple[DescriptionItem, ...]
    organisation: tuple[DescriptionItem, ...]
    nearest: tuple[NearLink, ...]
    age: AgeNotice
    note: RecordNote


def place_pages(code: str, directory: Directory, site: Site) -> list[Page]:
    """Make a page for each open MSAP of a department and one for each of their stops."""
    pages = []
    for own, stops in places_of(code, directory):
        pages.append(_page(own, stops, directory, site))
        pages += [_page(stop, [], directory, site) for stop in stops]
    return pages


def places_of(code: str, directory: Directory) -> list[tuple[Location, list[Location]]]:
    """Return the open MSAP of a department, each as the location of its own page with its stops."""
    places = []
    for entry in directory.departement_records[code].opened:
        locations = directory.locations_by_msap.get(entry.msap.id, ())
        own = next((location for location in locations if not location.stop), None)
        places.append((own or directory.base_of(entry), [s for s in locations if s.stop]))
    return places


def _page(location: Location, stops: list[Location], directory: Directory, site: Site) -> Page:
    entry, msap = location.entry, location.entry.msap
    departement = directory.catalogue.referentials.departements[location.departement]
    region = directory.catalogue.referentials.regions[departement.region]
    is_tour = location.is_unlocated_tour or (bool(stops) and location.hours is None)
    place = typeset(departement.name) if is_tour else locality(location.address, departement.name)
    point = location.point
    own_name = f"Arrêt {location.place}" if location.stop else location.name
    view = PlaceView(
        kind=kind_words(msap, site),
        name=own_name,
        locality=place,
        parent=Link(typeset(msap.name), msap_url(msap)) if location.stop else None,
        state=_state(location, stops),
        address=() if is_tour else address_lines(location.address),
        is_approximate=bool(point and point.is_approximate),
        phone=phone_words(msap.contact),
        phone_url=phone_url(msap.contact),
        directions_url=directions_url(point) if point and not (stops or is_tour) else "",
        notices=_notices(msap, site),
        hours=_hours(location, site),
        stops=tuple(_stop_item(stop, site) for stop in stops),
        details=typeset(location.stop.details or "") if location.stop else "",
        remarks=typeset(msap.remarks or ""),
        description=render_description(msap.description) if msap.description else Markup(""),
        partners=partner_items(msap, directory),
        services=service_items(msap, directory),
        promise=promise_of(msap, directory),
        access=access_items(msap),
        contacts=contact_items(msap.contact),
        organisation=other_items(msap, directory, base=location.address if is_tour else None),
        nearest=near_links(directory.neighbours_of(location), directory, location.departement),
        age=_age(msap, site),
        note=record_note(entry, site),
    )
    crumbs = [
        Link(typeset(region.name), region_url(region)),
        Link(typeset(departement.name), departement_url(departement)),
    ]
    if view.parent:
        crumbs.append(view.parent)
    return Page(
        url=location.url,
        template="place.html",
        title=titled(location.name, location.address),
        description=f"{own_name}, {place} : {'' if is_tour else 'adresse, '}horaires, téléphone, "
        "services présents.",
        view=view,
        crumbs=tuple(crumbs),
        modified=changed_on(msap),
        structured_data=office_data(
            location, site, tuple(p.name for p in view.partners), _promised_names(msap, directory)
        ),
    )


def _promised_names(msap: Msap, directory: Directory) -> tuple[str, ...]:
    promised = promised_partners(msap, directory.catalogue.network.offer)
    return tuple(typeset(directory.partner_names[partner.id].name) for partner in promised)


def _state(location: Location, stops: list[Location]) -> StatusBadge:
    """Return what is known without a clock; the script says whether the place is open now."""
    if not stops and (location.hours is None or location.hours.is_unknown):
        return StatusBadge("unknown", missing_words(location.entry.msap).removesuffix("."))
    if location.stop:
        return StatusBadge("active", "Arrêt desservi")
    if stops:
        return StatusBadge(
            "active", f"En tournée{NBSP}: {count_words(len(stops), 'arrêt', 'arrêts')}"
        )
    return StatusBadge("active", "Accueille le public")


def _notices(msap: Msap, site: Site) -> tuple[NoticeView, ...]:
    """Show the notices not yet over, and the closures that have begun or soon will."""
    soon = site.today + timedelta(days=CLOSURE_NOTICE_DAYS)
    shown: list[tuple[Period, str]] = [(notice, notice.text) for notice in msap.notices]
    for closure in msap.closures:
        if closure.first <= soon:
            reason = f" ({closure.reason})" if closure.reason else ""
            shown.append((closure, f"fermeture exceptionnelle{reason}."))
    kept = [(period, text) for period, text in shown if period.last >= site.today]
    return _end(msap) + tuple(
        NoticeView(typeset(text), period_words(period.first, period.last), str(period.last))
        for period, text in sorted(kept, key=lambda one: (one[0].first, one[0].last))
    )


def _age(msap: Msap, site: Site) -> AgeNotice:
    advice = "appelez" if msap.contact.phone else "renseignez-vous"
    since = stale_from(msap)
    return AgeNotice(
        f"Ces informations ont plus d’un an{NBSP}: {advice} avant de venir.",
        str(since),
        since <= site.today,
    )


def _end(msap: Msap) -> tuple[NoticeView, ...]:
    """Announce the last day of a place that will close for good, with the reason."""
    closing = msap.closing
    if closing is None or closing.date is None:
        return ()
    words = f"ce lieu fermera le {date_words(closing.date)}."
    text = f"{words} {typeset(closing.reason)}" if closing.reason else words
    return (NoticeView(text, "fermeture définitive", str(closing.date)),)


def _hours(location: Location, site: Site) -> Hours:
    msap, week = location.entry.msap, location.hours
    is_tour = location.is_unlocated_tour or location.stop is not None
    rows = day_rows(msap.hours if location.is_unlocated_tour else week, is_tour=is_tour)
    return Hours(
        rows=rows,
        note=TOUR_HOURS if location.is_unlocated_tour else USUAL_HOURS,
        missing="" if rows or (msap.stops and not location.stop) else missing_words(msap),
        words=week_words(week),
        data=script_hours(location, site.today),
        closures=closure_words(msap.closures, site.today),
        closures_until=max((str(closure.last) for closure in msap.closures), default=""),
        appointment=APPOINTMENTS[msap.appointment] if msap.appointment else "",
    )


def _stop_item(stop: Location, site: Site) -> StopItem:
    street = typeset(stop.address.street or stop.address.extra or "")
    data = script_hours(stop, site.today)
    return StopItem(stop.place, stop.url, street, week_words(stop.hours), data)
