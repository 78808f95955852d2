"""A change that attaches every kind of hostile file, as the command and the build answer to it."""

from __future__ import annotations

from pathlib import Path

from pikepdf import Dictionary, Name, Pdf, String

from tests.attached.documents import archive, office, pdf
from tests.attached.photos import encoded, photo, picture
from tests.projects import MINI_SITE_RECORDS, write_project
from tests.sites import run_msap

NEWS = """---
title: Beaucoup de fichiers
summary: Un résumé.
date: 2026-11-02
---
{}
"""


def run(document: Pdf) -> None:
    """Run a script when the document is opened."""
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("attaque"))


REPORTED = """
:7:15 erreur : « content/documents/programme.pdf » : ce fichier n’est pas un document PDF : c’est un programme (.exe).
:8:15 erreur : « content/documents/script.pdf » : ce document agit tout seul dès qu’on l’ouvre.
:8:15 erreur : « content/documents/script.pdf » : ce document contient un programme.
:9:15 erreur : « content/documents/macros.docx » : ce document contient un programme (des macros).
:10:15 erreur : « content/documents/bombe.zip » : ce fichier se déplie en plus de 200 Mo ou de 2000 fichiers.
:11:14 erreur : « content/images/coupee.jpg » : cette image ne se lit pas jusqu’au bout : le fichier est coupé ou abîmé.
:12:14 erreur : « content/images/telephone.jpg » : cette photo est au format HEIC, que les navigateurs ne montrent pas.
:13:14 erreur : « content/images/pixels.png » : cette image a plus de 89 millions de pixels.
:14:14 erreur : « content/images/dessin.svg » : le style de ce dessin est écrit avec des codes (« \\ »), qui peuvent cacher une adresse.
"""


def files() -> dict[str, bytes]:
    """Return every kind of hostile file by its path, made when it is asked for: some are large."""
    return {
        "documents/programme.pdf": b"MZ\x90\x00" + bytes(200),
        "documents/script.pdf": pdf(run),
        "documents/macros.docx": office(".docx", {"word/vbaProject.bin": b"x"}),
        "documents/bombe.zip": archive({f"{n}.txt": bytes(64 << 20) for n in range(4)}),
        "images/coupee.jpg": photo()[:9000],
        "images/telephone.jpg": b"\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1heic" + bytes(400),
        "images/pixels.png": encoded(picture(1, 1).resize((9_500, 9_500)), "PNG"),
        "images/dessin.svg": (
            b'<svg xmlns="http://www.w3.org/2000/svg">'
            rb"<style>a{fill:\75rl(https://attaque.example/)}</style></svg>"
        ),
    }


def test_all_is_reported_at_once_and_nothing_is_published(tmp_path: Path) -> None:
    """Each on the line that calls the file; the live site stays as it was."""
    project = write_project(tmp_path / "project", MINI_SITE_RECORDS)
    assert run_msap("build", root=project).returncode == 0
    before = {path: path.read_bytes() for path in (project / "output").rglob("*") if path.is_file()}
    lines = []
    for name, data in files().items():
        (project / "content" / name).write_bytes(data)
        call = "![Une image](" if name.startswith("images") else "[Un document]("
        lines.append(f"\n{call}../{name})".strip())
    news = NEWS.format("\n" + "\n".join(lines))
    (project / "content/actualites/fichiers.md").write_text(news, encoding="utf-8")
    reported = [f"content/actualites/fichiers.md{line}" for line in REPORTED.strip().splitlines()]
    outcome = run_msap("check", root=project)
    assert outcome.returncode == 1
    assert [line for line in outcome.stdout.splitlines() if "erreur :" in line] == reported
    assert "9 erreurs dans 1 fichier" in outcome.stdout
    assert outcome.stderr == ""
    refused = run_msap("build", root=project)
    assert refused.returncode == 1
    assert all(line in refused.stdout + refused.stderr for line in reported)
    assert "Traceback" not in refused.stderr
    after = {path: path.read_bytes() for path in (project / "output").rglob("*") if path.is_file()}
    assert after == before
