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

from msap.deploy.manifest import KEPT_RELEASES, PATH, Manifest, is_release_name, read_manifest
from msap.deploy.release import Release
from msap.deploy.tree import SUFFIXES, named_beyond, write_tree
from msap.errors import Refusal
from msap.own_folders import MARK
from msap.source.publication import SshSettings

KEY = "MSAP_SSH_KEY"

# Every script runs in the target's folder. `.releases.build` is worked in, and holds MARK from its
# first instant to its last. The last line on standard error is for people.
_WORK = ".releases.build"
_REQUIRE_OWN = f"""
refuse() {{
  echo "« $PWD/$1 » n’a pas été fait par une publication, et serait perdu : déplacez-le." >&2
  exit 1
}}
if [ -e current ] || [ -L current ]; then
  case "$(readlink current)" in releases/*) ;; *) refuse current ;; esac
fi
if [ -L releases ]; then refuse releases; fi
if [ -L {_WORK} ]; then refuse {_WORK}; fi
if [ -e {_WORK} ] && [ ! -f {_WORK}/{MARK} ]; then refuse {_WORK}; fi
"""
_CLEAR = f"find {_WORK} -mindepth 1 -maxdepth 1 ! -name {MARK} -exec rm -rf -- {{}} +\n"
_REQUIRE_ALONE = """
exec 9< releases
if command -v flock > /dev/null && ! flock -n 9; then
  echo "une autre publication y est en cours : attendez sa fin." >&2
  exit 1
fi
"""
_HOLD = f"""{_REQUIRE_OWN}
mkdir -p releases
{_REQUIRE_ALONE}
mkdir -p {_WORK}
: > {_WORK}/{MARK}
{_CLEAR}
if [ -e current ]; then basename "$(readlink -f current)"; else echo; fi
cat > /dev/null
{_CLEAR}
rm -- {_WORK}/{MARK}
rmdir -- {_WORK}
"""
_REHEARSE = f"""
there=$folder
while [ ! -e "$there" ] && [ ! -L "$there" ]; do there=$(dirname "$there"); done
cd "$there"
if [ ! -w . ]; then
  echo "le compte n’a pas le droit d’écrire dans « $there »." >&2
  exit 1
fi
if [ "$there" != "$folder" ]; then exit 0; fi
{_REQUIRE_OWN}
if [ -d releases ]; then
{_REQUIRE_ALONE}
fi
"""
_RELEASES = f"""
for release in releases/[0-9]*; do
  if [ -f "$release/{PATH}" ] && [ ! -L "$release" ]; then basename "$release"; fi
done
"""
_SHOW = f"""
ln -s "releases/$name" {_WORK}/current
mv -T {_WORK}/current current
"""
_PUBLISH = f"""
if [ "$(find {_WORK}/"$name" -type f | wc -l)" -lt "$count" ]; then
  echo "la version envoyée n’y est pas entière : publiez à nouveau." >&2
  exit 1
fi
mv -T {_WORK}/"$name" "releases/$name"
{_SHOW}
"""
_REMOVE = 'for old in {}; do rm -rf -- "releases/$old"; done'
_ROLLBACK = f'mv {_WORK}/{PATH} "releases/$name/{PATH}"\n{_SHOW}'
_CARRY = (
    "rsync -a --files-from=- --ignore-missing-args"
    ' --link-dest="$PWD/releases/$before" "releases/$before/" "$into/"'
)


class SshTarget:
    """Releases in a folder of another machine."""

    needs_compressed = True

    def __init__(self, settings: SshSettings, root: Path) -> None:
        self._settings = settings
        self._known_hosts = root / settings.known_hosts if settings.known_hosts else None
        self._may_be_shown = False

    def live(self) -> Manifest | None:
        """Read the manifest behind `current` on the other machine."""
        file = shlex.quote(f"{self._settings.path}/current/{PATH}")
        with self._connection() as ssh:
            script = f"if [ -f {file} ]; then cat {file}; fi"
            return read_manifest(self._call(self._remote(ssh, script)))

    def rehearse(self, release: Release) -> None:
        """Look at the folder of the other machine as a publication does, and leave it as it is."""
        del release  # the folder is looked at, whatever would be in it
        with self._connection() as ssh:
            folder = shlex.quote(self._settings.path)
            self._call(self._remote(ssh, f"folder={folder}\n{_REHEARSE}"))

    def publish(self, release: Release) -> None:
        """Send what changed beside the release shown, then swap the link and remove the oldest."""
        name = release.manifest.release
        with self._connection() as ssh, tempfile.TemporaryDirectory(prefix="msap-") as staged:
            tree = Path(staged, name)
            write_tree(release, tree)
            count = sum(path.is_file() for path in tree.rglob("*"))
            with self._alone(ssh) as before:
                link = [f"--link-dest=../../releases/{before}"] if before else []
                self._rsync(ssh, [*link, f"{tree}/"], f"{_WORK}/{name}/")
                if before:
                    self._carry(ssh, release.manifest.carried, before, f"{_WORK}/{name}")
                self._may_be_shown = True
                self._run(ssh, f"name={name}\ncount={count}\n{_PUBLISH}")
                old = [one for one in self._releases(ssh)[:-KEPT_RELEASES] if one != name]
                self._run(ssh, _REMOVE.format(" ".join(old)))

    def rollback(self) -> str:
        """Serve the previous release again; its server still answers for files of the one left."""
        with (
            self._connection() as ssh,
            tempfile.TemporaryDirectory(prefix="msap-") as staged,
            self._alone(ssh) as before,
        ):
            live = self._manifest(ssh, before) if before else None
            earlier = [name for name in self._releases(ssh) if live and name < live.release]
            if not live or not earlier:
                raise Refusal("Il n’y a pas de version précédente à remettre en ligne.")
            name = earlier[-1]
            restored = self._manifest(ssh, name)
            if restored is None:
                raise Refusal(f"La version {name} est abîmée : publiez à nouveau.")
            extra = named_beyond(live, restored)
            self._carry(ssh, extra, before, f"releases/{name}")
            manifest = restored.model_copy(update={"carried": {**restored.carried, **extra}})
            file = Path(staged, PATH)
            file.write_bytes(manifest.to_json())
            file.chmod(0o644)
            self._rsync(ssh, [str(file)], f"{_WORK}/{PATH}")
            self._run(ssh, f"name={name}\n{_ROLLBACK}")
            return name

    def after_failure(self, release: str) -> str:
        """Return what is known without asking a machine that may no longer answer."""
        if self._may_be_shown:
            return f"Les visiteurs voient la version {release} ou celle d’avant, entière."
        return "Ce qui est en ligne n’a pas changé."

    def _releases(self, ssh: list[str]) -> list[str]:
        """Return the releases that are ours, by their names and their manifests, oldest first."""
        return sorted(filter(is_release_name, self._run(ssh, _RELEASES).split()))

    def _manifest(self, ssh: list[str], name: str) -> Manifest | None:
        return read_manifest(self._run(ssh, f"cat releases/{shlex.quote(name)}/{PATH}"))

    def _carry(self, ssh: list[str], paths: Iterable[str], before: str, into: str) -> None:
        """Link files of the release shown, and their compressed ones, into another release."""
        named = "".join(f"{path}{suffix}\n" for path in paths for suffix in SUFFIXES)
        script = f"into={shlex.quote(into)}\nbefore={shlex.quote(before)}\n{_CARRY}"
        self._run(ssh, script, given=named)

    @contextmanager
    def _connection(self) -> Iterator[list[str]]:
        """Yield the start of an SSH command; a key from the environment lives in a file meanwhile."""
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

    @contextmanager
    def _alone(self, ssh: list[str]) -> Iterator[str]:
        """Lock the folder of the other machine, made if need be, as long as the connection lives.

        Yields the name of the release shown, empty before the first one.
        """
        script = f"mkdir -p {shlex.quote(self._settings.path)}\n{self._inside(_HOLD)}"
        holding = subprocess.Popen(
            self._remote(ssh, script),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        shown = holding.stdout.readline() if holding.stdout else ""
        if not shown:
            said = holding.communicate()[1]
            raise self._refusal("ssh", holding.returncode, said)
        try:
            yield shown.strip()
        finally:
            holding.communicate()

    def _run(self, ssh: list[str], script: str, *, given: str = "") -> str:
        """Run a script in the folder of the other machine, and give what it printed."""
        return self._call(self._remote(ssh, self._inside(script)), given)

    def _inside(self, script: str) -> str:
        return f"cd {shlex.quote(self._settings.path)}\n{script}"

    def _remote(self, ssh: list[str], script: str) -> list[str]:
        address = f"{self._settings.user}@{self._settings.host}"
        whole = shlex.quote(f"set -eu\n{script}")
        return [*ssh, address, f"sh -c {whole}"]

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
            raise self._refusal(command[0], outcome.returncode, outcome.stderr)
        return outcome.stdout

    def _refusal(self, program: str, code: int, stderr: str) -> Refusal:
        said = stderr.strip().splitlines()
        return Refusal(
            f"La machine « {self._settings.host} » n’a pas fait ce qui était demandé "
            f"({program}, code {code}) : {said[-1] if said else 'sans un mot'}"
        )
