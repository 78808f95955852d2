"""Two sets of fonts, from npm, so that pages look the same on every machine that shows them.

`WIDE` sets the longest lines of the usual fonts of screens; `NARROW` has a tenth less.
"""

from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

_MODULES = Path(__file__).resolve().parents[1] / "node_modules"


class FontSet(NamedTuple):
    """The family that every text is drawn in, and the folder of its files."""

    family: str
    folder: Path


WIDE = FontSet("DejaVu Sans", _MODULES / "dejavu-fonts-ttf/ttf")
NARROW = FontSet("Noto Sans", _MODULES / "@embedpdf/fonts-latin/fonts")


def write_configuration(fonts: FontSet, folder: Path) -> Path:
    """Write a file for FONTCONFIG_FILE into `folder`: one set of fonts, and nothing of the machine.

    Raises FileNotFoundError where the fonts are not installed: a browser without any font draws
    no text, and says nothing of it.
    """
    if not fonts.folder.is_dir():
        raise FileNotFoundError(f"{fonts.folder} is missing: `make setup-tests` installs it.")
    configuration = folder / "fonts.conf"
    configuration.write_text(
        f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{escape(str(fonts.folder))}</dir>
<cachedir>{escape(str(folder))}</cachedir>
<match target="pattern">
<edit name="family" mode="append_last"><string>{fonts.family}</string></edit>
</match>
</fontconfig>
""",
        encoding="utf-8",
    )
    return configuration
