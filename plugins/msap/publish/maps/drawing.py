"""The script of a map, written by folium: no inline code, nothing random, nothing from elsewhere.

The only module that imports folium, which takes half a second: import it when a map is made.
"""

from __future__ import annotations

import folium
from branca.element import CssLink, Figure, JavascriptLink, MacroElement
from folium.map import FitBounds
from folium.plugins import FastMarkerCluster
from folium.template import Template

from msap.publish.maps.outlines import Bounds
from msap.publish.maps.view import Drawing, Materials

_FARTHEST, _CLOSEST = 2, 13
"""Zoom levels without tiles; closer, there is nothing to see but markers."""


class _Map(folium.Map):
    """A map without folium's header, whose inline code the security policy forbids."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
                center: {{ this.location|tojson }},
                ...{{ this.options|tojavascript }}
            });
            msapMap.prepare({{ this.get_name() }});
        {% endmacro %}
        """
    )


class _Outlines(MacroElement):
    """Outlines drawn from data files, one over the other."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            msapMap.outlines({{ this._parent.get_name() }}, {{ this.addresses|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, addresses: tuple[str, ...]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Outlines"
        self.addresses = addresses


class _Points(FastMarkerCluster):
    """Clusters of the points of a data file, or of those that the page gives.

    Their popups never hold text put together here.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = msapMap.points(
                {{ this._parent.get_name() }},
                {{ this.address|tojson }},
                {{ this.options|tojavascript }}
            );
        {% endmacro %}
        """
    )

    def __init__(self, address: str | None) -> None:
        super().__init__([], max_cluster_radius=60, show_coverage_on_hover=False)  # type: ignore[no-untyped-call]
        self.address = address


def draw(key: str, bounds: Bounds, materials: Materials) -> Drawing:
    """Draw a map that first shows `bounds`; `key` tells apart the maps of the site.

    Raises ValueError should folium add anything of its own.
    """
    tiles = materials.tiles
    board = _Map(
        location=[(bounds.south + bounds.north) / 2, (bounds.west + bounds.east) / 2],
        tiles=None,
        zoom_control=False,
        # Between two levels tiles would be blurred; outlines are not.
        zoom_snap=1 if tiles else 0.25,
        zoom_animation=False,
        fade_animation=False,
        marker_zoom_animation=False,
        inertia=False,
    )
    board.default_js = [(address, address) for address in materials.scripts]
    board.default_css = [(address, address) for address in materials.styles]
    # folium gives these two to tiles only, and clusters need them on the map.
    board.options |= {"minZoom": _FARTHEST, "maxZoom": tiles.max_zoom if tiles else _CLOSEST}
    cluster = _Points(materials.points)
    cluster.default_js = cluster.default_css = []
    children: list[MacroElement] = [FitBounds(bounds.corners, padding=(8, 8))]
    if tiles:
        children.append(
            folium.TileLayer(tiles.url, attr=tiles.attribution, max_zoom=tiles.max_zoom)
        )
    else:
        children.append(_Outlines(materials.outlines))
    board._id = key  # noqa: SLF001 - folium's own is random, and builds must be the same
    for child in (*children, cluster):
        child._id = key  # noqa: SLF001
        board.add_child(child)
    return _rendered(board)


def _rendered(board: _Map) -> Drawing:
    figure = board.get_root()
    if not isinstance(figure, Figure):
        raise TypeError("folium puts every map in a figure")
    board.render()  # type: ignore[no-untyped-call]
    styles, scripts = [], []
    for name, element in figure.header._children.items():  # noqa: SLF001 - no other way to read it
        if isinstance(element, CssLink):
            styles.append(element.url)
        elif isinstance(element, JavascriptLink):
            scripts.append(element.url)
        elif name != "meta_http":
            raise ValueError(f"folium put {name} in the header of a map")
    lines = (line.strip() for line in figure.script.render().splitlines())
    script = "\n".join(line for line in lines if line) + "\n"
    return Drawing(board.get_name(), script.encode(), tuple(styles), tuple(scripts))
