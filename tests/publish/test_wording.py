"""How the site writes French."""

import unicodedata
from datetime import date

import pytest

from msap.publish.wording.dates import date_words, joined_range, period_words
from msap.publish.wording.lists import list_words, sort_key
from msap.publish.wording.numbers import count_words, distance_words, number_words, rank_words
from msap.publish.wording.typography import with_no_break_spaces
from msap.source.hours import TimeRange

NBSP = "\u00a0"


def test_a_slot_reads_as_people_say_it() -> None:
    """Minutes are written only when there are some."""
    words = joined_range(TimeRange(start=540, end=750))
    assert words == f"9{NBSP}h{NBSP}–\u2060{NBSP}12{NBSP}h{NBSP}30"


@pytest.mark.parametrize(
    "first, last, words",
    [
        (date(2026, 8, 3), date(2026, 8, 14), f"du 3 au 14{NBSP}août 2026"),
        (date(2026, 7, 20), date(2026, 8, 1), f"du 20{NBSP}juillet au 1er{NBSP}août 2026"),
        (
            date(2026, 12, 24),
            date(2027, 1, 2),
            f"du 24{NBSP}décembre 2026 au 2{NBSP}janvier 2027",
        ),
        (date(2026, 11, 11), date(2026, 11, 11), f"le 11{NBSP}novembre 2026"),
    ],
)
def test_a_period_says_month_and_year_once(first: date, last: date, words: str) -> None:
    """What both ends share is said at the end only."""
    assert period_words(first, last) == words


def test_the_first_of_a_month_is_an_ordinal() -> None:
    """French says « 1er », then cardinal numbers."""
    assert date_words(date(2024, 8, 1)) == f"1er{NBSP}août 2024"
    assert rank_words([1, 3]) == "1er et 3e"


@pytest.mark.parametrize(
    "kilometres, words",
    [
        (0.0, "100 m"),
        (0.34, "300 m"),
        (0.949, "900 m"),
        (0.96, "1 km"),
        (4.46, "4,5 km"),
        (9.96, "10 km"),
        (123.4, "123 km"),
    ],
)
def test_distances_are_rounded_as_people_do(kilometres: float, words: str) -> None:
    """Hundreds of metres, then one decimal, then whole kilometres."""
    assert distance_words(kilometres) == words.replace(" ", NBSP)


def test_zero_and_one_are_singular() -> None:
    """French counts « 0 maison », « 1 maison », « 2 maisons »."""
    assert [count_words(n, "maison", "maisons").replace(NBSP, " ") for n in (0, 1, 2)] == [
        "0 maison",
        "1 maison",
        "2 maisons",
    ]
    assert number_words(2845) == "2\u202f845"


def test_lists_end_with_et() -> None:
    """Two items need no comma."""
    assert [list_words(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a et b",
        "a, b et c",
    ]


def test_marks_get_the_space_french_wants() -> None:
    """Colons and guillemets take a full space, other marks a narrow one."""
    assert with_no_break_spaces("Où ? « Ici » : là !") == (
        f"Où\u202f? «{NBSP}Ici{NBSP}»{NBSP}: là\u202f!"
    )


def test_accents_do_not_count_when_sorting() -> None:
    """« Écueillé » stands with the E, « Œuilly » with « Oeuilly »."""
    names = ["Zonza", "Écueillé", "Évaux", "Eymoutiers", "L’Étang", "Œuilly", "Oeyreluy"]
    assert sorted(names, key=sort_key) == [
        "Écueillé",
        "Évaux",
        "Eymoutiers",
        "L’Étang",
        "Œuilly",
        "Oeyreluy",
        "Zonza",
    ]


def test_each_character_sorts_by_its_letter_alone() -> None:
    """The table that is filled as characters are met gives what Unicode says of each of them."""
    joiner = 0x034F  # it has no width and ties accents together: it goes with them
    for letter in map(chr, {*range(0x3000)} - {joiner}):
        plain = letter.lower().replace("œ", "oe").replace("æ", "ae")
        plain = unicodedata.normalize("NFD", plain)
        kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
        assert sort_key(letter) == "".join(kept), hex(ord(letter))
