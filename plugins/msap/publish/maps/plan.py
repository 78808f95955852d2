"""Every map of the site: one of the country, one for each department that has something to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msap.publish.addresses import DIRECTORY, MAP
from msap.publish.directory import Directory
from msap.publish.directory_pages import DepartementLine, departement_lines
from msap.publish.french import typeset
from msap.publish.maps.libraries import Libraries, named_file, read_libraries
from msap.publish.maps.outlines import Bounds, Outlines, read_outlines
from msap.publish.maps.points import (
    COARSE,
    FINE,
    MapPoint,
    country_file,
    departement_file,
    departement_points,
)
from msap.publish.maps.view import Jump, MapView
from msap.publish.page import File, Link, Page
from msap.publish.site import Site, Sources

if TYPE_CHECKING:
    from msap.publish.maps.drawing import Drawing

_COUNTRY = "fr"
_MAINLAND = "Métropole"


@dataclass(frozen=True, slots=True)
class CountryView:
    """The page of the map of the country; `departements` are the way without a map."""

    map: MapView
    departements: tuple[DepartementLine, ...]
    directory: Link


@dataclass(frozen=True, slots=True)
class Maps:
    """The files of all maps, the view of each department's, and the page of the country's."""

    files: tuple[File, ...]
    departements: Mapping[str, MapView]
    pages: tuple[Page, ...]

    @property
    def link(self) -> Link | None:
        """Give the way to the country's map, which it opens; None without a map."""
        return Link("Voir la carte", f"{MAP}#carte") if self.pages else None


def plan_maps(directory: Directory, sources: Sources, site: Site) -> Maps:
    """Draw the maps; without a single point there is none."""
    points = {
        code: found
        for code in directory.departements
        if (found := departement_points(code, directory, site))
    }
    if not points:
        return Maps((), {}, ())
    return _Workshop(directory, sources, site, points).maps()


class _Workshop:
    """Draws the maps and keeps the files they are made of."""

    def __init__(
        self,
        directory: Directory,
        sources: Sources,
        site: Site,
        points: Mapping[str, Sequence[MapPoint]],
    ) -> None:
        self._directory = directory
        self._sources = sources
        self._site = site
        self._points = points
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
        addresses: dict[str, Sequence[MapPoint]] = {}
        for code, points in self._points.items():
            file = self._data(f"points-{code.lower()}", departement_file(points))
            addresses[self._site.base + file.path] = points
            departements[code] = self._departement(code, points, file)
        country = self._country(addresses)
        return Maps(tuple(self._files), departements, (self._country_page(country),))

    def _departement(self, code: str, points: Sequence[MapPoint], file: File) -> MapView:
        departement = self._directory.departements[code]
        outlines = list(self._country_outlines)
        if outlines and code in self._outlines.rings:
            own = self._outlines.departement(code)
            outlines.append(self._data(f"contours-{code.lower()}", own))
        name = typeset(f"Carte {departement.genitive}")
        return self._view(code.lower(), name, self._joined([code]), points, file, outlines)

    def _country(self, departements: Mapping[str, Sequence[MapPoint]]) -> MapView:
        scale = FINE if self._sources.tiles else COARSE
        file = self._data("points-fr", country_file(departements, scale))
        mainland = [code for code in self._points if len(code) == 2]
        overseas = [code for code in self._points if len(code) > 2]
        shown = self._joined(mainland or overseas)
        jumps = [Jump(_MAINLAND, shown.words)] if mainland and overseas else []
        if jumps:
            named = self._directory.departements
            jumps += [Jump(typeset(named[c].name), self._joined([c]).words) for c in overseas]
        points = [point for found in departements.values() for point in found]
        outlines = self._country_outlines
        return self._view(_COUNTRY, "Carte de France", shown, points, file, outlines, tuple(jumps))

    def _view(  # noqa: PLR0913, PLR0917 - each is a different thing a map has
        self,
        key: str,
        name: str,
        bounds: Bounds,
        points: Sequence[MapPoint],
        file: File,
        outlines: Sequence[File],
        jumps: tuple[Jump, ...] = (),
    ) -> MapView:
        data = [file, *outlines]
        drawing = self._drawing(key, bounds, data)
        script = named_file(f"static/carte/carte-{key}", "js", drawing.script)
        self._files.append(script)
        return MapView(
            drawing.element,
            name,
            drawing.styles[0],
            (*drawing.scripts, self._site.base + script.path),
            tuple(self._site.base + file.path for file in data),
            frozenset(point.kind.lower() for point in points),
            jumps,
        )

    def _drawing(self, key: str, bounds: Bounds, data: Sequence[File]) -> Drawing:
        from msap.publish.maps.drawing import Materials, draw

        base = self._site.base
        materials = Materials(
            styles=(base + self._libraries.style.path,),
            scripts=tuple(base + file.path for file in self._libraries.scripts),
            points=base + data[0].path,
            outlines=tuple(base + file.path for file in data[1:]),
            tiles=self._sources.tiles,
        )
        return draw(key, bounds, materials)

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
            corners = [(point.lat, point.lon) for code in codes for point in self._points[code]]
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
