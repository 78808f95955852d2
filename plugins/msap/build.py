"""Build into a fresh folder, verify, then swap: a failed build leaves the last site as it was."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from msap.errors import Refusal, reason_of
from msap.keep import Keep, keep_of
from msap.own_folders import absolute
from msap.publish.going_back import Before
from msap.publish.loss import Loss
from msap.request import Request
from msap.verify.faults import report
from msap.verify.published import published_ledger
from msap.verify.reading import read_pages, read_site
from msap.verify.run import Judge
from msap.verify.site import BuiltSite
from msap.workspace import put_in_place, workspace


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build, from what, and where; `settings` is the Pelican settings file, in `root`."""

    root: Path
    records: Path
    output: Path
    settings: str = "pelicanconf.py"
    published: str | None = None
    """Folder or address of the site of which nothing may be lost; by default the one in `output`."""
    accepted: frozenset[Loss] = frozenset()
    """Losses that are meant."""
    keep: Keep | None = None
    """What earlier builds kept; by default what is on the disk for this output."""


def build(options: BuildOptions) -> int:
    """Build the site and put it in place; gives the number of pages.

    Raises Refusal when the sources have an error, the built site has a fault or loses something,
    the disk refuses, another build is at work or `output` is not a folder of ours; it then stays as
    it was. What else is raised, a request to stop among it, has a note on what is in place.
    """
    from msap.pelican_plugin import run_pelican

    output = absolute(options.output)
    new = None
    keep = options.keep or keep_of(options.root, output)
    try:
        with workspace(output, options.root, options.records) as fresh:
            new = fresh.stat()
            files = run_pelican(
                options.root / options.settings,
                Request(
                    is_fresh=True,
                    before=Before(
                        published_ledger(options.published or str(output)), options.accepted
                    ),
                    last=output,
                    on_written=partial(read_pages, keep.shelf("pages")),
                    keep=keep,
                ),
                MSAP_RECORDS=str(options.records.resolve()),
                OUTPUT_PATH=str(fresh),
            )
            site = read_site(fresh, keep.shelf("pages"), files)
            _require_sound(site, keep)
            keep.save()  # what takes time comes before the swap, after which nothing may be stopped
            put_in_place(fresh, output)
    except OSError as failure:
        words = f"La construction s’est arrêtée : {reason_of(failure)}."
        raise Refusal(f"{words} {_what_is_in_place(new, output)}") from failure
    except BaseException as failure:
        if not isinstance(failure, Refusal):
            failure.add_note(_what_is_in_place(new, output))
        raise
    return len(site.pages)


def _require_sound(site: BuiltSite, keep: Keep) -> None:
    judge: Judge = keep.in_memory.setdefault("judge", Judge())
    if faults := judge.faults_of(site):
        raise Refusal(report(faults))


def _what_is_in_place(new: os.stat_result | None, output: Path) -> str:
    with suppress(FileNotFoundError):
        if new and os.path.samestat(new, output.stat()):
            return "Le nouveau site est en place."
    return "Le site en place n’a pas changé."
