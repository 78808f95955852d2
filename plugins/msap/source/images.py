"""Photos and drawings in pixels, opened by Pillow: by their content, whatever their name says."""

from __future__ import annotations

import io
import warnings

from PIL import Image

from msap.source.attachments import Size

MOST_PIXELS = Image.MAX_IMAGE_PIXELS or 0
"""Pixels of the largest image: Pillow's own bound, above what phones take unless asked for more."""

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_ORIENTATION, _SIDEWAYS = 0x0112, range(5, 9)
"""Tag of EXIF, and its values for images stored on their side (EXIF 2.32, 4.6.4)."""


def open_image(data: bytes) -> Image.Image:
    """Open an image without decoding it; raises DecompressionBombError beyond MOST_PIXELS.

    Raises OSError (UnidentifiedImageError) when it is of no format that the site reads, and what
    else Pillow raises for damaged headers: SyntaxError, ValueError.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return Image.open(io.BytesIO(data), formats=_FORMATS)
        except Image.DecompressionBombWarning as large:
            raise Image.DecompressionBombError(str(large)) from large


def size_of(image: Image.Image) -> Size:
    """Return the size of an image once it stands upright, as its camera noted."""
    sides = image.size
    if image.getexif().get(_ORIENTATION) in _SIDEWAYS:
        sides = sides[::-1]
    return Size(*sides)


def is_moving(image: Image.Image) -> bool:
    """Return whether an image has several frames; the second picture of a phone's JPEG is none."""
    return image.format != "MPO" and getattr(image, "is_animated", False)
