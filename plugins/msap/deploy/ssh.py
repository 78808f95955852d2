"""The same folder of releases on another machine, by SSH and rsync: nothing else is needed there.

The key is SSH's own affair (an agent, or the account's files), or the text of one in MSAP_SSH_KEY.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msap.deploy.manifest import KEPT_RELEASES, PATH, Manifest, read_manifest
from msap.deploy.release import Release
from msap.deploy.tree import SUFFIXES, named_beyond, write_tree
from msap.errors import Refusal
from msap.source.publication import SshSettings

KEY = "MSAP_SSH_KEY"

# Names of releases begin with a figure; those being sent begin with a dot.
_SHOW = """
ln -sfn "releases/$name" .current
mv -T .current current
"""
_PUBLISH = (
    'mv "releases/.$name" "releases/$name"'
    + _SHOW
    + f"""
shown=$(basename "$(readlink -f current)")
ls releases | sort | head -n -{KEPT_RELEASES} | while IFS= read -r old; do
  if [ "$old" != "$shown" ]; then rm -rf "releases/$old"; fi
done
"""
)
_ROLLBACK = 'mv "$incoming" "releases/$name/manifest.json"' + _SHOW
_CARRY = (
    "rsync -a --files-from=- --ignore-missing-args"
    ' --link-dest="$PWD/releases/$before" "releases/$before/" "releases/$into/"'
)
_FROM_CURRENT = 'before=$(basename "$(readlink -f current)")\n'
_LIVE = "if [ -f current/manifest.json ]; then cat current/manifest.json; fi"


class SshTarget:
    """Releases in a folder of another machine."""

    needs_compressed = True

    def __init__(self, settings: SshSettings, root: Path) -> None:
        self._settings = settings
        self._known_hosts = root / settings.known_hosts if settings.known_hosts else None

    def live(self) -> Manifest | None:
        """Read the manifest behind `current` on the other machine."""
        with self._connection() as ssh:
            return read_manifest(self._run(ssh, _LIVE, may_create=True))

    def publish(self, release: Release) -> None:
        """Send what changed beside the release shown, then swap the link and remove the oldest."""
        name = release.manifest.release
        with self._connection() as ssh, tempfile.TemporaryDirectory(prefix="msap-") as staged:
            tree = Path(staged, name)
            write_tree(release, tree)
            before = self._run(
                ssh,
                "mkdir -p releases\nrm -rf releases/.[0-9]*\n"
                'if [ -e current ]; then basename "$(readlink -f current)"; fi',
                may_create=True,
            ).strip()
            link = [f"--link-dest=../{before}"] if before else []
            self._rsync(ssh, [*link, f"{tree}/"], f"releases/.{name}/")
            if before and release.manifest.carried:
                self._carry(ssh, release.manifest.carried, f".{name}")
            self._run(ssh, f"name={name}\n{_PUBLISH}")

    def rollback(self) -> str:
        """Go back to the release before; its server still answers for files of the one left."""
        with self._connection() as ssh, tempfile.TemporaryDirectory(prefix="msap-") as staged:
            live = read_manifest(self._run(ssh, _LIVE))
            names = sorted(self._run(ssh, "ls releases").split())
            earlier = [name for name in names if live and name < live.release]
            if not live or not earlier:
                raise Refusal("Il n’y a pas de version précédente à remettre en ligne.")
            name = earlier[-1]
            restored = read_manifest(self._run(ssh, f"cat releases/{shlex.quote(name)}/{PATH}"))
            if restored is None:
                raise Refusal(f"La version {name} est abîmée : publiez à nouveau.")
            extra = named_beyond(live, restored)
            self._carry(ssh, extra, name)
            manifest = restored.model_copy(update={"carried": {**restored.carried, **extra}})
            file = Path(staged, PATH)
            file.write_bytes(manifest.to_json())
            file.chmod(0o644)
            incoming = f"releases/{name}/.{PATH}"
            self._rsync(ssh, [str(file)], incoming)
            self._run(ssh, f"incoming={incoming}\nname={name}\n{_ROLLBACK}")
            return name

    def _carry(self, ssh: list[str], paths: Iterable[str], into: str) -> None:
        """Link files of the release shown, and their compressed ones, into another release."""
        named = "".join(f"{path}{suffix}\n" for path in paths for suffix in SUFFIXES)
        script = f"into={shlex.quote(into)}\n{_FROM_CURRENT}{_CARRY}"
        self._run(ssh, script, given=named)

    @contextmanager
    def _connection(self) -> Iterator[list[str]]:
        """Give the start of an SSH command; a key from the environment lives in a file meanwhile."""
        with tempfile.TemporaryDirectory(prefix="msap-") as folder:
            options = ["BatchMode=yes", "StrictHostKeyChecking=yes", "ConnectTimeout=20"]
            if self._known_hosts:
                options.append(f"UserKnownHostsFile={self._known_hosts}")
            if key := os.environ.get(KEY):
                file = Path(folder, "key")
                file.touch(mode=0o600)
                file.write_text(key.strip() + "\n", encoding="utf-8")
                options += [f"IdentityFile={file}", "IdentitiesOnly=yes"]
            command = ["ssh", "-p", str(self._settings.port)]
            yield [*command, *(part for option in options for part in ("-o", option))]

    def _run(
        self, ssh: list[str], script: str, *, given: str = "", may_create: bool = False
    ) -> str:
        """Run a script in the folder of the other machine, and give what it printed."""
        path = shlex.quote(self._settings.path)
        make = f"mkdir -p {path}\n" if may_create else ""
        whole = f"set -eu\n{make}cd {path}\n{script}"
        address = f"{self._settings.user}@{self._settings.host}"
        return self._call([*ssh, address, f"sh -c {shlex.quote(whole)}"], given)

    def _rsync(self, ssh: list[str], what: list[str], into: str) -> None:
        settings = self._settings
        target = f"{settings.user}@{settings.host}:{settings.path}/{into}"
        # Whole: a delta over a file beside fails in Debian 12, with rsync 3.2.7-1+deb12u6.
        options = ["-rlt", "--whole-file", "--checksum", "--chmod=D755,F644", "-e", shlex.join(ssh)]
        self._call(["rsync", *options, *what, target])

    def _call(self, command: list[str], given: str = "") -> str:
        try:
            outcome = subprocess.run(
                command, input=given, capture_output=True, text=True, check=False
            )
        except FileNotFoundError:
            raise Refusal(f"Le programme « {command[0]} » n’est pas installé ici.") from None
        if outcome.returncode != 0:
            said = outcome.stderr.strip().splitlines()
            raise Refusal(
                f"La machine « {self._settings.host} » n’a pas fait ce qui était demandé "
                f"({command[0]}, code {outcome.returncode}) : {said[-1] if said else 'sans un mot'}"
            )
        return outcome.stdout
