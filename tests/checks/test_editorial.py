"""The rules on editorial files that need more than a case: the site's own addresses and texts."""

from pathlib import Path

from msap.checks.editorial import SITE_FOLDERS, editorial_files
from msap.source.editorial import read_editorial
from tests.projects import SAMPLE_CONTENT


def test_every_folder_of_the_site_is_kept_from_pages(mini_site: Path) -> None:
    """A page can take no address that something else has."""
    pages = {file.stem for file in (SAMPLE_CONTENT / "pages").glob("*.md")}
    folders = {path.name for path in mini_site.iterdir() if path.is_dir()}
    visible = {name for name in folders if not name.startswith(".")}
    assert visible - pages <= SITE_FOLDERS


def test_the_sample_s_texts_have_nothing_to_correct() -> None:
    """The content that tests build sites from passes the rules."""
    editorial, problems = read_editorial(SAMPLE_CONTENT)
    assert [*problems, *editorial_files(editorial)] == []
