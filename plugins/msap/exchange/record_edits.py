"""A record changed where its author wrote it: some keys, and every other line to the letter."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver

from msap.exchange.record_yaml import Tree, key_order, write_field
from msap.source.located_yaml import MappingNode

_BETWEEN = re.compile(r"\s*$|#")
"""A line that parts two keys, or speaks of the next one."""
_UNFOLDED = 1 << 20
"""Columns: lines stay as long as their author made them."""


class _TextResolver(VersionedResolver):
    """Takes every plain scalar for text, as `source.located_yaml` does."""

    @property
    def versioned_resolver(self) -> dict[str, Any]:
        """Return no pattern that would make a number or a date of a text."""
        return {}


def edit_record(
    text: str, node: MappingNode, before: Mapping[str, Tree], after: Mapping[str, Tree]
) -> str:
    """Write what differs between two states of a record into its text.

    `node` is the document read from `text`. A key that is new comes at its place in the order of the
    model. No comment is lost: one whose line has gone stands above the key. Raises ValueError when
    the keys do not each begin a line (a whole record between braces), or ruamel.yaml reads them
    otherwise.
    """
    lines = [f"{line}\n" for line in text.removesuffix("\n").split("\n")]
    ranges = _line_ranges(lines, node)
    order = key_order()
    edits: list[tuple[int, int, int, str]] = []
    for key in order:
        if before.get(key) == after.get(key):
            continue
        if key in ranges:
            first, end = ranges[key]
            written = "".join(lines[first:end])
            edits.append((first, end, 0, _edited(key, written, before.get(key), after.get(key))))
        elif key in after:
            earlier = [ranges[k][1] for k in order[: order.index(key)] if k in ranges]
            place = max(earlier, default=min(first for first, _end in ranges.values()))
            edits.append((place, place, order.index(key), write_field(key, after[key])))
    for first, end, _rank, replacement in sorted(edits, reverse=True):
        lines[first:end] = [replacement] if replacement else []
    return "".join(lines)


def comments_of(text: str) -> list[str]:
    """Return every comment of a YAML text, in order."""
    tokens = _yaml().scan(text)
    found = (comment for token in tokens for comment in _texts(getattr(token, "_comment", None)))
    lines = (line.strip() for comment in found for line in comment.splitlines())
    return [line for line in lines if line.startswith("#")]


def _edited(key: str, written: str, before: Tree | None, after: Tree | None) -> str:
    """Return the lines of a key with its new value, after the comments that found no place there.

    What stands as a new record would have it has nothing of its author's to keep, and ruamel.yaml,
    written in Python, would take ten times longer.
    """
    if before is not None and after is not None and written == write_field(key, before):
        return write_field(key, after)
    edited = ""
    if after is not None:
        try:
            whole = _yaml().load(written)
        except YAMLError as failure:
            raise ValueError(str(failure)) from failure
        whole[key] = _changed(key, whole[key], before, after)
        stream = io.StringIO()
        _yaml().dump(whole, stream)
        edited = stream.getvalue()
    left = comments_of(edited)
    lost = []
    for comment in comments_of(written):
        if comment in left:
            left.remove(comment)
        else:
            lost.append(f"{comment}\n")
    return "".join((*lost, edited))


def _changed(key: str, node: object, before: Tree | None, after: Tree) -> object:
    """Return what was written with the difference of two trees, or the second one anew."""
    if before == after:
        return node
    if isinstance(node, CommentedMap) and isinstance(before, dict) and isinstance(after, dict):
        for name in before.keys() - after.keys():
            node.pop(name, None)
        for rank, (name, tree) in enumerate(after.items()):
            if name in node:
                node[name] = _changed(name, node[name], before.get(name), tree)
            else:
                node.insert(rank, name, _written(name, tree))
        return node
    if (
        isinstance(node, CommentedSeq)
        and isinstance(before, list)
        and isinstance(after, list)
        and len(node) == len(before) == len(after)
    ):
        for rank, (old, new) in enumerate(zip(before, after, strict=True)):
            node[rank] = _changed(key, node[rank], old, new)
        return node
    return _written(key, after)


def _written(key: str, tree: Tree) -> object:
    """Return a value with the style in which a new record would have it."""
    return _yaml().load(write_field(key, tree))[key]


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Resolver = _TextResolver
    yaml.preserve_quotes = True
    yaml.width = _UNFOLDED
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _texts(comment: object) -> Iterator[str]:
    """Yield the texts of what a token carries: comments, lists of them, or nothing."""
    if isinstance(comment, list):
        for part in comment:
            yield from _texts(part)
    elif comment is not None:
        yield str(getattr(comment, "value", comment))


def _line_ranges(lines: list[str], node: MappingNode) -> dict[str, tuple[int, int]]:
    """Return the lines of each top-level key, from 0, the end not included."""
    starts = sorted((position.line - 1, key) for key, position in node.keys.items())
    rows = [line for line, _key in starts]
    if any(p.column != 1 for p in node.keys.values()) or len(set(rows)) != len(rows) or not rows:
        raise ValueError("the keys of this record do not each begin a line")
    stop = next((n for n in range(rows[-1], len(lines)) if lines[n].startswith("...")), len(lines))
    ranges = {}
    for (first, key), end in zip(starts, [*rows[1:], stop], strict=True):
        filled = (n for n in range(end, first + 1, -1) if not _BETWEEN.match(lines[n - 1]))
        ranges[key] = (first, next(filled, first + 1))
    return ranges
