"""The commands of editors and CI: `python -m msap check`, `build`, `search`, `import-list`…."""

from __future__ import annotations

import argparse
import gc
import signal
import sys
import traceback
from pathlib import Path
from types import FrameType

from msap.errors import Refusal

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Run one command; gives the code the process ends with."""
    gc.disable()  # what a command makes has no cycles, and looking for some takes a fifth of it
    for request in (signal.SIGINT, signal.SIGTERM):  # a shell's background job ignores the first
        signal.signal(request, _stop)
    try:
        return _run()
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return refusal.exitcode
    except KeyboardInterrupt as stop:
        print("Arrêté avant la fin : ce qui était en place n’a pas changé.", file=sys.stderr)
        return 128 + int(stop.args[0] if stop.args else signal.SIGINT)
    except ModuleNotFoundError as missing:
        print(f"Il manque le module « {missing.name} » : lancez « make setup ».", file=sys.stderr)
        return 1
    except Exception:  # noqa: BLE001 - the trace is for those who will mend the program
        traceback.print_exc()
        print("Le programme a une erreur ; ce qui était en place n’a pas changé.", file=sys.stderr)
        return 1


def _stop(request: int, _frame: FrameType | None) -> None:
    """Leave in order, undoing what is half done."""
    raise KeyboardInterrupt(request)


def _run() -> int:
    """Read the command line and obey; the imports are here so that stopping is heard at once."""
    from msap.build import add_build
    from msap.checks.command import add_check
    from msap.deploy.command import add_publish, add_rollback, add_server_config
    from msap.exchange.command import add_import_list
    from msap.publish.search.command import add_search
    from msap.reference import add_reference
    from msap.serving.command import add_serve
    from msap.verify.command import add_verify

    parser = argparse.ArgumentParser(prog="msap", description="L’annuaire et son site.")
    commands = parser.add_subparsers(required=True, metavar="commande")
    for add in (add_check, add_build, add_verify, add_serve, add_publish, add_rollback):
        add(commands, ROOT)
    for add in (add_server_config, add_search, add_import_list, add_reference):
        add(commands, ROOT)
    options = parser.parse_args()
    code: int = options.run(options)
    return code


if __name__ == "__main__":
    sys.exit(main())
