"""Build into a fresh folder, verify, then swap: a failed build leaves the last site as it was."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from msap.build.many_records import ParallelChecks
from msap.build.memory import Memory
from msap.build.pelican_plugin import run_pelican
from msap.build.remembered import RememberingChecks
from msap.build.request import Request, Result
from msap.build.verification import RememberingVerifier
from msap.build.workspace import put_in_place, workspace
from msap.errors import Refusal, reason_of
from msap.installation import settings_of
from msap.own_folders import absolute
from msap.publish.guards.regression import PreviousSite
from msap.publish.guards.regression_kinds import Regression
from msap.verify.faults import report
from msap.verify.published import published_url_manifest
from msap.verify.run import faults_of, verified_page
from msap.verify.site import built_site


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build, from what, and where.

    `settings` is the file of Pelican's settings in `root`, or else one that the program brings.
    """

    root: Path
    records: Path
    output: Path
    settings: str = "pelicanconf.py"
    published: str | None = None
    """Folder or address of the site of which nothing may be lost; by default the one in `output`."""
    accepted: frozenset[Regression] = frozenset()
    """Losses that are meant."""
    memory: Memory | None = None
    """What earlier builds of this process remember."""


def build(options: BuildOptions) -> int:
    """Build the site and put it in place; return the number of pages.

    Raises Refusal when the sources have an error, the built site has a fault or loses something,
    the disk refuses, another build is at work or `output` is not a folder of ours; it then stays as
    it was. What else is raised, a request to stop among it, has a note on what is in place.
    """
    output = absolute(options.output)
    new = None
    memory = options.memory
    settings, of_project = settings_of(options.root, options.settings)
    try:
        with workspace(output, options.root, options.records) as fresh:
            new = fresh.stat()
            result = run_pelican(
                settings,
                Request(
                    is_fresh=True,
                    previous=PreviousSite(
                        published_url_manifest(options.published or str(output)), options.accepted
                    ),
                    live=output,
                    read_page=verified_page,
                    checks=RememberingChecks(memory) if memory else ParallelChecks(),
                    memory=memory,
                ),
                **of_project,
                MSAP_RECORDS=str(options.records.resolve()),
                OUTPUT_PATH=str(fresh),
            )
            _require_sound(fresh, result, memory)
            put_in_place(fresh, output)
    except OSError as failure:
        words = f"La construction s’est arrêtée : {reason_of(failure)}."
        raise Refusal(f"{words} {_what_is_in_place(new, output)}") from failure
    except BaseException as failure:
        if not isinstance(failure, Refusal):
            failure.add_note(_what_is_in_place(new, output))
        raise
    return len(result.pages)


def _require_sound(folder: Path, result: Result, memory: Memory | None) -> None:
    site = built_site(folder, {file.path: file.size for file in result.files}, result.pages)
    verify = memory.recall("verifier", None, RememberingVerifier).faults_of if memory else faults_of
    if faults := verify(site):
        raise Refusal(report(faults))


def _what_is_in_place(new: os.stat_result | None, output: Path) -> str:
    with suppress(FileNotFoundError):
        if new and os.path.samestat(new, output.stat()):
            return "Le nouveau site est en place."
    return "Le site en place n’a pas changé."
