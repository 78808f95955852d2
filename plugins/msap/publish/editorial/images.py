"""The files of an image: upright, light, in two or three sizes, with nothing of its camera.

They are a pure function of the name and the bytes of the image, and so are their names: pages know
them from the header alone. WebP for browsers since 2020, JPEG or PNG for those before
(`docs/decisions/0025-photos-become-webp-with-a-fallback.md`).
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import PIL
from PIL import Image

from msap.publish.page import File
from msap.source import drawings
from msap.source.attachments import Size
from msap.source.images import light_image, open_image, size_of

_BOX = Size(720, 540)
_UPRIGHT_BOX = Size(720, 480)
"""CSS pixels that an image may take in a column of text; an upright one leaves some of the screen."""
_DENSITIES = (1, 1.5, 2)
_LARGEST = 1440
"""Pixels of the longest side published: what the widest column takes on a fine screen."""
_OPTIONS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "AVIF": {"quality": 60, "speed": 8, "max_threads": 1},
        "GIF": {},
        "JPEG": {"quality": 80, "optimize": True, "progressive": True},
        "PNG": {"optimize": True},
        "WEBP": {"quality": 75, "method": 4},
    }
)
_RECIPE = 1
"""Raised with any change of what is made of the same bytes: browsers keep these files for ever."""
_ENDS = {"JPEG": "jpg", "PNG": "png"}
_DRAWN = frozenset({"PNG", "GIF"})


class ImageSet(NamedTuple):
    """An image as pages show it: its files by width, none for a drawing, and the one for the rest.

    `room` is what it takes in CSS pixels where there is room.
    """

    room: Size
    sizes: Mapping[Size, str]
    """Addresses in WebP, from the smallest."""
    fallback: str


def lasting_address(path: Path) -> str:
    """Return the address of the whole image, which never changes."""
    return f"images/{path.name}"


def image_set(path: Path) -> ImageSet:
    """Return how pages show an image of `content/images/`."""
    data = path.read_bytes()
    if path.suffix.lower() == drawings.SUFFIX:
        return ImageSet(_room(drawings.drawing_size(data)), {}, lasting_address(path))
    return _image_set(path, data, open_image(data))


def image_files(path: Path) -> list[File]:
    """Make the files of an image of `content/images/`."""
    data = path.read_bytes()
    if path.suffix.lower() == drawings.SUFFIX:
        return [File(lasting_address(path), data)]
    image = open_image(data)
    shown = _image_set(path, data, image)
    is_drawn = image.format in _DRAWN
    whole = light_image(image, _LARGEST)
    smallest = min(shown.sizes)
    made = {
        size: whole.resize(size, Image.Resampling.LANCZOS, reducing_gap=3) for size in shown.sizes
    }
    return [
        File(lasting_address(path), _encoded(whole, _format_named(path.suffix))),
        File(shown.fallback, _encoded(made[smallest], _format_named(Path(shown.fallback).suffix))),
        *(File(shown.sizes[size], _webp(image, is_drawn=is_drawn)) for size, image in made.items()),
    ]


def _image_set(path: Path, data: bytes, image: Image.Image) -> ImageSet:
    whole = size_of(image)
    room = _room(whole)
    digest = sha256(f"{_RECIPE} {PIL.__version__} {path.name}\0".encode() + data).hexdigest()[:10]

    def address(size: Size, suffix: str) -> str:
        return f"static/images/{path.stem}-{size.width}.{digest}.{suffix}"

    widths = sorted({min(round(room.width * density), whole.width) for density in _DENSITIES})
    sizes = [Size(width, _height(whole, width)) for width in widths]
    is_opaque = image.format not in _DRAWN and not image.has_transparency_data
    fallback = address(sizes[0], _ENDS["JPEG" if is_opaque else "PNG"])
    return ImageSet(room, {size: address(size, "webp") for size in sizes}, fallback)


def _room(whole: Size) -> Size:
    """Return the CSS pixels an image takes where there is room: never more than it has."""
    box = _UPRIGHT_BOX if whole.height > whole.width else _BOX
    scale = min(1, box.width / whole.width, box.height / whole.height)
    width = max(1, round(whole.width * scale))
    return Size(width, _height(whole, width))


def _height(whole: Size, width: int) -> int:
    return max(1, round(whole.height * width / whole.width))


def _format_named(suffix: str) -> str:
    return {"jpg": "JPEG"}.get(suffix[1:].lower(), suffix[1:].upper())


def _encoded(image: Image.Image, format_name: str, **options: object) -> bytes:
    if format_name == "JPEG" and image.mode == "RGBA":
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image).convert("RGB")
    target = io.BytesIO()
    image.save(target, format_name, **_OPTIONS[format_name], **options)
    return target.getvalue()


def _webp(image: Image.Image, *, is_drawn: bool) -> bytes:
    """Encode an image; what was drawn loses nothing where that is lighter, as with flat colours."""
    lossy = _encoded(image, "WEBP")
    return min(lossy, _encoded(image, "WEBP", lossless=True), key=len) if is_drawn else lossy
