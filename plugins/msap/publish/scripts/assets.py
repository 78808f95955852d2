"""The styles and scripts of the site, each under the name of its folder in `theme/src`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msap.publish.files.offline import Workers
from msap.publish.page import File

_MODULES = {
    "search": "search/combobox.js",
    "fuzzy": "fuzzy/fallback.js",
    "results": "results/main.js",
    "listing": "listing/main.js",
}
"""Scripts that others load when they are needed; what several of them import stands apart."""
_MAP = {"map": "map/main.js"}
"""The module that opens a map: in one file, since it is opened without the others."""
_ALONE = {
    "site": "site/main.js",
    "offline": "offline/main.js",
    "worker": "worker/main.js",
    "leaving": "worker/leaving.js",
}
"""Scripts that come in one request."""
_LOADED = ("search", "results", "map")
"""What pages load by its address; the rest is imported by these."""
_WORKERS = ("worker.js", "leaving.js")
"""Their address does not change with their content."""
_LIBRARIES = {
    "leaflet": "../node_modules/leaflet/dist/leaflet.js",
    "markercluster": "../node_modules/leaflet.markercluster/dist/leaflet.markercluster.js",
}
"""Leaflet, then its clusters, which expect it as the global `L`: minified already, they are copied."""
_OF_MAPS = ("map.css", *(f"{name}.js" for name in _LIBRARIES))
_STYLES = {name: f"style/{name}.css" for name in ("site", "results", "infographics", "map")}


class Run(NamedTuple):
    """A run of esbuild: the paths of its entries below `theme/src`, by their names; its options."""

    entries: Mapping[str, str]
    options: tuple[str, ...]


class Bundle(NamedTuple):
    """A file that esbuild wrote; `imports` are the names of the bundles that it needs at once."""

    entry: str
    """What it was asked for as, with its suffix; empty for what several share."""
    name: str
    content: bytes
    imports: tuple[str, ...]


_TARGET = "--target=es2020"
"""The syntax that browsers must know: Chrome 80, Firefox 74 and Safari 13.1, all of 2020."""
RUNS = (
    Run(_MODULES, ("--splitting", "--format=esm", _TARGET)),
    Run(_MAP, ("--format=esm", _TARGET)),
    Run(_ALONE, ("--format=iife", _TARGET)),
    Run({**_STYLES, **_LIBRARIES}, ("--loader:.js=copy",)),
)


class Assets(NamedTuple):
    """What pages load; each file is named after its content."""

    style: File
    script: File
    """The style and the script of every page."""
    results_style: File
    infographics_style: File
    map_style: File
    libraries: tuple[File, ...]
    """The scripts that a map needs, in their order."""
    offline: File
    modules: Mapping[str, str]
    """The addresses of a module and of all that it imports, itself first, apart by spaces."""
    workers: Workers
    files: tuple[File, ...]
    """All that is published whether or not the site has a map."""


def assets_of(bundles: Sequence[Bundle], base: str) -> Assets:
    """Return what RUNS wrote; `base` opens the addresses."""
    workers = {bundle.entry: bundle for bundle in bundles if bundle.entry in _WORKERS}
    public = [bundle for bundle in bundles if bundle.entry not in _WORKERS]
    files = {bundle.name: File(f"static/{bundle.name}", bundle.content) for bundle in public}
    entries = {bundle.entry: files[bundle.name] for bundle in public if bundle.entry}
    needed = {bundle.name: bundle.imports for bundle in public}

    def addresses(entry: File) -> str:
        names = [entry.path.removeprefix("static/")]
        for name in names:
            names += [one for one in needed[name] if one not in names]
        return " ".join(base + files[name].path for name in names)

    return Assets(
        style=entries["site.css"],
        script=entries["site.js"],
        results_style=entries["results.css"],
        infographics_style=entries["infographics.css"],
        map_style=entries["map.css"],
        libraries=tuple(entries[f"{name}.js"] for name in _LIBRARIES),
        offline=entries["offline.js"],
        modules={name: addresses(entries[f"{name}.js"]) for name in _LOADED},
        workers=Workers(*(workers[entry].content.decode() for entry in _WORKERS)),
        files=tuple(files[one.name] for one in public if one.entry not in _OF_MAPS),
    )
