"""Every map of the site: one of the country, one for each department that has something to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from msap.publish.addresses import DIRECTORY, MAP
from msap.publish.directory import Directory
from msap.publish.directory_pages import DepartementLine, departement_lines
from msap.publish.french import typeset
from msap.publish.listing.files import FINE, DepartementFile, departement_file, network_file
from msap.publish.listing.places import PROJECT, Listed, listed_places
from msap.publish.maps.libraries import Libraries, named_file, read_libraries
from msap.publish.maps.outlines import Bounds, Outlines, read_outlines
from msap.publish.maps.points import COARSE, country_file
from msap.publish.maps.view import Jump, MapView
from msap.publish.page import File, Link, Page
from msap.publish.site import Site, Sources

if TYPE_CHECKING:
    from msap.publish.maps.drawing import Drawing

_COUNTRY, _RESULTS = "fr", "resultats"
_MAINLAND = "Métropole"


@dataclass(frozen=True, slots=True)
class CountryView:
    """The page of the map of the country; `departements` are the way without a map."""

    map: MapView
    departements: tuple[DepartementLine, ...]
    directory: Link


@dataclass(frozen=True, slots=True)
class Maps:
    """The files of all maps, the view of each department's, and the page of the country's.

    `results` is the map of what a search finds, `network` the address of the file that says where
    the file of each department is; without a single place there is neither.
    """

    files: tuple[File, ...]
    departements: Mapping[str, MapView]
    pages: tuple[Page, ...]
    results: MapView | None = None
    network: str = ""
    places: tuple[Listed, ...] = ()

    @property
    def link(self) -> Link | None:
        """Give the way to the country's map, which it opens; None without a map."""
        return Link("Voir la carte", f"{MAP}#carte") if self.pages else None


def plan_maps(directory: Directory, sources: Sources, site: Site) -> Maps:
    """Draw the maps; without a single point there is none."""
    places = {
        code: found
        for code in directory.departements
        if (found := listed_places(code, directory, site))
    }
    if not any(place.point for found in places.values() for place in found):
        return Maps((), {}, ())
    return _Workshop(directory, sources, site, places).maps()


class _Workshop:
    """Draws the maps and keeps the files they are made of."""

    def __init__(
        self,
        directory: Directory,
        sources: Sources,
        site: Site,
        places: Mapping[str, Sequence[Listed]],
    ) -> None:
        self._directory = directory
        self._sources = sources
        self._site = site
        self._places = places
        self._libraries: Libraries = read_libraries(sources.packages, sources.theme)
        self._outlines: Outlines = read_outlines(sources.data / "geo/departements.geojson")
        self._files = [self._libraries.style, *self._libraries.scripts]
        # Tiles show the country themselves.
        self._country_outlines: tuple[File, ...] = ()
        if sources.tiles is None:
            self._country_outlines = (self._data("contours-fr", self._outlines.country()),)

    def maps(self) -> Maps:
        """Draw all of them."""
        departements = {}
        files = []
        for code, places in self._places.items():
            file = self._data(f"points-{code.lower()}", departement_file(places))
            files.append(DepartementFile(code, file.path, tuple(places)))
            if any(place.point for place in places):
                departements[code] = self._departement(code, places, file)
        network = self._data("departements", network_file(files, self._directory))
        country = self._country({self._site.base + file.path: file.places for file in files})
        results = self._results()
        return Maps(
            tuple(self._files),
            departements,
            (self._country_page(country),),
            results,
            network.path,
            tuple(place for file in files for place in file.places),
        )

    def _departement(self, code: str, places: Sequence[Listed], file: File) -> MapView:
        departement = self._directory.departements[code]
        outlines = list(self._country_outlines)
        if outlines and code in self._outlines.rings:
            own = self._outlines.departement(code)
            outlines.append(self._data(f"contours-{code.lower()}", own))
        name = typeset(f"Carte {departement.genitive}")
        return self._view(code.lower(), name, self._joined([code]), places, file, outlines)

    def _country(self, departements: Mapping[str, Sequence[Listed]]) -> MapView:
        scale = FINE if self._sources.tiles else COARSE
        file = self._data("points-fr", country_file(departements, scale))
        mainland, overseas = self._mainland, self._overseas
        shown = self._joined(mainland or overseas)
        jumps = [Jump(_MAINLAND, shown.words)] if mainland and overseas else []
        if jumps:
            named = self._directory.departements
            jumps += [Jump(typeset(named[c].name), self._joined([c]).words) for c in overseas]
        places = [place for found in departements.values() for place in found]
        outlines = self._country_outlines
        return self._view(_COUNTRY, "Carte de France", shown, places, file, outlines, tuple(jumps))

    def _results(self) -> MapView:
        """Draw the map whose places the page of results gives, those that its list shows."""
        shown = self._joined(self._mainland or self._overseas)
        places = [p for found in self._places.values() for p in found if p.kind != PROJECT]
        outlines = self._country_outlines
        return self._view(_RESULTS, "Carte des résultats", shown, places, None, outlines)

    @property
    def _mainland(self) -> list[str]:
        return [code for code in self._located if len(code) == 2]

    @property
    def _overseas(self) -> list[str]:
        return [code for code in self._located if len(code) > 2]

    @cached_property
    def _located(self) -> dict[str, list[tuple[float, float]]]:
        """Give the positions of each department where one is known."""
        points = {
            code: [(place.point.lat, place.point.lon) for place in places if place.point]
            for code, places in self._places.items()
        }
        return {code: found for code, found in points.items() if found}

    def _view(  # noqa: PLR0913, PLR0917 - each is a different thing a map has
        self,
        key: str,
        name: str,
        bounds: Bounds,
        places: Sequence[Listed],
        file: File | None,
        outlines: Sequence[File],
        jumps: tuple[Jump, ...] = (),
    ) -> MapView:
        drawing = self._drawing(key, bounds, file, outlines)
        script = named_file(f"static/carte/carte-{key}", "js", drawing.script)
        self._files.append(script)
        return MapView(
            drawing.element,
            name,
            drawing.styles[0],
            (*drawing.scripts, self._loaded(script)),
            tuple(self._site.base + data.path for data in ([file] if file else []) + [*outlines]),
            frozenset(place.kind for place in places if place.point),
            jumps,
        )

    def _drawing(
        self, key: str, bounds: Bounds, points: File | None, outlines: Sequence[File]
    ) -> Drawing:
        from msap.publish.maps.drawing import Materials, draw

        base = self._site.base
        materials = Materials(
            styles=(self._loaded(self._libraries.style),),
            scripts=tuple(self._loaded(file) for file in self._libraries.scripts),
            points=base + points.path if points else None,
            outlines=tuple(base + file.path for file in outlines),
            tiles=self._sources.tiles,
        )
        return draw(key, bounds, materials)

    def _loaded(self, file: File) -> str:
        """Give the address of a style or a script and, after `#`, the digest it must have."""
        return f"{self._site.base}{file.path}#{file.loaded.integrity}"

    def _data(self, name: str, content: bytes) -> File:
        file = named_file(f"static/carte/{name}", "json", content)
        self._files.append(file)
        return file

    def _joined(self, codes: Sequence[str]) -> Bounds:
        """Give the box of these departments; those without outlines by what they have."""
        corners = [
            corner
            for code in codes
            if (box := self._outlines.bounds.get(code))
            for corner in ((box.south, box.west), (box.north, box.east))
        ]
        if not corners:
            corners = [point for code in codes for point in self._located[code]]
        return Bounds.around(corners)

    def _country_page(self, country: MapView) -> Page:
        departements = tuple(self._directory.departements.values())
        naming = self._site.network.naming
        return Page(
            url=MAP,
            template="carte.html",
            title=typeset(f"Carte des {naming.many}"),
            description=typeset(
                f"Les {naming.many} sur une carte de France, et la liste par département."
            ),
            view=CountryView(
                country,
                departement_lines(departements, self._directory),
                Link("Chercher par région", DIRECTORY),
            ),
            crumbs=(Link("Annuaire", DIRECTORY),),
            modified=max(entry.msap.updated for entry in self._directory.catalogue.entries),
        )
