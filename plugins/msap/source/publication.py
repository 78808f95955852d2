"""`data/publication.yml`: the places where the site is published, each under a name of the team's.

No password and no key stands there: these come from the environment.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePath, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from msap.own_folders import is_source
from msap.source.problems import Problem
from msap.source.referentials import read_document
from msap.source.types import Identifier, Record, Text, YesNo, fault, record

NAME = "publication.yml"


def _folder(value: str) -> str:
    """Refuse what a shell, an option or a web server's configuration could read as something else."""
    if not re.fullmatch(r"[A-Za-z0-9._/~-]+", value) or value.startswith(("-", "~")):
        raise fault("dossier-cible")
    if ".." in PurePosixPath(value).parts:
        raise fault("dossier-cible")
    return value


def _own_folder(value: str) -> str:
    """Refuse what is replaced as a whole where the project has its sources."""
    parts = PurePosixPath(_folder(value)).parts
    if not parts or parts == ("/",) or is_source(parts[0]):
        raise fault("dossier-des-sources")
    return value


def _absolute_folder(value: str) -> str:
    if not value.startswith("/") or not value.strip("/."):
        raise fault("dossier-absolu")
    return _folder(value)


def _prefix(value: str) -> str:
    if any(part in {"", "."} for part in _folder(value).strip("/").split("/")):
        raise fault("dossier-cible")
    return value


def _host(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", value):
        raise fault("nom-de-machine")
    return value


def _user(value: str) -> str:
    if not re.fullmatch(r"[a-z_][a-z0-9_-]*", value):
        raise fault("nom-de-compte")
    return value


def _port(value: object) -> object:
    if isinstance(value, int | str) and re.fullmatch(r"\d{1,5}", str(value)):
        port = int(value)
        if 0 < port < 65536:
            return port
    raise fault("numero-de-port")


def _bucket(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", value):
        raise fault("nom-de-stockage")
    return value


def _endpoint(value: str) -> str:
    if not value.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise fault("adresse-chiffree")
    return value


Folder = Annotated[str, AfterValidator(_folder)]
OwnFolder = Annotated[str, AfterValidator(_own_folder)]
AbsoluteFolder = Annotated[str, AfterValidator(_absolute_folder)]
Host = Annotated[str, AfterValidator(_host)]
Port = Annotated[int, BeforeValidator(_port)]


@record
class FolderSettings(Record):
    """Releases in a folder of this machine, which a web server reads through `current`."""

    path: OwnFolder = Field(description="Dossier, qui aura « releases » et « current ».")


@record
class SshSettings(Record):
    """The same folder on another machine, reached by SSH and rsync."""

    host: Host
    user: Annotated[str, AfterValidator(_user)]
    path: AbsoluteFolder
    port: Port = 22
    known_hosts: Folder | None = Field(
        default=None,
        description="Fichier des clés connues des machines, depuis la racine du projet.",
    )


@record
class S3Settings(Record):
    """A bucket of S3-compatible storage."""

    bucket: Annotated[str, AfterValidator(_bucket)]
    endpoint: Annotated[str, AfterValidator(_endpoint)] | None = None
    region: Text | None = None
    prefix: Annotated[str, AfterValidator(_prefix)] | None = None
    encoding: Literal["gzip", "none"] = "gzip"


@record
class PagesSettings(Record):
    """A plain folder that a forge's own pages service takes from there."""

    path: OwnFolder
    compressed: YesNo = Field(
        default=False, description="Avec les fichiers .gz et .br, que GitLab Pages sait servir."
    )


@record
class TargetSettings(Record):
    """One place to publish to: exactly one of the four kinds."""

    folder: FolderSettings | None = None
    ssh: SshSettings | None = None
    s3: S3Settings | None = None
    pages: PagesSettings | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> TargetSettings:
        if sum(kind is not None for kind in (self.folder, self.ssh, self.s3, self.pages)) != 1:
            raise fault("une-seule-sorte")
        return self


@record
class Publication(Record):
    """The whole of `data/publication.yml`."""

    targets: dict[Identifier, TargetSettings]


def read_publication(data: Path) -> tuple[Publication | None, list[Problem]]:
    """Read the file; None when it has a problem, or when there is none."""
    return read_document(data / NAME, PurePath(data.name) / NAME, Publication)
