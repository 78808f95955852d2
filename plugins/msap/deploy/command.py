"""The commands `publish`, `rollback` and `server-config`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from msap.command_line.folders import add_folder
from msap.deploy.caddy import caddy_configuration
from msap.deploy.manifest import Difference, Manifest, compare
from msap.deploy.nginx import nginx_configuration, scalingo_configuration
from msap.deploy.release import Release, make_release
from msap.deploy.server import Server, server_of
from msap.deploy.settings import target_settings
from msap.deploy.site import inspect_site
from msap.deploy.target import PublicationTarget, make_target
from msap.own_folders import require_no_link
from msap.publish.wording.typography import NBSP

_SHOWN = 10
_CACHE = Path(".cache/compressed")

_SERVERS: Mapping[str, Callable[[Server], str]] = MappingProxyType(
    {
        "nginx": nginx_configuration,
        "caddy": caddy_configuration,
        "scalingo": scalingo_configuration,
    }
)
"""What writes each configuration."""


def add_publish(commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path) -> None:
    """Declare `publish` among the commands."""
    parser = commands.add_parser("publish", help="publier le site construit")
    parser.add_argument("target", metavar="CIBLE", help="un nom de data/publication.yml")
    add_folder(parser, root, "--site", "output", "le site construit")
    add_folder(parser, root, "--data", "data", "où est publication.yml")
    parser.add_argument("--dry-run", action="store_true", help="dire ce qui partirait, sans plus")
    parser.add_argument(
        "--demonstration", action="store_true", help="publier même des fiches inventées"
    )
    parser.set_defaults(run=lambda options: _publish(root, options))


def add_rollback(commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path) -> None:
    """Declare `rollback` among the commands."""
    parser = commands.add_parser("rollback", help="remettre en ligne la version précédente")
    parser.add_argument("target", metavar="CIBLE", help="un nom de data/publication.yml")
    add_folder(parser, root, "--data", "data", "où est publication.yml")
    parser.set_defaults(run=lambda options: _rollback(root, options))


def add_server_config(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path
) -> None:
    """Declare `server-config` among the commands."""
    parser = commands.add_parser("server-config", help="écrire la configuration du serveur web")
    parser.add_argument(
        "server", choices=tuple(_SERVERS), metavar="|".join(_SERVERS), help="le serveur web"
    )
    add_folder(parser, root, "--site", "output", "le site construit")
    parser.add_argument(
        "--folder",
        type=PurePosixPath,
        default=PurePosixPath("/srv/msap"),
        metavar="DOSSIER",
        help="où le serveur lira le site (par défaut /srv/msap)",
    )
    parser.add_argument("--brotli", action="store_true", help="nginx a le module brotli_static")
    parser.set_defaults(run=_server_config)


def _server_config(options: argparse.Namespace) -> int:
    server = server_of(options.site, options.folder, brotli=options.brotli)
    print(_SERVERS[options.server](server), end="")
    return 0


def _publish(root: Path, options: argparse.Namespace) -> int:
    settings = target_settings(options.data, options.target)
    origin = inspect_site(options.site, root, demonstration_allowed=options.demonstration)
    target = make_target(settings, root, origin.site_url)
    previous = target.live()
    release = make_release(options.site, origin, previous, datetime.now(tz=UTC))
    difference = compare(previous, release.manifest)
    if options.dry_run:
        _require_cache(target, root)
        target.rehearse(release)
    print(_summary(difference, release.manifest, detailed=options.dry_run))
    if options.dry_run:
        print("Rien n’a été écrit.")
        return 0
    options.in_place = ""
    try:
        target.publish(_ready(release, target, root))
    except BaseException as failure:
        failure.add_note(target.after_failure(release.manifest.release))
        raise
    options.in_place = f"Version {release.manifest.release} en ligne sur « {options.target} »."
    print(options.in_place)
    return 0


def _ready(release: Release, target: PublicationTarget, root: Path) -> Release:
    if not target.needs_compressed:
        return release
    from msap.deploy.compression import compressed

    _require_cache(target, root)
    return compressed(release, root / _CACHE)


def _require_cache(target: PublicationTarget, root: Path) -> None:
    if target.needs_compressed:
        require_no_link(root / _CACHE, root, "Retirez-le, puis recommencez.")


def _rollback(root: Path, options: argparse.Namespace) -> int:
    settings = target_settings(options.data, options.target)
    target = make_target(settings, root, "")
    options.in_place = ""
    name = target.rollback()
    options.in_place = f"Version {name} de nouveau en ligne sur « {options.target} »."
    print(options.in_place)
    return 0


def _summary(difference: Difference, manifest: Manifest, *, detailed: bool) -> str:
    groups = {
        "ajouté": difference.added,
        "modifié": difference.changed,
        "retiré": difference.removed,
    }
    lines = [
        f"{_count(len(paths), word)}{NBSP}:"
        if detailed and paths
        else f"{_count(len(paths), word)}."
        for word, paths in groups.items()
    ]
    if detailed:
        lines = [
            part
            for line, paths in zip(lines, groups.values(), strict=True)
            for part in (line, *_listed(paths))
        ]
    carried = len(manifest.carried)
    lines.append(
        f"{_number(difference.sent)} octets avant compression ; "
        f"{_number(carried)} fichiers des versions précédentes restent joignables."
    )
    return "\n".join(lines)


def _listed(paths: tuple[str, ...]) -> list[str]:
    shown = [f"  {path}" for path in paths[:_SHOWN]]
    if len(paths) > _SHOWN:
        shown.append(f"  … et {_number(len(paths) - _SHOWN)} autres")
    return shown


def _count(number: int, word: str) -> str:
    plural = "s" if number > 1 else ""
    return f"{_number(number)} fichier{plural} {word}{plural}"


def _number(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
