"""Parts of really built sites, small enough to be published hundreds of times, and their changes."""

import hashlib
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from msap.deploy.manifest import Manifest
from msap.deploy.release import Release, ReleaseOrigin, make_release
from msap.deploy.target import PublicationTarget
from msap.errors import Refusal
from msap.publish.page import File

URL = "https://msap.example"
NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
_MARK = re.compile(r"(<!-- release \d+ -->)?</html>")


def take_part(built: Path, part: Path) -> Path:
    """Copy the home page, the pages of the menu, some places, and the files all of them load."""
    places = sorted(path.parent for path in built.glob("lieux/*/index.html"))[:20]
    kept = [*places, *(built / name for name in ("annuaire", "recherche", "actualites", "label"))]
    for folder in kept:
        shutil.copytree(folder, part / folder.relative_to(built))
    (part / "static").mkdir()
    for file in (*built.glob("static/*.*"), *built.glob("*.*"), built / "_headers"):
        if file.is_file():
            shutil.copy(file, part / file.relative_to(built))
    return part


def change_everything(site: Path, number: int) -> None:
    """Make of this site what another build would give: every page, style and script anew.

    Style and script say the number, are named after their content again, and each page, which
    says the number too, calls them by these names with their digests.
    """
    renamed = {}
    for file in [*site.glob("static/site.*.css"), *site.glob("static/site.*.js")]:
        before = file.read_bytes()
        text = re.sub(r"/\* release \d+ \*/$", "", before.decode())
        content = f"{text}/* release {number} */".encode()
        digest = hashlib.sha256(content).hexdigest()[:8].upper()
        fresh = file.with_name(f"site.{digest}{file.suffix}")
        file.unlink()
        fresh.write_bytes(content)
        renamed[file.name] = fresh.name
        renamed[_integrity(before)] = _integrity(content)
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for old, new in renamed.items():
            text = text.replace(old, new)
        page.write_text(_MARK.sub(f"<!-- release {number} --></html>", text), encoding="utf-8")


def _integrity(content: bytes) -> str:
    return File("", content).loaded.integrity


def release_of(site: Path, previous: Manifest | None, *, now: datetime = NOW) -> Release:
    """Make the release of a site that follows `previous`."""
    return make_release(site, ReleaseOrigin(URL, "582b37f", demonstration=True), previous, now)


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file, by its path in the folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refusal_of(target: PublicationTarget, release: Release) -> str:
    """Rehearse a publication, then make it: both must be refused, in the same words; return these."""
    with pytest.raises(Refusal) as rehearsed:
        target.rehearse(release)
    with pytest.raises(Refusal) as refused:
        target.publish(release)
    assert str(rehearsed.value) == str(refused.value)
    return str(refused.value)
