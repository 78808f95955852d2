"""Writing records: what is written reads back the same, and edits spare the editors' words."""

from dataclasses import replace
from pathlib import PurePath

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from msap.exchange.record_yaml import write_record
from msap.source.located_yaml import MappingNode, parse_yaml
from msap.source.msap import Msap
from msap.source.types import LongText, Markdown, Text
from msap.source.validation import validate

PATH = PurePath("23/ahun.yml")
WHOLE = """\
id: ahun
name: MSAP d'Ahun
status: open
demonstration: yes
form: touring
label: {awarded: 2015-03-12}
address: {street: 2 place de la Mairie, extra: Bâtiment B, postcode: "23150", city: Ahun, insee: "23001"}
location: {lat: 46.0874, lon: 2.0437}
contact: {phone: "05 36 49 00 01", email: accueil@ahun.example, website: https://ahun.example/}
porteur: {type: epci, name: "Communauté : l'inventée"}
partners:
  - caf
  - {id: pole-emploi, presence: on-site, when: ["1st and 3rd even weeks tuesday 09:00-12:00"]}
services: [prestations-sociales, emploi, mobilite]
hours:
  monday: ["09:00-12:00", "14:00-17:00"]
  tuesday: []
  friday: [{time: "14:00-16:30", weeks: even}, {time: "09:00-12:00", nth: [1, 3]}]
closures: [{from: 2026-08-03, to: 2026-08-14, reason: Congés d'été}]
notices: [{from: 2026-11-01, to: 2026-11-30, text: L'entrée se fait par la cour.}]
appointment: possible
access: {wheelchair: yes, details: "Rampe à gauche, sonnette", transport: Arrêt Mairie}
equipment: {computers: 2, printer: yes, video: no, confidential_space: yes}
charter: yes
stops:
  - id: sardent
    address: {postcode: "23250", city: Sardent, insee: "23168"}
    hours:
      thursday: ["09:00-12:00"]
description: |-
  Quelques phrases.

  - une liste
previous_ids: [ahun-centre]
source: {name: Liste inventée, id: "12", date: 2024-08-01}
updated: 2026-10-02
"""


def read(text: str) -> tuple[MappingNode, Msap]:
    """Read a record that must be sound."""
    node, problems = parse_yaml(text, PATH)
    assert problems == []
    assert isinstance(node, MappingNode)
    msap, problems = validate(node, Msap, PATH)
    assert problems == []
    assert msap is not None
    return node, msap


def test_canonical_text() -> None:
    """A record with every feature is written in the style of the guide, line for line."""
    written = write_record(read(WHOLE)[1])
    assert read(written)[1] == read(WHOLE)[1]
    assert written.replace("address:\n  street", "address: {street").count("\n") >= 30
    assert write_record(read(written)[1]) == written
    for line in WHOLE.splitlines():
        if not line.startswith("address: {street"):
            assert f"{line}\n" in written


def as_rule(text: str, rule: TypeAdapter[str]) -> str | None:
    """Return the text as the model keeps it, None when it is refused."""
    try:
        return rule.validate_python(text)
    except ValidationError:
        return None


def texts(rule: TypeAdapter[str]) -> st.SearchStrategy[str]:
    """Return texts the model allows, rich in what YAML finds special."""
    tricky = st.text(alphabet="ab é'\"\\:#,[]{}&*!|%@`-?~\n 01y", min_size=1, max_size=200)
    wild = st.text(alphabet=st.characters(exclude_categories=["C"]), min_size=1, max_size=60)
    words = st.sampled_from(
        ["yes", "no", "null", "~", "1_000", "0x1F", "12:30", "2024-08-01", "1e3"]
    )
    return (tricky | wild | words).map(lambda t: as_rule(t, rule) or "").filter(bool)


@given(
    texts(TypeAdapter(Text)),
    texts(TypeAdapter(LongText)),
    texts(TypeAdapter(Markdown)),
    st.floats(-28, 52),
)
def test_any_text_reads_back(name: str, remarks: str, description: str, lat: float) -> None:
    """Whatever the model allows in a text, the file gives it back to the letter."""
    _node, msap = read(WHOLE)
    assert msap.location is not None
    assert msap.porteur is not None
    changed = replace(
        msap,
        name=name,
        remarks=remarks,
        description=description,
        porteur=replace(msap.porteur, name=name),
        access=replace(msap.access, details=remarks, transport=remarks),
        location=replace(msap.location, lat=lat),
    )
    assert read(write_record(changed))[1] == changed
