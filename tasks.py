"""The project's tasks: `invoke --list` is the table of contents.

They call the commands of `python -m msap`, which editors' machines and CI use as well.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

ROOT = Path(__file__).resolve().parent


def _msap(context: Context, *arguments: str) -> None:
    _python(context, "-m", "msap", *arguments)


def _python(_context: Context, *arguments: str) -> None:
    """Run Python on the streams of this process, which could not pass on what nobody reads.

    Requests to stop are the command's affair: Ctrl+C reaches it by itself, SIGTERM is passed on.
    """
    path = os.pathsep.join([str(ROOT / "plugins"), str(ROOT)])
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env={**os.environ, "PYTHONPATH": path}
    )
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    if code := process.wait():
        raise Exit(code=code if code > 0 else 128 - code)


def _options(**values: str | None) -> list[str]:
    return [part for name, value in values.items() if value for part in (f"--{name}", value)]


@task(help={"records": "folder of records (default: data/msap)"})
def check(context: Context, records: str | None = None) -> None:
    """Check records, referentials and content: every problem at once, in French."""
    _msap(context, "check", *_options(records=records))


@task(
    help={
        "records": "folder of records (default: data/msap)",
        "output": "folder of the site (default: output)",
        "settings": "Pelican settings (publishconf.py for production)",
        "published": "folder or address of the live site (default: output)",
        "accept_fewer": "many records leave, and it is meant",
        "accept_earlier": "the live site is of a later day, and it is meant",
        "accept_lost": "published addresses will not answer, and it is meant",
        "accept_poorer": "records say less (phones, hours…), and it is meant",
    }
)
def build(
    context: Context,
    records: str | None = None,
    output: str | None = None,
    settings: str | None = None,
    published: str | None = None,
    accept_fewer: bool = False,  # noqa: FBT001, FBT002 - a flag of the command line
    accept_earlier: bool = False,  # noqa: FBT001, FBT002
    accept_lost: bool = False,  # noqa: FBT001, FBT002
    accept_poorer: bool = False,  # noqa: FBT001, FBT002
) -> None:
    """Build the site into a fresh folder, verify it, then put it in place."""
    options = _options(records=records, output=output, settings=settings, published=published)
    meant = {
        "fewer": accept_fewer,
        "earlier": accept_earlier,
        "lost": accept_lost,
        "poorer": accept_poorer,
    }
    options += [f"--accept-{regression}" for regression, is_meant in meant.items() if is_meant]
    _msap(context, "build", *options)


@task(name="forge-build")
def forge_build(context: Context) -> None:
    """Build as a forge does: SITEURL, the published site, and what « Accepte : » lines accept."""
    _python(context, "-m", "tools.forge", "build")


@task(help={"folder": "a built site (default: output)"})
def verify(context: Context, folder: str | None = None) -> None:
    """Read a built site again, page by page: links, titles, code, weight, every fault at once."""
    _msap(context, "verify", *([folder] if folder else []))


@task(
    help={
        "target": "a name of data/publication.yml",
        "site": "folder of the built site (default: output)",
        "dry_run": "say what would go, write nothing",
        "demonstration": "publish even invented records",
    }
)
def publish(
    context: Context,
    target: str,
    site: str | None = None,
    dry_run: bool = False,  # noqa: FBT001, FBT002 - a flag of the command line
    demonstration: bool = False,  # noqa: FBT001, FBT002
) -> None:
    """Verify the built site again and publish it: docs/publication.md."""
    flags = {"--dry-run": dry_run, "--demonstration": demonstration}
    asked = [flag for flag, is_set in flags.items() if is_set]
    _msap(context, "publish", target, *_options(site=site), *asked)


@task(help={"target": "a name of data/publication.yml"})
def rollback(context: Context, target: str) -> None:
    """Serve the previous release again."""
    _msap(context, "rollback", target)


@task(
    name="publication-run",
    help={
        "site": "a site built with publishconf.py",
        "releases": "how many times to publish (default: 300)",
    },
)
def publication_run(context: Context, site: str, releases: str = "300") -> None:
    """Publish again and again under four reading clients, and write the figures into the docs."""
    _python(context, "-m", "bench.publication", site, "--releases", releases, "--write")


@task(help={"site": "a site built with publishconf.py"})
def grade(context: Context, site: str) -> None:
    """Grade a page of each kind by the MDN Observatory's rules, on this machine."""
    _python(context, "-m", "bench.grade", site)


@task(help={"site": "a site built with publishconf.py", "part": "budgets, lighthouse or load"})
def page_cost(context: Context, site: str, part: str | None = None) -> None:
    """Measure what pages cost their visitors: docs/page-cost.md."""
    _python(context, "-m", "bench.page_cost", *_options(site=site, part=part))


@task
def calendar(context: Context) -> None:
    """Write the table of public holidays again, from the installed `holidays`."""
    _python(context, "-m", "tools.calendar")


@task(help={"folder": "where to write (default: output.sbom)"})
def sbom(context: Context, folder: str = "output.sbom") -> None:
    """List every dependency with its digest, in CycloneDX: one file for Python, one for npm."""
    _python(context, "-m", "tools.supply_chain", "sbom", folder)


@task
def audit(context: Context) -> None:
    """Audit the dependencies for known vulnerabilities; needs the network, and says so."""
    _python(context, "-m", "tools.supply_chain", "audit")


@task(
    help={
        "records": "folder of records",
        "port": "first port to try (default: 8000)",
        "host": "another name than localhost to answer to, behind a relay",
    }
)
def serve(
    context: Context,
    records: str | None = None,
    port: str | None = None,
    host: str | None = None,
) -> None:
    """Serve the site here and build it again on every change; errors are shown, not fatal."""
    _msap(context, "serve", *_options(records=records, port=port, host=host))


@task(help={"words": "what a visitor would type", "records": "folder of records"})
def search(context: Context, words: str, records: str | None = None) -> None:
    """Put a question to the search index, as a visitor would."""
    _msap(context, "search", *words.split(), *_options(records=records))


@task(
    name="import-list",
    help={
        "csv": "the official list",
        "records": "folder to write to (default: data/msap)",
        "date": "date of the edition, when the file name does not say it",
        "previous": "the edition before, so that editors' corrections survive",
        "report": "file to write the report to",
        "accept_poorer": "the list says less than the records, or lacks a column, and it is meant",
    },
)
def import_list(
    context: Context,
    csv: str,
    records: str | None = None,
    date: str | None = None,
    previous: str | None = None,
    report: str | None = None,
    accept_poorer: bool = False,  # noqa: FBT001, FBT002
) -> None:
    """Turn the official CSV list into records; twice the same file changes nothing."""
    options = _options(records=records, date=date, previous=previous, report=report)
    meant = ["--accept-poorer"] if accept_poorer else []
    _msap(context, "import-list", csv, *options, *meant)


@task
def reference(context: Context) -> None:
    """Write the JSON Schema and the reference page of the fields again, from the model."""
    _msap(context, "reference")


@task(
    help={
        "only": "a test file or folder (default: all)",
        "quick": "leave out the tests that start programs, browsers or builds, and tests/attack",
        "nightly": "run the tests that take minutes, and no other",
    }
)
def test(
    context: Context,
    only: str | None = None,
    quick: bool = False,  # noqa: FBT001, FBT002 - a flag of the command line
    nightly: bool = False,  # noqa: FBT001, FBT002
) -> None:
    """Run the linter, the types and every test."""
    chosen = [*_markers(quick=quick, nightly=nightly), *([only] if only else [])]
    if only is None:
        if not nightly:
            lint(context)
        chosen += ["-n", "2", "--durations=20"]
    _python(context, "-m", "pytest", *chosen)


def _markers(*, quick: bool, nightly: bool) -> list[str]:
    """Return pytest's options for a choice of tests; without it, pyproject.toml chooses."""
    if nightly:
        return ["-m", "nightly"]
    if quick:
        return [
            "-m",
            "not nightly and not starts_programs and not real_list",
            "--ignore=tests/attack",
        ]
    return []


@task
def lint(context: Context) -> None:
    """Check style, types and that what is generated is current."""
    _python(context, "-m", "ruff", "check", ".")
    _python(context, "-m", "ruff", "format", "--check", ".")
    _python(context, "-m", "mypy")
    _python(context, "-m", "tools.scripts")
    _msap(context, "reference", "--check")


@task
def clean(context: Context) -> None:
    """Remove the site, the one before and caches; all else stays, and what is not ours."""
    _python(context, "-m", "tools.clean")
