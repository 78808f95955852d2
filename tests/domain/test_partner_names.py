"""One partner under several names, each up to its day."""

from datetime import date

import pytest

from msap.domain.partner_names import every_name, name_on
from msap.source.referentials import PartnerField, PartnerKind, PartnerName

EMPLOYMENT = PartnerKind(
    names=(
        PartnerName(name="ANPE", until=date(2008, 12, 31)),
        PartnerName(name="Pôle emploi", until=date(2023, 12, 31)),
        PartnerName(name="France Travail (opérateur national)", short="France Travail"),
    ),
    field=PartnerField.EMPLOYMENT,
    help="Chercher un emploi.",
    other_names=("Assedic", "ANPE"),
)


@pytest.mark.parametrize(
    "day, listed",
    [
        (date(2008, 12, 31), "ANPE"),
        (date(2009, 1, 1), "Pôle emploi"),
        (date(2023, 12, 31), "Pôle emploi"),
        (date(2024, 1, 1), "France Travail"),
    ],
)
def test_a_name_lasts_until_its_last_day(day: date, listed: str) -> None:
    """The last day still has the old name, the next one the new."""
    assert name_on(EMPLOYMENT, day).listed == listed


def test_every_name_finds_it() -> None:
    """Names of the past, today's short and long ones, and other words, each once."""
    assert every_name(EMPLOYMENT) == ("ANPE", "Pôle emploi", "France Travail", "Assedic")
