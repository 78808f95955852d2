"""Bytes to text: the forms accepted, and the files refused."""

import os
from pathlib import Path, PurePath

import pytest

from msap.source.catalogue import read_catalogue
from msap.source.entries import read_entry
from msap.source.problems import Position
from msap.source.text import RECORD_SIZE_LIMIT, read_text

DATA = Path(__file__).parents[1] / "checks" / "data"
SOUND = Path(__file__).parents[1] / "checks" / "cases" / "sain" / "records" / "23" / "ahun.yml"


def written(folder: Path, raw: bytes) -> Path:
    """Write a record file in its department's folder."""
    path = folder / "23" / "ahun.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(raw)
    return path


def codes(path: Path) -> list[str]:
    """Return the codes of the problems met in reading one record."""
    return [problem.code for problem in read_entry(path, PurePath(path.name))[1]]


def test_all_accepted_forms_give_the_same_record(tmp_path: Path) -> None:
    """Byte-order mark, CRLF, CR and decomposed accents change nothing of the record."""
    sound = SOUND.read_text(encoding="utf-8")
    expected = read_entry(SOUND, PurePath("ahun.yml"))[0]
    assert expected is not None
    decomposed = sound.replace("é", "e\u0301").replace("à", "a\u0300")
    assert decomposed != sound
    for raw in (
        b"\xef\xbb\xbf" + sound.encode(),
        sound.replace("\n", "\r\n").encode(),
        sound.replace("\n", "\r").encode(),
        decomposed.encode(),
    ):
        entry, problems = read_entry(written(tmp_path, raw), PurePath("ahun.yml"))
        assert problems == []
        assert entry is not None
        assert entry.msap == expected.msap


def test_the_wrong_encoding_is_shown_where_it_stands(tmp_path: Path) -> None:
    """A Latin-1 accent is reported by byte, line and column; the rest can be checked."""
    path = written(tmp_path, "id: ahun\nname: Guéret\n".encode("latin-1"))
    text, problems = read_text(path, PurePath("ahun.yml"), RECORD_SIZE_LIMIT)
    assert text == "id: ahun\nname: Guéret\n"
    assert [(p.code, p.position) for p in problems] == [("encodage", Position(2, 9))]
    assert "E9" in problems[0].fact


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp1252", "mac-roman"])
def test_other_encodings_are_refused(tmp_path: Path, encoding: str) -> None:
    """No encoding but UTF-8 gives a record."""
    path = written(tmp_path, SOUND.read_text(encoding="utf-8").encode(encoding, "replace"))
    assert codes(path)


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u200b", "\u200f", "\u202e", "\u2066", "\ufeff"],
)
def test_hidden_characters_are_refused_where_they_stand(tmp_path: Path, character: str) -> None:
    """Control, zero-width and bidirectional characters are named, with their position."""
    path = written(tmp_path, f"id: ahun\nname: Ah{character}un\n".encode())
    text, problems = read_text(path, PurePath("ahun.yml"), RECORD_SIZE_LIMIT)
    assert text is not None
    assert [(p.code, p.position) for p in problems] == [("caractere-invisible", Position(2, 9))]
    assert f"U+{ord(character):04X}" in problems[0].fact


def test_a_big_file_is_refused_unread(tmp_path: Path) -> None:
    """The size is bounded before anything is parsed."""
    assert codes(written(tmp_path, b"[" * 200_000)) == ["fichier-trop-grand"]
    assert codes(written(tmp_path, b"#" * RECORD_SIZE_LIMIT)) == ["fichier-vide"]


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    """A record that is a link, even to a sound record, is not followed; nor is a folder."""
    folder = tmp_path / "records"
    (folder / "23").mkdir(parents=True)
    (folder / "23" / "ahun.yml").symlink_to(SOUND)
    (folder / "75").symlink_to(SOUND.parent)
    reading = read_catalogue(DATA, folder)
    assert reading.catalogue is not None
    assert reading.catalogue.entries == ()
    assert sorted(p.code for p in reading.problems) == ["lien-symbolique", "nom-de-fichier"]


@pytest.mark.parametrize(
    "name",
    [
        b"a\nb.yml",
        b"a\x1b[31m.yml",
        b"\xff\xfe.yml",
        b"-rf.yml",
        b"a b.yml",
        "é.yml".encode(),
        b"con.yml.exe",
        b"$(id).yml",
        "a\u202e.yml".encode(),
    ],
)
def test_hostile_file_names_are_refused(tmp_path: Path, name: bytes) -> None:
    """A name that is no identifier is a problem whatever it holds, and is not read."""
    folder = tmp_path / "records"
    (folder / "23").mkdir(parents=True)
    (folder / "23" / os.fsdecode(name)).write_bytes(b"id: a\n")
    reading = read_catalogue(DATA, folder)
    assert [problem.code for problem in reading.problems] == ["nom-de-fichier"]
    assert reading.catalogue is not None
    assert reading.catalogue.entries == ()


def test_a_missing_shared_file_is_reported(tmp_path: Path) -> None:
    """Without its referentials the project has no catalogue, and each missing file is named."""
    reading = read_catalogue(tmp_path, SOUND.parents[1])
    assert reading.catalogue is None
    missing = [problem for problem in reading.problems if problem.code == "fichier-manquant"]
    assert len(missing) == 7
