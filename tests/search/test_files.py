"""The files browsers search with: light, complete, and the same twice."""

import gzip
import json
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from msap.build.fingerprints import Fingerprints
from msap.build.memory import Memory
from msap.build.remembered import RememberingDirectory, RememberingSearch
from msap.checks.run import check_everything
from msap.domain.addresses import SEARCH_INDEX
from msap.publish.directory import Directory
from msap.publish.locations import Point
from msap.publish.page import File, Link
from msap.publish.search.documents import DocumentKind, all_documents
from msap.publish.search.files import SearchIndex
from msap.publish.search.index import NAME, index_documents
from msap.publish.search.shards import key_lines, reference_to
from msap.publish.search.territory import COMMUNES_IN_TILE, CommuneOrder
from msap.publish.search.words import read_vocabulary
from msap.source.catalogue import Catalogue
from msap.source.editorial import read_editorial
from tests.projects import MINI_SITE_RECORDS, SAMPLE_CONTENT, sample_data
from tests.sites import BUILD_DAY

TODAY = date(2026, 11, 23)
HEAVIEST_SHARD = 4_000


@pytest.fixture(scope="module")
def directory() -> Directory:
    """Read the mini site's records with the whole territory."""
    checked = check_everything(sample_data(), MINI_SITE_RECORDS, SAMPLE_CONTENT)
    assert checked.catalogue is not None
    return Directory(checked.catalogue, BUILD_DAY.date())


EDITORIAL, _ = read_editorial(SAMPLE_CONTENT)
LINKS = (Link("Annuaire", "annuaire/"),)


def write(directory: Directory) -> list[File]:
    """Write the files of these records."""
    return files_of(SearchIndex(directory, EDITORIAL, LINKS, TODAY))


def write_again(catalogue: Catalogue, memory: Memory) -> list[File]:
    """Write them as `serve` does."""
    directory = RememberingDirectory(catalogue, BUILD_DAY.date(), memory)
    prints = Fingerprints(directory, EDITORIAL, memory)
    return files_of(RememberingSearch(directory, EDITORIAL, LINKS, TODAY, prints))


def files_of(index: SearchIndex) -> list[File]:
    """Return the files of an index."""
    return [*index.names_and_texts(), *index.places()]


@pytest.fixture(scope="module")
def files(directory: Directory) -> dict[str, bytes]:
    """Make the files once for this module."""
    made = write(directory)
    return {file.path.removeprefix(SEARCH_INDEX): file.content for file in made}


def content(files: dict[str, bytes], name: str) -> str:
    """Return the text of one file of a folder, found as the script finds it."""
    folder = json.loads(files["index.json"])["folders"][name[0]]
    if isinstance(folder, list):
        folder = folder[int(name.removeprefix("b/").removesuffix(".json")) // 64]
    return files[name.replace("/", f".{folder}/")].decode()


def test_no_file_is_heavy(files: dict[str, bytes]) -> None:
    """What one question fetches stays small: every file is under 4 KB compressed."""
    sizes = {path: len(gzip.compress(content, 9, mtime=0)) for path, content in files.items()}
    assert max(sizes.values()) <= HEAVIEST_SHARD


def test_nothing_of_whoosh_is_published(files: dict[str, bytes]) -> None:
    """Only text and JSON of ours leave the build."""
    assert {path.rsplit(".", 1)[1] for path in files} == {"txt", "json"}


def test_every_commune_is_in_a_shard(files: dict[str, bytes], directory: Directory) -> None:
    """The shards hold the name and number of each commune that has a department page."""
    shards = "\n".join(c.decode() for path, c in files.items() if path.startswith("k."))
    labels = {line.split("|")[0] for line in shards.split("\n")}
    territory = CommuneOrder(directory.geography, frozenset(directory.departements))
    missing = [c.name for c in territory.communes if c.name.replace("'", "’") not in labels]
    assert missing == []


@pytest.mark.parametrize("insee", ["23096", "23001", "19275", "97411", "2A004", "75113"])
def test_a_block_holds_the_nearest_places(
    files: dict[str, bytes], directory: Directory, insee: str
) -> None:
    """The places nearest to a commune are all in its block."""
    territory = CommuneOrder(directory.geography, frozenset(directory.departements))
    commune = territory.geography.communes[insee]
    assert commune.lat is not None
    assert commune.lon is not None
    block = json.loads(content(files, f"b/{territory.numbers[insee] // COMMUNES_IN_TILE}.json"))
    found = {f"lieux/{location[1]}/" for location in block["s"]}
    nearest = directory.nearest(Point(commune.lat, commune.lon, is_approximate=True), 5)
    assert {one.location.url for one in nearest} <= found


def test_files_are_the_same_twice(files: dict[str, bytes], directory: Directory) -> None:
    """Two builds of the same sources give the same bytes, whatever Whoosh names its own."""
    again = write(Directory(directory.catalogue, BUILD_DAY.date()))
    assert {file.path.removeprefix(SEARCH_INDEX): file.content for file in again} == files


def test_an_edited_place_changes_its_line_only(directory: Directory) -> None:
    """What a process remembers gives the files of a build from nothing; those of names are the same."""
    memory = Memory()
    before = write_again(directory.catalogue, memory)
    entry = next(entry for entry in directory.catalogue.entries if entry.msap.contact.phone)
    contact = replace(entry.msap.contact, phone="05 44 30 30 30")
    msap = replace(entry.msap, contact=contact)
    edited = replace(entry, msap=msap, text=f"{entry.text}# edited\n")
    entries = [edited if one is entry else one for one in directory.catalogue.entries]
    catalogue = replace(directory.catalogue, entries=tuple(entries))
    warm = write_again(catalogue, memory)
    assert warm == write(Directory(catalogue, BUILD_DAY.date()))
    assert warm != before
    changed = {new.path for old, new in zip(before, warm, strict=True) if new is not old}
    assert {path.removeprefix(SEARCH_INDEX)[:2] for path in changed} == {"in", "b."}


def test_names_are_those_that_whoosh_finds(directory: Directory) -> None:
    """The keys of lines, and the documents under each, are the terms of Whoosh's own index."""
    editorial, _ = read_editorial(SAMPLE_CONTENT)
    vocabulary = read_vocabulary(directory.catalogue.referentials, directory.today)
    every = all_documents(directory, editorial, (), directory.territory, vocabulary)
    documents = [
        one for one in every if one.kind not in {DocumentKind.REGION, DocumentKind.DEPARTEMENT}
    ][::9]
    reader = index_documents(documents, vocabulary).reader()
    expected = {
        term.decode(): sum(1 for _ in reader.postings(NAME, term).all_ids())
        for term in reader.lexicon(NAME)
    }
    found: Counter[str] = Counter()
    for line in key_lines(documents, map(reference_to, documents), ()):
        found[line.key] += line.text.count(",") + 1
    assert len(expected) > 4_000
    assert found == expected
