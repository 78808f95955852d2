"""Records of a folder, read one by one or as commands read them."""

from pathlib import Path, PurePath

from msap.keep import Keep
from msap.source.entries import Parsed, RecordReader, read_entry
from msap.source.record_files import RecordFile, record_files

SHOWN = PurePath("data/msap")


def files(folder: Path) -> list[RecordFile]:
    """List the records."""
    return record_files(folder, SHOWN)[0]


def one_by_one(folder: Path) -> list[Parsed]:
    """Read the records without any help."""
    return [read_entry(folder / file.place, SHOWN / file.place) for file in files(folder)]


def all_read(folder: Path, keep: Keep) -> list[Parsed]:
    """Read the records as a build does."""
    read = RecordReader(folder, SHOWN, keep)
    return [read(file) for file in files(folder)]
