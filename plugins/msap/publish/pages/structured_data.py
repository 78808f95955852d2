"""schema.org descriptions of places, for the machines that read pages."""

from __future__ import annotations

import json

from msap.publish.locations import Location
from msap.publish.site import Site
from msap.publish.wording.hours import slots_by_day
from msap.source.hours import Week, Weekday

_WEEKDAYS = tuple(day.value.capitalize() for day in Weekday)
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def office_data(
    location: Location, site: Site, partners: tuple[str, ...], promised: tuple[str, ...]
) -> str:
    """Return the JSON-LD of a GovernmentOffice, safe inside a script element.

    Hours are those of every week and open to all; the rest cannot be said in schema.org. What the
    network promises everywhere is said of the network.
    """
    msap, address = location.entry.msap, location.address
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "GovernmentOffice",
        "name": location.name,
        "address": {
            "@type": "PostalAddress",
            **({"streetAddress": address.street} if address.street else {}),
            "postalCode": address.postcode,
            "addressLocality": address.city,
            "addressCountry": "FR",
        },
    }
    if site.url:
        data["@id"] = data["url"] = site.absolute(location.url)
    if location.point and not (location.point.is_approximate or location.is_unlocated_tour):
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": location.point.lat,
            "longitude": location.point.lon,
        }
    if msap.contact.phone:
        data["telephone"] = msap.contact.phone
    if msap.contact.email:
        data["email"] = msap.contact.email
    if location.hours and (hours := _hours(location.hours)):
        data["openingHoursSpecification"] = hours
    if partners:
        data["knowsAbout"] = list(partners)
    if promised:
        data["memberOf"] = {
            "@type": "Organization",
            "name": site.network.naming.full,
            "knowsAbout": list(promised),
        }
    return safe_json(data)


def safe_json(data: object) -> str:
    """Write JSON in which no character can end a script element or begin markup."""
    written = _written(data)
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _hours(week: Week) -> list[dict[str, object]]:
    """Gather the days that share a slot, so that the description stays short."""
    days: dict[tuple[int, int], list[str]] = {}
    for name, slots in zip(_WEEKDAYS, slots_by_day(week), strict=False):
        for slot in slots or ():
            if slot.weeks is None and slot.nth is None and slot.appointment is None:
                days.setdefault((slot.time.start, slot.time.end), []).append(name)
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": names,
            "opens": _clock(start),
            "closes": _clock(end),
        }
        for (start, end), names in sorted(days.items())
    ]


def _clock(minutes: int) -> str:
    return "23:59" if minutes == 24 * 60 else f"{minutes // 60:02d}:{minutes % 60:02d}"
