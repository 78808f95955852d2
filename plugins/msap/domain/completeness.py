"""Counts of the fields that records fill; a drop shows that a source lost some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msap.source.hours import Weekday
from msap.source.msap import Msap

DROP_ALLOWED = 0.05
"""Share that may leave at once without a word; beyond, a column or a folder was cut off."""


class Attribute(StrEnum):
    """What a record may or may not give; a day is given when the place opens on it."""

    STREET = "street"
    LOCATION = "location"
    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    LABEL = "label"
    APPOINTMENT = "appointment"
    PARTNERS = "partners"
    SERVICES = "services"
    HOURS = "hours"
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


def attributes_of(msap: Msap) -> Iterator[Attribute]:
    """Yield what a record gives; hours and days of its stops count as its own."""
    single = {
        Attribute.STREET: msap.address.street,
        Attribute.LOCATION: msap.location,
        Attribute.PHONE: msap.contact.phone,
        Attribute.EMAIL: msap.contact.email,
        Attribute.WEBSITE: msap.contact.website,
        Attribute.LABEL: msap.label,
        Attribute.APPOINTMENT: msap.appointment,
        Attribute.PARTNERS: msap.partners,
        Attribute.SERVICES: msap.services,
    }
    yield from (attribute for attribute, value in single.items() if value)
    weeks = [week for week in (msap.hours, *(stop.hours for stop in msap.stops)) if week]
    if any(not week.is_unknown for week in weeks):
        yield Attribute.HOURS
    for day in Weekday:
        if any(week.day(day) for week in weeks):
            yield Attribute(day.value)


def count_attributes(records: Iterable[Msap]) -> dict[str, int]:
    """Return how many records give each attribute, in the order of `Attribute`."""
    counts = Counter(attribute for msap in records for attribute in attributes_of(msap))
    return {attribute.value: counts[attribute] for attribute in Attribute}


def is_drop(before: float, now: int) -> bool:
    """True when more than one and more than 5 % of `before` are missing from `now`."""
    return before - now > max(1, before * DROP_ALLOWED)
