"""sources.yml: where each file comes from, in French, as the site shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from tools.geography.archives import DECOUPAGE, EARLIER_GEOMETRIES, GEOMETRIES, Archive
from tools.geography.outlines import TOLERANCE
from tools.geography.points import TOWN_HALL_TOLERANCE, PointOrigin

CODE_DATE = "2026-01-01"
PACKAGE_DATE = "2026-03-09"
LICENCE = "Licence Ouverte 2.0"
HEADER = """\
# Sources des données territoriales, montrées sur le site.
# Fichier écrit par `python -m tools.geography` : ne le modifiez pas à la main.
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted while the files were made."""

    communes: int
    arrondissements: int
    former: int
    former_unnamed: int
    origins: Mapping[PointOrigin, tuple[str, ...]]
    recovered: tuple[str, ...]
    outlines: int
    outside_outline: int


def sources_yaml(counts: Counts) -> str:
    """Write sources.yml from what was counted; no clock, the dates are those of the packages."""
    document = {"files": [_communes(counts), _former(counts), _outlines(counts)]}
    body = yaml.dump(document, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=100)
    return f"{HEADER}\n{body}"


class _PlainDumper(yaml.SafeDumper):
    """Writes a repeated value in full, since the project's YAML has no anchors."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML names it
        return True


def _communes(counts: Counts) -> dict[str, Any]:
    origins = counts.origins
    return {
        "file": "communes.csv",
        "title": "Communes et arrondissements municipaux",
        "producers": ["INSEE", "La Poste", "IGN", "DILA"],
        "datasets": [
            "Code officiel géographique, populations (INSEE)",
            "Base officielle des codes postaux (La Poste)",
            "Contours des communes (IGN)",
            "Annuaire de l'administration, positions des mairies (DILA)",
        ],
        "packages": [_package(each) for each in (DECOUPAGE, GEOMETRIES, EARLIER_GEOMETRIES)],
        "data_date": CODE_DATE,
        "package_date": PACKAGE_DATE,
        "licence": LICENCE,
        "rows": counts.communes + counts.arrondissements,
        "communes": counts.communes,
        "arrondissements": counts.arrondissements,
        "coordinates": {
            "mairie": len(origins[PointOrigin.TOWN_HALL]),
            "mairie-remplacee": len(origins[PointOrigin.OUTSIDE]),
            "mairie-deleguee": len(origins[PointOrigin.DELEGATED]),
            "point-interieur": len(origins[PointOrigin.INNER]),
            "publiee": len(origins[PointOrigin.PUBLISHED]),
            "inconnue": len(origins[PointOrigin.UNKNOWN]),
        },
        "outside_outline": counts.outside_outline,
        "corrections": [
            (
                f"{len(origins[PointOrigin.OUTSIDE])} mairies placées à plus de {_number(TOWN_HALL_TOLERANCE)}° "
                "(environ 2 km) hors de leur commune ont été remplacées par un point intérieur à la "
                "commune."
            ),
            (
                f"{len(origins[PointOrigin.INNER])} communes sans mairie connue ont un point intérieur : "
                f"{_list(origins[PointOrigin.INNER])}."
            ),
            (
                f"{len(origins[PointOrigin.DELEGATED])} communes sans mairie connue ont la position de la "
                f"mairie déléguée de même code : {_list(origins[PointOrigin.DELEGATED])}."
            ),
            (
                f"{len(origins[PointOrigin.PUBLISHED])} communes ont la position du chef-lieu, à la minute "
                "près, publiée par The World Factbook (domaine public, édition 2020) : "
                f"{_list(origins[PointOrigin.PUBLISHED])}."
            ),
            (
                f"{len(origins[PointOrigin.UNKNOWN])} communes de collectivités d'outre-mer restent sans "
                "coordonnées, faute de source : 97501 (Miquelon-Langlade), et celles des codes 984, "
                "986, 987, 988 et 989."
            ),
        ],
    }


def _former(counts: Counts) -> dict[str, Any]:
    return {
        "file": "former-communes.csv",
        "title": "Communes déléguées, associées et anciennes communes",
        "producers": ["INSEE"],
        "datasets": ["Code officiel géographique (INSEE)"],
        "packages": [_package(each) for each in (DECOUPAGE, EARLIER_GEOMETRIES)],
        "data_date": CODE_DATE,
        "package_date": PACKAGE_DATE,
        "licence": LICENCE,
        "rows": counts.former,
        "unnamed": counts.former_unnamed,
        "corrections": [
            (
                f"{counts.former_unnamed} anciennes communes n'ont que leur code : la source ne donne "
                "pas leur nom. Celles qui existaient encore dans l'édition 0.14.0 l'ont repris d'elle."
            ),
        ],
    }


def _outlines(counts: Counts) -> dict[str, Any]:
    return {
        "file": "departements.geojson",
        "title": "Contours des départements",
        "producers": ["IGN"],
        "datasets": ["Contours des communes (IGN), réunis par département puis simplifiés"],
        "packages": [_package(each) for each in (GEOMETRIES, EARLIER_GEOMETRIES)],
        "data_date": CODE_DATE,
        "package_date": PACKAGE_DATE,
        "licence": LICENCE,
        "rows": counts.outlines,
        "corrections": [
            (
                f"Le territoire de {len(counts.recovered)} communes récemment fusionnées, absent de "
                "l'édition 1.1.0, vient de l'édition 0.14.0."
            ),
            (
                f"Contours simplifiés ensemble (tolérance {_number(TOLERANCE)}°, environ 1 km) : les "
                "limites restent communes ; plus fins outre-mer. Les îlots de moins de 0,2 km² environ "
                "sont omis."
            ),
            "Les collectivités d'outre-mer n'ont pas de contour dans les sources.",
        ],
    }


def _package(archive: Archive) -> dict[str, str]:
    return {
        "registry": archive.registry,
        "name": archive.package,
        "version": archive.version,
        "sha256": archive.sha256,
    }


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _list(codes: tuple[str, ...]) -> str:
    return ", ".join(codes)
