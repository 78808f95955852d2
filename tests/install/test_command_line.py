"""The command line: French whatever Python says, the nearest name, colour, completion."""

import argparse
import ast
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from msap.command_line.french import translated, translated_plural
from tests.sites import run_msap

ENGLISH = ("usage:", "error:", "positional", "show this", "invalid", "choose from", "expected")

COMMANDS = [
    *("check", "build", "verify", "serve", "publish", "rollback", "server-config"),
    *("search", "import-list", "reference", "doctor", "completion"),
]


def sentences_of_argparse() -> list[tuple[str, ...]]:
    """Return what this Python's argparse looks up: one sentence, or the singular and the plural."""
    tree = ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [
        tuple(str(one.value) for one in call.args if isinstance(one, ast.Constant))
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in {"_", "ngettext"}
    ]


def test_every_sentence_of_argparse_has_its_french() -> None:
    """Those of this Python, whichever it is; what a sentence is filled with stays the same."""
    found = [words for words in sentences_of_argparse() if words]
    assert len(found) > 30
    same = {"options"}  # in both languages
    left = []
    for one, *several in found:
        french = [translated_plural(one, other, count) for other in several for count in (1, 2)]
        left += [one for words in french or [translated(one)] if words in {one, *several} - same]
    assert left == []


def test_every_command_and_option_has_a_french_help() -> None:
    """Nothing stays without words, and no word of Python's own is left."""
    whole = run_msap("--help").stdout
    for command in COMMANDS:
        assert f"\n    {command}" in whole
        said = run_msap(command, "--help", environment={"COLUMNS": "300"})
        assert said.returncode == 0
        joined = re.sub(r"\n {10,}", "   ", said.stdout)  # a long name has its words below
        shown = [line for line in joined.splitlines() if line.startswith("  ")]
        assert [line for line in shown if "  " not in line.strip()] == [], "an option without words"
        assert [word for word in ENGLISH if word in whole + said.stdout] == []


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["biuld"], "« biuld » n’est pas une commande. Vouliez-vous dire « build » ?"),
        (
            ["build", "--acept-fewer"],
            "n’est pas une option. Vouliez-vous dire « --accept-fewer » ?",
        ),
        (["check", "--record=ici", "x"], "« x » est en trop."),
        (["check", "--records"], "--records : il manque une valeur."),
        (["serve", "--port", "abc"], "--port : « abc » n’est pas un nombre entier."),
        (["serve", "--port", "-3"], "--port : « -3 » n’est pas un nombre entier."),
        (
            ["server-config", "ngnix"],
            "Vouliez-vous dire « nginx » ? Au choix : nginx, caddy, scalingo.",
        ),
        (["build", "--accept"], "peut vouloir dire --accept-fewer, --accept-earlier"),
        (["import-list"], "Il manque : CSV."),
        ([], "Il manque : commande."),
        (["build", "--accept-lost=oui"], "ne prend pas de valeur"),
        (["xyzxyz"], "« xyzxyz » n’est pas une commande. Au choix : check, build"),
    ],
)
def test_a_mistake_is_told_in_french(arguments: list[str], words: str) -> None:
    """With what was meant, where to read more, and the exit code of a wrong use."""
    said = run_msap(*arguments)
    assert said.returncode == 2
    assert words in said.stderr
    assert "--help" in said.stderr
    assert [word for word in ENGLISH if word in said.stderr] == []
    assert said.stdout == ""


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """`verify` says which, instead of a trace of calls."""
    said = run_msap("verify", tmp_path / "site")
    assert said.returncode == 1
    assert "n’existe pas : « msap build »" in said.stderr
    assert "Traceback" not in said.stderr


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """Return what a command shows on a terminal of its own, with the errors."""
    ours, its = pty.openpty()
    clean = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR", "TERM"}}
    with subprocess.Popen(
        [sys.executable, "-m", "msap", *arguments],
        env={**clean, "PYTHONPATH": "plugins", "TERM": "xterm", **environment},
        stdin=its,
        stdout=its,
        stderr=its,
    ):
        os.close(its)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            shown += piece
    os.close(ours)
    return shown.decode()


CASE = str(Path(__file__).parents[1] / "checks/cases/cles/records")


@pytest.mark.parametrize("arguments", [("--help",), ("biuld",), ("check", "--records", CASE)])
def test_colour_is_for_terminals_and_can_be_refused(arguments: tuple[str, ...]) -> None:
    """On a terminal, not without one, nor with NO_COLOR, nor on one that has none."""
    assert "\x1b[" in on_a_terminal(*arguments)
    for refused in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b[3" not in on_a_terminal(*arguments, **refused)
        assert "\x1b[9" not in on_a_terminal(*arguments, **refused)
    said = run_msap(*arguments)
    assert "\x1b" not in said.stdout + said.stderr


_ASK = """
set -e
source {script}
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_shtab_msap
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.parametrize(
    "words, wanted",
    [
        ("msap bui", {"build"}),
        ("msap build --accept-", {"--accept-fewer", "--accept-earlier", "--accept-lost"}),
        ("msap server-config n", {"nginx"}),
        ("msap check --records rec", {"records"}),
    ],
)
def test_bash_completes_what_is_begun(tmp_path: Path, words: str, wanted: set[str]) -> None:
    """Commands, options, choices and folders, by the shell itself."""
    script = tmp_path / "completion"
    script.write_text(run_msap("completion", "bash").stdout, encoding="utf-8")
    (tmp_path / "records").mkdir()
    asked = subprocess.run(
        ["bash", "-c", _ASK.format(script=script, words=words)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert wanted <= set(asked.stdout.split()), asked.stderr


@pytest.mark.parametrize("shell", ["zsh", "fish", "tcsh"])
def test_other_shells_get_a_script(shell: str) -> None:
    """It is read by the shell itself where the machine has it."""
    said = run_msap("completion", shell)
    assert said.returncode == 0
    assert "import-list" in said.stdout
    if program := shutil.which(shell):
        checked = subprocess.run([program, "-n"], input=said.stdout, text=True, check=False)
        assert checked.returncode == 0
