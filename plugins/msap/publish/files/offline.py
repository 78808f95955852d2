"""Offline reading: the service worker that caches visited pages, and the fallback page.

The worker is the one script with a lasting address, so that browsers find its next release there;
it stands at the root of the site, whose every page is then in its reach. docs/offline.md.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pydantic_core import to_json

from msap.domain.addresses import OFFLINE
from msap.errors import Refusal
from msap.publish.page import File, Page
from msap.publish.site import Site
from msap.publish.wording.typography import typeset

MOST_PAGES = 60
"""Pages a browser keeps besides the offline page; the one opened longest ago goes first."""
MOST_BYTES = 5_000_000
"""What they and their files may take in a browser, not compressed; a page with its map has 350 KB."""
WORKER = "worker.js"


class Workers(NamedTuple):
    """The scripts of the worker that keeps pages, and of the one that erases them and leaves."""

    keeping: str
    leaving: str


class OfflineView(NamedTuple):
    """The page shown for one that is not kept; `phone` says how to go on without the site."""

    phone: str


def read_offline(setting: object) -> bool:
    """Read `MSAP_OFFLINE`; raises Refusal when it is neither True nor False."""
    if isinstance(setting, bool):
        return setting
    raise Refusal(
        f"Le réglage MSAP_OFFLINE de pelicanconf.py vaut « {setting} ». "
        "Écrivez MSAP_OFFLINE = True, ou MSAP_OFFLINE = False pour ne plus rien garder."
    )


def offline_pages(site: Site) -> list[Page]:
    """Make the page, unless nothing is kept."""
    if not site.keeps_pages:
        return []
    naming = site.network.naming
    view = OfflineView(
        typeset(
            "Le téléphone marche sans internet. Les pages gardées donnent le numéro de chaque "
            f"{naming.one} : quelle que soit celle que vous appelez, on vous dira où aller."
        )
    )
    return [
        Page(
            url=OFFLINE,
            template="hors_connexion.html",
            title="Vous êtes hors connexion",
            description="Les pages que vous avez ouvertes se lisent encore ; le téléphone aussi.",
            view=view,
            indexed=False,
        )
    ]


def worker_file(theme: Path, site: Site, workers: Workers) -> File:
    """Write the worker of this release, or the one that leaves when nothing is to be kept."""
    if not site.keeps_pages:
        return File(WORKER, workers.leaving.encode())
    return File(WORKER, f"// {_release(theme, site)}\n{workers.keeping}".encode())


def _release(theme: Path, site: Site) -> str:
    """Return a digest of the parts of the offline page; browsers fetch it again on a new one."""
    templates = sorted((theme / "templates").rglob("*.html"))
    parts = [path.read_text(encoding="utf-8") for path in templates]
    parts += [site.url, site.style.path, site.script.path, *sorted(site.modules.values())]
    parts += [site.today.isoformat(), site.data_words, to_json(site.network).decode()]
    return sha256("\0".join(parts).encode()).hexdigest()[:10]
