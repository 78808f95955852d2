"""The whole site from what was read: every page and every file, in a stable order."""

from __future__ import annotations

from collections import Counter
from datetime import date

from msap.publish import addresses
from msap.publish.articles import news_feed, news_pages
from msap.publish.assets import read_assets
from msap.publish.calendar import calendar_script
from msap.publish.closed import closed_pages, moved_pages
from msap.publish.communes import communes_pages
from msap.publish.data_sources import sources_page
from msap.publish.departement import departement_pages
from msap.publish.directory import Directory
from msap.publish.directory_pages import directory_pages
from msap.publish.dossiers import dossier_pages
from msap.publish.downloads import attached_files
from msap.publish.french import date_words, with_no_break_spaces
from msap.publish.going_back import Before
from msap.publish.headers import headers_file
from msap.publish.home import home_page, not_found_page
from msap.publish.infographics import infographics
from msap.publish.ledger import ledger_file, make_ledger
from msap.publish.legal import legal_pages
from msap.publish.maps.plan import plan_maps
from msap.publish.offline import offline_pages, offline_script, worker_file
from msap.publish.old_addresses import old_address_pages
from msap.publish.page import Link, Output
from msap.publish.pages import content_pages
from msap.publish.place import place_pages
from msap.publish.project import project_pages
from msap.publish.publications import publication_pages, publications_feed
from msap.publish.robots import robots_file, security_file
from msap.publish.search.files import search_files
from msap.publish.search.page import search_page
from msap.publish.site import Site, Sources
from msap.publish.site_map import site_map_page
from msap.publish.sitemap import sitemap_files
from msap.publish.titles import with_own_titles
from msap.source.catalogue import Catalogue


def plan_site(
    sources: Sources, *, url: str, today: date, before: Before | None = None
) -> tuple[Site, Output]:
    """Plan every page and file; `url` is the public address, `today` the date of the build.

    `before` is the site that this one replaces. Raises Refusal when something of it would be lost.
    """
    constants = calendar_script(today) + offline_script(keeps_pages=sources.keeps_pages)
    assets = read_assets(sources.theme, constants)
    directory = Directory(sources.catalogue)
    search = search_files(directory, sources.editorial, (*_MENU, *_FOOTER, _ACCESSIBILITY), today)
    site = Site(
        url=url,
        network=sources.catalogue.network,
        is_demonstration=sources.catalogue.is_demonstration,
        today=today,
        style=assets.style.loaded,
        script=assets.script.loaded,
        menu=_MENU,
        footer=_FOOTER,
        data_source=_data_source(sources.catalogue),
        bundles={name: file.path for name, file in assets.bundles.items()}
        | {"index": addresses.SEARCH_INDEX},
        keeps_pages=sources.keeps_pages,
    )
    maps = plan_maps(directory, sources, site)
    output = Output(
        files=[assets.style, assets.script, *assets.bundles.values(), *maps.files, *search]
    )
    output.pages.append(home_page(directory, sources, site))
    output.pages += directory_pages(directory, site, maps.link)
    output.pages += departement_pages(directory, site, maps.departements)
    output.pages += maps.pages
    output.pages.append(search_page(maps, sources.catalogue.referentials, site))
    output.pages += communes_pages(directory, site)
    output.pages += place_pages(directory, site)
    output.pages += project_pages(directory, site)
    output.pages += closed_pages(directory, site)
    output.pages += moved_pages(directory)
    output.pages += content_pages(sources.editorial, site)
    output.pages += news_pages(sources.editorial, site)
    output.pages += dossier_pages(sources.editorial, site)
    output.pages += publication_pages(sources.editorial, site)
    drawn = infographics(sources, site)
    output.pages += drawn.pages
    output.pages += legal_pages(site)
    output.pages += offline_pages(site)
    output.pages.append(sources_page(sources, site))
    output.pages.append(site_map_page(directory, sources.editorial, site))
    output.pages.append(not_found_page(site))
    output.pages = with_own_titles(output.pages)
    output.files += news_feed(sources.editorial, site)
    output.files += publications_feed(sources.editorial, site)
    output.files += attached_files(sources.editorial)
    output.files += drawn.files
    output.pages += old_address_pages(output, site, sources, before or Before())
    output.files += sitemap_files(output.pages, site)
    output.files.append(ledger_file(make_ledger(output, site, sources)))
    output.files += [robots_file(site), security_file(site), worker_file(sources.theme, site)]
    output.files.append(headers_file(site.base, sources.tiles))
    return site, output


def _data_source(catalogue: Catalogue) -> str:
    """Name the list most records come from, with the date of its edition."""
    sources = (entry.msap.source for entry in catalogue.entries)
    counted = Counter(
        (source.name, f" ({date_words(source.date)})" if source.date else "")
        for source in sources
        if source
    )
    if not counted:
        return ""
    name, day = min(counted, key=lambda key: (-counted[key], key))
    return with_no_break_spaces(f"Source des fiches : {name}{day}.")


_MENU = (
    Link("Annuaire", addresses.DIRECTORY),
    Link("Actualités", addresses.NEWS),
    Link("Dossiers", addresses.DOSSIERS),
    Link("Publications", addresses.PUBLICATIONS),
    Link("Infographies et cartes", addresses.INFOGRAPHICS),
)
_ACCESSIBILITY = Link("Accessibilité", addresses.ACCESSIBILITY)
_FOOTER = (
    Link("Plan du site", addresses.SITE_MAP),
    Link("Mentions légales", addresses.LEGAL_NOTICES),
    Link("Données personnelles", addresses.PRIVACY),
    Link("Conditions d’utilisation", addresses.TERMS),
    Link("Sources des données", addresses.SOURCES),
)
