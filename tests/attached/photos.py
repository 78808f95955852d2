"""Images that Pillow makes for the tests: as much to encode as a photo has, and nobody in them."""

from __future__ import annotations

import io
from hashlib import shake_128

from PIL import Image, ImageCms, ImageDraw, ImageOps

NOTED = "Guéret, 12 rue du Lavoir"
"""What a camera notes, and nobody should read on the site."""


def picture(width: int, height: int) -> Image.Image:
    """Return a hall seen from the door: a sky, a wall, a desk, and the grain of a sensor."""
    sky = Image.linear_gradient("L").resize((width, height))
    grain = Image.frombytes("L", (width, height), shake_128(b"grain").digest(width * height))
    image = ImageOps.colorize(Image.blend(sky, grain, 0.1), "#1b4a78", "#fbead2", "#88a8b8")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 0.7, width, height), fill="#7a6a55")
    draw.rectangle((width * 0.1, height * 0.3, width * 0.45, height * 0.7), fill="#e8dcc6")
    draw.rectangle((width * 0.55, height * 0.5, width * 0.9, height * 0.75), fill="#0b4f4a")
    draw.ellipse((width * 0.65, height * 0.32, width * 0.75, height * 0.47), fill="#c58f6a")
    return image


def encoded(image: Image.Image, format_name: str = "JPEG", **options: object) -> bytes:
    """Encode an image."""
    target = io.BytesIO()
    image.save(target, format_name, **options)
    return target.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """Return what a phone notes: which side is up, its maker, and where it stood."""
    noted = Image.Exif()
    noted[0x0112] = orientation
    noted[0x010F] = "Téléphone"
    noted[0x010E] = NOTED
    noted[0x8825] = {1: "N", 2: (46.0, 10.0, 15.0), 3: "E", 4: (1.0, 52.0, 7.0)}
    return noted


def photo(width: int = 1600, height: int = 1200, *, orientation: int = 1) -> bytes:
    """Return a JPEG as a phone writes it, with all that it notes; the sides are those of its sensor."""
    return encoded(
        picture(width, height),
        quality=90,
        exif=exif(orientation),
        comment=NOTED.encode(),
        xmp=f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{NOTED}</x:xmpmeta>".encode(),
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
