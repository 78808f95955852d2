"""The build of a forge: with the public address, against the published site, as it was accepted.

A request and the publication run the same command, so that what would stop the second is reported
on the first, in the same words.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from msap.publish.guards.regression_kinds import Regression
from tools.forge.acceptance import accepted_in
from tools.forge.context import JobContext
from tools.forge.history import unpublished_messages
from tools.forge.job_log import JobLog

_NOT_COMPARED = "Rien n’a été comparé avec le site en ligne"
_FORK = (
    f"{_NOT_COMPARED} : cette demande vient d’une copie du dépôt (« fork »), où l’adresse publique "
    "n’est pas connue. Avant de l’accepter, relisez ce qu’elle retire, ou recopiez sa branche dans "
    "le dépôt lui-même (docs/publication.md)."
)
_NO_SITE = f"{_NOT_COMPARED} : la variable SITEURL n’est pas donnée, il n’y a pas encore de site."


def build(root: Path, environment: Mapping[str, str]) -> int:
    """Build into `output/` as the variables of the job ask; return the exit code of the build."""
    job_log = JobLog(environment)
    context = JobContext.of(environment)
    site_url = environment.get("SITEURL", "")
    options = []
    if site_url:
        accepted = list(_accepted(context, site_url, root, job_log))
        options = ["--settings", "publishconf.py", "--published", site_url]
        options += [f"--accept-{regression}" for regression in Regression if regression in accepted]
    elif context.is_from_fork:
        job_log.warn("Site en ligne non comparé", _FORK)
    else:
        job_log.note("Pas encore de site", _NO_SITE)
    ran = subprocess.run(
        [sys.executable, "-m", "msap", "build", *options],
        cwd=root,
        env={**environment, "PYTHONPATH": os.pathsep.join([str(root / "plugins"), str(root)])},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    job_log.quote(ran.stdout)
    if ran.returncode:
        job_log.fail("Le site ne peut pas être publié ainsi", ran.stderr.strip())
    else:
        job_log.quote(ran.stderr)
    return ran.returncode


def _accepted(
    context: JobContext, site_url: str, root: Path, job_log: JobLog
) -> Iterator[Regression]:
    """Yield what may be lost, and log where that is written."""
    yield from context.chosen
    messages = unpublished_messages(site_url, root)
    texts = [
        ("la description de la demande", context.description),
        *((f"le commit « {message.splitlines()[0]} »", message) for message in messages),
    ]
    for place, text in texts:
        for regression in accepted_in(text):
            if isinstance(regression, Regression):
                job_log.note("Perte acceptée", f"Accepte : {regression.words}, dans {place}.")
                yield regression
            else:
                known = ", ".join(f"« {known.words} »" for known in Regression)
                words = (
                    f"« {regression} », dans {place}, n’est pas une perte qu’on accepte : {known}."
                )
                job_log.warn("Ligne « Accepte : » non comprise", words)
