"""Comments: understood as a whole, or kept with their reasons."""

import pytest

from msap.exchange.comments import CommentReason, read_comment
from msap.source.msap import Appointment

PHONE = "05 36 49 00 01"
EMAILS = frozenset({"accueil@ahun.example"})


@pytest.mark.parametrize(
    "written,expected",
    [
        ("Sur rendez-vous uniquement", Appointment.REQUIRED),
        ("UNIQUEMENT SUR RDV", Appointment.REQUIRED),
        ("Prise de rendez-vous obligatoire au : 05 36 49 00 01", Appointment.REQUIRED),
        ("Prise de rendez-vous conseillée", Appointment.POSSIBLE),
        ("Possibilité de prendre rendez-vous au 05.36.49.00.01.", Appointment.POSSIBLE),
        ("RDV au 0536490001 ou par mail à accueil@ahun.example", Appointment.POSSIBLE),
    ],
)
def test_understood(written: str, expected: Appointment) -> None:
    """A comment whose every word is accounted for becomes a field."""
    read = read_comment(written, PHONE, EMAILS)
    assert (read.appointment, read.kept) == (expected, "")


@pytest.mark.parametrize(
    "written,reason",
    [
        ("Sur rendez-vous uniquement le vendredi", CommentReason.APPOINTMENT),
        ("Prise de rendez-vous au 05 99 99 99 99", CommentReason.CONTACT),
        ("RDV : autre@ahun.example", CommentReason.CONTACT),
        ("Permanence à la mairie", CommentReason.ROUNDS),
        ("Ouvert le premier samedi du mois", CommentReason.SOME_WEEKS),
        ("Fermeture du 3 au 14 août", CommentReason.CLOSURE),
        ("Pendant les vacances scolaires : 9:00 - 12:00", CommentReason.HOLIDAYS),
        ("Lundi : Quillan", CommentReason.DAYS),
        ("Accessible PMR", CommentReason.OTHER),
        ("Sur rendez-vous", CommentReason.APPOINTMENT),
    ],
)
def test_kept_word_for_word(written: str, reason: CommentReason) -> None:
    """Anything more stays as written, with a reason for the report."""
    read = read_comment(written, PHONE, EMAILS)
    assert read.kept == written
    assert reason in read.reasons


@pytest.mark.parametrize("written", [".", PHONE, "536490001", "Mail : accueil@ahun.example"])
def test_repetitions(written: str) -> None:
    """What the record shows already is not shown twice."""
    assert read_comment(written, PHONE, EMAILS).repeats
