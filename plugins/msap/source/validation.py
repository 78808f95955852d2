"""From located nodes to one record, or to every problem that keeps it from being one."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import PurePath
from typing import Generic, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from msap.source.located_yaml import (
    NOWHERE,
    NULLS,
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    key_position,
    parse_yaml,
    plain_data,
    position_of,
)
from msap.source.messages import expected_words, meant, sentences
from msap.source.plain_yaml import Plain
from msap.source.problems import Position, Problem
from msap.source.salvage import Path, leave_out, models_in, workable
from msap.source.types import Record

RecordType = TypeVar("RecordType", bound=Record)


class Remainder(NamedTuple, Generic[RecordType]):
    """What could be read of a document that has problems: enough for the rules, never to publish.

    `node` is what the record was made of; `lost` are the first keys under which something left.
    """

    record: RecordType
    node: MappingNode
    lost: frozenset[str]


class ValidationResult(NamedTuple, Generic[RecordType]):
    """A document as a record, or all its problems and what is left without them, if anything.

    `node` is the document as written.
    """

    record: RecordType | None
    problems: list[Problem]
    remainder: Remainder[RecordType] | None = None
    node: Node | None = None


def make_record(
    data: Plain | None, text: str, model: type[RecordType], path: PurePath
) -> tuple[RecordType | None, list[Problem]]:
    """Make a record of the model from a text, and from the data of it where it is usual.

    Returns the record, or None with all the problems; the places of words are worked out only then.
    """
    if data is not None:
        with suppress(ValidationError):
            return model.model_validate(data), []
    reading = read_record(text, model, path)
    return reading.record, reading.problems


def read_record(text: str, model: type[RecordType], path: PurePath) -> ValidationResult[RecordType]:
    """Make a record of the model from a text that may be unusual, or wrong."""
    node, problems = parse_yaml(text, path)
    reading = examine(node, model, path) if node or not problems else ValidationResult(None, [])
    if not problems:
        return reading._replace(node=node)
    reported = {problem.position for problem in problems}
    problems += [one for one in reading.problems if one.position not in reported or _is_of_key(one)]
    if reading.record and isinstance(node, MappingNode):
        return ValidationResult(None, problems, Remainder(reading.record, node, frozenset()), node)
    return ValidationResult(None, problems, reading.remainder, node)


def validate(
    node: Node | None, model: type[RecordType], path: PurePath
) -> tuple[RecordType | None, list[Problem]]:
    """Make a record of the model from a located document.

    Returns the record, or None with all the problems: what is empty, unknown, missing or refused.
    """
    reading = examine(node, model, path)
    return reading.record, reading.problems


def examine(
    node: Node | None, model: type[RecordType], path: PurePath
) -> ValidationResult[RecordType]:
    """Make a record of the model from a located document, without its mistakes if it has some.

    A rule over several values is applied once those that are wrong have left: all its problems are
    found at once.
    """
    if not isinstance(node, MappingNode):
        position = node.position if node else Position()
        return ValidationResult(None, [_no_document(path, position)])
    document = _Document(node, model, path)
    for place in _empty_values(node):
        document.report(_empty_value(path, position_of(node, place)), place)
    document.leave_out_mistakes()
    while True:
        try:
            record = model.model_validate(plain_data(document.node))
        except ValidationError as failure:
            document.report_refusals(failure)
            if document.leave_out_mistakes():
                continue
            return ValidationResult(None, document.problems)
        if not document.problems:
            return ValidationResult(record, [])
        assert isinstance(document.node, MappingNode)  # noqa: S101 - mistakes leave, the document stays
        remainder = Remainder(record, document.node, frozenset(document.lost))
        return ValidationResult(None, document.problems, remainder)


class _Document(Generic[RecordType]):
    """A document whose mistakes are reported and removed until the rest is a record."""

    def __init__(self, node: MappingNode, model: type[RecordType], path: PurePath) -> None:
        self.node = workable(node)
        self.problems: list[Problem] = []
        self.lost: set[str] = set()
        self._model = model
        self._path = path
        self._reported: set[tuple[Position, str]] = set()
        self._wrong: dict[Path, str | None] = {}
        """Places of what leaves next, each with the value that was probably meant."""
        self._touched: set[Position] = set()
        """Where the groups stand that something left: they may now be wrong because of that."""

    def report(self, problem: Problem, place: Path, correction: str | None = None) -> None:
        """Report a problem, once for a place or a key, and mark its value for removal."""
        about = (problem.position, problem.fact if _is_of_key(problem) else "")
        if about not in self._reported and problem.position != NOWHERE:
            self.problems.append(problem)
            self._reported.add(about)
        self._wrong.setdefault(place, correction)

    def report_refusals(self, failure: ValidationError) -> None:
        """Report all that the model refuses, except what follows from an earlier removal."""
        for error in failure.errors(include_url=False):
            place = _written_path(self.node, error["loc"])
            problem, correction = _problem(self.node, self._model, self._path, error)
            if position_of(self.node, place) in self._touched and not _is_of_key(problem):
                self._wrong.setdefault(place, None)
            else:
                self.report(problem, place, correction)

    def leave_out_mistakes(self) -> bool:
        """Remove what is wrong, and return whether something was removed.

        The last leaves first: ranks in lists then stay those that were reported.
        """
        is_changed = False
        for place in sorted(self._wrong, key=_in_file_order, reverse=True):
            correction = self._wrong[place]
            changed = leave_out(self.node, place, self._model, self._path, correction)
            if place and not correction:
                self.lost.add(str(place[0]))
            if changed is not None:
                is_changed = True
                self._touched.update(
                    position_of(self.node, changed[:n]) for n in range(len(changed))
                )
        self._touched.discard(NOWHERE)
        self._wrong = {}
        return is_changed


def _in_file_order(place: Path) -> list[tuple[int, str]]:
    return [(step, "") if isinstance(step, int) else (0, step) for step in place]


def _is_of_key(problem: Problem) -> bool:
    """Return whether a problem is about a key: several may be reported of one group."""
    return problem.code in {"champ-manquant", "cle-inconnue"}


def _no_document(path: PurePath, position: Position) -> Problem:
    return Problem(
        path,
        position,
        "fichier-vide",
        "Ce fichier ne contient pas de lignes « clé: valeur ».",
        "Suivez le modèle d’un fichier voisin.",
    )


def _problem(
    node: Node, model: type[Record], path: PurePath, error: ErrorDetails
) -> tuple[Problem, str | None]:
    """Turn an error of pydantic into a problem, with the value that was probably meant."""
    location = _written_path(node, error["loc"])
    groups = _names(error["loc"][:-1])
    known = _keys_at(model, groups)  # type: ignore[arg-type]  # a class is hashable; mypy looks at its instances
    code, fact, advice = sentences(error, known)
    at_key = error["type"] == "unexpected_keyword_argument"
    position = key_position(node, location) if at_key else position_of(node, location)
    correction = None
    if error["type"] in {"enum", "literal_error"}:
        correction = meant(str(error["input"]), expected_words(error))
    return Problem(path, position, code, fact, advice), correction


def _written_path(node: Node, location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Drop the steps pydantic adds and the file does not have (a bare text read as a group)."""
    path: list[int | str] = []
    for step in location:
        if isinstance(node, MappingNode) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        elif isinstance(node, Scalar):
            continue
        path.append(step)
    return tuple(path)


def _names(location: tuple[int | str, ...]) -> tuple[str, ...]:
    return tuple(step for step in location if isinstance(step, str))


@cache
def _keys_at(model: type[Record], location: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of the group at these keys; kept, as one mistake may stand on every line."""
    for step in location:
        for name, field in model.model_fields.items():
            inner = next(models_in(field.annotation), None)
            if step in {name, field.alias} and inner:
                model = inner
                break
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _empty_values(root: Node) -> list[Path]:
    """Return where a value is missing: nothing, `~` or `null` written plain."""
    found: list[Path] = []
    nodes: list[tuple[Path, Node]] = [((), root)]
    while nodes:
        place, node = nodes.pop()
        if isinstance(node, Scalar):
            if not node.text or (node.plain and node.text in NULLS):
                found.append(place)
        else:
            inside: Iterable[tuple[int | str, Node]] = (
                enumerate(node.items) if isinstance(node, SequenceNode) else node.entries.items()
            )
            nodes.extend(((*place, step), inner) for step, inner in inside)
    return found


def _empty_value(path: PurePath, position: Position) -> Problem:
    return Problem(
        path,
        position,
        "valeur-vide",
        "La valeur est vide.",
        "Écrivez-la après les deux-points, ou retirez la ligne.",
    )
