"""The images of a text, as views that the theme shows in their places."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from msap.publish.wording.typography import typeset

_MARGINS = 32
"""CSS pixels beside the text of a narrow screen."""
_IMAGE = re.compile(r'<p><img((?: [a-z]+="[^"]*")*)></p>|<img((?: [a-z]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')


class Picture(NamedTuple):
    """An image in a page; `width` and `height` are those it takes where there is room.

    `srcset` and `sizes` are empty for a drawing, which has one file. `caption` may be empty.
    """

    alt: str
    caption: str
    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    is_late: bool
    """Below the beginning of the text: fetched when it comes near the screen."""


def with_pictures(html: Markup, images: Path, base: str) -> tuple[Markup | Picture, ...]:
    """Split the clean HTML of a text at its images.

    `images` is the folder of their files, `base` the path all links of the site begin with. An image
    has a caption, its title in Markdown, when it is a paragraph of its own.
    """
    pieces: list[Markup | Picture] = []
    end = 0
    for match in _IMAGE.finditer(html):
        attributes = {key: unescape(value) for key, value in _ATTRIBUTE.findall(match[0])}
        name = attributes.get("src", "").removeprefix(f"{base}images/")
        if "/" in name or not (images / name).is_file():
            continue
        is_alone = match[1] is not None
        caption = typeset(attributes.get("title", "")) if is_alone else ""
        start, stop = match.span()
        if is_alone and not caption:
            start, stop = start + len("<p>"), stop - len("</p>")
        is_late = bool(pieces or html[: match.start()].strip())
        picture = _picture(images / name, base)._replace(
            alt=attributes.get("alt", ""), caption=caption, is_late=is_late
        )
        pieces += [html[end:start], picture]
        end = stop
    return (*pieces, html[end:])


def _picture(path: Path, base: str) -> Picture:
    # Pillow takes a while to load, and few texts have an image.
    from msap.publish.editorial.images import image_set

    shown = image_set(path)
    width, height = shown.room
    candidates = [f"{base}{address} {size.width}w" for size, address in shown.sizes.items()]
    sizes = f"(min-width: {width + _MARGINS}px) {width}px, calc(100vw - {_MARGINS}px)"
    return Picture(
        alt="",
        caption="",
        src=f"{base}{shown.fallback}",
        srcset=", ".join(candidates),
        sizes=sizes if candidates else "",
        width=width,
        height=height,
        is_late=True,
    )
