"""Measure relevance and bytes: `python -m bench.relevance --records DIR --site DIR [--write]`.

`site` is built from `records`. Pagefind comes from npm: `npm install --no-save pagefind@1.6.0`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.relevance.expected import ExpectedAnswer, read_questions
from bench.relevance.pagefind import ask_pagefind
from msap.checks.run import check_everything
from msap.publish.directory import Directory
from msap.publish.search.documents import DocumentKind, all_documents
from msap.publish.search.index import index_documents
from msap.publish.search.query import search
from msap.publish.search.territory import CommuneOrder
from msap.publish.search.words import read_vocabulary
from msap.publish.wording.typography import typeset
from msap.source.editorial import Editorial
from tests.scripts import bundle_script, run_node

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
Result = tuple[str, tuple[str, str] | None]


@dataclass(frozen=True)
class Measure:
    """What one engine gave: the rank of the first right answer of each question, 0 for none."""

    name: str
    ranks: dict[str, int]
    bytes: str


def main() -> None:
    """Run the three engines on the same questions."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument(
        "--questions",
        type=Path,
        nargs="+",
        default=[HERE / "questions.txt"],
        help="one set of questions, in one or several files",
    )
    parser.add_argument("--no-pagefind", action="store_true")
    parser.add_argument("--misses", action="store_true", help="list what is not answered first")
    parser.add_argument("--write", action="store_true", help="write the table into README.md")
    options = parser.parse_args()
    checked = check_everything(ROOT / "data", options.records, ROOT / "content")
    if checked.catalogue is None:
        raise SystemExit(checked.report())
    directory = Directory(checked.catalogue, datetime.now(UTC).date())
    questions = read_questions(options.questions, directory)
    lost = [q.text for q in questions if not (q.commune or q.beginnings or q.is_on(options.site))]
    if lost:
        raise SystemExit(f"the site lacks what is expected of: {', '.join(lost)}")
    measures = [_ours(options.site, questions), _whoosh(directory, checked.editorial, questions)]
    if not options.no_pagefind:
        measures.append(_pagefind(options.site, questions))
    if options.misses:
        _print_misses(measures[0], questions)
    table = _table(questions, measures)
    print(table)
    if options.write:
        readme = HERE / "README.md"
        head = readme.read_text(encoding="utf-8").split("## Last run")[0]
        day = datetime.now(UTC).date().isoformat()
        readme.write_text(f"{head}## Last run\n\n{day}.\n\n{table}\n", encoding="utf-8")


def _rank(question: ExpectedAnswer, results: Sequence[Result]) -> int:
    for rank, (url, commune) in enumerate(results[:10], start=1):
        if question.is_answered_by(url, commune):
            return rank
    return 0


def _ours(site: Path, questions: Sequence[ExpectedAnswer]) -> Measure:
    """Ask the script of the built site, in Node.js."""
    lines = "\n".join(question.text for question in questions)
    with tempfile.TemporaryDirectory() as folder:
        script = bundle_script(HERE / "engine.mjs", Path(folder))
        answers = json.loads(run_node(script, site, stdin=lines))
    ranks = {}
    for question, answer in zip(questions, answers, strict=True):
        results = [
            (item["url"], _plain(item["commune"]) if item.get("commune") else None)
            for item in answer["items"]
        ]
        ranks[question.text] = _rank(question, results)
    first = sorted(answer["first"] for answer in answers)
    later = sorted(answer["later"] for answer in answers)
    times = sorted(answer["ms"] for answer in answers)
    sizes = (
        f"first {_quantiles(first)}, later {_quantiles(later)} bytes; "
        f"computing {statistics.median(times):.2f} / {times[int(len(times) * 0.95)]:.2f} ms"
    )
    return Measure("this site, in the browser", ranks, sizes)


def _plain(commune: dict[str, str]) -> tuple[str, str]:
    return commune["label"].replace("’", "'"), commune["code"]


def _whoosh(
    directory: Directory, editorial: Editorial, questions: Sequence[ExpectedAnswer]
) -> Measure:
    vocabulary = read_vocabulary(directory.catalogue.referentials, directory.today)
    territory = CommuneOrder(directory.geography, frozenset(directory.departements))
    documents = all_documents(directory, editorial, (), territory, vocabulary)
    index = index_documents(documents, vocabulary)
    ranks = {}
    for question in questions:
        results: list[Result] = []
        for document in search(index, documents, vocabulary, question.text):
            today = None
            if document.kind in {DocumentKind.COMMUNE, DocumentKind.FORMER}:
                commune = territory.communes[document.number]
                today = (typeset(commune.name).replace("’", "'"), commune.departement)
            results.append((document.url, today))
        ranks[question.text] = _rank(question, results)
    return Measure("Whoosh (`msap search`)", ranks, "on the server")


def _pagefind(site: Path, questions: Sequence[ExpectedAnswer]) -> Measure:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "site"
        shutil.copytree(site, copy)
        answers = ask_pagefind(ROOT, copy, [question.text for question in questions])
    ranks = {
        question.text: _rank(question, [(url, None) for url in answer.urls])
        for question, answer in zip(questions, answers, strict=True)
    }
    first = f"first {answers[0].bytes}"
    later = _quantiles(sorted(answer.bytes for answer in answers[1:]))
    return Measure("Pagefind 1.6.0", ranks, f"{first}, later {later} bytes")


def _quantiles(values: Sequence[int]) -> str:
    return f"{values[len(values) // 2]} / {values[int(len(values) * 0.95)]}"


def _table(questions: Sequence[ExpectedAnswer], measures: Sequence[Measure]) -> str:
    kinds = list(dict.fromkeys(question.kind for question in questions))
    head = " | ".join(f"{m.name}: MRR / recall@5" for m in measures)
    lines = [f"| questions | number | {head} |", "|---" * (2 + len(measures)) + "|"]
    for kind in [*kinds, ""]:
        asked = [question for question in questions if kind in {"", question.kind}]
        cells = " | ".join(_score([m.ranks[q.text] for q in asked]) for m in measures)
        lines.append(f"| {kind or '**all**'} | {len(asked)} | {cells} |")
    lines.append("")
    lines += [f"- {m.name}: {m.bytes} (median / 95 %)." for m in measures]
    return "\n".join(lines)


def _score(ranks: Sequence[int]) -> str:
    mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
    recall = sum(0 < rank <= 5 for rank in ranks) / len(ranks)
    return f"{mrr:.3f} / {recall:.3f}"


def _print_misses(measure: Measure, questions: Sequence[ExpectedAnswer]) -> None:
    for question in questions:
        if measure.ranks[question.text] != 1:
            print(f"{measure.ranks[question.text]}  [{question.kind}] {question.text}")


if __name__ == "__main__":
    main()
