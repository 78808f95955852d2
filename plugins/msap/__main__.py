"""The commands of editors and CI: `python -m msap check`, `build`, `search`, `import-list`…."""

from __future__ import annotations

import argparse
import gc
import signal
import sys
import traceback
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import NoReturn

from msap import __version__
from msap.command_line.parser import Parser
from msap.errors import Refusal
from msap.installation import SET_UP, project_root
from msap.processes import end_at_once
from msap.standard_streams import flush_failure, steady_streams

_COMMANDS = {
    "check": "msap.checks.command:add_check",
    "build": "msap.build.command:add_build",
    "verify": "msap.verify.command:add_verify",
    "serve": "msap.serving.command:add_serve",
    "publish": "msap.deploy.command:add_publish",
    "rollback": "msap.deploy.command:add_rollback",
    "server-config": "msap.deploy.command:add_server_config",
    "search": "msap.publish.search.command:add_search",
    "import-list": "msap.exchange.command:add_import_list",
    "reference": "msap.reference:add_reference",
    "doctor": "msap.doctor.command:add_doctor",
    "completion": "msap.command_line.completion:add_completion",
}
"""What declares each command: a module and its function."""
_READ_ALONE = _COMMANDS.keys() - {"completion"}
"""Commands for which the modules of the others are not read."""
_MORE = "L’aide d’une commande : msap build --help."
_ONLINE_UNCHANGED = "Ce qui est en ligne n’a pas changé."
_UNCHANGED = {
    "build": "Le site en place n’a pas changé.",
    "publish": _ONLINE_UNCHANGED,
    "rollback": _ONLINE_UNCHANGED,
    "import-list": "Aucune fiche n’a changé.",
}
"""What is true of each command that changes something, until it does."""


def main() -> int:
    """Run one command; returns the code the process ends with."""
    gc.disable()  # what a command makes has no cycles, and looking for some takes a fifth of it
    steady_streams()
    for request in (signal.SIGINT, signal.SIGTERM):  # a shell's background job ignores the first
        signal.signal(request, _stop)
    options = argparse.Namespace(in_place=_UNCHANGED.get("".join(sys.argv[1:2]), ""))
    code = _obeyed(options)
    if failure := flush_failure():
        words = f"La réponse n’a pas pu être écrite en entier : {failure}."
        print(*filter(None, (words, options.in_place)), file=sys.stderr)
    return code or int(failure is not None)


def _obeyed(options: argparse.Namespace) -> int:
    """Run the command; it keeps `options.in_place` true, empty while its failures have notes."""
    try:
        return _run(options)
    except Refusal as refusal:
        _print_failure(refusal, str(refusal))
        return refusal.exitcode
    except KeyboardInterrupt as stop:
        _print_failure(stop, "Arrêté avant la fin.", options.in_place)
        return 128 + int(stop.args[0] if stop.args else signal.SIGINT)
    except ModuleNotFoundError as missing:
        print(f"Il manque le module « {missing.name} » : lancez « {SET_UP} ».", file=sys.stderr)
        return 1
    except Exception:  # noqa: BLE001 - the trace is for those who will fix the program
        traceback.print_exc()
        print("Le programme a une erreur, écrite au-dessus.", file=sys.stderr)
        return 1


def _print_failure(failure: BaseException, words: str, in_place: str = "") -> None:
    """Print why a command ends, and what its notes, or else `in_place`, say is there."""
    notes = getattr(failure, "__notes__", ()) or filter(None, [in_place])
    print(words, *notes, file=sys.stderr)


def _stop(request: int, _frame: FrameType | None) -> None:
    """Exit in order, undoing what is half done."""
    raise KeyboardInterrupt(request)


def _run(options: argparse.Namespace) -> int:
    """Read the command line and obey; only the module of the command is read, for speed."""
    parser = Parser(prog="msap", description="L’annuaire et son site.", epilog=_MORE)
    parser.add_argument(
        "--version", action="version", version=f"msap {__version__}", help="dire la version"
    )
    commands = parser.add_subparsers(required=True, metavar="commande", dest="command")
    root = project_root(Path.cwd())
    options.parser = parser
    asked = sys.argv[1:2]
    for name in asked if asked and asked[0] in _READ_ALONE else _COMMANDS:
        module, _, function = _COMMANDS[name].partition(":")
        getattr(import_module(module), function)(commands, root)
    parser.parse_args(namespace=options)
    code: int = options.run(options)
    return code


def run() -> NoReturn:
    """Run one command and end the process: the console script `msap`."""
    end_at_once(main())


if __name__ == "__main__":
    run()
