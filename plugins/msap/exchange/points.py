"""Points of the list that can't be in the commune of their row: corrected or left out."""

from __future__ import annotations

from dataclasses import replace

from msap.domain.location import misplaced
from msap.exchange.official_row import Draft
from msap.exchange.report import Note, ReportSection
from msap.source.geography import Geography
from msap.source.msap import Coordinates


def placed(draft: Draft, geography: Geography) -> Draft:
    """Return the draft with a point that may be in its commune, or without one, and the reason."""
    point = draft.msap.location
    commune = geography.current(draft.msap.address.insee)
    if point is None or commune is None:
        return draft
    found = misplaced(point.lat, point.lon, commune, geography)
    if found is None:
        return draft
    words = f"latitude « {point.lat} », longitude « {point.lon} » : à {found.km:.0f} km de {commune.name}"
    if found.meant:
        lat, lon = found.meant
        meant = Coordinates(lat=lat, lon=lon)
        note = _note(draft, ReportSection.NORMALIZED, f"{words} → « {lat} », « {lon} »")
        return replace(draft, msap=replace(draft.msap, location=meant), notes=(*draft.notes, note))
    note = _note(
        draft, ReportSection.NO_LOCATION, f"{words} ; laissées de côté, la commune servira"
    )
    return replace(draft, msap=replace(draft.msap, location=None), notes=(*draft.notes, note))


def _note(draft: Draft, kind: ReportSection, text: str) -> Note:
    return Note(kind, draft.line, draft.source_id, text)
