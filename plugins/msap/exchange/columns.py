"""The columns of the official list, by the names they have had from one edition to the next."""

from __future__ import annotations

from msap.source.french_hours import DAYS

REQUIRED = ("id_fs", "lib_fs", "insee_com", "code_postal", "lib_com")
SUNDAY = "h_dimanche"
"""A column that no edition has had: of Sundays the list says nothing."""
EXPECTED = (
    *("insee_dep", "adresse", "complement_adresse", "latitude", "longitude", "mail", "telephone"),
    *(column for day in DAYS if (column := f"h_{day}") != SUNDAY),
    *("prise_rdv", "commentaire", "type_fs", "format_fs", "groupe_fs", "labellisation_fs"),
)
"""Columns that the edition of August 2024 has; a list without one is refused or confirmed."""
TOURING = "itinerance"
"""A column of earlier editions: « Oui » for a place that comes to people."""
KNOWN = frozenset((*REQUIRED, *EXPECTED, SUNDAY, TOURING))
EMPTY_CELLS = frozenset({"None", "NaN", "nan", "NaT", "<NA>", "NULL", "null", "undefined"})
"""What programs write for a cell that has nothing."""
_EARLIER_NAMES = {
    "matricule": "id_fs",
    "lib_france_services": "lib_fs",
    "complement.d.adresse": "complement_adresse",
    "contact.mail": "mail",
    "labellisation": "labellisation_fs",
    "groupe": "groupe_fs",
}
"""Columns of earlier editions, since 2020, that hold what is now under another name."""
_TWO_FORMATS = {"format_fs": "type_fs", "format_fs_anct": "format_fs"}
"""The same where `format_fs` still separated main places from branches, beside `format_fs_anct`."""


def current_names(columns: list[str]) -> tuple[str, ...]:
    """Return the names of the edition of August 2024; a name that is there already stays alone."""
    has_two_formats = "format_fs_anct" in columns and "type_fs" not in columns
    names = _EARLIER_NAMES | (_TWO_FORMATS if has_two_formats else {})
    renamed = [names.get(column, column) for column in columns]
    return tuple(
        old if new != old and renamed.count(new) > 1 else new
        for old, new in zip(columns, renamed, strict=True)
    )
