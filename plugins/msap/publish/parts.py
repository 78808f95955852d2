"""The site in parts: each says what it is made from, and is made again only when that changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msap.publish.page import Output


class Part(NamedTuple):
    """Pages and files that are made together.

    `inputs` give digests of all that `make` reads beside what every part may read (the code, the
    templates, the settings, the shared data): a part with the same name and inputs is the same.
    """

    name: str
    inputs: tuple[Callable[[], str], ...]
    make: Callable[[], Output]
    batch: str = ""
    """Parts of one batch are made by one process, which loads once what they alone need."""
