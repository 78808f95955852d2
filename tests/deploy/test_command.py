"""`publish`, `rollback` and `server-config` as people and CI call them, with a whole site."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.sites import change_everything, digests
from tests.projects import MINI_SITE_RECORDS, ROOT, sample_project, write_project
from tests.sites import run_msap

CONFIGURATION = """\
targets:
  principal:
    folder: {{path: {0}/principal}}
  miroir:
    folder: {{path: {0}/miroir}}
  stockage:
    s3: {{bucket: absent, endpoint: "http://127.0.0.1:9", region: fr}}
"""
SECRET = "wJalrXUtnFEMI-not-a-real-key"  # noqa: S105 - made up


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder whose targets are below the test's own folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "publication.yml").write_text(CONFIGURATION.format(tmp_path), encoding="utf-8")
    return folder


def test_two_targets_and_a_rehearsed_switch(
    mini_site_below: Path, data: Path, tmp_path: Path
) -> None:
    """Publish to the first, then to its mirror: the same files; go back on one, forward again."""
    site = shutil.copytree(mini_site_below, tmp_path / "site")

    def run(command: str, target: str, *options: str) -> str:
        where = ["--site", str(site)] if command == "publish" else []
        outcome = run_msap(command, target, "--data", data, *where, *options)
        assert outcome.returncode == 0, outcome.stderr
        return outcome.stdout

    said = run("publish", "principal", "--demonstration", "--dry-run")
    assert "Rien n’a été écrit." in said
    assert f"{len(digests(site))} fichiers ajoutés" in said.replace("\N{NARROW NO-BREAK SPACE}", "")
    assert not (tmp_path / "principal").exists()

    for target in ("principal", "miroir"):
        run("publish", target, "--demonstration")
    first = digests(tmp_path / "principal/current")
    mirror = digests(tmp_path / "miroir/current")
    assert {path for path, digest in first.items() if mirror.get(path) != digest} <= {
        "manifest.json"
    }
    assert first.keys() == mirror.keys()

    change_everything(site, 2)
    said = run("publish", "principal", "--demonstration", "--dry-run")
    assert "fichiers modifiés" in said
    assert digests(tmp_path / "principal/current") == first
    run("publish", "principal", "--demonstration")
    assert digests(site).items() <= digests(tmp_path / "principal/current").items()
    run("rollback", "principal")
    again = digests(tmp_path / "principal/current")
    assert (first.items() - again.items()) == {("manifest.json", first["manifest.json"])}
    run("publish", "miroir", "--demonstration")
    assert digests(site).items() <= digests(tmp_path / "miroir/current").items()


def test_a_demonstration_and_an_example_address_are_refused(
    mini_site_below: Path, mini_site: Path, data: Path
) -> None:
    """Unless said so; and a site that was not built for the public, in any case."""
    refused = run_msap("publish", "principal", "--data", data, "--site", mini_site_below)
    assert refused.returncode == 1
    assert "--demonstration" in refused.stderr
    unknown = run_msap(
        "publish", "principal", "--data", data, "--site", mini_site, "--demonstration"
    )
    assert unknown.returncode == 1
    assert "publishconf.py" in unknown.stderr
    assert not list(data.parent.glob("principal"))


def test_a_broken_link_stops_the_publication(
    mini_site_below: Path, data: Path, tmp_path: Path
) -> None:
    """A page lost between the build and the publication is seen before anything is sent."""
    site = shutil.copytree(mini_site_below, tmp_path / "site")
    shutil.rmtree(site / "annuaire")
    refused = run_msap("publish", "principal", "--data", data, "--site", site, "--demonstration")
    assert refused.returncode == 1
    assert "annuaire/" in refused.stderr
    assert "défaut" in refused.stderr
    assert not (tmp_path / "principal").exists()


def test_the_configuration_is_checked_in_french(tmp_path: Path) -> None:
    """All the problems at once, each where it stands, with what to write instead."""
    (tmp_path / "publication.yml").write_text(
        "targets:\n  a:\n    ssh: {host: -oProxyCommand=x, user: root;id, path: srv, port: 0}\n"
        "  b: {}\n  c:\n    folder: {path: ../../etc}\n  d:\n    s4: {bucket: x}\n"
        "  e:\n    s3: {bucket: x, endpoint: http://exemple.fr}\n",
        encoding="utf-8",
    )
    refused = run_msap("publish", "a", "--data", tmp_path)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    for code in (
        "nom-de-machine",
        "nom-de-compte",
        "dossier-absolu",
        "numero-de-port",
        "une-seule-sorte",
        "dossier-cible",
        "adresse-chiffree",
        "cle-inconnue",
    ):
        assert f"[{code}]" in refused.stderr
    assert "publication.yml:3:17" in refused.stderr


def test_an_unknown_target_names_the_nearest(data: Path, mini_site_below: Path) -> None:
    """A typo is reported with what was meant."""
    refused = run_msap("publish", "mirroir", "--data", data, "--site", mini_site_below)
    assert refused.returncode == 1
    assert "Vouliez-vous écrire « miroir » ?" in refused.stderr


def test_secrets_are_never_said(mini_site_below: Path, data: Path) -> None:
    """A store that does not answer: a sentence, no traceback, no key."""
    outcome = run_msap(
        "publish",
        "stockage",
        "--data",
        data,
        "--site",
        mini_site_below,
        "--demonstration",
        environment={
            "AWS_ACCESS_KEY_ID": "AKIA-not-real",
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_MAX_ATTEMPTS": "1",
        },
    )
    assert outcome.returncode == 1
    said = outcome.stdout + outcome.stderr
    assert "Le stockage n’a pas fait" in said
    assert "Traceback" not in said
    assert SECRET not in said
    assert "AKIA-not-real" not in said


def test_server_configurations_are_those_of_the_site(mini_site_below: Path) -> None:
    """Both have the host, the path, the folder and the policy that the site declares."""
    for server in ("nginx", "caddy"):
        outcome = run_msap(
            "server-config", server, "--site", mini_site_below, "--folder", "/srv/essai"
        )
        assert outcome.returncode == 0, outcome.stderr
        for part in (
            "msap.example",
            "/annuaire/essai/",
            "/srv/essai/current",
            "default-src 'none'",
        ):
            assert part in outcome.stdout, (server, part)


def test_commands_import_what_their_target_needs_and_nothing_else() -> None:
    """A folder asks for no client of object storage, and other commands for no compression."""
    code = (
        "import sys, msap.__main__, msap.deploy.command, msap.deploy.folder; "
        "print([name for name in ('boto3', 'brotli', 'pelican') if name in sys.modules])"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(ROOT / "plugins")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert outcome.stdout.strip() == "[]"


def test_the_project_is_never_a_target(mini_site_below: Path, tmp_path: Path) -> None:
    """Above, at or in the sources, or by a link: refused, and not a file is touched."""
    project = write_project(tmp_path / "above/project", MINI_SITE_RECORDS)
    (project / ".git").mkdir()
    (project / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()
    before = digests(tmp_path)
    for number, (path, said) in enumerate(
        {
            ".": "[dossier-des-sources]",
            "content": "[dossier-des-sources]",
            ".git": "[dossier-des-sources]",
            str(project): "contient les sources du projet",
            str(project.parent): "contient les sources du projet",
            f"{project}/data/site": "fait partie des sources",
            "linked": "est un lien vers",
            "linked/site": "est un lien vers",
        }.items()
    ):
        kind = ("pages", "folder")[number % 2]
        file = project / "data/publication.yml"
        kept = file.read_bytes()
        file.write_text(f"targets:\n  a:\n    {kind}: {{path: {path}}}\n", encoding="utf-8")
        refused = run_msap(
            "publish", "a", "--site", mini_site_below, "--demonstration", root=project
        )
        file.write_bytes(kept)
        assert refused.returncode == 1, refused.stdout
        assert said in refused.stderr
        assert digests(tmp_path) == before


def test_compressed_files_are_not_kept_behind_a_link(mini_site_below: Path, tmp_path: Path) -> None:
    """Files there are removed when they are old: those of somebody's would be among them."""
    project = write_project(tmp_path / "project", MINI_SITE_RECORDS)
    for name in ("ab/these.txt", f"ab/{'0' * 64}.gz"):
        file = tmp_path / "elsewhere/compressed" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        os.utime(file, (0, 0))
    (project / ".cache").symlink_to(tmp_path / "elsewhere")
    refused = run_msap(
        *("publish", "essai", "--site", mini_site_below, "--demonstration"), root=project
    )
    assert refused.returncode == 1, refused.stdout
    assert ".cache » est un lien vers" in refused.stderr
    assert len(digests(tmp_path / "elsewhere")) == 2


@pytest.mark.parametrize("kind, name", [("pages", "these.txt"), ("folder", "current")])
def test_a_rehearsal_is_refused_as_the_publication_is(
    mini_site_below: Path, data: Path, tmp_path: Path, kind: str, name: str
) -> None:
    """Somebody's work lies in the folder: the same sentence, before a word on what would go."""
    (data / "publication.yml").write_text(
        f"targets:\n  a:\n    {kind}: {{path: {tmp_path}/travail}}\n", encoding="utf-8"
    )
    (tmp_path / "travail").mkdir()
    (tmp_path / "travail" / name).write_text("Trois ans.", encoding="utf-8")
    before = digests(tmp_path)
    options = ["publish", "a", "--data", str(data), "--site", str(mini_site_below)]
    rehearsed = run_msap(*options, "--demonstration", "--dry-run")
    assert (rehearsed.returncode, rehearsed.stdout) == (1, "")
    refused = run_msap(*options, "--demonstration")
    assert "serait perdu" in refused.stderr
    assert (refused.returncode, refused.stderr) == (
        1,
        f"{rehearsed.stderr.rstrip()} Ce qui est en ligne n’a pas changé.\n"
        if kind == "folder"
        else f"{rehearsed.stderr.rstrip()} Le dossier « {tmp_path}/travail » n’a pas changé.\n",
    )
    assert digests(tmp_path) == before


@pytest.mark.parametrize("rehearsal", [(), ("--dry-run",)])
def test_an_answer_lost_on_a_full_disk_says_what_is_on_line(
    mini_site_below: Path, data: Path, rehearsal: tuple[str, ...]
) -> None:
    """The publication is done, or was only rehearsed."""
    options = ["publish", "principal", "--data", str(data), "--site", str(mini_site_below)]
    options += ["--demonstration", *rehearsal]
    with Path("/dev/full").open("wb") as full:
        unheard = subprocess.run(
            [sys.executable, "-m", "msap", *options],
            cwd=sample_project(),
            env={**os.environ, "PYTHONPATH": "plugins", "PYTHONUTF8": "1"},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert unheard.returncode == 1
    lost = "La réponse n’a pas pu être écrite en entier : le disque est plein. "
    assert unheard.stderr.startswith(lost)
    said = unheard.stderr.removeprefix(lost).strip()
    if rehearsal:
        assert said == "Ce qui est en ligne n’a pas changé."
    else:
        assert re.fullmatch(r"Version \S+ en ligne sur « principal ».", said)


STOP = """
import os
import msap.deploy.{0} as module
whole = module.{1}
def stop(*arguments):
    whole(*arguments)
    os.kill(os.getpid(), 15)
module.{1} = stop
"""


@pytest.mark.parametrize(
    "place, said",
    [
        (("folder", "write_tree"), "Arrêté avant la fin. Ce qui est en ligne n’a pas changé."),
        (("folder", "FolderTarget._show"), "Arrêté avant la fin. La version {} est en ligne."),
        (("pages", "write_tree"), "Arrêté avant la fin. Le dossier « {}/pages » n’a pas changé."),
        (("pages", "swap"), None),
    ],
)
def test_the_words_after_a_stop_are_those_of_what_is_shown(
    mini_site_below: Path, data: Path, tmp_path: Path, place: tuple[str, str], said: str | None
) -> None:
    """SIGTERM before or after the swap: what is shown is whole, said, and nothing else is left."""
    code = tmp_path / "code"
    code.mkdir()
    options = ["publish", place[0], "--data", str(data), "--demonstration"]
    options += ["--site", str(mini_site_below)]
    (data / "publication.yml").write_text(
        f"targets:\n  folder:\n    folder: {{path: {tmp_path}/www}}\n"
        f"  pages:\n    pages: {{path: {tmp_path}/pages}}\n",
        encoding="utf-8",
    )
    assert run_msap(*options).returncode == 0
    (code / "sitecustomize.py").write_text(STOP.format(*place), encoding="utf-8")
    shown = tmp_path / ("www/current" if place[0] == "folder" else "pages")
    before = digests(shown)
    path = f"plugins{os.pathsep}{code}"
    stopped = run_msap(*options, environment={"PYTHONPATH": path})
    if said is None:  # what is stopped between two renames is heard no more
        assert stopped.returncode == 0, stopped.stderr
    else:
        assert stopped.returncode == 143, stopped.stderr
        name = json.loads((shown / "manifest.json").read_bytes())["release"]
        assert said.format(name if "version" in said else tmp_path) in stopped.stderr
    changed = said is None or "La version" in said
    assert (digests(shown) != before) == changed
    assert digests(mini_site_below).items() <= digests(shown).items()
    assert [path.name for path in tmp_path.rglob(".*.build")] == []


@pytest.mark.parametrize("place", [("folder", "write_tree"), ("folder", "FolderTarget._show")])
def test_what_a_killed_publication_left_is_cleared(
    mini_site_below: Path, data: Path, tmp_path: Path, place: tuple[str, str]
) -> None:
    """Killed before or after the swap: what is shown is whole, and the next one clears the rest.

    The next one is not printed at all, as after `| head`: it ends all the same.
    """
    code = tmp_path / "code"
    code.mkdir()
    options = ["publish", "principal", "--data", str(data), "--demonstration"]
    options += ["--site", str(mini_site_below)]
    (code / "sitecustomize.py").write_text(STOP.format(*place).replace("15", "9"), encoding="utf-8")
    path = f"plugins{os.pathsep}{code}"
    assert run_msap(*options).returncode == 0
    killed = run_msap(*options, environment={"PYTHONPATH": path})
    assert (killed.returncode, killed.stderr) == (-9, "")
    shown = tmp_path / "principal/current"
    assert digests(mini_site_below).items() <= digests(shown).items()
    before = (shown / "manifest.json").read_bytes()
    assert (tmp_path / "principal/.releases.build").is_dir()
    reading, writing = os.pipe()
    os.close(reading)
    unheard = subprocess.run(
        [sys.executable, "-m", "msap", *options],
        cwd=sample_project(),
        env={**os.environ, "PYTHONPATH": "plugins", "PYTHONUTF8": "1"},
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (unheard.returncode, unheard.stderr) == (0, b"")
    assert (shown / "manifest.json").read_bytes() != before
    assert digests(mini_site_below).items() <= digests(shown).items()
    assert not (tmp_path / "principal/.releases.build").exists()
