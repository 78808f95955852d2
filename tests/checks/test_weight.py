"""What `check` accepts is light enough to be built, up to the last line; the rest is reported."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path, PurePath

import pytest

from msap.checks import weight
from msap.checks.charts import charts
from msap.source.catalogue import Catalogue, Reader
from msap.source.editorial import read_editorial
from msap.source.entries import read_entry
from msap.source.problems import Problem
from tests.projects import MINI_SITE_RECORDS, write_project
from tests.sites import run_msap

MOST = 1_000
"""More of anything than any page may hold."""
RECORD = """\
id: {id}
name: Maison de dimension
status: open
form: {form}
address: {{street: 2 place de la Mairie, extra: Bâtiment B, postcode: "23000", city: Guéret, insee: "23096"}}
contact: {{phone: "05 36 49 00 01", email: accueil@ahun.example, website: https://ahun.example/}}
porteur: {{type: commune, name: Commune de Guéret}}
label: {{awarded: 2015-03-12}}
appointment: possible
access: {{wheelchair: yes, details: Rampe, transport: Arrêt Mairie}}
equipment: {{computers: 2, printer: yes, video: yes, confidential_space: yes}}
charter: yes
source: {{name: Une liste, date: 2024-08-01}}
updated: 2026-10-02
hours:
  monday: ["09:00-12:00", "14:00-17:00"]
  tuesday: ["09:00-12:00", "14:00-17:00"]
  wednesday: ["09:00-12:00", "14:00-17:00"]
  thursday: ["09:00-12:00", "14:00-17:00"]
  friday: ["09:00-12:00", {{time: "14:00-17:00", weeks: even}}]
  saturday: []
"""
STOP = '  - {{id: s{n}, name: N{n}, details: D, address: {{postcode: "23000", city: Guéret, insee: "23096"}}}}'
RECORDS: Mapping[str, tuple[str, str]] = {
    "closures": ("closures:", "  - {{from: 2027-01-01, to: 2027-01-01, reason: r{n}}}"),
    "notices": ("notices:", "  - {{from: 2026-01-01, to: 2027-12-01, text: Message {n}.}}"),
    "stops": ("stops:", STOP),
    "points": ("description: |-", "  - a{n}"),
    "paragraphs": ("description: |-", "  a\n"),
    "links": ("description: |-", "  [a](https://a.example/{n})"),
    "words": ("description: |-", "  mot{n}é"),
}
"""Of each kind of list, its key and one of its lines."""
_INFOGRAPHIC = "date: 2026-10-05\nsource: {{name: Une source, date: 2026}}\n"
TEXTS: Mapping[str, tuple[str, str]] = {
    "pages/points.md": ("updated: 2026-10-02", "- a{n}"),
    "pages/tableau.md": ("updated: 2026-10-02\n---\n| a | b |\n|---|---|", "| {n} | b |"),
    "actualites/paragraphes.md": ("date: 2026-10-02", "Un mot {n}.\n"),
    "actualites/images.md": ("date: 2026-10-02", "![Un plan {n}](../images/plan.svg)\n"),
    "actualites/mots.md": ("date: 2026-10-02", "mot{n}é et {n}{n}, puis encore un mot {n}è."),
    "publications/guide.md": (
        "author: Nous\ndate: 2026-10-02\nlanguage: fr\nfiles: [criteres-du-label.pdf]",
        "- a{n}",
    ),
    "dossiers/ouvrir-une-maison/longue.md": ("part: 9", "- a{n}"),
    "infographies/longue.md": (
        f"{_INFOGRAPHIC}chart: {{{{kind: bars, data: objectif-1000.csv, label: moment, value: maisons}}}}",
        "- a{n}",
    ),
    "infographies/carte.md": (
        f"{_INFOGRAPHIC}chart: {{{{kind: map, records: open}}}}",
        "- a{n}",
    ),
}


def record(kind: str, count: int) -> str:
    """Write a record with so many lines of a kind."""
    key, line = RECORDS[kind]
    identifier = f"dimension-{kind}"
    lines = [line.format(n=number) for number in range(count)]
    form = "bus" if kind == "stops" else "fixed"
    return RECORD.format(id=identifier, form=form) + "\n".join([key, *lines, ""])


def text(file: str, count: int) -> str:
    """Write an editorial file with so many lines."""
    front, line = TEXTS[file]
    front, _, opening = front.format().partition("\n---\n")
    lines = [opening, *(line.format(n=number) for number in range(count))]
    title = f"title: Un texte à la limite, {file.removesuffix('.md').replace('/', ' ')}"
    return "\n".join(["---", title, "summary: Un résumé.", front, "---", *lines, ""])


def problems_of_record(file: Path) -> list[Problem]:
    """Return the problems of a record by itself."""
    entry, problems = read_entry(file, PurePath(file.name))
    assert entry
    return [*problems, *weight.record(entry, catalogue(file.parents[2]))]


@cache
def catalogue(data: Path) -> Catalogue:
    """Read what the records of a project share."""
    shared, _problems = Reader().shared(data)
    assert shared
    return Catalogue((), *shared)


def problems_of_text(file: Path) -> list[Problem]:
    """Return the problems of a text among the others."""
    editorial, problems = read_editorial(
        file.parents[len(file.parts) - file.parts.index("content") - 2]
    )
    found = [*problems, *weight.texts(editorial), *charts(editorial, ())]
    return [problem for problem in found if problem.path.name == file.name]


def largest(
    file: Path, write: Callable[[int], str], problems: Callable[[Path], list[Problem]]
) -> None:
    """Write the longest file that `check` accepts, once it was seen to tell a longer one."""
    low, high = 0, MOST
    while high - low > 1:
        middle = (low + high) // 2
        file.write_text(write(middle), encoding="utf-8")
        found = {problem.code for problem in problems(file)}
        assert found <= {"page-trop-lourde", "trop-long"}, found
        low, high = (low, middle) if found else (middle, high)
    assert 0 < low < MOST - 1, file
    file.write_text(write(low), encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a project with a record and a text of each kind, as long as `check` lets them be."""
    root = write_project(tmp_path_factory.mktemp("weight") / "project", MINI_SITE_RECORDS)
    for kind in RECORDS:
        file = root / f"data/msap/23/dimension-{kind}.yml"
        largest(file, partial(record, kind), problems_of_record)
    for name in TEXTS:  # first all of them, as pages lead to each other
        (root / "content" / name).write_text(text(name, 1), encoding="utf-8")
    for name in TEXTS:
        file = root / "content" / name
        largest(file, partial(text, name), problems_of_text)
    return root


def test_what_is_just_light_enough_is_built(project: Path, tmp_path: Path) -> None:
    """The whole site of files at the limit has no fault."""
    outcome = run_msap("build", "--output", tmp_path / "site", root=project)
    assert outcome.returncode == 0, outcome.stderr
