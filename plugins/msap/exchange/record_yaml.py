"""Records as YAML: one canonical way to write them.

What is written here reads back, through `source.located_yaml` and `source.validation`, as the
same record; a person reads it as the example of the editors' guide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

import yaml
from pydantic.fields import FieldInfo

from msap.source.hours import Permanence, Slot, TimeRange
from msap.source.msap import Msap, Partner
from msap.source.types import Record

WIDTH = 100
"""Columns a group may fill on one line, and where long texts are folded."""

_CODES = frozenset({"postcode", "insee", "phone"})
_ALWAYS_BLOCK = frozenset({"hours", "partners", "stops"})
_ORDINALS = ("", "1st", "2nd", "3rd", "4th", "5th")
_UNSAFE_START = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=]")
_UNSAFE_INSIDE = re.compile(r": |:$| #|\t|:[,\[\]{}]")
_RESOLVER = yaml.resolver.Resolver()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value as text; a quoted leaf (code, phone, time) always stands between quotes."""

    text: str
    quoted: bool = False
    bare: bool = False


Tree = Leaf | list["Tree"] | dict[str, "Tree"]


def write_record(msap: Msap) -> str:
    """Write a record in the order of the model, without the values that go without saying."""
    return "".join(write_field(key, tree) for key, tree in record_tree(msap).items())


def record_tree(msap: Msap) -> dict[str, Tree]:
    """Return the keys of a record that say something, each with its value ready to be written."""
    return _group_tree(msap)


def write_field(key: str, tree: Tree) -> str:
    """Write one top-level key with its value, ending with a line break."""
    return "\n".join(_entry_lines(key, tree, indent=0)) + "\n"


def key_order() -> list[str]:
    """Return the top-level keys of records, in the order of the model."""
    return [_written_key(name, field) for name, field in Msap.model_fields.items()]


def _group_tree(record: Record) -> dict[str, Tree]:
    tree: dict[str, Tree] = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if value is None or value == field.get_default(call_default_factory=True):
            continue
        key = _written_key(name, field)
        tree[key] = _tree(value, key)
    return tree


def _tree(value: object, key: str) -> Tree:
    if isinstance(value, tuple):
        return [_tree(item, key) for item in value]
    if not isinstance(value, Record) or isinstance(value, (TimeRange, Permanence)):
        return _leaf(value, key)
    tree = _group_tree(value)
    is_bare = isinstance(value, (Slot, Partner)) and len(tree) == 1
    return next(iter(tree.values())) if is_bare else tree


def _leaf(value: object, key: str) -> Leaf:
    if isinstance(value, (TimeRange, Permanence)):
        written = str(value) if isinstance(value, TimeRange) else _permanence(value)
        return Leaf(written, quoted=True)
    if isinstance(value, Enum):
        return Leaf(str(value.value), bare=True)
    if isinstance(value, bool):
        return Leaf("yes" if value else "no", bare=True)
    if isinstance(value, (int, float)):
        return Leaf(format(Decimal(repr(value)), "f"), bare=True)
    return Leaf(str(value), quoted=key in _CODES, bare=isinstance(value, date))


def _permanence(value: Permanence) -> str:
    words = []
    if value.nth:
        words.append(" and ".join(_ORDINALS[rank] for rank in value.nth))
    if value.weeks:
        words.append(f"{value.weeks.value} weeks")
    words.append(value.day.value)
    if value.time:
        words.append(str(value.time))
    return " ".join(words)


def _written_key(name: str, field: FieldInfo) -> str:
    return field.alias or name


def _entry_lines(key: str, tree: Tree, indent: int) -> list[str]:
    head = f"{' ' * indent}{key}:"
    if not (key in _ALWAYS_BLOCK and tree):
        flow = _flow(tree)
        if flow is not None and len(head) + 1 + len(flow) <= WIDTH:
            return [f"{head} {flow}"]
    if isinstance(tree, Leaf):
        return [f"{head} {line}" if not n else line for n, line in enumerate(_text(tree, indent))]
    return [head, *_block(tree, indent + 2)]


def _block(tree: list[Tree] | dict[str, Tree], indent: int) -> list[str]:
    if isinstance(tree, dict):
        return [line for key, value in tree.items() for line in _entry_lines(key, value, indent)]
    lines: list[str] = []
    for item in tree:
        flow = _flow(item)
        if flow is not None and indent + 2 + len(flow) <= WIDTH:
            lines.append(f"{' ' * indent}- {flow}")
        elif isinstance(item, Leaf):
            first, *rest = _text(item, indent)
            lines += [f"{' ' * indent}- {first}", *rest]
        else:
            first, *rest = _block(item, indent + 2)
            lines += [f"{' ' * indent}- {first.lstrip()}", *rest]
    return lines


def _flow(tree: Tree) -> str | None:
    """Return the value on one line, None when a text of several lines forbids it."""
    if isinstance(tree, Leaf):
        return _scalar(tree)
    if isinstance(tree, list):
        items = [_flow_item(item) for item in tree]
        return None if None in items else f"[{', '.join(item or '' for item in items)}]"
    pairs = [(key, _flow_item(value)) for key, value in tree.items()]
    if any(value is None for _key, value in pairs):
        return None
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


def _flow_item(tree: Tree) -> str | None:
    if isinstance(tree, Leaf) and re.search(r"[,\[\]{}]", tree.text):
        return _scalar(Leaf(tree.text, quoted=True))
    return _flow(tree)


def _scalar(leaf: Leaf) -> str | None:
    if "\n" in leaf.text:
        return None
    if leaf.bare or not (leaf.quoted or _needs_quotes(leaf.text)):
        return leaf.text
    if '"' in leaf.text or "\\" in leaf.text:
        return "'" + leaf.text.replace("'", "''") + "'"
    return f'"{leaf.text}"'


def _needs_quotes(text: str) -> bool:
    if not text or text != text.strip() or _UNSAFE_START.match(text) or _UNSAFE_INSIDE.search(text):
        return True
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag != "tag:yaml.org,2002:str" or text.lower() in {"y", "n", "null", "~"}


def _text(leaf: Leaf, indent: int) -> list[str]:
    """Return the lines of a long text: folded when it is one paragraph, literal otherwise."""
    margin = " " * (indent + 2)
    if "\n" in leaf.text:
        return ["|-", *(f"{margin}{line}" if line else "" for line in leaf.text.split("\n"))]
    lines: list[str] = []
    for word in re.split(r"(?<=\S) (?=\S)", leaf.text):
        if lines and len(lines[-1]) + 1 + len(word) <= WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(f"{margin}{word}")
    return [">-", *lines]
