"""Infographics and maps: their list, a page each, the drawings and the data to download."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from msap.checks.charts import columns_of
from msap.errors import Refusal
from msap.publish.editorial.charts import (
    Bar,
    ChartStep,
    DataTable,
    LegendLine,
    bars_of,
    legend_of,
    regional_table,
    steps_of,
    table_of,
    value_words,
    values_of,
    write_csv,
)
from msap.publish.editorial.choropleth import draw_map, height_of, scale_of
from msap.publish.editorial.downloads import size_words
from msap.publish.editorial.prose import Prose, prose
from msap.publish.editorial.section_list import numbered
from msap.publish.page import File, Link, Output, Page
from msap.publish.pages.pagination import Parts
from msap.publish.site import Site, Sources
from msap.publish.wording.dates import date_words
from msap.publish.wording.numbers import count_words
from msap.publish.wording.typography import NBSP, typeset
from msap.source.catalogue import Catalogue
from msap.source.editorial import EditorialFile
from msap.source.editorial_kinds import INFOGRAPHICS, InfographicMatter
from msap.source.geography import departement_rings
from msap.source.msap import Status
from msap.source.tables import Table, read_table

_MAP_WIDTH, _PREVIEW_WIDTH = 1120, 160
_CARD_ELEMENTS, _PAGE_ELEMENTS = 18, 90


class MapImageView(NamedTuple):
    """A map shown as an image, with the words that stand for it and its legend."""

    url: str
    width: int
    height: int
    alt: str
    preview_url: str
    preview_width: int
    preview_height: int
    legend_title: str
    legend: tuple[LegendLine, ...]


class InfographicView(NamedTuple):
    """One infographic; of bars, steps and map, one is there. `notice` may be empty."""

    title: str
    url: str
    summary: str
    day: str
    date: str
    source: str
    notice: str
    bars: tuple[Bar, ...]
    steps: tuple[ChartStep, ...]
    map: MapImageView | None
    body: Prose
    table: DataTable | None
    download: Link


@dataclass(frozen=True, slots=True)
class InfographicsView:
    """One page of the list, from the newest."""

    count: str
    parts: Parts | None
    infographics: tuple[InfographicView, ...]


def section(sources: Sources, site: Site) -> Output:
    """Make the list, the page, the drawing and the data of each infographic."""
    output = Output()
    views = []
    for document in sources.editorial.of(INFOGRAPHICS):
        view, files = _infographic(document, sources, site)
        views.append(view)
        known = {file.path for file in output.files}
        output.files += [file for file in files if file.path not in known]
        output.pages.append(_page(document, view, sources.catalogue))
    output.pages[:0] = _list_pages(views, output.pages)
    return output


def count_places(catalogue: Catalogue, status: str) -> dict[str, float]:
    """Count the records of a status in each department; one that has none counts zero."""
    entries = (entry for entry in catalogue.entries if entry.msap.status == status)
    counted = Counter(entry.departement for entry in entries)
    return {code: float(counted[code]) for code in catalogue.referentials.departements}


def _infographic(
    document: EditorialFile[InfographicMatter], sources: Sources, site: Site
) -> tuple[InfographicView, list[File]]:
    matter, chart = document.matter, document.matter.chart
    url = f"{INFOGRAPHICS.url}{document.slug}/"
    table = _table(document, sources)
    values = _values(document, sources, table)
    drawing, files = _map(document, values, sources, site) if values else (None, [])
    if table:
        data = File(f"{INFOGRAPHICS.url}{chart.data}", _csv(table))
    else:
        data = File(f"{url}{document.slug}.csv", _counts_csv(values, sources.catalogue))
    view = InfographicView(
        title=typeset(matter.title),
        url=url,
        summary=typeset(matter.summary),
        day=matter.date.isoformat(),
        date=date_words(matter.date),
        source=typeset(f"{matter.source.name}, {matter.source.date}"),
        notice=_DEMONSTRATION if chart.records and site.is_demonstration else "",
        bars=bars_of(chart, table) if chart.kind == "bars" and table else (),
        steps=steps_of(chart, table) if chart.kind == "steps" and table else (),
        map=drawing,
        body=prose(document, sources.editorial, site),
        table=regional_table(values, sources.catalogue.referentials)
        if values
        else table_of(chart, table)
        if table and chart.kind == "bars"
        else None,
        download=Link(f"Télécharger les données (CSV, {size_words(len(data.content))})", data.path),
    )
    return view, [*files, data]


def _table(document: EditorialFile[InfographicMatter], sources: Sources) -> Table | None:
    """Read the table of a chart; None when it is made from the records.

    Raises Refusal when the table changed since it was checked.
    """
    name = document.matter.chart.data
    if name is None:
        return None
    path = sources.editorial.folder / INFOGRAPHICS.folder / name
    table, problems = read_table(
        path, document.path.parent / name, columns_of(document.matter.chart)
    )
    if table is None:
        raise Refusal("\n".join(f"{problem.path} : {problem.fact}" for problem in problems))
    return table


def _values(
    document: EditorialFile[InfographicMatter], sources: Sources, table: Table | None
) -> dict[str, float]:
    chart = document.matter.chart
    if chart.records:
        return count_places(sources.catalogue, chart.records)
    return values_of(chart, table) if table and chart.kind == "map" else {}


def _map(
    document: EditorialFile[InfographicMatter],
    values: dict[str, float],
    sources: Sources,
    site: Site,
) -> tuple[MapImageView, list[File]]:
    scale = scale_of(values.values())
    shades = {code: scale.shade(value) for code, value in values.items()}
    outlines = departement_rings(sources.data)
    folder = f"{INFOGRAPHICS.url}{document.slug}/"
    drawings = [
        File(f"{folder}{name}.svg", draw_map(outlines, shades, width).encode())
        for name, width in (("carte", _MAP_WIDTH), ("apercu", _PREVIEW_WIDTH))
    ]
    chart = document.matter.chart
    unit = chart.unit or f"{site.network.naming.many} {_STATES[chart.records]}".strip()
    top = max(values.values(), default=0)
    names = sources.catalogue.referentials.departements
    most = [typeset(names[code].name) for code, value in values.items() if value == top]
    where = f" {most[0]} en a le plus{NBSP}: {value_words(top)}." if len(most) == 1 else ""
    view = MapImageView(
        url=drawings[0].path,
        width=_MAP_WIDTH,
        height=height_of(_MAP_WIDTH),
        alt=f"Carte de France par département{NBSP}: {typeset(document.matter.title)}.{where}"
        " Tous les nombres sont dans le tableau de cette page.",
        preview_url=drawings[1].path,
        preview_width=_PREVIEW_WIDTH,
        preview_height=height_of(_PREVIEW_WIDTH),
        legend_title=typeset(f"Nombre de {unit}, par département"),
        legend=legend_of(
            scale, has_none=any(code not in values or not values[code] for code in outlines)
        ),
    )
    return view, drawings


def _page(
    document: EditorialFile[InfographicMatter], view: InfographicView, catalogue: Catalogue
) -> Page:
    days: list[date] = [document.matter.date]
    if document.matter.chart.records:
        days += [entry.msap.updated for entry in catalogue.entries]
    return Page(
        url=view.url,
        template="infographie.html",
        title=view.title,
        description=view.summary,
        view=view,
        crumbs=(Link(INFOGRAPHICS.title, INFOGRAPHICS.url),),
        modified=max(days),
    )


def _list_pages(views: list[InfographicView], pages: list[Page]) -> list[Page]:
    days = [page.modified for page in pages if page.modified]
    return [
        Page(
            url=page.url,
            template="infographies.html",
            title=page.title,
            description="Le réseau en dessins et en cartes, avec leurs données à télécharger.",
            view=InfographicsView(
                count_words(len(views), "infographie", "infographies"), page.parts, part
            ),
            crumbs=page.crumbs,
            modified=max(days, default=None),
        )
        for page, part in numbered(
            INFOGRAPHICS, views, lambda _view: _CARD_ELEMENTS, _PAGE_ELEMENTS
        )
    ]


def _csv(table: Table) -> bytes:
    return write_csv(table.columns, [row.cells for row in table.with_plain_numbers().rows])


def _counts_csv(values: dict[str, float], catalogue: Catalogue) -> bytes:
    names = catalogue.referentials
    return write_csv(
        ("departement", "nom", "region", "maisons"),
        [
            (code, d.name, names.regions[d.region].name, str(int(values[code])))
            for code, d in names.departements.items()
        ],
    )


_STATES = {
    None: "",
    Status.OPEN: "ouvertes",
    Status.PROJECT: "en projet",
    Status.CLOSED: "fermées",
}
_DEMONSTRATION = "Ces fiches sont inventées pour la démonstration\u00a0: cette carte l’est aussi."
