"""Codes are explained, used, and each seen in a report."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import msap
from msap.checks.codes import ERRORS, WARNINGS

CASES = Path(__file__).parent / "cases"
PACKAGE = Path(msap.__file__).parent
MADE_BY_TESTS = {
    "fichier-ignore",
    *(
        "encodage",
        "fichier-trop-grand",
        "lien-symbolique",
        "archive-demesuree",
        "document-illisible",
    ),
    *("document-protege", "fichier-hors-limites", "image-animee", "image-demesuree"),
    *("image-illisible", "document-deguise", "document-actif"),
}
"""Files that no repository should hold: `test_text.py` and `checks/attached/` make them."""

NEVER_MEANT = {"valeur-refusee"}
"""`tests/source/test_messages.py` shows that nothing leads there."""

_CODE = re.compile(r"[a-z]+(-[a-z]+)*")
_ARGUMENT = {
    "Problem": 2,
    "error": 2,
    "warning": 2,
    "key_warning": 2,
    "refuse": 1,
    "Message": 0,
    "Reason": 0,
}


def codes_in(path: Path) -> Iterator[str]:
    """Find the codes given as they are written to what makes problems."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            rank = _ARGUMENT.get(name)
            argument = node.args[rank] if rank is not None and len(node.args) > rank else None
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def test_every_code_in_the_source_is_explained() -> None:
    """Whoever adds a rule explains its code, in words of lower-case letters."""
    used = {
        code
        for layer in ("source", "checks")
        for path in (PACKAGE / layer).rglob("*.py")
        for code in codes_in(path)
    }
    assert used - ERRORS.keys() - WARNINGS.keys() == set()
    assert all(_CODE.fullmatch(code) for code in [*ERRORS, *WARNINGS])


def test_every_code_explained_is_seen_in_a_report() -> None:
    """No code is explained that no case shows, with its severity."""
    seen: dict[str, set[str]] = {"erreur": set(), "attention": set()}
    entry = re.compile(r"^\S+:\d+:\d+ (erreur|attention) : .*\n    .* \[([a-z-]+)\]$", re.MULTILINE)
    for report in CASES.glob("*/expected.txt"):
        for severity, code in entry.findall(report.read_text(encoding="utf-8")):
            seen[severity].add(code)
    assert set(ERRORS) == seen["erreur"] | MADE_BY_TESTS | NEVER_MEANT
    assert set(WARNINGS) == seen["attention"]


def test_codes_are_in_alphabetical_order() -> None:
    """The tables of the reference page are read like a dictionary."""
    for codes in (ERRORS, WARNINGS):
        assert list(codes) == sorted(codes)
