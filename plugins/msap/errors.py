"""What stops a command, each with the sentence people read."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "la place permise sur le disque est épuisée",
    errno.EFBIG: "un fichier dépasse la taille permise",
    errno.EROFS: "le disque est en lecture seule",
    errno.EACCES: "ce dossier est interdit en écriture",
    errno.EPERM: "ce dossier est protégé",
    errno.EBUSY: "ce dossier est le point de montage d’un disque",
}


class Refusal(Exception):  # noqa: N818 - a refusal is not a fault of the program
    """Raised by any command when it will not go on; its text is French and complete.

    `exitcode` is what the process ends with; Pelican honours it too.
    """

    exitcode = 1


def reason_of(failure: OSError) -> str:
    """Return in French why the system refuses, and which file it names."""
    reason = _REASONS.get(failure.errno or 0, failure.strerror or str(failure))
    return f"{reason} (« {failure.filename} »)" if failure.filename else reason
