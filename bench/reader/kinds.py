"""Every kind of page, and the heaviest page of a kind in a built site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

NOT_FOUND = "introuvable/"
"""An address that no site has: only such a one is answered with the page 404.html."""


@dataclass(frozen=True)
class Kind:
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
        """Give the address of the heaviest file of this kind, None when the site has none."""
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
    """Give the code of the department whose places weigh most."""
    files = (file for file in site.glob("static/carte/points-*.json") if "-fr." not in file.name)
    largest = max(files, key=lambda file: file.stat().st_size)
    return largest.name.partition(".")[0].removeprefix("points-").upper()


def _parts(list_of: str) -> tuple[str, str]:
    """Give the patterns of a list and of the parts it is split into."""
    return f"{list_of}/index.html", f"{list_of}/page-*/index.html"


_ANSWERED = "#resultats .places > li"

KINDS = (
    Kind("home", ("index.html",)),
    Kind("directory", ("annuaire/index.html",)),
    Kind("region", ("annuaire/*/index.html",)),
    Kind("department", _parts("departements/*")),
    Kind("communes", _parts("departements/*/communes")),
    Kind("place", ("lieux/*/index.html",)),
    Kind("touring place", ("lieux/*/index.html",), mark="Où et quand la trouver"),
    Kind("stop", ("lieux/*/*/index.html",)),
    Kind("project", ("lieux/*/index.html",), mark="pas encore le public"),
    Kind("closed place", ("lieux/*/index.html",), mark="La maison qui prend la suite"),
    Kind("projects", _parts("projets")),
    Kind("search, empty", ("recherche/index.html",)),
    Kind("search, answered", ("recherche/index.html",), query="?q=gueret", ready=_ANSWERED),
    Kind(
        "department, filtered",
        ("recherche/index.html",),
        query="?departement={departement}",
        ready=_ANSWERED,
    ),
    Kind("map, closed", ("carte/index.html",)),
    Kind(
        "map, open",
        ("carte/index.html",),
        opens="Voir la carte",
        ready=".map .map-marker, .map .map-cluster",
    ),
    Kind("news", _parts("actualites")),
    Kind("article", ("actualites/*/index.html",)),
    Kind("dossiers", ("dossiers/index.html",)),
    Kind("dossier", ("dossiers/*/index.html",)),
    Kind("part of a dossier", ("dossiers/*/*/index.html",)),
    Kind("publications", _parts("publications")),
    Kind("publication", ("publications/*/index.html",)),
    Kind("infographics", ("infographies/index.html",)),
    Kind("infographic", ("infographies/*/index.html",)),
    Kind("legal notices", ("mentions-legales/index.html",)),
    Kind("privacy", ("donnees-personnelles/index.html",)),
    Kind("terms", ("conditions/index.html",)),
    Kind("accessibility", ("accessibilite/index.html",)),
    Kind("sources", ("sources/index.html",)),
    Kind("site map", ("plan-du-site/index.html",)),
    Kind("editorial page", ("*/index.html",), mark='id="autres-pages"'),
    Kind("offline", ("hors-connexion.html",)),
    Kind("not found", ("404.html",)),
)
