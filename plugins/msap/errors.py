"""Errors that stop a command, each with its French message."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "la place permise sur le disque est épuisée",
    errno.EFBIG: "un fichier dépasse la taille permise",
    errno.EROFS: "le disque est en lecture seule",
    errno.EACCES: "l’accès est interdit",
    errno.EPERM: "ce dossier est protégé",
    errno.EBUSY: "ce dossier est le point de montage d’un disque",
    errno.ENOENT: "il n’y a rien sous ce nom",
    errno.ENOTDIR: "un fichier est là où il faudrait un dossier",
    errno.EISDIR: "c’est un dossier, et non un fichier",
    errno.EIO: "le disque a une panne",
    errno.ENETUNREACH: "le réseau ne mène pas à ce serveur",
    errno.EHOSTUNREACH: "le réseau ne mène pas à ce serveur",
}


class Refusal(Exception):  # noqa: N818 - a refusal is not a fault of the program
    """Raised by any command when it will not go on; its text is French and complete.

    `exitcode` is what the process ends with; Pelican honours it too.
    """

    exitcode = 1


def reason_of(failure: Exception) -> str:
    """Return in French why the system refuses, and which file it names; or what a content is."""
    if not isinstance(failure, OSError):
        return "le contenu est abîmé"
    reason = _REASONS.get(failure.errno or 0, failure.strerror or str(failure))
    return f"{reason} (« {failure.filename} »)" if failure.filename else reason
