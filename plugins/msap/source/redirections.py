"""Pages that moved or left: `data/redirections.yml`, old address to new address.

redirections:
  actualites/ancien-titre/: actualites/nouveau-titre/

A record has `previous_ids` for that; this file is for the pages of `content/`, and for what was
taken away.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import Annotated

from pydantic import AfterValidator

from msap.source.problems import Problem
from msap.source.referentials import read_document
from msap.source.types import Record, fault, record

NAME = "redirections.yml"
_ADDRESS = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)+")


def _page_address(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise fault("adresse-de-page")
    return value


PageAddress = Annotated[str, AfterValidator(_page_address)]


@record
class Redirections(Record):
    """The file of old addresses, each with the page that answers in its stead."""

    redirections: dict[PageAddress, PageAddress]


def read_redirections(data: Path) -> tuple[dict[str, str], list[Problem]]:
    """Read the file; a project without one has no redirection."""
    path = data / NAME
    if not path.is_file():
        return {}, []
    read, problems = read_document(path, PurePath(data.name) / NAME, Redirections)
    return (read.redirections if read else {}), problems
