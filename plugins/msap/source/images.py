"""Photos and drawings in pixels, opened by Pillow: by their content, whatever their name says."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageCms

from msap.source.attachments import Size

MOST_PIXELS = Image.MAX_IMAGE_PIXELS or 0
"""Pixels of the largest image: Pillow's own bound, above what phones take unless asked for more."""

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What sets an image upright, by the value of the tag (EXIF 2.32, 4.6.4)."""
_SIDEWAYS = range(5, 9)
_RESIZED_AS_THEY_ARE = frozenset({"L", "RGB", "RGBA", "CMYK"})


def open_image(data: bytes) -> Image.Image:
    """Open an image without decoding it; raises DecompressionBombError beyond MOST_PIXELS.

    Raises what Pillow raises for another file or a damaged header: OSError, ValueError and others.
    """
    with _quiet():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return Image.open(io.BytesIO(data), formats=_FORMATS)
        except Image.DecompressionBombWarning as large:
            raise Image.DecompressionBombError(str(large)) from large


def size_of(image: Image.Image) -> Size:
    """Return the size of an image once it stands upright, as its camera noted."""
    return Size(*(image.size[::-1] if _orientation(image) in _SIDEWAYS else image.size))


def is_moving(image: Image.Image) -> bool:
    """Return whether an image has several frames; the second picture of a phone's JPEG is none."""
    return image.format != "MPO" and getattr(image, "is_animated", False)


def light_image(image: Image.Image, longest: int) -> Image.Image:
    """Return an image upright, in the colours of screens, with nothing said beside its pixels.

    It has at most `longest` pixels on a side, and 8 bits of grey or colours, transparent or not.
    """
    with _quiet():
        turn = _TURNS.get(_orientation(image))
        if image.mode not in _RESIZED_AS_THEY_ARE:
            image = _plain(image)
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3)
        image = _plain(_in_srgb(image))
        image = image if turn is None else image.transpose(turn)
    image.info.clear()
    return image


@contextmanager
def _quiet() -> Iterator[None]:
    """Ignore Pillow's warnings about metadata that a camera wrote wrongly."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _orientation(image: Image.Image) -> int:
    with _quiet():
        try:
            noted = image.getexif().get(_ORIENTATION)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - of whatever kind: notes that nobody can read say nothing
            return 0
    return noted if isinstance(noted, int) else 0


def _plain(image: Image.Image) -> Image.Image:
    """Return the image in grey or in colours of 8 bits, with or without transparency."""
    if image.mode.startswith("I"):  # 16 bits of grey, of which Pillow would show the top as white
        grey = image.convert("I").point(lambda value: value / 256).convert("L")
        grey.info = image.info
        return grey
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode == "L" else image.convert("RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the image in the colours of screens: without its profile those of a phone would pale."""
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    mode = image.mode if image.mode in {"L", "RGBA"} else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that is none of this image
        return image
