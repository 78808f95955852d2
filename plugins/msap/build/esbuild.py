"""esbuild, which bundles, minifies and names by content; its program runs without Node.js."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from msap.errors import Refusal
from msap.installation import SET_UP
from msap.publish.scripts.assets import RUNS, Bundle, Run
from msap.publish.scripts.constants import Constants, module_text

_PACKAGES = ("leaflet", "leaflet.markercluster")
_SOURCES, _GENERATED, _OUTPUT = "src", "generated", "out"


class Bundling:
    """Runs of esbuild at work beside the build, in a folder that is theirs.

    Sources and packages are links there, constants are files: names then depend on nothing else.
    """

    def __init__(self, sources: Path, packages: Path, constants: Constants) -> None:
        """Take the folder of sources and `node_modules`; raises Refusal when a package is missing."""
        self._program = _program(packages)
        self._folder = tempfile.TemporaryDirectory(prefix="msap-scripts-")
        root = Path(self._folder.name)
        (root / _SOURCES).symlink_to(sources.resolve())
        (root / "node_modules").symlink_to(packages.resolve())
        (root / _GENERATED).mkdir()
        for name, values in constants.items():
            text = module_text(values)
            (root / f"{_GENERATED}/{name}.js").write_text(text, encoding="utf-8")
        # So that a module of which all is written where it is used leaves nothing behind.
        (root / _GENERATED / "package.json").write_text('{"sideEffects": false}', encoding="utf-8")
        self._runs: list[tuple[Path, subprocess.Popen[str]]] = []

    def start(self, run: Run) -> None:
        """Start a run."""
        root = Path(self._folder.name)
        output = root / f"{_OUTPUT}{len(self._runs)}"
        command: list[str | Path] = [
            self._program,
            *(f"{name}={Path(_SOURCES, path)}" for name, path in run.entries.items()),
            *("--bundle", "--minify", "--charset=utf8", "--log-level=warning", "--color=false"),
            *("--preserve-symlinks", "--main-fields=main", "--loader:.png=empty"),
            "--tsconfig-raw={}",
            *(f"--alias:{_GENERATED}=./{_GENERATED}", f"--outdir={output.name}"),
            *("--entry-names=[name].[hash]", "--chunk-names=[name].[hash]"),
            *(f"--metafile={output.name}.json", *run.options),
        ]
        process = subprocess.Popen(
            command,
            cwd=root,
            env={**os.environ, "GOGC": "off"},  # so little memory is needed that none is given back
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._runs.append((output, process))

    def __enter__(self) -> Self:
        """Return itself: the folder and the processes go at the end of the block."""
        return self

    def __exit__(self, *_failure: object) -> None:
        """End what still runs, and remove the folder."""
        for _, process in self._runs:
            if process.poll() is None:
                process.kill()
                process.communicate()
        self._folder.cleanup()

    def finish(self) -> list[Bundle]:
        """Wait for the runs and return all that they wrote.

        Raises Refusal with what esbuild says is wrong in the sources.
        """
        said = [process.communicate()[1].strip() for _, process in self._runs]
        if any(said) or any(process.returncode for _, process in self._runs):
            raise Refusal(
                "Un style ou un script de theme/src ne se lit pas :\n\n"
                + "\n".join(filter(None, said)).replace(f"{_SOURCES}/", "theme/src/")
            )
        return [bundle for output, _ in self._runs for bundle in _bundles_of(output)]


def start_bundling(theme: Path, packages: Path, constants: Constants) -> Bundling:
    """Start every run of the site; raises Refusal when a package is missing."""
    bundling = Bundling(theme / "src", packages, constants)
    for run in RUNS:
        bundling.start(run)
    return bundling


def _bundles_of(output: Path) -> list[Bundle]:
    outputs = json.loads(output.with_suffix(".json").read_text(encoding="utf-8"))["outputs"]
    bundles = []
    for path, written in outputs.items():
        file = output.parent / path
        stem = file.name.split(".", maxsplit=1)[0]
        entry = f"{stem}{file.suffix}" if "entryPoint" in written else ""
        needed = (one for one in written["imports"] if one["kind"] == "import-statement")
        imports = tuple(Path(one["path"]).name for one in needed)
        bundles.append(Bundle(entry, file.name, file.read_bytes(), imports))
    return bundles


def _program(packages: Path) -> Path:
    """Return the program of this machine, the only one that npm installed."""
    for name in _PACKAGES:
        if not (packages / name).is_dir():
            raise _missing(name)
    program = next((packages / "@esbuild").glob("*/bin/esbuild"), None)
    if program is None:
        raise _missing("esbuild")
    return program


def _missing(name: str) -> Refusal:
    return Refusal(
        f"La bibliothèque « {name} » n’est pas installée : lancez `{SET_UP}`, puis recommencez."
    )
