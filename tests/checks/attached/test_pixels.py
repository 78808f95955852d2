"""Images are read to the end, whatever their name; what is refused says what to do."""

from __future__ import annotations

import pytest
from PIL import Image

from msap.checks.attached.by_format import reasons_in
from tests.attached.documents import pdf
from tests.attached.photos import encoded, exif, photo, picture

SUFFIXES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
HEIC = b"\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1heic" + bytes(400)


def reported(data: bytes, suffix: str = ".jpg") -> list[tuple[str, str]]:
    """Return the codes and facts of what is said of an image."""
    return [(reason.code, reason.fact) for reason in reasons_in(suffix, data)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_photo_is_simply_taken(suffix: str) -> None:
    """Whatever it notes, whatever its name says, from a phone, a scanner or a printer's office."""
    assert reported(photo(400, 300, orientation=6), suffix) == []
    for format_name in ("PNG", "GIF", "WEBP", "AVIF"):
        assert reported(encoded(picture(400, 300), format_name), suffix) == []
    assert reported(encoded(Image.new("CMYK", (99, 99))), suffix) == []
    assert reported(encoded(Image.new("I;16", (99, 99)), "PNG"), suffix) == []
    two = encoded(picture(400, 300), "MPO", save_all=True, append_images=[picture(40, 30)])
    assert reported(two, suffix) == []


def test_a_photo_of_eleven_megabytes_is_taken() -> None:
    """Of 48 million pixels, as phones take them."""
    image = Image.effect_noise((4000, 3000), 90).resize((8000, 6000), Image.Resampling.BICUBIC)
    data = encoded(image.convert("RGB"), quality=88, exif=exif())
    assert 11 << 20 < len(data) < 25 << 20
    assert reported(data) == []


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_an_image_cut_short_is_reported(format_name: str) -> None:
    """Where its pixels end early; what lacks its last mark alone is shown by browsers."""
    data = encoded(picture(400, 300), format_name)
    for length in (len(data) // 2, len(data) - len(data) // 8, 40):
        (code, _), *others = reported(data[:length])
        assert (code, others) == ("image-illisible", [])


def test_what_is_no_image_is_named() -> None:
    """A photo of an iPhone, a document, a program, nothing."""
    assert reported(HEIC) == reported(HEIC, ".png")
    ((code, fact),) = reported(HEIC)
    assert (code, "HEIC" in fact) == ("image-illisible", True)
    (heic,) = reasons_in(".jpg", HEIC)
    assert "Le plus compatible" in heic.advice
    assert reported(pdf())[0][1] == "Ce fichier n’est pas une image : c’est un document PDF."
    assert reported(b"")[0][1] == "Ce fichier n’est pas une image : c’est un fichier vide."
    assert reported(b"MZ" + bytes(99))[0][1].endswith("un programme (.exe).")
    assert reported(b"version https://git-lfs.github.com/spec/v1\n")[0][1].endswith("(Git LFS).")
    for format_name in ("TIFF", "BMP"):
        ((_, fact),) = reported(encoded(picture(40, 30), format_name))
        assert format_name in fact


def test_a_bomb_of_pixels_is_refused() -> None:
    """90 million pixels in 100 KB, and more than any memory holds in 40 bytes."""
    for side in (9_500, 20_000):
        image = encoded(Image.new("1", (side, side)), "PNG")
        assert len(image) < 100_000
        assert reported(image) == [
            ("image-demesuree", "Cette image a plus de 89 millions de pixels.")
        ]
    gif = bytearray(encoded(picture(40, 30), "GIF"))
    gif[6:10] = b"\xff\xff\xff\xff"
    assert reported(bytes(gif))[0][0] == "image-demesuree"


@pytest.mark.parametrize("format_name", ["GIF", "WEBP", "PNG", "AVIF"])
def test_what_moves_is_refused(format_name: str) -> None:
    """Nobody can stop an image that moves (WCAG 2.2.2); one of a single frame does not."""
    still = picture(40, 30)
    moving = encoded(still, format_name, save_all=True, append_images=[picture(40, 30).rotate(180)])
    assert reported(moving) == [
        ("image-animee", "Cette image bouge, et personne ne peut l’arrêter.")
    ]
    assert reported(encoded(still, format_name, save_all=True, append_images=[])) == []
