"""What is invented can harm nobody, says that it is invented, and stands in real communes."""

from __future__ import annotations

import re

from msap.source.catalogue import Catalogue
from msap.source.msap import Address
from tools.demonstration.__main__ import ROOT
from tools.demonstration.contacts import FICTION_PREFIXES

_RECORDS = ROOT / "data" / "msap"


def _all_text() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(_RECORDS.glob("*/*.yml")))


def _addresses(catalogue: Catalogue) -> list[Address]:
    stops = [stop.address for entry in catalogue.entries for stop in entry.msap.stops]
    return [entry.msap.address for entry in catalogue.entries] + stops


def test_every_record_says_it_is_invented(catalogue: Catalogue) -> None:
    """`demonstration: yes` and the source « Démonstration » stand in every record."""
    for entry in catalogue.entries:
        assert entry.msap.demonstration
        assert entry.msap.source is not None
        assert entry.msap.source.name == "Démonstration"


def test_phones_are_for_fiction(catalogue: Catalogue) -> None:
    """Every number of ten digits anywhere lies in the ranges kept for fiction, used once."""
    written = [entry.msap.contact.phone for entry in catalogue.entries if entry.msap.contact.phone]
    anywhere = re.findall(r"\b0\d(?:[ .]?\d\d){4}\b", _all_text())
    assert len(written) == len(set(written)) > 300
    assert all(phone.startswith(FICTION_PREFIXES) for phone in [*written, *anywhere])


def test_domains_are_reserved(catalogue: Catalogue) -> None:
    """Every e-mail and link anywhere stands under `.example`, and no two places share one."""
    text = _all_text()
    hosts = re.findall(r"(?:@|https?://)([\w.-]+)", text)
    emails = [entry.msap.contact.email for entry in catalogue.entries if entry.msap.contact.email]
    assert len(hosts) > 400
    assert all(host.endswith(".example") for host in hosts)
    assert "www." not in text
    assert len(emails) == len(set(emails))


def test_communes_are_real(catalogue: Catalogue) -> None:
    """Every INSEE code is a commune's, with its name, its department and one of its postcodes."""
    for address in _addresses(catalogue):
        commune = catalogue.geography.communes[address.insee]
        assert address.city == commune.name.replace("'", "’")
        assert address.postcode in commune.postcodes
    for entry in catalogue.entries:
        commune = catalogue.geography.communes[entry.msap.address.insee]
        assert entry.departement == commune.departement


def test_most_communes_are_small(catalogue: Catalogue) -> None:
    """Most open places stand in communes of 500 to 8 000 people, and some in towns."""
    communes = catalogue.geography.communes
    people = [communes[e.msap.address.insee].population for e in catalogue.entries]
    small = sum(500 <= number <= 8_000 for number in people)
    assert small > 0.9 * len(people)
    assert sum(number > 8_000 for number in people) >= 10
