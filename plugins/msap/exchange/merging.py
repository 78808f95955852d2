"""A record and its row in a new edition: what the list changes, and what editors keep.

The list decides on what it fills; an empty cell erases nothing that an editor may have added,
except the remarks, which belong to the list: a closure of last summer must go.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from msap.exchange.record_yaml import Tree, record_tree, write_field
from msap.source.hours import Weekday
from msap.source.msap import Address, Contact, Msap, Status

_DATED = frozenset({"source", "updated"})
_PLAIN = ("form", "role", "appointment", "remarks")
_CONTACT_FIELDS = ("phone", "email")


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The record after the edition; `changes` are the changed keys, `fields` those but its dates.

    `kept` names the fields that the record fills and the list does not.
    """

    msap: Msap
    changes: tuple[str, ...]
    fields: tuple[str, ...]
    details: tuple[str, ...]
    kept: tuple[str, ...]


def merge(
    existing: Msap,
    listed: Msap,
    previous: Msap | None = None,
    unspecified: Collection[str] = (),
) -> MergeResult:
    """Bring the row of a new edition into a record.

    With `previous`, the same place in the edition before, a field the list did not change keeps
    what the editors wrote; without it the list always decides. The fields `unspecified` by the list
    stay as they are.
    """
    kept: list[str] = []
    if "remarks" in unspecified and listed.remarks not in {None, existing.remarks}:
        kept.append(f"remarks, alors que la liste dit « {listed.remarks} »")
    listed = _completed(listed, existing, unspecified)
    previous = previous and _completed(previous, existing, unspecified)
    update: dict[str, Any] = {
        "status": Status.OPEN if existing.status is Status.PROJECT else existing.status,
        "address": _address(existing, listed, kept),
        "remarks": listed.remarks,
        "source": listed.source,
        "updated": max(existing.updated, listed.updated),
    }
    if existing.status is Status.CLOSED:
        kept.append("status: closed, alors que la liste donne ce lieu ouvert")
    for name in ("name", "form", "role", "group", "label", "location", "hours", "appointment"):
        update[name] = _merged(name, getattr(existing, name), getattr(listed, name), kept)
    if previous is not None:
        for name in update:
            if name not in _DATED and getattr(previous, name) == getattr(listed, name):
                update[name] = getattr(existing, name)
    if update["address"].insee != existing.address.insee:  # the point is of another commune
        update["location"] = listed.location
        kept = [words for words in kept if words != "location"]
    update["contact"] = _contact(existing, listed, previous, kept)
    merged = replace(existing, **update)
    before, after = record_tree(existing), record_tree(merged)
    changes = tuple(
        key for key in dict.fromkeys((*after, *before)) if before.get(key) != after.get(key)
    )
    fields = tuple(key for key in changes if key not in _DATED)
    details = tuple(
        f"{_line(key, before.get(key))} → {_line(key, after.get(key))}" for key in fields
    )
    return MergeResult(merged, changes, fields, details, tuple(kept))


def _completed(listed: Msap, existing: Msap, unspecified: Collection[str]) -> Msap:
    """Return the row with what the record says of the unspecified fields."""
    plain = {name: getattr(existing, name) for name in _PLAIN if name in unspecified}
    contact = {
        name: getattr(existing.contact, name) for name in _CONTACT_FIELDS if name in unspecified
    }
    days: dict[str, Any] = {
        day.value: existing.hours and existing.hours.day(day)
        for day in Weekday
        if day in unspecified
    }
    return replace(
        listed,
        contact=replace(listed.contact, **contact),
        hours=listed.hours and replace(listed.hours, **days),
        **plain,
    )


def _merged(name: str, existing: object, listed: object, kept: list[str]) -> object:
    if listed is None and existing is not None:
        kept.append(name)
        return existing
    return listed


def _address(existing: Msap, listed: Msap, kept: list[str]) -> Address:
    """Take the address of the list; a line it does not give stays while the place does."""
    old, new = existing.address, listed.address
    if new.insee != old.insee:
        return new
    if new.street is None and old.street:
        kept.append("address.street")
        new = replace(new, street=old.street)
    return new if new.extra or new.street != old.street else replace(new, extra=old.extra)


def _contact(existing: Msap, listed: Msap, previous: Msap | None, kept: list[str]) -> Contact:
    update: dict[str, Any] = {}
    for name in _CONTACT_FIELDS:
        old, new = getattr(existing.contact, name), getattr(listed.contact, name)
        if previous is None:
            update[name] = _merged(f"contact.{name}", old, new, kept)
        else:
            update[name] = old if getattr(previous.contact, name) == new else new
    return replace(existing.contact, **update)


def _line(key: str, tree: Tree | None) -> str:
    return "rien" if tree is None else " ".join(write_field(key, tree).split())
