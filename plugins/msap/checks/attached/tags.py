"""XML read tag by tag by expat: no entity, no document type, nothing fetched."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat


class XmlRefusedError(Exception):
    """Raised for XML that is none, or that would bring in something else."""


def read_tags(
    data: bytes,
    tag: Callable[[str, dict[str, str]], None],
    text: Callable[[str], None] | None = None,
) -> None:
    """Call `tag` with the name and the attributes of each tag, and `text` with each piece of text.

    Names begin with their namespace and a space.

    Raises XmlRefusedError.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = tag
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the only way expat takes it
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise XmlRefusedError(str(error)) from error


def _refuse(*_value: object) -> None:
    raise XmlRefusedError("a document type")
