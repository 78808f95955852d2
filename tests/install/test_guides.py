"""Every command of every guide is run, in the order of the guide, on a checkout of the tests' own.

Those that fetch from the network, or take an hour, are in ONLY_READ with the reason: their program,
task and options are looked up instead.
"""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import pytest
import yaml
from invoke.collection import Collection
from invoke.parser import Parser

from msap.__main__ import _COMMANDS
from tests.projects import MINI_SITE_RECORDS, ROOT, write_project
from tests.sites import BUILD_DAY, LONGEST_BUILD_SECONDS

GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
ONLY_READ = MappingProxyType(
    {
        "make site": "fetches packages, then serves until it is stopped",
        "make test": "is what runs this test",
        "make setup-publish": "fetches packages",
        "make setup-tests": "fetches packages",
        "npm ci": "fetches packages",
        "podman": "builds an image from others, that are fetched",
        "git -C output.scalingo push": "sends to the host",
        ".venv/bin/invoke test --only tests/faults": "is run as a part of all the tests",
        ".venv/bin/invoke page-cost": "takes an hour; tests/page_cost runs its parts",
        ".venv/bin/python -m bench.page_cost": "takes an hour; tests/page_cost runs its parts",
    }
)
STOPPED = ".venv/bin/pelican -lr"
"""Serves until it is stopped."""
LIST = ROOT / "tests/exchange/data/liste-inventee-20240801.csv"
TARGETS = """targets:
  production: {folder: {path: published}}
  pages-gitlab: {pages: {path: public, compressed: yes}}
"""


def blocks(guide: Path) -> Iterator[list[str]]:
    """Yield the commands of each block of shell, without remarks, a long one on one line."""
    text = guide.read_text(encoding="utf-8")
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        lines = re.sub(r"\s+#.*$", "", block.replace("\\\n", " "), flags=re.MULTILINE)
        yield [" ".join(line.split()) for line in lines.splitlines() if line.strip()]


def inline(guide: Path) -> Iterator[str]:
    """Yield the commands of the project that are named in sentences."""
    whole = guide.read_text(encoding="utf-8")
    text = re.sub(r"^```.*?^```", "", whole, flags=re.MULTILINE | re.DOTALL)
    for words in re.findall(r"`([^`\n]+)`", text):
        if re.match(r"(\.venv/bin/)?(invoke|msap|make|python -m msap) ", words):
            yield from words.split(" && ")


COMMANDS = [(guide, line) for guide in GUIDES for block in blocks(guide) for line in block]
READ = [line for _, line in COMMANDS if line.startswith(tuple(ONLY_READ))]
NAMED = sorted({line for guide in GUIDES for line in inline(guide)} - {"invoke TASK --help"})


def invoke_parser() -> Parser:
    """Return what reads the command line of the tasks."""
    specification = importlib.util.spec_from_file_location("guides_tasks", ROOT / "tasks.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return Parser(contexts=Collection.from_module(module).to_contexts())


@pytest.mark.parametrize("line", sorted({*READ, *NAMED}))
def test_what_is_not_run_exists(line: str) -> None:
    """A task and its options, a command, a target of make, a module, a folder of npm packages."""
    words = [word for word in shlex.split(line) if "=" not in word or word.startswith("-")]
    words = [word.removeprefix(".venv/bin/") for word in words]
    match words:
        case ["invoke", "--list"]:
            pass
        case ["invoke", *rest]:
            assert invoke_parser().parse_argv(rest)
        case ["python", "-m", "msap", name, *_] | ["msap", name, *_]:
            assert name in _COMMANDS or name == "--version"
        case ["make", *targets]:
            makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
            for target in targets:
                assert re.search(rf"^{target}:", makefile, re.MULTILINE)
        case ["python", "-m", module, *_]:
            assert importlib.util.find_spec(module)
        case ["podman", "build" | "run", *_] | ["git", "-C", _, "push", *_]:
            pass
        case ["npm", "ci", "--ignore-scripts", "--prefix", folder]:
            assert ROOT.joinpath(folder, "package-lock.json").is_file()
        case _:
            pytest.fail(f"nobody knows whether this exists: {line}")


def test_what_hosts_run_exists() -> None:
    """The tasks that the files of Netlify and Codeberg call, each in its language."""
    settings = tomllib.loads(ROOT.joinpath("netlify.toml").read_text(encoding="utf-8"))
    steps = yaml.safe_load(ROOT.joinpath(".woodpecker/publication.yaml").read_text("utf-8"))
    build = settings["build"]["command"].replace(" ${DEMONSTRATION:+--demonstration}", "")
    netlify = [line.strip() for line in build.split("&&")]
    codeberg = steps["steps"]["publication"]["commands"]
    assert codeberg[: len(netlify)] == netlify
    for line in netlify[1:]:
        program, *words = line.split()
        assert program == ".venv/bin/invoke"
        assert invoke_parser().parse_argv(words)
    assert netlify[0] == "make setup-publish"
    fits = ["check-jsonschema", "--builtin-schema", "vendor.woodpecker-ci"]
    checker = str(Path(sys.executable).parent / fits[0])
    command = [checker, *fits[1:], ".woodpecker/publication.yaml"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def test_what_is_only_read_is_still_in_a_guide() -> None:
    """And nothing is left out that the guides do not name."""
    assert [one for one in ONLY_READ if not any(line.startswith(one) for line in READ)] == []
    assert len(COMMANDS) - len(READ) >= 10, "the commands of the guides are no longer found"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout with a few records that are not invented ones, and a place to publish."""
    root = write_project(tmp_path / "checkout", MINI_SITE_RECORDS)
    for folder in (ROOT / "requirements", ROOT / "tools"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(folder, root / folder.name, ignore=ignored)
    for record in (root / "data/msap").rglob("*.yml"):
        text = record.read_text(encoding="utf-8")
        record.write_text(re.sub(r"^demonstration:.*\n", "", text, flags=re.MULTILINE), "utf-8")
    (root / "data/publication.yml").write_text(TARGETS, encoding="utf-8")
    (root / ".venv").symlink_to(Path(sys.prefix))
    return root


GUIDES_THAT_RUN = [
    guide for guide in GUIDES if any(line not in READ for block in blocks(guide) for line in block)
]


@pytest.mark.parametrize("guide", GUIDES_THAT_RUN, ids=lambda guide: guide.name)
def test_the_commands_of_a_guide_work(guide: Path, checkout: Path, tmp_path: Path) -> None:
    """As they are written; only the names of files that it invents are replaced."""
    names = {
        "/path/liste-20240801.csv": str(LIST),
        "/path/": f"{tmp_path}/",
        " RECORDS": f" {MINI_SITE_RECORDS}",
        " SITE": f" {tmp_path / 'measured'}",
    }
    for line in [line for block in blocks(guide) for line in block if line not in READ]:
        written = line
        for name, path in names.items():
            written = written.replace(name, path)
        if line.startswith(STOPPED):
            written = f"timeout --signal=INT 20 {written} --port 18734 || test $? = 124"
        if line == ".venv/bin/invoke rollback production":
            # There is a way back once there are two releases.
            written = f".venv/bin/invoke publish production && {written}"
        done = subprocess.run(
            ["bash", "-euc", written],
            cwd=checkout,
            env={
                **{k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
                "SOURCE_DATE_EPOCH": str(int(BUILD_DAY.timestamp())),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LONGEST_BUILD_SECONDS,
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
