"""What catalogues, forges and editors read of the project: valid, and of one version."""

import json
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

import msap
from tests.projects import ROOT

PROGRAMS = Path(sys.executable).parent


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment, from the root of the project."""
    return subprocess.run(
        [PROGRAMS / command[0], *map(str, command[1:])],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def tracked() -> list[str]:
    """Return the files that git has."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [name for name in listed.stdout.decode().split("\0") if name]


def text(name: str) -> str:
    """Return a file of the project."""
    return ROOT.joinpath(name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--builtin-schema", "vendor.citation-file-format", "CITATION.cff"),
        ("--builtin-schema", "vendor.renovate", "renovate.json"),
        ("--schemafile", "tests/install/publiccode.schema.json", "publiccode.yml"),
    ],
    ids=lambda arguments: arguments[-1],
)
def test_they_fit_their_schemas(arguments: tuple[str, ...]) -> None:
    """Those of citations and of Renovate come with the checker; publiccode.yml's standard has none."""
    outcome = run("check-jsonschema", *arguments)
    assert outcome.returncode == 0, outcome.stdout


def test_every_file_has_its_licence() -> None:
    """By the REUSE rules, whether the machine has libmagic or not."""
    outcome = run("reuse", "lint", "--quiet")
    assert outcome.returncode == 0, run("reuse", "lint").stdout
    assert text("LICENSES/AGPL-3.0-or-later.txt") == text("LICENSE")


def test_one_version_everywhere() -> None:
    """With the day of its release."""
    public, citation = (yaml.safe_load(text(n)) for n in ("publiccode.yml", "CITATION.cff"))
    packages = json.loads(text("package.json")), json.loads(text("package-lock.json"))
    released = re.search(r"^## (\d\S+) \((\S+)\)$", text("CHANGELOG.md"), re.MULTILINE)
    assert released
    versions = {
        *(public["softwareVersion"], citation["version"], released[1]),
        *(package["version"] for package in packages),
    }
    assert versions == {msap.__version__}
    assert {public["releaseDate"], str(citation["date-released"])} == {released[2]}


def owners() -> list[tuple[str, set[str]]]:
    """Return the patterns of CODEOWNERS with their owners, in order."""
    lines = [line.split() for line in text("CODEOWNERS").splitlines() if line[:1] not in {"", "#"}]
    return [(pattern, set(names)) for pattern, *names in lines]


def is_owned(name: str, pattern: str) -> bool:
    """Return whether a file is meant by a pattern, of the kinds that are written there."""
    path = f"/{name}"
    return pattern == "*" or path.startswith(pattern) if pattern[-1:] in "*/" else path == pattern


def test_data_and_code_have_owners_of_their_own() -> None:
    """The last line that fits decides; each fits some file."""
    files = tracked()
    assert [p for p, _ in owners() if not any(is_owned(name, p) for name in files)] == []
    found = {name: [who for p, who in owners() if is_owned(name, p)][-1] for name in files}
    code, editors = {"@exemple/developpement"}, {"@exemple/redaction"}
    assert found["data/msap/23/ahun.yml"] == found["content/pages/label.md"] == editors
    assert found["data/geo/communes.csv"] == found["plugins/msap/errors.py"] == code
    assert found["data/publication.yml"] == code


def test_editors_and_containers_bring_the_same_extensions() -> None:
    """A browser's editor and one's own check records alike."""
    container = json.loads(text(".devcontainer/devcontainer.json"))
    wanted = json.loads(text(".vscode/extensions.json"))["recommendations"]
    assert container["customizations"]["vscode"]["extensions"] == wanted
    assert "redhat.vscode-yaml" in wanted


def test_the_image_s_recipe_names_what_is_there() -> None:
    """No machine of the project could build it: what it copies and calls is looked at instead."""
    recipe = text("Containerfile")
    for name in re.findall(r"/src/(\S+)", recipe):
        assert ROOT.joinpath(name).is_file()
    for task in re.findall(r"RUN make (\S+)", recipe):
        assert re.search(rf"^{task}:", text("Makefile"), re.MULTILINE)
    left_out = text(".containerignore").split()
    assert not any(fnmatch(name, one) for one in left_out for name in tracked())
