"""Why a site does not answer, in French."""

from __future__ import annotations

from http.client import HTTPException, IncompleteRead
from socket import gaierror
from ssl import SSLCertVerificationError, SSLError
from urllib.error import HTTPError, URLError

from msap.errors import reason_of

FAILURES = (OSError, HTTPException)
"""What reading an address may raise, but for an address that is none."""

_REASONS: dict[type[Exception], str] = {
    gaierror: "ce nom est inconnu, ou le réseau manque",
    ConnectionRefusedError: "aucun serveur n’y répond",
    TimeoutError: "le serveur n’a pas répondu à temps",
    SSLCertVerificationError: "le certificat du serveur n’est pas reconnu",
    SSLError: "la connexion chiffrée n’a pas pu se faire",
    ConnectionError: "le serveur a coupé la connexion",
    IncompleteRead: "le serveur a coupé la connexion",
    HTTPException: "la réponse n’est pas celle d’un serveur web",
}


def network_reason(failure: Exception) -> str:
    """Return why an address could not be read, one of FAILURES."""
    if isinstance(failure, HTTPError):
        return f"le serveur a répondu {failure.code}"
    cause = failure.reason if isinstance(failure, URLError) else failure
    for kind, words in _REASONS.items():
        if isinstance(cause, kind):
            return words
    return reason_of(cause) if isinstance(cause, OSError) else "la connexion ne s’est pas faite"
