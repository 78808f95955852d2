"""`publish`, `rollback` and `server-config` as people and CI call them, with a whole site."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.sites import change_everything, digests
from tests.projects import ROOT
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
    """Give a data folder whose targets are below the test's own folder."""
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
    """A slip of the finger is told with what was meant."""
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
