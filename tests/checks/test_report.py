"""Problems written out for people and for GitHub."""

import os
from pathlib import PurePath

import pytest

from msap.checks.report import Findings, for_github, for_people, summary
from msap.source.problems import Position, Problem, Severity

HERE = PurePath("data/msap/23/ahun.yml")


def problem(line: int, fact: str = "Faux.", severity: Severity = Severity.ERROR) -> Problem:
    """Make a problem of one line."""
    return Problem(HERE, Position(line, 5), "code", fact, "Corrigez.", severity)


@pytest.mark.parametrize(
    "errors, warnings, records, expected",
    [
        (0, 0, 1, "Aucune erreur ; 1 fiche lue en 1,9 s."),
        (0, 1, 2845, "Aucune erreur, 1 point à vérifier ; 2\u202f845 fiches lues en 1,9 s."),
        (1, 0, 0, "1 erreur dans 1 fichier ; 0 fiche lue en 1,9 s."),
        (3, 5, 2, "3 erreurs dans 1 fichier, 5 points à vérifier ; 2 fiches lues en 1,9 s."),
    ],
)
def test_the_counts_agree_in_number(
    errors: int, warnings: int, records: int, expected: str
) -> None:
    """The last line is correct French whatever the counts."""
    found = [problem(n) for n in range(errors)]
    found += [problem(n, severity=Severity.WARNING) for n in range(warnings)]
    assert summary(Findings(tuple(found), records, 1.94)) == expected


def test_identical_problems_are_reported_once_with_their_lines() -> None:
    """The same mistake on several lines is one entry; on one line it is counted."""
    found = (problem(3), problem(9), problem(4), problem(5, "Deux."), problem(5, "Deux."))
    report = for_people(Findings(found, 1, 0.1))
    assert "data/msap/23/ahun.yml:3:5 erreur : Faux. (et lignes 4, 9)\n" in report
    assert "data/msap/23/ahun.yml:5:5 erreur : Deux. (2 fois)\n" in report


def test_errors_come_last() -> None:
    """After a long list of points to look at, the errors are what stays in view."""
    found = (problem(1, "Grave."), problem(2, "Douteux.", Severity.WARNING))
    report = for_people(Findings(found, 1, 0.1))
    assert report.index("Douteux.") < report.index("Grave.") < report.index("1 erreur")


def test_what_a_terminal_would_obey_is_written_out() -> None:
    """A file name with a line end, an escape or stray bytes cannot forge the report."""
    path = PurePath(os.fsdecode(b"23/a\n\x1b[31m\xff.yml"))
    forged = Problem(path, Position(), "nom-de-fichier", "Nom.", "Renommez.")
    for render in (for_people, for_github):
        report = render(Findings((forged,), 0, 0.1))
        assert "23/a\\u000a\\u001b[31m\\udcff.yml" in report
        report.encode("utf-8")


def test_github_shows_each_problem_beside_its_line() -> None:
    """Each problem is one workflow command, with what the command syntax reserves escaped."""
    found = (problem(3, "100 % : a, b"), problem(4, "Douteux.", Severity.WARNING))
    lines = for_github(Findings(found, 1, 0.1)).splitlines()
    assert lines[0] == (
        "::error file=data/msap/23/ahun.yml,line=3,col=5,title=code::100 %25 : a, b Corrigez."
    )
    assert lines[1].startswith("::warning file=data/msap/23/ahun.yml,line=4,")
    assert lines[2].startswith("1 erreur dans 1 fichier, 1 point à vérifier ;")


def test_github_properties_are_escaped() -> None:
    """A colon or a comma in a file name does not end the property."""
    odd = Problem(PurePath("a:b,c%.yml"), Position(), "code", "Fait.", "Conseil.")
    assert for_github(Findings((odd,), 0, 0)).startswith("::error file=a%3Ab%2Cc%25.yml,line=1,")
