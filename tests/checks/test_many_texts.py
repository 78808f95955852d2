"""A site of many texts is built: what lists them is parted, or leads to all of them."""

from pathlib import Path

from tests.projects import MINI_SITE_RECORDS, write_project
from tests.sites import run_msap


def write(content: Path, file: str, front: str) -> None:
    """Write an editorial file whose title is its own."""
    path = content / file
    path.parent.mkdir(exist_ok=True)
    title = file.removesuffix(".md").replace("/", " ")
    text = f"---\ntitle: Texte {title}\nsummary: Un résumé.\n{front}\n---\nUn texte.\n"
    path.write_text(text, encoding="utf-8")


def test_many_texts_are_built(tmp_path: Path) -> None:
    """120 publications, 120 pieces of news, 33 pages and 22 dossiers of five parts."""
    root = write_project(tmp_path / "project", MINI_SITE_RECORDS)
    content = root / "content"
    for number in range(120):
        publication = "author: Nous\ndate: 2026-10-02\nlanguage: fr\nfiles: [criteres-du-label.pdf]"
        write(content, f"publications/p{number}.md", publication)
        write(content, f"actualites/n{number}.md", "date: 2026-10-02")
    for number in range(25):
        write(content, f"pages/q{number}.md", "updated: 2026-10-02")
    for number in range(20):
        folder = f"dossiers/d{number}"
        write(content, f"{folder}/index.md", f"date: 2026-10-02\norder: {number + 10}")
        for part in range(1, 6):
            write(content, f"{folder}/x{part}.md", f"part: {part}")
    outcome = run_msap("build", "--output", tmp_path / "site", root=root)
    assert outcome.returncode == 0, outcome.stderr
    assert (tmp_path / "site/publications/page-4/index.html").is_file()
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert ">Toutes les pages</a>" in home
