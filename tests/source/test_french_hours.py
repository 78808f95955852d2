"""Hours as people write them, given back as records write them, or not at all."""

import pytest

from msap.source.french_hours import day, permanence
from msap.source.hours import parse_permanence


@pytest.mark.parametrize(
    "written, line",
    [
        ("fermé", "[]"),
        ("Fermée", "[]"),
        ("9h-12h / 14h-17h", '["09:00-12:00", "14:00-17:00"]'),
        ("9h30-12h00, 13h30-17h", '["09:30-12:00", "13:30-17:00"]'),
        ("de 9 h à 12 h et de 14 h à 17 h 30", '["09:00-12:00", "14:00-17:30"]'),
        ("8:30 – 12:00", '["08:30-12:00"]'),
        ("9h-12h sur rendez-vous", None),
        ("le matin", None),
        ("12h-9h", None),
        ("9h-12h60", None),
        ("9h-25h", None),
        ("", None),
    ],
)
def test_days(written: str, line: str | None) -> None:
    """A day is corrected only if each of its words is understood."""
    assert day(written) == line


@pytest.mark.parametrize(
    "written, line",
    [
        ("1er mardi du mois 9h-12h", "1st tuesday 09:00-12:00"),
        ("le 2ème et 4e jeudi de 14h à 17h", "2nd and 4th thursday 14:00-17:00"),
        ("vendredi semaines paires", "even weeks friday"),
        ("tous les lundis", "monday"),
        ("mardi 9h-12h et 14h-17h", None),
        ("un vendredi sur deux", None),
        ("lundi et mardi", None),
        ("mardi matin", None),
        ("sur rendez-vous", None),
    ],
)
def test_permanences(written: str, line: str | None) -> None:
    """What is given back is a permanence, and says all that was written."""
    assert permanence(written) == line
    if line:
        parse_permanence(line)
