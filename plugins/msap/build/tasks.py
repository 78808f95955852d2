"""The build tasks of the site, in a stable order: what each is made from, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from msap.build.fingerprints import Fingerprint, Fingerprints
from msap.build.memory import content_of
from msap.publish.directory import Directory
from msap.publish.editorial.downloads import document_files
from msap.publish.editorial.sections import sections
from msap.publish.files.offline import offline_pages, worker_file
from msap.publish.maps.plan import Maps
from msap.publish.page import Output, Page
from msap.publish.pages.closed import closed_pages, moved_pages
from msap.publish.pages.communes import communes_pages
from msap.publish.pages.departement import departement_pages
from msap.publish.pages.directory import directory_pages
from msap.publish.pages.home import home_page, not_found_page
from msap.publish.pages.own_pages import own_pages
from msap.publish.pages.place import place_pages
from msap.publish.pages.project import project_pages
from msap.publish.pages.results import search_page
from msap.publish.scripts.assets import Assets
from msap.publish.search.files import SearchIndex
from msap.publish.site import Site, Sources
from msap.source.attachments import IMAGE_SUFFIXES, attached
from msap.source.referentials import Departement


class Task(NamedTuple):
    """Pages and files that are made together."""

    name: str
    source: Callable[[Fingerprints], Fingerprint]
    """What `make` reads beside what every task may read (`Plan.base`)."""
    make: Callable[[], Output]
    stays: bool = False
    """True when it is made by the process that plans: what it loads or works out serves again."""


def site_tasks(
    sources: Sources,
    directory: Directory,
    site: Site,
    assets: Assets,
    maps: Maps,
    search: SearchIndex,
) -> Iterator[Task]:
    """Declare every task: its name, what it is made from, how it is made."""
    editorial, departements = sources.editorial, directory.departements.values()
    yield Task(
        "search words",
        lambda prints: (prints.names, prints.content),
        lambda: Output(files=search.names_and_texts()),
        stays=True,
    )
    yield Task(
        "search places",
        lambda prints: (prints.records, prints.content),
        lambda: Output(files=search.places()),
        stays=True,
    )
    for one in departements:
        yield Task(
            f"departement {one.code}",
            partial(Fingerprints.departement, code=one.code),
            partial(_departement, one, directory, site, maps),
            stays=True,
        )
    yield Task("map", lambda prints: prints.records, maps.country, stays=True)
    yield Task(
        "results",
        lambda prints: prints.records,
        partial(_results, directory, site, maps),
        stays=True,
    )
    yield Task(
        "theme",
        lambda _: maps.is_empty,
        lambda: Output(
            files=[*assets.files, *maps.shared(), worker_file(sources.theme, site, assets.workers)]
        ),
    )
    yield Task(
        "home",
        lambda prints: (prints.records, prints.content),
        lambda: Output([home_page(directory, sources, site)]),
    )
    yield Task(
        "directory",
        lambda prints: (prints.summary, maps.is_empty),
        lambda: Output(directory_pages(directory, site, maps.link)),
    )
    for one in departements:
        yield Task(
            f"communes {one.code}",
            partial(Fingerprints.nearest_of_communes, code=one.code),
            partial(_pages, communes_pages, one, directory, site),
        )
    for code in directory.departement_records:
        yield Task(
            f"places {code}",
            partial(_departement_with_surroundings, code),
            partial(_pages, place_pages, code, directory, site),
        )
    yield Task(
        "others",
        lambda prints: (prints.nearest_of_others, prints.names),
        lambda: Output(
            [
                *project_pages(directory, site),
                *closed_pages(directory, site),
                *moved_pages(directory),
            ]
        ),
    )
    yield Task(
        "content",
        lambda prints: (prints.summary, prints.content),
        partial(_content, sources, site),
    )
    for image in attached(editorial.folder / "images", IMAGE_SUFFIXES):
        yield Task(
            f"image {image.name}",
            lambda _, image=image: content_of(image),  # type: ignore[misc]
            partial(_image, image),
        )
    yield Task("offline", lambda _: None, lambda: Output(offline_pages(site)))
    yield Task(
        "own pages",
        lambda prints: (prints.summary, prints.content),
        lambda: Output([*own_pages(directory, sources, site), not_found_page(site)]),
    )


def _departement_with_surroundings(code: str, prints: Fingerprints) -> Fingerprint:
    return prints.departement(code), prints.nearest_of_places(code)


Subject = TypeVar("Subject")


def _pages(
    make: Callable[[Subject, Directory, Site], list[Page]],
    subject: Subject,
    directory: Directory,
    site: Site,
) -> Output:
    return Output(make(subject, directory, site))


def _departement(departement: Departement, directory: Directory, site: Site, maps: Maps) -> Output:
    shown_on, files = maps.departement(departement.code)
    return Output(departement_pages(departement, directory, site, shown_on), files)


def _results(directory: Directory, site: Site, maps: Maps) -> Output:
    results = maps.results()
    page = search_page(results, directory, site)
    return Output([page], list(results.files))


def _content(sources: Sources, site: Site) -> Output:
    """Make all that the files of `content/` say."""
    output = sections(sources, site)
    return Output(output.pages, [*output.files, *document_files(sources.editorial)])


def _image(path: Path) -> Output:
    # Pillow takes a while to load, and a site may have no image.
    from msap.publish.editorial.images import image_files

    return Output(files=image_files(path))
