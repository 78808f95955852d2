"""Images: upright, light, without what cameras note, in the sizes that browsers ask for."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from msap.publish.editorial.images import image_files, image_set
from msap.publish.page import File
from tests.attached.photos import NOTED, encoded, exif, photo, picture


def made(folder: Path, name: str, data: bytes) -> dict[str, bytes]:
    """Return the files made of an image, by address."""
    path = folder / name
    path.write_bytes(data)
    files = image_files(path)
    assert len({file.path for file in files}) == len(files)
    return {file.path: file.content for file in files}


def opened(data: bytes) -> Image.Image:
    """Open what was made."""
    return Image.open(io.BytesIO(data))


def sizes(files: dict[str, bytes]) -> set[tuple[str | None, int, int]]:
    """Return the format and size of each file."""
    return {(opened(data).format, *opened(data).size) for data in files.values()}


def test_a_photo_is_published_in_three_sizes(tmp_path: Path) -> None:
    """WebP for the column at 1, 1.5 and 2 points a pixel, JPEG for old browsers, and the whole."""
    files = made(tmp_path, "salle.jpg", photo(4000, 3000))
    assert sizes(files) == {
        *(("WEBP", 720, 540), ("WEBP", 1080, 810), ("WEBP", 1440, 1080)),
        *(("JPEG", 720, 540), ("JPEG", 1440, 1080)),
    }
    assert opened(files["images/salle.jpg"]).size == (1440, 1080)
    assert max(map(len, files.values())) < len(photo(4000, 3000)) / 8


@pytest.mark.parametrize("suffix", ["jpg", "jpeg", "png", "webp", "avif"])
def test_nothing_that_a_camera_notes_is_published(tmp_path: Path, suffix: str) -> None:
    """No EXIF, no position, no XMP, no comment, no profile, whatever the format."""
    format_name = {"jpg": "JPEG"}.get(suffix, suffix.upper())
    data = photo()
    if suffix not in {"jpg", "jpeg"}:
        data = encoded(picture(1600, 1200), format_name, exif=exif(), xmp=NOTED.encode())
    assert NOTED.encode() in data or suffix == "png"
    assert 0x8825 in opened(data).getexif()
    for address, content in made(tmp_path, f"salle.{suffix}", data).items():
        image = opened(content)
        assert not image.getexif(), address
        assert (
            not {"exif", "xmp", "comment", "icc_profile", "XML:com.adobe.xmp"} & image.info.keys()
        )
        assert b"rue du Lavoir" not in content
        assert b"Exif" not in content


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_stand_upright(tmp_path: Path, orientation: int) -> None:
    """All eight ways to hold a camera: the red corner is seen at the top left, the sides turned."""
    seen = Image.new("RGB", (1200, 900), "white")
    seen.paste("red", (0, 0, 300, 200))
    back = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    stored = seen if back is None else seen.transpose(Image.Transpose(back))
    noted = exif(orientation)
    files = made(tmp_path, "a.jpg", encoded(stored, exif=noted))
    for content in files.values():
        image = opened(content).convert("RGB")
        assert image.width > image.height
        red, green, _blue = image.getpixel((image.width // 16, image.height // 16))  # type: ignore[misc]
        assert red > 200
        assert green < 60
        assert image.convert("L").getpixel((image.width - 9, image.height - 9)) > 240  # type: ignore[operator]


def test_an_upright_photo_leaves_some_of_the_screen(tmp_path: Path) -> None:
    """A portrait is at most 480 CSS pixels high, of whatever shape."""
    for width, height, room in (
        (3000, 4000, (360, 480)),
        (1080, 2400, (216, 480)),
        (1000, 1000, (540, 540)),
    ):
        path = tmp_path / "portrait.jpg"
        path.write_bytes(photo(width, height))
        assert image_set(path).room == room


def test_a_small_image_is_not_made_larger(tmp_path: Path) -> None:
    """One size, that of the image."""
    assert sizes(made(tmp_path, "a.jpg", photo(300, 200))) == {
        ("WEBP", 300, 200),
        ("JPEG", 300, 200),
    }
    assert sizes(made(tmp_path, "b.png", encoded(picture(1, 1), "PNG"))) == {
        ("WEBP", 1, 1),
        ("PNG", 1, 1),
    }


def test_the_address_of_an_image_stays(tmp_path: Path) -> None:
    """What people linked to goes on answering in the format of its name, without what it said."""
    for name in ("a.jpg", "B.PNG", "c.webp", "d.gif", "e.avif", "f.jpeg"):
        format_name = {"jpg": "JPEG"}.get(name[2:].lower(), name[2:].upper())
        files = made(tmp_path, name, encoded(picture(800, 600), format_name))
        assert opened(files[f"images/{name}"]).format == format_name


def test_what_an_image_is_counts_and_not_its_name(tmp_path: Path) -> None:
    """A PNG named as a JPEG is published as a JPEG."""
    files = made(tmp_path, "a.jpg", encoded(picture(800, 600), "PNG"))
    assert opened(files["images/a.jpg"]).format == "JPEG"


def test_the_second_picture_of_a_phone_is_left_out(tmp_path: Path) -> None:
    """Phones write a map of light, or a second view, behind the first picture (MPO)."""
    data = encoded(
        picture(800, 600), "MPO", save_all=True, append_images=[picture(80, 60)], exif=exif(6)
    )
    assert opened(data).format == "MPO"
    assert opened(made(tmp_path, "a.jpg", data)["images/a.jpg"]).size == (600, 800)


def test_a_drawing_loses_nothing_and_keeps_what_is_transparent(tmp_path: Path) -> None:
    """Flat colours are encoded without loss, and old browsers get a PNG."""
    image = Image.new("RGBA", (720, 300), (0, 0, 0, 0))
    image.paste((11, 79, 74, 255), (60, 60, 200, 200))
    files = made(tmp_path, "plan.png", encoded(image, "PNG"))
    for content in files.values():
        assert opened(content).convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]
        assert opened(content).convert("RGBA").getpixel((100, 100)) == (11, 79, 74, 255)
    assert {opened(content).format for content in files.values()} == {"PNG", "WEBP"}


def test_what_is_transparent_becomes_paper_where_it_must(tmp_path: Path) -> None:
    """A JPEG knows no transparency: what is behind is white, not black."""
    image = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    files = made(tmp_path, "a.jpg", encoded(image, "PNG"))
    assert opened(files["images/a.jpg"]).getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize(
    "mode,colour",
    [
        ("1", 1),
        ("L", 200),
        ("LA", (200, 255)),
        ("P", 7),
        ("I;16", 51200),
        ("RGBA", (200, 200, 200, 255)),
    ],
)
def test_every_kind_of_pixels_is_read(tmp_path: Path, mode: str, colour: object) -> None:
    """One bit, grey, a palette, 16 bits: what was light stays as light."""
    image = Image.new(mode, (900, 600), colour)  # type: ignore[arg-type]
    light = {"1": 255, "P": image.convert("L").getpixel((0, 0))}.get(mode, 200)
    for content in made(tmp_path, "a.png", encoded(image, "PNG")).values():
        assert opened(content).convert("L").getpixel((450, 300)) == pytest.approx(light, abs=2)


def test_inks_become_colours(tmp_path: Path) -> None:
    """A JPEG made for print (CMYK) is shown in the colours of screens."""
    image = Image.new("CMYK", (900, 600), (0, 255, 255, 0))
    for content in made(tmp_path, "a.jpg", encoded(image)).values():
        red, green, blue = opened(content).convert("RGB").getpixel((450, 300))  # type: ignore[misc]
        assert red > 200
        assert max(green, blue) < 90


def test_colours_of_a_profile_stay_what_they_were(tmp_path: Path) -> None:
    """The profile goes, the colours are turned into those that browsers take for granted.

    The profile is that of screens with red and green exchanged in its table of tags.
    """
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    turned = (
        srgb.replace(b"rXYZ", b"....", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"....", b"gXYZ")
    )
    for mode, format_name in (("RGB", "JPEG"), ("RGB", "PNG"), ("RGBA", "PNG"), ("RGBA", "WEBP")):
        image = Image.new(mode, (300, 200), (120, 40, 60))
        data = encoded(image, format_name, icc_profile=turned)
        for content in made(tmp_path, "a.png", data).values():
            shown = opened(content).convert("RGB").getpixel((9, 9))
            assert shown == pytest.approx((40, 120, 60), abs=5), (mode, format_name)


def test_a_profile_of_another_image_is_left_aside(tmp_path: Path) -> None:
    """The image is shown as it is."""
    image = Image.new("L", (300, 200), 90)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (srgb, b"nothing", srgb[:300]):
        files = made(tmp_path, "a.jpg", encoded(image, icc_profile=profile))
        assert opened(files["images/a.jpg"]).convert("L").getpixel((9, 9)) == pytest.approx(
            90, abs=2
        )


def test_the_same_image_gives_the_same_files(tmp_path: Path) -> None:
    """Byte for byte, and another image under the same name has other addresses but for the whole."""
    data = photo()
    first, second = made(tmp_path, "a.jpg", data), made(tmp_path, "a.jpg", data)
    assert first == second
    other = made(tmp_path, "a.jpg", photo(1602, 1200))
    assert first.keys() & other.keys() == {"images/a.jpg"}
    assert made(tmp_path, "a.jpeg", data).keys() & first.keys() == set()


def test_what_pages_ask_for_is_made(tmp_path: Path) -> None:
    """A page knows from the header alone what is published, and browsers learn its true widths."""
    for name, data in (
        ("a.jpg", photo(4000, 3000)),
        ("b.jpg", photo(1600, 1201, orientation=8)),
        ("c.png", encoded(picture(500, 333), "PNG")),
        ("d.webp", encoded(picture(1000, 333), "WEBP")),
        ("e.webp", encoded(Image.new("RGBA", (1000, 333)), "WEBP", exact=True)),
        ("f.svg", b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 300 100'/>"),
    ):
        files = made(tmp_path, name, data)
        shown = image_set(tmp_path / name)
        assert files.keys() == {f"images/{name}", shown.fallback, *shown.sizes.values()}
        for size, address in shown.sizes.items():
            assert opened(files[address]).size == size
            assert abs(size.width / size.height - shown.room.width / shown.room.height) < 0.01


@pytest.mark.parametrize(
    "attributes,room",
    [
        ("width='300' height='100'", (300, 100)),
        ("width='300px' height='50mm'", (300, 189)),
        ("viewBox='0 0 24 12'", (720, 360)),
        ("viewBox='0,0,300,600' width='100%' height='100%'", (240, 480)),
        ("width='30' viewBox='0 0 10 10'", (30, 30)),
        ("width='3000' height='1000'", (720, 240)),
        ("width='0' height='-1'", (300, 150)),
        ("viewBox='0 0 1e9 nan'", (300, 150)),
        ("", (300, 150)),
    ],
)
def test_a_drawing_shows_its_size(tmp_path: Path, attributes: str, room: tuple[int, int]) -> None:
    """In pixels, in lengths of paper, by its box; it goes out byte for byte."""
    data = f"<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>".encode()
    path = tmp_path / "a.svg"
    path.write_bytes(data)
    assert image_set(path).room == room
    assert image_files(path) == [File("images/a.svg", data)]
