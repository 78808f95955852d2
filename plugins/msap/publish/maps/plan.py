"""Every map of the site: one of the country, one for each department that has something to show."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from msap.domain.addresses import DIRECTORY, MAP
from msap.publish.directory import Directory
from msap.publish.listing.files import FINE, PlacesExtent, departement_file, extent_of, network_file
from msap.publish.listing.filters import Answers
from msap.publish.listing.places import PROJECT, ListingItem, listed_places
from msap.publish.maps.outlines import Bounds, Outlines
from msap.publish.maps.points import COARSE, country_file
from msap.publish.maps.view import Drawing, Jump, MapView, Materials
from msap.publish.page import File, Link, Output, Page, named_file
from msap.publish.pages.directory import DepartementLine, departement_lines
from msap.publish.scripts.assets import Assets
from msap.publish.site import Site, Sources
from msap.publish.wording.typography import typeset
from msap.source.geography import departement_rings

_COUNTRY, _RESULTS = "fr", "resultats"
_MAINLAND = "Métropole"
_POINTS = "points"
"""Stands in a drawing where the address of the points will be, which changes with every place."""


class CountryView(NamedTuple):
    """The page of the map of the country; `departements` are the way without a map."""

    map: MapView
    departements: tuple[DepartementLine, ...]
    directory: Link


class Results(NamedTuple):
    """The map of what a search finds; `network` is the address of the file of departments.

    Without a single point there is neither. `answers` are what the places of each say to filters.
    """

    view: MapView | None
    network: str
    answers: tuple[Answers, ...]
    files: tuple[File, ...]


class ListedPlaces:
    """What lists and maps show of the places of each department, worked out once."""

    def __init__(self, directory: Directory, site: Site) -> None:
        self._directory = directory
        self._site = site
        self._places: dict[str, tuple[ListingItem, ...]] = {}

    def __call__(self, code: str) -> tuple[ListingItem, ...]:
        """Return the places of a department."""
        if code not in self._places:
            self._places[code] = listed_places(code, self._directory, self._site)
        return self._places[code]

    def file(self, code: str) -> File:
        """Return the data file of the places of a department."""
        return _data(f"points-{code.lower()}", departement_file(self(code)))

    def extent(self, code: str) -> PlacesExtent | None:
        """Return where the places of a department are and when; None when it has but projects."""
        return extent_of(self(code))


class Maps:
    """Draws each map by itself, as it is asked for; what several of them load is in `shared`."""

    def __init__(  # noqa: PLR0913 - each is a different thing maps are made from
        self,
        directory: Directory,
        sources: Sources,
        site: Site,
        places: ListedPlaces,
        assets: Assets,
        *,
        is_wanted: bool = True,
    ) -> None:
        """Take `places`, which give what the map of a department shows."""
        self._assets = assets
        self._is_wanted = is_wanted
        self._directory = directory
        self._sources = sources
        self._site = site
        self._listed = places

    @cached_property
    def is_empty(self) -> bool:
        """True when nothing can be shown on a map."""
        return not self._is_wanted or not any(
            any(location.point for location in departement_records.locations)
            or any(self._directory.locate(entry.msap) for entry in departement_records.projects)
            for code, departement_records in self._directory.departement_records.items()
            if code in self._directory.departements
        )

    @property
    def link(self) -> Link | None:
        """Return the way to the country's map, which it opens; None without a map."""
        return None if self.is_empty else Link("Voir la carte", f"{MAP}#carte")

    def shared(self) -> list[File]:
        """Return the files that several maps load."""
        if self.is_empty:
            return []
        return [self._assets.map_style, *self._assets.libraries, *self.country_outlines]

    def departement(self, code: str) -> tuple[MapView | None, list[File]]:
        """Draw the map of a department, None without a point, and give the files of its own."""
        if self.is_empty:
            return None, []
        places = self._listed(code)
        if not places:
            return None, []
        file = self._listed.file(code)
        if not any(place.point for place in places):
            return None, [file]
        departement = self._directory.departements[code]
        outlines = list(self.country_outlines)
        files = [file]
        if outlines and code in self.outlines.rings:
            own = _data(f"contours-{code.lower()}", self.outlines.departement(code))
            outlines.append(own)
            files.append(own)
        name = typeset(f"Carte {departement.genitive}")
        bounds = self._joined([code])
        view, script = self._view(code.lower(), name, bounds, places, file, outlines)
        return view, [*files, script]

    def country(self) -> Output:
        """Draw the map of the country, whose points lead to the files of the departments."""
        if self.is_empty:
            return Output()
        departements = {
            self._site.base + self._listed.file(code).path: places
            for code, places in self._places.items()
        }
        scale = FINE if self._sources.tiles else COARSE
        file = _data("points-fr", country_file(departements, scale))
        mainland, overseas = self._mainland, self._overseas
        shown = self._joined(mainland or overseas)
        jumps = [Jump(_MAINLAND, shown.words)] if mainland and overseas else []
        if jumps:
            named = self._directory.departements
            jumps += [Jump(typeset(named[c].name), self._joined([c]).words) for c in overseas]
        places = [place for found in departements.values() for place in found]
        outlines = self.country_outlines
        view, script = self._view(
            _COUNTRY, "Carte de France", shown, places, file, outlines, tuple(jumps)
        )
        return Output([self._country_page(view)], [file, script])

    def results(self) -> Results:
        """Draw the map whose places the page of results gives, those that its list shows."""
        if self.is_empty:
            return Results(None, "", (), ())
        shown = self._joined(self._mainland or self._overseas)
        kept = [
            place for places in self._places.values() for place in places if place.kind != PROJECT
        ]
        outlines = self.country_outlines
        view, script = self._view(_RESULTS, "Carte des résultats", shown, kept, None, outlines)
        extents = {code: extent for code in self._places if (extent := self._listed.extent(code))}
        files = {code: self._listed.file(code).path for code in extents}
        network = _data("departements", network_file(files, extents, self._directory))
        answers = tuple(extent.answers for extent in extents.values())
        return Results(view, network.path, answers, (script, network))

    @cached_property
    def outlines(self) -> Outlines:
        """Return the outlines of departments."""
        return Outlines(departement_rings(self._sources.data))

    @property
    def has_tiles(self) -> bool:
        """True when tiles are the ground of maps."""
        return self._sources.tiles is not None

    @cached_property
    def country_outlines(self) -> tuple[File, ...]:
        """Return the ground of maps without tiles, which show the country themselves."""
        if self.has_tiles:
            return ()
        return (_data("contours-fr", self.outlines.country()),)

    @cached_property
    def _places(self) -> dict[str, tuple[ListingItem, ...]]:
        codes = self._directory.departements
        return {code: found for code in codes if (found := self._listed(code))}

    @property
    def _mainland(self) -> list[str]:
        return [code for code in self._located if len(code) == 2]

    @property
    def _overseas(self) -> list[str]:
        return [code for code in self._located if len(code) > 2]

    @cached_property
    def _located(self) -> list[str]:
        """Return the departments where a position is known."""
        return [
            code for code, places in self._places.items() if any(place.point for place in places)
        ]

    def _view(  # noqa: PLR0913, PLR0917 - each is a different thing a map has
        self,
        key: str,
        name: str,
        bounds: Bounds,
        places: Sequence[ListingItem],
        file: File | None,
        outlines: Sequence[File],
        jumps: tuple[Jump, ...] = (),
    ) -> tuple[MapView, File]:
        drawing = self._drawing(key, bounds, file, outlines)
        script = named_file(f"static/carte/carte-{key}", "js", drawing.script)
        view = MapView(
            drawing.element,
            name,
            drawing.styles[0],
            (*drawing.scripts, self._loaded(script)),
            tuple(self._site.base + data.path for data in ([file] if file else []) + [*outlines]),
            frozenset(place.kind for place in places if place.point),
            jumps,
        )
        return view, script

    def _drawing(
        self, key: str, bounds: Bounds, points: File | None, outlines: Sequence[File]
    ) -> Drawing:
        """Draw a map; the address of the points, which changes with every place, goes in last."""
        base = self._site.base
        materials = Materials(
            styles=(self._loaded(self._assets.map_style),),
            scripts=tuple(map(self._loaded, self._assets.libraries)),
            points=_POINTS if points else None,
            outlines=tuple(base + file.path for file in outlines),
            tiles=self._sources.tiles,
        )
        drawing = self.drawn(key, bounds, materials)
        address = json.dumps(base + points.path if points else "")
        script = drawing.script.replace(json.dumps(_POINTS).encode(), address.encode())
        return drawing._replace(script=script)

    def drawn(self, key: str, bounds: Bounds, materials: Materials) -> Drawing:
        """Draw a map with folium, which takes long to import."""
        from msap.publish.maps.drawing import draw

        return draw(key, bounds, materials)

    def _loaded(self, file: File) -> str:
        """Return the address of a style or a script and, after `#`, the digest it must have."""
        return f"{self._site.base}{file.path}#{file.loaded.integrity}"

    def _joined(self, codes: Sequence[str]) -> Bounds:
        """Return the box of these departments; those without outlines by what they have."""
        corners = [
            corner
            for code in codes
            if (box := self.outlines.bounds.get(code))
            for corner in ((box.south, box.west), (box.north, box.east))
        ]
        if not corners:
            corners = [
                (place.point.lat, place.point.lon)
                for code in codes
                for place in self._listed(code)
                if place.point
            ]
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


def _data(name: str, content: bytes) -> File:
    return named_file(f"static/carte/{name}", "json", content)
