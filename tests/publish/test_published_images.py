"""The images of a built site: nothing of the camera, addresses that last, files that are all called."""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image

from msap.publish.files.headers import IMMUTABLE, cache_lifetime
from msap.publish.files.url_manifest import read_url_manifest
from tests.attached.photos import NOTED
from tests.projects import SAMPLE_CONTENT


def test_nothing_of_the_camera_is_anywhere_in_the_site(mini_site: Path) -> None:
    """The sample's photos note words, a maker and a position; no file of the site has them."""
    words = (NOTED.encode(), NOTED.encode("latin-1"), b"rue du Lavoir")
    notes = [
        path for path in (SAMPLE_CONTENT / "images").glob("*.jpg") if words[2] in path.read_bytes()
    ]
    assert len(notes) == 2
    found = [
        p for p in mini_site.rglob("*") if p.is_file() and any(w in p.read_bytes() for w in words)
    ]
    assert found == []
    for path in (*mini_site.glob("images/*.jpg"), *mini_site.glob("static/images/*")):
        image = Image.open(io.BytesIO(path.read_bytes()))
        assert not image.getexif(), path


def test_the_addresses_of_images_last(mini_site: Path) -> None:
    """Those that people linked to are kept like pages; the others change with the image."""
    kept = read_url_manifest((mini_site / "adresses.json").read_bytes()).addresses
    assert {f"images/{path.name}" for path in (SAMPLE_CONTENT / "images").iterdir()} <= kept
    assert not any(address.startswith("static/") for address in kept)
    for path in mini_site.glob("static/images/*"):
        assert cache_lifetime(path.relative_to(mini_site).as_posix()) == IMMUTABLE


def test_every_file_of_an_image_is_called_by_a_page(mini_site: Path) -> None:
    """No size is made for nobody, and none is missing."""
    pages = "".join(path.read_text(encoding="utf-8") for path in mini_site.rglob("*.html"))
    called = set(re.findall(r"/(static/images/[^ \",]+)", pages))
    made = {path.relative_to(mini_site).as_posix() for path in mini_site.glob("static/images/*")}
    assert called == made
    assert len(made) == 8
