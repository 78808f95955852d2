"""Every kind of page, and the heaviest page of a kind in a built site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

NOT_FOUND = "introuvable/"
"""An address that no site has: only such a one is answered with the page 404.html."""


@dataclass(frozen=True)
class PageKind:
    """A kind of page: where its files are, and when a browser has shown all of it."""

    name: str
    patterns: tuple[str, ...]
    mark: str = ""
    """Words of its template, where other kinds have the same addresses."""
    query: str = ""
    """What follows the address; `{departement}` is the code of the one with most places."""
    ready: str = "main h1"
    """The selector of what is shown last."""
    opens: str = ""
    """The name of the button to press."""

    def heaviest(self, site: Path) -> str | None:
        """Return the address of the heaviest file of this kind, None when the site has none."""
        files = [file for pattern in self.patterns for file in site.glob(pattern)]
        if self.mark:
            files = [file for file in files if self.mark in file.read_text(encoding="utf-8")]
        if not files:
            return None
        heaviest = max(files, key=lambda file: (file.stat().st_size, str(file)))
        path = heaviest.relative_to(site).as_posix()
        address = NOT_FOUND if path == "404.html" else path.removesuffix("index.html")
        return address + self.query.format(departement=_largest_departement(site))


def _largest_departement(site: Path) -> str:
    """Return the code of the department whose places weigh most."""
    files = (file for file in site.glob("static/carte/points-*.json") if "-fr." not in file.name)
    largest = max(files, key=lambda file: file.stat().st_size)
    return largest.name.partition(".")[0].removeprefix("points-").upper()


def _parts(list_of: str) -> tuple[str, str]:
    """Return the patterns of a list and of the parts it is split into."""
    return f"{list_of}/index.html", f"{list_of}/page-*/index.html"


_ANSWERED = "#resultats .places > li"

KINDS = (
    PageKind("home", ("index.html",)),
    PageKind("directory", ("annuaire/index.html",)),
    PageKind("region", ("annuaire/*/index.html",)),
    PageKind("department", _parts("departements/*")),
    PageKind("communes", _parts("departements/*/communes")),
    PageKind("place", ("lieux/*/index.html",)),
    PageKind("touring place", ("lieux/*/index.html",), mark="Où et quand la trouver"),
    PageKind("stop", ("lieux/*/*/index.html",)),
    PageKind("project", ("lieux/*/index.html",), mark="pas encore le public"),
    PageKind("closed place", ("lieux/*/index.html",), mark="La maison qui prend la suite"),
    PageKind("projects", _parts("projets")),
    PageKind("search, empty", ("recherche/index.html",)),
    PageKind("search, answered", ("recherche/index.html",), query="?q=gueret", ready=_ANSWERED),
    PageKind(
        "department, filtered",
        ("recherche/index.html",),
        query="?departement={departement}",
        ready=_ANSWERED,
    ),
    PageKind("map, closed", ("carte/index.html",)),
    PageKind(
        "map, open",
        ("carte/index.html",),
        opens="Voir la carte",
        ready=".map .map-marker, .map .map-cluster",
    ),
    PageKind("news", _parts("actualites")),
    PageKind("article", ("actualites/*/index.html",)),
    PageKind("dossiers", ("dossiers/index.html",)),
    PageKind("dossier", ("dossiers/*/index.html",)),
    PageKind("part of a dossier", ("dossiers/*/*/index.html",)),
    PageKind("publications", _parts("publications")),
    PageKind("publication", ("publications/*/index.html",)),
    PageKind("infographics", ("infographies/index.html",)),
    PageKind("infographic", ("infographies/*/index.html",)),
    PageKind("legal notices", ("mentions-legales/index.html",)),
    PageKind("privacy", ("donnees-personnelles/index.html",)),
    PageKind("terms", ("conditions/index.html",)),
    PageKind("accessibility", ("accessibilite/index.html",)),
    PageKind("sources", ("sources/index.html",)),
    PageKind("site map", ("plan-du-site/index.html",)),
    PageKind("editorial page", ("*/index.html",), mark='id="autres-pages"'),
    PageKind("offline", ("hors-connexion.html",)),
    PageKind("not found", ("404.html",)),
)
