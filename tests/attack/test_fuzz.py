"""Readers given what no one would write: problems or values come out, never a crash or a hang.

500 examples each, always the same, in every run; 10 000 new ones each night.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from msap.checks.attached.bounded import SECONDS as IMAGE_SECONDS
from msap.checks.attached.by_format import reasons_in
from msap.checks.codes import ERRORS
from msap.checks.report import Findings, for_github, for_people
from msap.checks.rules import problems_between_records, problems_of_record
from msap.exchange.hours_words import read_day
from msap.exchange.record_yaml import write_record
from msap.publish.editorial.downloads import pdf_pages
from msap.publish.editorial.images import image_files, image_set
from msap.source.catalogue import Catalogue, CatalogueResult, read_catalogue
from msap.source.entries import read_entry
from msap.source.hours import Weekday, parse_permanence, parse_time_range
from msap.source.msap import Msap
from msap.source.problems import Position, Problem
from msap.source.tables import read_table
from tests.attached.documents import archive, office, opendocument, pdf
from tests.attached.photos import encoded, photo, picture
from tests.attack.growing import text_paths
from tests.attack.payloads import PAYLOADS
from tests.exchange.editions import bring_in
from tests.projects import MINI_SITE_RECORDS, ROOT, sample_data

MEMORY = 200 * 1024 * 1024
"""Bytes that a reader may take beyond what Python and the libraries hold already."""

SECONDS = 1
"""Processor time that a reader may take."""

EVERY_RUN = settings(
    max_examples=500,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
EVERY_NIGHT = settings(EVERY_RUN, max_examples=10_000, derandomize=False, print_blob=True)

SAMPLE_LIST = ROOT / "tests/exchange/data/liste-inventee-20240801.csv"
_SOUND = tuple(
    path.read_text(encoding="utf-8")
    for folder in (MINI_SITE_RECORDS, ROOT / "tests/checks/cases/sain/records")
    for path in sorted(folder.glob("*/*.yml"))
)
_KEYS = sorted({step for path in text_paths(Msap, {}) for step in path} | set(Msap.model_fields))
_YAML_SIGNS = (
    *("\n", "  ", "    ", "\t", ": ", "- ", "[", "]", "{", "}", ",", "#", "&a ", "*a", "!!int "),
    *(
        "'",
        '"',
        "|-\n",
        ">\n",
        "---\n",
        "...\n",
        "<<: ",
        "? ",
        "%YAML 1.2\n",
        "~",
        "null",
        "\\u0000",
    ),
    *(
        '"\\ud800"',
        '"\\uFFFE"',
        "\ufeff",
        "\r",
        "\0",
        "\u2028",
        "0o17",
        "1e400",
        ".nan",
        "2026-02-30",
    ),
)
_pieces = st.one_of(
    st.sampled_from(_YAML_SIGNS),
    st.sampled_from([f"{key}: " for key in _KEYS]),
    st.sampled_from([*PAYLOADS.values()]),
    st.text(max_size=8),
)


@st.composite
def mutated(draw: st.DrawFn, texts: tuple[str, ...] = _SOUND) -> str:
    """Return a sound text cut, doubled and spoilt in a few places."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        text = text[:start] + draw(_pieces) + text[start if draw(st.booleans()) else end :]
    return text


record_files = st.one_of(
    st.binary(max_size=400),
    mutated().map(lambda text: text.encode("utf-8", "replace")),
    st.lists(_pieces, max_size=40).map(lambda parts: "".join(parts).encode("utf-8", "replace")),
)
hours_words = st.lists(
    st.one_of(
        st.sampled_from(
            (
                *("09:00", "9h30", "12h", "24:00", "25:99", "-", "–", " - ", "/", "//", ";", ","),
                *(
                    "1er",
                    "2e",
                    "1st",
                    "3rd",
                    "9th",
                    " and ",
                    "semaine paire",
                    "even weeks ",
                    "odd week ",
                ),
                *(
                    "lundi",
                    "monday",
                    "Tuesday",
                    "sur RDV",
                    "rdv",
                    "fermé",
                    "du mois",
                    " et ",
                    "de ",
                ),
                *("\u0669", "²", "½", "ﬁ", "İ", "\0", "\u2028", "a" * 50),
            )
        ),
        st.text(max_size=4),
    ),
    max_size=12,
).map("".join)
_cells = st.one_of(
    st.sampled_from([*PAYLOADS.values()]),
    hours_words,
    st.text(max_size=20),
    st.sampled_from(["01033", "1033", "2A004", "97411", "٢٣٠٠١", "1e400", "nan", "-0", "01200"]),
)


@st.composite
def lists(draw: st.DrawFn) -> bytes:
    """Return an official list with hostile cells, or one cut and spoilt."""
    whole = SAMPLE_LIST.read_text(encoding="utf-8")
    if draw(st.booleans()):
        text = draw(mutated((whole,)))
    else:
        header, *rows = whole.splitlines()
        columns = header.count(",") + 1
        for _ in range(draw(st.integers(1, 3))):
            cells = draw(st.lists(_cells, min_size=columns, max_size=columns))
            rows.append(",".join('"' + cell.replace('"', '""') + '"' for cell in cells))
        text = "\n".join([header, *rows])
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"])), "replace")


@contextmanager
def _bounded(seconds: float = SECONDS) -> Iterator[None]:
    """Let this process grow by MEMORY and work for `seconds` at most during one case.

    Hypothesis draws the case outside.
    """
    start = time.process_time()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    assert time.process_time() - start < seconds


def _catalogue() -> Catalogue:
    catalogue = read_catalogue(sample_data(), MINI_SITE_RECORDS).catalogue
    assert catalogue
    return catalogue


CATALOGUE = _catalogue()


@_bounded()
def check_record(raw: bytes) -> None:
    """A record is read, checked, written and read again the same, or its problems are reported.

    What can be read of one with problems is checked too.
    """
    with tempfile.TemporaryDirectory(dir=_fast_folder()) as folder:
        path = Path(folder, "ahun.yml")
        path.write_bytes(raw)
        shown = PurePath("data/msap/23/ahun.yml")
        entry, problems = read_entry(path, shown)
        assert (entry is None or not entry.is_sound) == bool(problems)
        _check_problems(problems)
        if entry is None:
            return
        entries = (*CATALOGUE.entries, entry)
        catalogue = Catalogue(
            entries if entry.is_sound else CATALOGUE.entries,
            CATALOGUE.referentials,
            CATALOGUE.network,
            CATALOGUE.geography,
            unsound=() if entry.is_sound else (entry,),
        )
        for one in entries:
            _check_problems(problems_of_record(one, catalogue))
        _check_problems(
            [*problems_between_records(CatalogueResult(catalogue, (), len(entries)), catalogue)]
        )
        if not entry.is_sound:
            return
        path.write_text(write_record(entry.msap), encoding="utf-8")
        again, problems = read_entry(path, shown)
        assert problems == []
        assert again
        assert again.msap == entry.msap


HOURS_REFUSALS = {"", "plage", "plage-inversee", "heure-inexistante", "rang", "permanence"}


@_bounded()
def check_hours(written: str) -> None:
    """A slot or a permanence is read, or refused for a reason that has its sentence."""
    assert _refusal(parse_time_range, written) in HOURS_REFUSALS
    assert _refusal(parse_permanence, written) in HOURS_REFUSALS


def _refusal(read: Callable[[str], object], written: str) -> str:
    """Return the type of the error a reader raises, empty when it reads."""
    try:
        read(written)
    except PydanticCustomError as refusal:
        return refusal.type
    return ""


@_bounded()
def check_hours_words(cell: str) -> None:
    """A cell of hours gives slots in order, or is kept; the day is never lost."""
    read = read_day(cell, Weekday.TUESDAY)
    assert read.slots is not None or read.kept or read.fillers
    starts = [slot.time.start for slot in read.slots or ()]
    assert starts == sorted(starts)


@_bounded()
def check_list(raw: bytes) -> None:
    """A list is taken in as sound records, or refused with its problems and nothing written."""
    with tempfile.TemporaryDirectory(dir=_fast_folder()) as folder:
        path = Path(folder, "liste-20240801.csv")
        path.write_bytes(raw)
        records = Path(folder, "records")
        report, problems = bring_in(path, records)
        assert (report is None) == bool(problems)
        _check_problems(problems)
        files = sorted(records.rglob("*.yml"))
        assert bool(files) == (report is not None)
        for file in files:
            assert read_entry(file, file.relative_to(records))[1] == []
        outside = [p for p in Path(folder).iterdir() if p not in {path, records}]
        assert outside == []


SOUND_FILES = {
    **{
        suffix: encoded(picture(40, 30), format_name)
        for suffix, format_name in (
            *((".png", "PNG"), (".gif", "GIF"), (".webp", "WEBP"), (".avif", "AVIF")),
        )
    },
    ".jpg": photo(40, 30, orientation=6),
    ".svg": (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>.a{fill:url(#b)}</style>'
        b'<g class="a" style="opacity:calc(1/2)"><path d="M0 0h9"/></g></svg>'
    ),
    ".pdf": pdf(is_packed=True),
    ".docx": office(".docx"),
    ".xlsx": office(".xlsx"),
    ".odt": opendocument(".odt"),
    ".ods": opendocument(".ods"),
    ".csv": b"nom;valeur\r\nAhun;12,5\r\n",
    ".txt": "Été\r\n".encode("utf-16"),
    ".zip": archive({"a.pdf": pdf(), "b/c.csv": "a;b\n1;2\n"}),
}
_PIXELS = frozenset({".png", ".gif", ".webp", ".avif", ".jpg"})


@st.composite
def attached_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a sound file cut, doubled and spoilt in a few places, under the end of any name."""
    suffix = draw(st.sampled_from(sorted(SOUND_FILES)))
    data = SOUND_FILES[suffix]
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 30)))
        piece = draw(st.one_of(st.binary(max_size=8), st.just(data[start:end] * 2)))
        data = data[:start] + piece + data[start if draw(st.booleans()) else end :]
    return draw(st.sampled_from([suffix] * 9 + sorted(SOUND_FILES))), data


@_bounded(IMAGE_SECONDS)
def check_attached(file: tuple[str, bytes]) -> None:
    """A file is refused for reasons that are explained, or the build does what it does with it."""
    suffix, data = file
    try:
        reasons = [*reasons_in(suffix, data)]
    except MemoryError:  # what ends the child process that reads such a file
        return
    assert {reason.code for reason in reasons} <= set(ERRORS)
    shown = PurePath("content/images/a.svg")
    _check_problems([Problem(shown, Position(), *reason) for reason in reasons])
    if not reasons and suffix in _PIXELS:
        with tempfile.TemporaryDirectory(dir=_fast_folder()) as folder:
            path = Path(folder, f"a{suffix}")
            path.write_bytes(data)
            addresses = {made.path for made in image_files(path)}
            assert addresses >= {*image_set(path).sizes.values(), f"images/a{suffix}"}
    if not reasons and suffix == ".pdf":
        assert pdf_pages(data) is not None


@_bounded()
def check_table(raw: bytes) -> None:
    """A table is read, all rows as long as its titles, or its problems are reported."""
    with tempfile.TemporaryDirectory(dir=_fast_folder()) as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(raw)
        table, problems = read_table(path, PurePath("content/infographies/a.csv"))
        assert (table is None) == bool(problems)
        _check_problems(problems)
        if table:
            assert {len(row.cells) for row in table.with_plain_numbers().rows} == {
                len(table.columns)
            }


_table_pieces = st.one_of(
    st.sampled_from(
        (";", ",", "\t", "\n", "\r\n", '"', '""', "sep=;\n", "1,5", "1\u00a0234", "-3")
    ),
    st.text(max_size=4),
)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """Return a table with hostile cells, in one of the encodings of spreadsheets."""
    text = "".join(draw(st.lists(_table_pieces, max_size=40)))
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"])), "replace")


def _check_problems(problems: list[Problem]) -> None:
    for problem in problems:
        assert problem.fact
        assert problem.advice
        assert problem.position.line >= 1
    findings = Findings(tuple(problems), 1, 0.0)
    for report in (for_people(findings), for_github(findings)):
        assert "\x1b" not in report
        assert all(
            line.isprintable() or "\u202f" in line or "\xa0" in line for line in report.split("\n")
        )


def _fast_folder() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder in memory


@pytest.mark.parametrize(
    "count",
    [
        pytest.param(EVERY_RUN, id="run"),
        pytest.param(EVERY_NIGHT, id="night", marks=pytest.mark.nightly),
    ],
)
@pytest.mark.parametrize(
    "inputs, check",
    [
        pytest.param(record_files, check_record, id="record"),
        pytest.param(hours_words, check_hours, id="hours"),
        pytest.param(hours_words, check_hours_words, id="hours-words"),
        pytest.param(lists(), check_list, id="list"),
        pytest.param(attached_files(), check_attached, id="attached"),
        pytest.param(st.one_of(st.binary(max_size=200), tables()), check_table, id="table"),
    ],
)
def test_a_reader_never_crashes_or_hangs(
    inputs: st.SearchStrategy[Any], check: Callable[[Any], None], count: settings
) -> None:
    """Whatever it is given, it returns values or problems, within its memory and its time."""
    count(given(inputs)(check))()
