"""From the cast to the records: each place with its name, its hours, its partners and the rest."""

from __future__ import annotations

from typing import Any

from msap.source.geography import Commune, Geography
from msap.source.msap import Msap
from msap.source.referentials import Referentials
from tools.demonstration import partnership, weeks, wording
from tools.demonstration.casting import SHOWCASE, Part, cast_open, cast_projects
from tools.demonstration.contacts import PhoneBook, address, email, location, website
from tools.demonstration.draw import Draw
from tools.demonstration.french import of, typographic
from tools.demonstration.identity import EDITION, Register
from tools.demonstration.places import OVERSEAS, Choice, choose, distance, neighbours
from tools.demonstration.showcase import AHUN
from tools.demonstration.touring import stops

_CLOSINGS = (
    ("2019-12-31", "La maison a rejoint celle du bourg voisin.", True),
    ("2024-06-28", "Le bâtiment est vendu, l’équipe accueille désormais à quelques kilomètres.", True),
    ("2017-09-01", "La convention n’a pas été reconduite.", False),
    ("2026-10-30", "Les deux maisons du territoire n’en font plus qu’une.", True),
    (None, "Fermée après le départ de la structure porteuse.", False),
    ("2022-03-31", None, True),
)  # fmt: skip
_OPENING_MONTHS = (
    "2027-01", "2027-02", "2027-03", "2027-04", "2027-06", "2027-09", "2027-10", "2028-01",
    "2028-03", "2028-09",
)  # fmt: skip


class Author:
    """Writes the records of one choice of communes; holds what they share."""

    def __init__(self, geography: Geography, referentials: Referentials, choice: Choice) -> None:
        self._geography = geography
        self._referentials = referentials
        chosen = sorted(choice.open + choice.project + choice.closed)
        self._register = Register(geography, referentials, chosen)
        self._phones = PhoneBook()

    def open_place(self, part: Part) -> dict[str, Any]:
        """Give an open place, with the traits of its part."""
        commune, traits = part.commune, part.traits
        draw = Draw("open", commune.insee)
        slots = self._slots(part)
        record = self._register.identity(
            commune, "open", self._register.open_name(part)
        ) | self._form(part)
        if "no-label" not in traits:
            record["label"] = {"awarded": wording.label_date(draw)}
        record["address"] = address(commune, draw)
        if "description" in traits:
            record["address"].pop("extra", None)
        if "approximate" not in traits:
            record["location"] = location(commune, draw)
        record["contact"] = self._contact(part, draw)
        record["porteur"] = self._register.porteur(part.porteur, commune)
        record["partners"] = partnership.partners(
            self._referentials,
            draw,
            slots,
            porteur=part.porteur,
            counted=1 if "one-partner" in traits else None,
        )
        record["services"] = partnership.services(self._referentials, draw, record["partners"])
        record |= {"hours": slots} if slots else {}
        record |= self._calendar(part, draw)
        record["access"] = wording.access(draw, is_touring=_is_touring(part))
        record["equipment"] = self._equipment(draw, record["partners"])
        if "no-charter" not in traits:
            record["charter"] = True
        if _is_touring(part):
            record["stops"] = self._stops(part)
        if "description" in traits:
            record["description"] = self._description(part, record, draw)
        if commune.insee == SHOWCASE:
            record |= AHUN
        if "former-id" in traits:
            record["previous_ids"] = [f"{record['id']}-{draw.one(('centre', 'bourg', 'relais'))}"]
        return record

    def project(self, part: Part) -> dict[str, Any]:
        """Give a project, of which less is known than of an open place."""
        commune = part.commune
        draw = Draw("project", commune.insee)
        name = self._register.project_name(part)
        record = self._register.identity(commune, "project", name)
        has_street = draw.chance(0.9 if part.porteur == "la-poste" else 0.5)
        record["address"] = address(commune, draw, with_street=has_street)
        if has_street and draw.chance(0.8):
            record["location"] = location(commune, draw)
        if draw.chance(0.4):
            record["contact"] = {"email": email(record["id"])}
            if draw.chance(0.4):
                record["contact"]["phone"] = self._phones.number(record["id"], commune.departement)
        record["porteur"] = self._register.porteur(part.porteur, commune)
        if draw.chance(0.5):
            record["partners"] = self._planned_partners(part, draw)
        if draw.chance(0.25):
            record["services"] = partnership.services(
                self._referentials, draw, record.get("partners") or ["caf", "pole-emploi"]
            )
        if draw.chance(0.75):
            record["opening"] = draw.one(_OPENING_MONTHS)
        if draw.chance(0.4):
            record["description"] = wording.project_description(
                commune, part.porteur, record.get("opening"), draw
            )
        return record

    def closed_place(
        self, commune: Commune, rank: int, open_places: tuple[Commune, ...]
    ) -> dict[str, Any]:
        """Give a place closed for good; most send people to the nearest open one."""
        draw = Draw("closed", commune.insee)
        day, reason, is_replaced = _CLOSINGS[rank]
        record = self._register.identity(commune, "closed", f"MSAP {of(typographic(commune.name))}")
        record["address"] = address(commune, draw)
        record["location"] = location(commune, draw)
        record["porteur"] = self._register.porteur(
            "epci" if is_replaced else "association", commune
        )
        record["closing"] = {"date": day, "reason": reason}
        if is_replaced:
            near = min(open_places, key=lambda place: (distance(place, commune), place.insee))
            record["closing"]["replaced_by"] = self._register.identifier(near)
        record["updated"] = EDITION
        return record

    def _form(self, part: Part) -> dict[str, str]:
        form = next(
            (f for f in ("touring", "bus", "branches", "multi-site") if f in part.traits), ""
        )
        found = {"form": form} if form else {}
        if part.is_branch:
            found["role"] = "branch"
        if part.leader:
            found["group"] = self._register.group(part.leader)
        return found

    def _slots(self, part: Part) -> weeks.WeekSlots | None:
        if _is_touring(part) or "no-hours" in part.traits:
            return None
        draw = Draw("week", part.commune.insee)
        if "short-week" in part.traits:
            return weeks.short_week(part.traits["short-week"])
        slots = weeks.week(draw)
        if "particular-slot" in part.traits:
            weeks.add_particular_slot(slots, draw)
        if "partial-week" in part.traits:
            weeks.forget_days(slots, draw)
        return slots

    def _contact(self, part: Part, draw: Draw) -> dict[str, str]:
        identifier = self._register.identifier(part.commune)
        found: dict[str, str] = {}
        if "no-contact" in part.traits:
            return found
        if "no-phone" not in part.traits:
            zone = "mobile" if _is_touring(part) else part.commune.departement
            found["phone"] = self._phones.number(identifier, zone)
        if draw.chance(0.85) or not found or part.commune.insee == SHOWCASE:
            found["email"] = email(identifier)
        if draw.chance(0.3) or part.commune.insee == SHOWCASE:
            found["website"] = website(identifier)
        return found

    def _calendar(self, part: Part, draw: Draw) -> dict[str, Any]:
        """Give what changes the usual week: closures, notices, appointments, remarks."""
        traits = part.traits
        found: dict[str, Any] = {"closures": wording.closures(traits, draw)}
        if "notice" in traits:
            found["notices"] = wording.notices(traits["notice"])
        if "appointment-required" in traits:
            found["appointment"] = "required"
        elif "particular-slot" in traits:
            found["appointment"] = "possible"
        elif draw.chance(0.8):
            found["appointment"] = draw.weighted({"none": 0.35, "possible": 0.65})
        if "no-hours" in traits:
            found["remarks"] = wording.remarks_without_hours(traits["no-hours"])
        elif "remarks" in traits:
            found["remarks"] = wording.remarks(draw, part.commune.departement)
        return found

    def _equipment(self, draw: Draw, partners: list[Any]) -> dict[str, Any]:
        found: dict[str, Any] = {"computers": draw.weighted({1: 0.3, 2: 0.4, 3: 0.2, 5: 0.1})}
        for thing, told, has in (
            ("printer", 0.8, 0.95),
            ("video", 0.5, 0.4),
            ("confidential_space", 0.6, 0.85),
        ):
            if draw.chance(told):
                found[thing] = draw.chance(has)
        if any("visio" in str(partner) for partner in partners):
            found["video"] = True
        return found

    def _planned_partners(self, part: Part, draw: Draw) -> list[str]:
        """Give partners without their permanences; overseas knows no MSA."""
        planned = partnership.partners(self._referentials, draw, None, porteur=part.porteur)
        keys = [partner if isinstance(partner, str) else partner["id"] for partner in planned]
        is_overseas = part.commune.departement in OVERSEAS
        return [key for key in keys if not (is_overseas and key == "msa")]

    def _stops(self, part: Part) -> list[dict[str, Any]]:
        draw = Draw("round", part.commune.insee)
        rank = part.traits.get("touring", part.traits.get("bus", 0))
        near = neighbours(self._geography, part.commune, 14)
        return stops([part.commune, *draw.several(near, 2 + rank % 6)], draw)

    def _description(self, part: Part, record: dict[str, Any], draw: Draw) -> str:
        if "stops" in record:
            return wording.round_description(len(record["stops"]), draw)
        site = record["contact"].get("website")
        return wording.description(part.commune, part.porteur, site, draw)


def write_all(geography: Geography, referentials: Referentials) -> list[Msap]:
    """Invent all the records, in the order of departments then ids."""
    choice = choose(geography)
    author = Author(geography, referentials, choice)
    written = [author.open_place(part) for part in cast_open(choice)]
    written += [author.project(part) for part in cast_projects(choice)]
    written += [
        author.closed_place(commune, rank, choice.open)
        for rank, commune in enumerate(choice.closed)
    ]
    records = [Msap.model_validate(record) for record in written]
    return sorted(records, key=lambda msap: (departement_of(msap, geography), msap.id))


def _is_touring(part: Part) -> bool:
    return not part.traits.keys().isdisjoint({"touring", "bus"})


def departement_of(msap: Msap, geography: Geography) -> str:
    """Give the department whose folder holds a record."""
    return geography.communes[msap.address.insee].departement
