"""Images in pixels: read whole by Pillow, as the build will read them."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

from msap.checks.attached.reason import HEIC, RefusalReason, content_words
from msap.source.images import MOST_PIXELS, is_moving, light_image, open_image, size_of

_PREVIEW = 256
"""Pixels of the longest side: large JPEG images are decoded faster so, their data read to the end."""


def reasons(data: bytes) -> Iterator[RefusalReason]:
    """Yield why an image cannot be shown: another file, too many pixels, moving, cut short."""
    try:
        image = open_image(data)
        if is_moving(image):
            yield RefusalReason(
                "image-animee",
                "Cette image bouge, et personne ne peut l’arrêter.",
                "Mettez une image fixe, sous le même nom.",
            )
            return
        size_of(image)
        light_image(image, _PREVIEW)
    except Image.DecompressionBombError:
        yield RefusalReason(
            "image-demesuree",
            f"Cette image a plus de {MOST_PIXELS // 1_000_000} millions de pixels.",
            "Réduisez-la : 2 000 pixels de large suffisent.",
        )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - of whatever kind: Pillow cannot read it, nor will the build
        yield _unreadable(data)


def _unreadable(data: bytes) -> RefusalReason:
    found = content_words(data)
    if found == "une photo HEIC":
        return HEIC
    if found and "image" not in found:
        return RefusalReason(
            "image-illisible",
            f"Ce fichier n’est pas une image : c’est {found}.",
            "Déposez la photo elle-même, en JPEG ou en PNG.",
        )
    if "TIFF" in found or "BMP" in found:
        return RefusalReason(
            "image-illisible",
            f"C’est {found}, que les navigateurs ne montrent pas.",
            "Enregistrez-la en JPEG ou en PNG.",
        )
    return RefusalReason(
        "image-illisible",
        "Cette image ne se lit pas jusqu’au bout : le fichier est coupé ou abîmé.",
        "Déposez-la de nouveau ; si rien n’y fait, ouvrez-la et enregistrez-la en JPEG.",
    )
