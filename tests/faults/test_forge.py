"""A forge's build: what would stop the publication stops the request, and can be accepted there."""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from msap.deploy.manifest import PATH, Manifest
from tests.faults.project import Project, copy_project
from tests.projects import ROOT
from tests.sites import LONGEST_BUILD_SECONDS
from tests.tools.forge.test_changes import git

LOST = "Accepte : fiches en moins, adresses perdues"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Stay silent."""


class Forge:
    """A repository whose site is on line, and the jobs of its forge."""

    def __init__(self, project: Project, url: str, folder: Path) -> None:
        """Take the project, the address of its site and a folder for the forge's own files."""
        self.project = project
        self.url = url
        self.summary = folder / "summary.md"
        self._event = folder / "event.json"

    def commit(self, message: str) -> str:
        """Commit everything; return the revision."""
        git(self.project.root, "add", ".")
        git(self.project.root, "commit", "-qm", message, "--allow-empty")
        command = ["git", "rev-parse", "HEAD"]
        ran = subprocess.run(
            command, cwd=self.project.root, check=True, capture_output=True, text=True
        )
        return ran.stdout.strip()

    def build(self, event: object, **changes: str) -> subprocess.CompletedProcess[str]:
        """Run the step of GitHub's workflow."""
        self._event.write_text(json.dumps(event), encoding="utf-8")
        return self.run(
            GITHUB_ACTIONS="true",
            GITHUB_EVENT_PATH=str(self._event),
            GITHUB_STEP_SUMMARY=str(self.summary),
            **changes,
        )

    def run(self, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the step with these variables."""
        variables = self.project.environment(**{"SITEURL": self.url, **environment})
        return subprocess.run(
            [sys.executable, "-m", "tools.forge", "build"],
            cwd=self.project.root,
            env={**variables, "PYTHONPATH": f"{self.project.root / 'plugins'}:{ROOT}"},
            capture_output=True,
            text=True,
            timeout=LONGEST_BUILD_SECONDS,
            check=False,
        )


def pull(body: str | None = None, source: str = "equipe/annuaire") -> dict[str, object]:
    """Describe a pull request as GitHub does."""
    head = {"repo": {"full_name": source}}
    return {
        "pull_request": {"body": body, "head": head},
        "repository": {"full_name": "equipe/annuaire"},
    }


@pytest.fixture
def forge(sound_project: Project, tmp_path: Path) -> Iterator[Forge]:
    """Put a site on line, with its revision, and delete two records of its repository."""
    project = copy_project(sound_project, tmp_path / "project")
    online = tmp_path / "online"
    online.mkdir()
    handler = partial(_Quiet, directory=str(online))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        forge = Forge(project, f"http://127.0.0.1:{server.server_port}", tmp_path)
        git(project.root, "init", "-q")
        project.write(".gitignore", "output/\n.*/\n__pycache__/\n")
        forge.commit(f"Ancien accord\n\n{LOST}")
        revision = forge.commit("Publié")
        manifest = Manifest(
            release="20261123T060000Z",
            date=datetime(2026, 11, 23, 6, tzinfo=UTC),
            revision=revision,
            site_url=forge.url,
            demonstration=False,
            files={},
        )
        (online / PATH).write_bytes(manifest.to_json())
        url_manifest = (project.site / "adresses.json").read_bytes()
        (online / "adresses.json").write_bytes(url_manifest)
        for name in ("bourganeuf", "la-courtine"):
            (project.records / f"{name}.yml").unlink()
        forge.commit("Retire deux fiches")
        yield forge
        server.shutdown()
        thread.join()


def test_a_request_reports_what_the_publication_would_say(forge: Forge) -> None:
    """The same words as the build's own, on the request and in its summary; an old line is void."""
    refused = forge.build(pull("Deux maisons en moins."))
    assert refused.returncode == 1, refused.stdout
    said = forge.project.build("--published", forge.url, SITEURL=forge.url).stderr.strip()
    assert "Le site en place a 4 fiches et celui-ci n’en a que 2." in said
    assert "« Accepte : fiches en moins »" in said
    assert said in refused.stdout
    assert html.escape(said) in forge.summary.read_text(encoding="utf-8")
    (annotation,) = [line for line in refused.stdout.splitlines() if line.startswith("::error ")]
    assert "celui-ci n’en a que 2." in annotation
    assert forge.run(ACCEPTE="").returncode == 1


@pytest.mark.parametrize("place", ["description", "commit", "form", "gitlab", "variable"])
def test_what_is_meant_can_be_said_without_a_terminal(forge: Forge, place: str) -> None:
    """In the description, in a message since the publication, in the forms of both forges."""
    if place == "commit":
        forge.commit(f"Fusion de la demande 12\n\n{LOST}")
        built = forge.build({"ref": "refs/heads/main"})
    elif place == "form":
        built = forge.build({"inputs": {"fewer": "true", "lost": True, "poorer": "false"}})
    elif place == "description":
        built = forge.build(pull(f"Deux fermetures.\r\n\r\n{LOST}\r\n"))
        assert "Accepte : fiches en moins, dans la description de la demande." in built.stdout
    elif place == "gitlab":
        built = forge.run(CI_MERGE_REQUEST_DESCRIPTION=LOST)
    else:
        built = forge.run(ACCEPTE="fiches en moins, adresses perdues")
    assert built.returncode == 0, built.stdout
    assert "pages dans" in built.stdout


def test_without_an_address_nothing_is_compared_and_that_is_said(forge: Forge) -> None:
    """No site yet, or a copy of the repository, to which variables are not given."""
    shutil.rmtree(forge.project.site)
    built = forge.build(pull(), SITEURL="")
    assert built.returncode == 0, built.stdout
    assert "il n’y a pas encore de site" in built.stdout
    built = forge.build(pull(source="quelquun/annuaire"), SITEURL="")
    assert built.returncode == 0, built.stdout
    warning = next(line for line in built.stdout.splitlines() if line.startswith("::warning "))
    assert "cette demande vient d’une copie du dépôt" in warning


def test_what_people_write_commands_nothing(forge: Forge) -> None:
    """Neither the shell nor the forge obeys a description, a message or a record."""
    pwned = forge.project.root / "pwned"
    forge.project.replace("data/msap/23/ahun.yml", "status: open", 'status: "::error::x"')
    body = f"Accepte : fiches en moins; $(touch {pwned})\n::error::Accepte : tout\n::warning::x"
    forge.commit(f"`touch {pwned}`\n\nAccepte : $(touch {pwned})\n::add-mask::e")
    refused = forge.build(pull(body))
    assert refused.returncode == 1
    assert not pwned.exists()
    assert "n’est pas une perte qu’on accepte" in refused.stdout
    obeyed = []
    pause = None
    for line in refused.stdout.splitlines():
        if pause is None and line.startswith("::stop-commands::"):
            pause = line.removeprefix("::stop-commands::")
        elif line == f"::{pause}::":
            pause = None
        elif pause is None:
            obeyed.append(line)
    assert obeyed
    assert {line.split(" ")[0] for line in obeyed} <= {"::notice", "::warning", "::error"}
    assert all(" title=" in line for line in obeyed)
