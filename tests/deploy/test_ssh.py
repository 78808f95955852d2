"""Publishing to another machine: a real sshd on this one, with keys of its own."""

import os
import pwd
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from msap.deploy.compression import compressed
from msap.deploy.manifest import KEPT_RELEASES
from msap.deploy.ssh import KEY, SshTarget
from msap.errors import Refusal
from msap.own_folders import MARK
from msap.source.publication import SshSettings
from tests.deploy.nginx_server import free_port, require, wait_for
from tests.deploy.sites import NOW, change_everything, digests, refusal_of, release_of
from tests.sites import LONGEST_BUILD_SECONDS
from tools.setup.programs import files_of


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """Start an sshd that only one key opens; give the folder of the keys and the port."""
    program, _ = require("sshd"), require("rsync")
    folder = tmp_path_factory.mktemp("sshd")
    port = free_port()
    for name in ("host", "client", "stranger"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    (folder / "authorized").write_bytes((folder / "client.pub").read_bytes())
    key = (folder / "host.pub").read_text(encoding="ascii")
    (folder / "known_hosts").write_text(f"[localhost]:{port} {key}", encoding="ascii")
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\n"
        f"AuthorizedKeysFile {folder}/authorized\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin yes\n"
        f"SetEnv PATH={os.environ['PATH']}\n" + _parts_of_sshd(),
        encoding="ascii",
    )
    log = folder / "log"
    command = [program, "-D", "-f", str(folder / "sshd_config"), "-E", str(log)]
    environment = {**os.environ, **_account_of_sshd(folder)}
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, env=environment)
    try:
        wait_for(port, process, log)
        yield folder, port
    finally:
        process.terminate()
        process.wait(timeout=LONGEST_BUILD_SECONDS)


def _parts_of_sshd() -> str:
    """Return the lines that name the programs into which sshd is divided since OpenSSH 9.8."""
    folder = files_of("sshd") / "usr/lib/openssh"
    parts = {"SshdSessionPath": folder / "sshd-session", "SshdAuthPath": folder / "sshd-auth"}
    return "".join(f"{name} {path}\n" for name, path in parts.items() if path.exists())


def _account_of_sshd(folder: Path) -> dict[str, str]:
    """Return the environment in which sshd, started by root, finds the account that it asks for.

    Debian's package makes that account when it is installed, and ours is only unpacked.
    """
    if os.geteuid() != 0:
        return {}
    Path("/run/sshd").mkdir(exist_ok=True)
    if any(account.pw_name == "sshd" for account in pwd.getpwall()):
        return {}
    accounts, groups = Path("/etc/passwd").read_text(encoding="utf-8"), Path("/etc/group")
    (folder / "passwd").write_text(
        f"{accounts}sshd:x:65534:65534::/run/sshd:/usr/sbin/nologin\n", encoding="utf-8"
    )
    library = next((files_of("sshd") / "usr/lib").glob("*/libnss_wrapper.so"))
    return {
        "LD_PRELOAD": str(library),
        "NSS_WRAPPER_PASSWD": str(folder / "passwd"),
        "NSS_WRAPPER_GROUP": str(groups),
    }


@pytest.fixture
def target(machine: tuple[Path, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SshTarget:
    """Return a target in a folder of the test's own, with the key in the environment."""
    folder, port = machine
    monkeypatch.setenv(KEY, (folder / "client").read_text(encoding="ascii"))
    settings = SshSettings.model_validate(
        {
            "host": "localhost",
            "user": pwd.getpwuid(os.geteuid()).pw_name,
            "path": str(tmp_path / "www"),
            "port": port,
        }
        | {"known_hosts": "known_hosts"}
    )
    return SshTarget(settings, folder)


def test_the_other_machine_has_the_site_and_the_last_releases(
    site: Path, tmp_path: Path, target: SshTarget
) -> None:
    """To the byte, with its manifest, its compressed files, and those of former releases."""
    assert target.live() is None
    names, named = [], set()
    for number in range(KEPT_RELEASES + 1):
        change_everything(site, number)
        release = compressed(release_of(site, target.live()), tmp_path / "cache")
        target.publish(release)
        names.append(release.manifest.release)
        named |= {path for path in digests(site) if "/site." in path} if number else set()
    shown = digests(tmp_path / "www/current")
    assert digests(site).items() <= shown.items()
    assert named <= shown.keys()
    assert {f"{path}.gz" for path in named} <= shown.keys()
    assert target.live() == release.manifest
    kept = sorted(path.name for path in (tmp_path / "www/releases").iterdir())
    assert kept == names[-KEPT_RELEASES:]


def test_unchanged_files_are_not_sent_again(site: Path, tmp_path: Path, target: SshTarget) -> None:
    """The next release links them: the same bytes are the same file on the other machine."""
    target.publish(release_of(site, None))
    current = tmp_path / "www/current"
    first = {path: (current / path).stat().st_ino for path in digests(current)}
    (site / "annuaire/index.html").write_text("autre", encoding="utf-8")
    target.publish(release_of(site, target.live(), now=NOW + timedelta(hours=1)))
    own = [path for path, node in first.items() if (current / path).stat().st_ino != node]
    assert own == ["annuaire/index.html", "manifest.json"]


def test_rollback_on_the_other_machine(site: Path, tmp_path: Path, target: SshTarget) -> None:
    """The release before is shown, and still answers for style and script of the one left."""
    sites = []
    for number in range(2):
        change_everything(site, number)
        target.publish(release_of(site, target.live()))
        sites.append(digests(site))
    target.rollback()
    shown = digests(tmp_path / "www/current")
    assert sites[0].items() <= shown.items()
    assert {path for path in sites[1] if path.startswith("static/")} <= shown.keys()
    live = target.live()
    assert live is not None
    assert live.answering.keys() == shown.keys() - {"manifest.json"}
    with pytest.raises(Refusal, match="pas de version précédente"):
        target.rollback()


def test_a_refused_key_is_reported_without_the_key(
    machine: tuple[Path, int],
    site: Path,
    target: SshTarget,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A sentence in French, and nothing of what is secret."""
    secret = (machine[0] / "stranger").read_text(encoding="ascii")
    monkeypatch.setenv(KEY, secret)
    with pytest.raises(Refusal, match="localhost") as refused:
        target.publish(release_of(site, None))
    assert not any(line in str(refused.value) for line in secret.splitlines())


def test_an_unknown_machine_is_refused(
    machine: tuple[Path, int], site: Path, target: SshTarget
) -> None:
    """Without its key in known_hosts, nothing is sent to a machine that says it is the one."""
    known = machine[0] / "known_hosts"
    kept = known.read_text(encoding="ascii")
    stranger = (machine[0] / "stranger.pub").read_text(encoding="ascii")
    known.write_text(f"{kept.split()[0]} {stranger}", encoding="ascii")
    try:
        with pytest.raises(Refusal, match="localhost"):
            target.publish(release_of(site, None))
    finally:
        known.write_text(kept, encoding="ascii")


def test_looking_makes_nothing(tmp_path: Path, target: SshTarget) -> None:
    """As `--dry-run` does before the first publication."""
    assert target.live() is None
    assert list(tmp_path.iterdir()) == []


def test_two_publications_at_once_are_refused(
    site: Path, tmp_path: Path, target: SshTarget
) -> None:
    """The second says so, changes nothing, and the first goes on."""
    release = release_of(site, None)
    with target._connection() as ssh, target._alone(ssh):
        assert "en cours" in refusal_of(target, release)
        assert (tmp_path / "www/.releases.build" / MARK).is_file()
    assert target.live() is None
    target.publish(release)
    assert target.live() == release.manifest


def test_what_a_killed_publication_left_is_cleared(
    site: Path, tmp_path: Path, target: SshTarget
) -> None:
    """And the release that is shown was never touched."""
    target.publish(release_of(site, None))
    left = tmp_path / "www/.releases.build"
    (left / "20261124T050000Z").mkdir(parents=True)
    (left / "current").symlink_to("releases")
    (left / MARK).touch()
    target.publish(release_of(site, target.live()))
    assert not left.exists()
    assert digests(site).items() <= digests(tmp_path / "www/current").items()


def test_half_a_release_is_not_shown(
    site: Path, tmp_path: Path, target: SshTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file lost on the way, whatever the reason: what visitors see has not changed."""
    target.publish(release_of(site, None))
    before = digests(tmp_path / "www/current")
    carry = target._carry

    def lose(*arguments: Any) -> None:  # noqa: ANN401 - as they come
        carry(*arguments)
        next((tmp_path / "www/.releases.build").glob("2*/index.html")).unlink()

    monkeypatch.setattr(target, "_carry", lose)
    release = release_of(site, target.live())
    with pytest.raises(Refusal, match="n’y est pas entière"):
        target.publish(release)
    assert digests(tmp_path / "www/current") == before
    assert release.manifest.release in target.after_failure(release.manifest.release)
    assert sorted(path.name for path in (tmp_path / "www").iterdir()) == ["current", "releases"]


@pytest.mark.parametrize("name", ["current", "releases", ".releases.build"])
@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_a_publication_did_not_make_is_not_replaced(
    site: Path, tmp_path: Path, target: SshTarget, name: str, kind: str
) -> None:
    """A folder or a link of somebody's under a name that the publication uses."""
    www, others = tmp_path / "www", tmp_path / "others"
    for folder in (www, others):
        folder.mkdir()
    is_link = kind == "link"
    place = others if is_link else www / name
    place.mkdir(exist_ok=True)
    (place / MARK).touch() if is_link else (place / "these.txt").touch()
    if is_link:
        (www / name).symlink_to(others)
    before = list(digests(www)), list(digests(others))
    if name == "releases" and not is_link:
        target.publish(release_of(site, None))
        assert before[0][0] in digests(www)
        return
    assert f"{name} » n’a pas été fait" in refusal_of(target, release_of(site, None))
    assert (list(digests(www)), list(digests(others))) == before
    assert "n’a pas changé" in target.after_failure("")


def test_what_others_keep_there_is_not_touched(
    site: Path, tmp_path: Path, target: SshTarget
) -> None:
    """Another tool's releases, named by date too, are not counted among the old ones."""
    www = tmp_path / "www"
    for name in ("20240101120000", "20240102T120000Z"):
        (www / "releases" / name).mkdir(parents=True)
    (www / "releases/20240101120000/manifest.json").write_text("{}", encoding="utf-8")
    (www / "releases/20240102T120000Z/autre.txt").touch()
    before = digests(www)
    for number in range(KEPT_RELEASES + 2):
        change_everything(site, number)
        target.publish(release_of(site, target.live()))
    assert before.items() <= digests(www).items()
    assert len(list((www / "releases").glob("2026*"))) == KEPT_RELEASES
