"""The sentences of Python's argparse in French, from its releases 3.11 to 3.14.

argparse looks its sentences up with `gettext`, by the language of the machine. Those who use the
commands read French whatever it is, so that its two functions are replaced.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from types import MappingProxyType

_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "usage: ": "Utilisation : ",
        "%(heading)s:": "%(heading)s :",
        "positional arguments": "arguments",
        "options": "options",
        "subcommands": "commandes",
        "show this help message and exit": "montrer cette aide",
        "show program's version number and exit": "dire la version",
        "%(prog)s: error: %(message)s\n": "%(message)s\n",
        "%(prog)s: warning: %(message)s\n": "%(message)s\n",
        "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
        "argument '%(argument_name)s' is deprecated": "« %(argument_name)s » disparaîtra.",
        "option '%(option)s' is deprecated": "L’option « %(option)s » disparaîtra.",
        "command '%(parser_name)s' is deprecated": "La commande « %(parser_name)s » disparaîtra.",
        "unrecognized arguments: %s": "« %s » n’est pas connu.",
        "ambiguous option: %(option)s could match %(matches)s": (
            "« %(option)s » peut vouloir dire %(matches)s : écrivez le nom en entier."
        ),
        "invalid choice: %(value)r (choose from %(choices)s)": (
            "« %(value)s » n’est pas possible. Au choix : %(choices)s."
        ),
        "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
            "« %(value)s » n’est pas possible. Vouliez-vous dire « %(closest)s » ? "
            "Au choix : %(choices)s."
        ),
        "unknown parser %(parser_name)r (choices: %(choices)s)": (
            "« %(parser_name)s » n’est pas une commande. Au choix : %(choices)s."
        ),
        "can't open '%(filename)s': %(error)s": "« %(filename)s » ne s’ouvre pas : %(error)s",
        "expected one argument": "il manque une valeur.",
        "expected at most one argument": "une valeur au plus.",
        "expected at least one argument": "il manque au moins une valeur.",
        "invalid %(type)s value: %(value)r": "« %(value)s » ne convient pas.",
        "the following arguments are required: %s": "Il manque : %s.",
        "one of the arguments %s is required": "Il faut l’un de : %s.",
        "not allowed with argument %s": "ne va pas avec « %s ».",
        "ignored explicit argument %r": "ne prend pas de valeur, et %r a été écrit.",
        "unexpected option string: %s": "l’option « %s » n’était pas attendue.",
        # What only a fault of the program brings.
        ".__call__() not defined": ".__call__() n’est pas défini",
        "'required' is an invalid argument for positionals": "« required » est pour les options",
        "mutually exclusive arguments must be optional": "un choix exclusif se fait entre options",
        "%r is not callable": "%r ne s’appelle pas comme une fonction",
        "cannot merge actions - two groups are named %r": "deux groupes s’appellent %r",
        "invalid option string %(option)r: must start with a character %(prefix_chars)r": (
            "l’option %(option)r doit commencer par %(prefix_chars)r"
        ),
        "dest= is required for options like %r": "« dest= » manque à des options comme %r",
        "invalid conflict_resolution value: %r": "« conflict_resolution » vaut %r",
        "cannot have multiple subparser arguments": "les commandes ne se déclarent qu’une fois",
        "conflicting subparser: %s": "commande déclarée deux fois : %s",
        "conflicting subparser alias: %s": "autre nom de commande déclaré deux fois : %s",
        'argument "-" with mode %r': "« - » avec le mode %r",
    }
)
_PLURALS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "expected %s argument": ("il faut %s valeur.", "il faut %s valeurs."),
        "conflicting option string: %s": (
            "option déclarée deux fois : %s",
            "options déclarées deux fois : %s",
        ),
    }
)


def translated(sentence: str) -> str:
    """Return the sentence in French; one that no known release has stays as it is."""
    return _SENTENCES.get(sentence, sentence)


def translated_plural(one: str, several: str, count: int) -> str:
    """Return the sentence in French for that many things: from two on, it is the plural."""
    forms = _PLURALS.get(one, (one, several))
    return forms[abs(count) >= 2]


def speak_french() -> None:
    """Make argparse say its sentences in French in this process."""
    vars(argparse).update(_=translated, ngettext=translated_plural)
