"""The parser of the command line: in French, with the nearest name where one is mistyped."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from msap.command_line.colour import Colour, has_colour, painted
from msap.command_line.french import speak_french

_USED_WRONGLY = 2


class Parser(argparse.ArgumentParser):
    """A parser whose help has colour on a terminal, and whose errors say what was meant."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401 - as argparse has them
        speak_french()
        settings.setdefault("formatter_class", _formatter)
        super().__init__(*arguments, **settings)

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401
        """Read the command line; what is not known ends the process, with the nearest option."""
        found, unknown = self.parse_known_args(args, namespace)
        if unknown:
            asked = getattr(found, "command", None)
            parser = self.commands()[asked] if asked else self
            parser.error(" ".join(_unknown_words(word, parser.options()) for word in unknown))
        return found

    def arguments(self) -> list[argparse.Action]:
        """Return the options and the other arguments."""
        return list(self._actions)

    def options(self) -> list[str]:
        """Return the names of the options."""
        return [name for action in self._actions for name in action.option_strings]

    def commands(self) -> dict[str, Parser]:
        """Return the parsers of the commands, by name."""
        return next((dict(a.choices or {}) for a in self._actions if _is_commands(a)), {})

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and how to be helped, and end the process."""
        label = painted("Erreur :", Colour.RED, sys.stderr)
        text = message[:1].upper() + message[1:] if message[:1].islower() else message
        self.exit(_USED_WRONGLY, f"{label} {text}\nToute l’aide : {self.prog} --help\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401
        names = [str(name) for name in action.choices or ()]
        if not names or value in names:
            return
        kind = " n’est pas une commande." if _is_commands(action) else " n’est pas possible."
        words = f"« {value} »{kind}{did_you_mean(str(value), names)} Au choix : {', '.join(names)}."
        raise argparse.ArgumentError(None, words)


def did_you_mean(written: str, names: Iterable[str]) -> str:
    """Return « Vouliez-vous dire… ? » with the nearest name, empty when none is near."""
    found = get_close_matches(written, list(names), n=1)
    return f" Vouliez-vous dire « {found[0]} » ?" if found else ""


def whole_number(text: str) -> int:
    """Read a whole number; raises ArgumentTypeError."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas un nombre entier.")
    return int(text)


def _unknown_words(word: str, options: Sequence[str]) -> str:
    if not word.startswith("-"):
        return f"« {word} » est en trop."
    name = word.partition("=")[0]
    return f"« {name} » n’est pas une option.{did_you_mean(name, options)}"


def _is_commands(action: argparse.Action) -> bool:
    return action.nargs == argparse.PARSER


def _formatter(prog: str, **settings: Any) -> argparse.HelpFormatter:  # noqa: ANN401
    """Return what writes a help: in colour on a terminal, where the library for it is there."""
    if has_colour(sys.stdout):
        try:
            from rich_argparse import RichHelpFormatter
        except ModuleNotFoundError:
            return argparse.HelpFormatter(prog, **settings)
        return RichHelpFormatter(prog, **settings)
    return argparse.HelpFormatter(prog, **settings)
