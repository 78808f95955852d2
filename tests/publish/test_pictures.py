"""Images in their texts: what browsers choose from, what is read aloud, what stands below."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from msap.publish.editorial.pictures import Picture, with_pictures
from msap.source.located_markdown import read_markdown
from tests.attached.photos import photo
from tests.publish.test_markdown import render


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a photo, a portrait and a drawing."""
    folder = tmp_path_factory.mktemp("images")
    (folder / "salle.jpg").write_bytes(photo(4000, 3000))
    (folder / "portrait.jpg").write_bytes(photo(4000, 3000, orientation=6))
    (folder / "plan.svg").write_bytes(
        b"<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'/>"
    )
    return folder


def parted(text: str, images: Path, base: str = "/site/") -> tuple[Markup | Picture, ...]:
    """Render a text and part it at its images."""
    html = Markup(render(text, base))  # noqa: S704 - cleaned by the renderer
    return with_pictures(html, images, base)


def pictures(text: str, images: Path) -> list[Picture]:
    """Return the images of a text."""
    return [piece for piece in parted(text, images) if isinstance(piece, Picture)]


def test_browsers_choose_among_three_widths(images: Path) -> None:
    """The addresses, widths and the room of a photo, under the site's own path."""
    (picture,) = pictures("![La salle](../images/salle.jpg)", images)
    assert picture.alt == "La salle"
    assert (picture.width, picture.height) == (720, 540)
    assert picture.sizes == "(min-width: 752px) 720px, calc(100vw - 32px)"
    addresses = [one.split() for one in picture.srcset.split(", ")]
    assert [width for _, width in addresses] == ["720w", "1080w", "1440w"]
    for address, width in addresses:
        assert address.startswith(f"/site/static/images/salle-{width[:-1]}.")
        assert address.endswith(".webp")
    assert picture.src == addresses[0][0].removesuffix("webp") + "jpg"


def test_a_portrait_takes_less_room(images: Path) -> None:
    """It stands upright, at half the width, and browsers ask for half as much."""
    (picture,) = pictures("![L’entrée](../images/portrait.jpg)", images)
    assert (picture.width, picture.height) == (360, 480)
    assert picture.sizes.startswith("(min-width: 392px) 360px")
    assert "-720." in picture.srcset
    assert "-1080." not in picture.srcset


def test_a_drawing_has_one_file_and_its_size(images: Path) -> None:
    """Browsers scale it themselves."""
    (picture,) = pictures("![Le plan](../images/plan.svg)", images)
    assert (picture.src, picture.srcset, picture.sizes) == ("/site/images/plan.svg", "", "")
    assert (picture.width, picture.height) == (300, 200)


def test_an_image_alone_has_its_title_as_caption(images: Path) -> None:
    """In French typography; inside a sentence there is no room for a caption."""
    alone = parted('Avant.\n\n![Une](../images/plan.svg "L\'accueil : « ici »")\n\nAprès.', images)
    assert isinstance(alone[1], Picture)
    assert alone[1].caption == "L’accueil\u00a0: «\u00a0ici\u00a0»"
    assert (alone[0], alone[2]) == ("<p>Avant.</p>\n", "\n<p>Après.</p>")
    inside = parted('Voici ![Une](../images/plan.svg "Titre") là.', images)
    assert isinstance(inside[1], Picture)
    assert inside[1].caption == ""
    assert (inside[0], inside[2]) == ("<p>Voici ", " là.</p>")


def test_only_the_image_that_opens_a_text_is_fetched_at_once(images: Path) -> None:
    """The others wait until they come near the screen."""
    one = "![Une](../images/plan.svg)"
    assert [p.is_late for p in pictures(f"{one}\n\nTexte.\n\n{one}", images)] == [False, True]
    assert [p.is_late for p in pictures(f"Texte.\n\n{one}", images)] == [True]


def test_the_html_around_stays_whole(images: Path) -> None:
    """In a link, a list, a table; what is written in an alternative text stays a text."""
    one = '![Une "salle" <b> & ![](x) d’attente](../images/salle.jpg)'
    text = f"[{one}](https://a.example/)\n\n- {one}\n- deux\n\n| a |\n|---|\n| {one} |\n"
    pieces = parted(text, images)
    html = "".join(piece for piece in pieces if not isinstance(piece, Picture))
    assert "<img" not in html
    assert html.count("<p>") == html.count("</p>")
    assert '<a href="https://a.example/"></a>' in html
    assert "<td></td>" in html
    assert len(pictures(text, images)) == 3


def test_a_text_without_image_is_one_piece(images: Path) -> None:
    """Also one whose image is not there, of which the checks tell."""
    assert parted("Texte.", images) == (Markup("<p>Texte.</p>"),)
    assert len(parted("![Une](../images/absente.jpg)", images)) == 1
    assert len(parted("![Une](../documents/salle.jpg)", images)) == 1


ONE = '![Une](../images/plan.svg "Une légende (ici)")'


@pytest.mark.parametrize(
    "text",
    [
        ONE,
        f"Avant.\n\n{ONE}\n\nAprès.",
        f"Avant.\n  \n{ONE}\n\t\nAprès.",
        f"> {ONE}",
        f"Avant.\n{ONE}",
        f"{ONE}\nAprès.",
        f"{ONE} {ONE}",
        f"- un\n- {ONE}",
        f"1. {ONE}",
        f"## {ONE}",
        f"[{ONE}](https://a.example/)",
        f"| a |\n|---|\n| {ONE} |",
        f"**{ONE}**",
        "![Une](../images/plan.svg) et du texte",
        f"`{ONE}`",
        f"{ONE}\n\n{ONE}",
    ],
)
def test_a_caption_that_is_not_shown_is_reported(images: Path, text: str) -> None:
    """What the checks tell is what the pages do."""
    titled = text.count("légende") if not text.startswith("`") else 0
    captions = [picture.caption for picture in pictures(text, images) if picture.caption]
    assert len(read_markdown(text).hidden_captions) == titled - len(captions)
