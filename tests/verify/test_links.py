"""The built site read again."""

from pathlib import Path

from msap.verify.links import broken_references


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_sound_site_has_no_broken_reference(tmp_path: Path) -> None:
    """Folders, files, anchors, other hosts and other schemes are all understood."""
    _write(
        tmp_path, "index.html", '<a href="/lieux/ahun/#heures">Ahun</a><a href="#a">a</a><p id=a>'
    )
    _write(
        tmp_path,
        "lieux/ahun/index.html",
        '<p id="heures"><a href="../../">Accueil</a><a href="tel:0536490001">Appeler</a>'
        '<a href="https://www.ahun.example/x">site</a><img src="/images/a%20b.svg">',
    )
    _write(tmp_path, "images/a b.svg", "<svg/>")
    assert broken_references(tmp_path) == []


def test_missing_pages_files_and_anchors_are_named(tmp_path: Path) -> None:
    """Each broken reference is given with its page."""
    _write(
        tmp_path,
        "index.html",
        "<a href=/absent/>x</a><img src='/images/absente.svg'><a href=\"#rien\">x</a>"
        '<a href="/lieux/#rien">x</a>',
    )
    _write(tmp_path, "lieux/index.html", "<p>")
    assert broken_references(tmp_path) == [
        "/index.html: /absent/index.html",
        "/index.html: /images/absente.svg",
        "/index.html: /index.html#rien",
        "/index.html: /lieux/index.html#rien",
    ]


def test_a_site_under_a_sub_path_is_read_from_there(tmp_path: Path) -> None:
    """Links begin with the site's path; what lies outside belongs to somebody else."""
    _write(tmp_path, "index.html", '<a href="/msap/lieux/">x</a><a href="/ailleurs/">x</a>')
    _write(tmp_path, "lieux/index.html", '<a href="/msap/absent/">x</a>')
    assert broken_references(tmp_path, "/msap/") == ["/lieux/index.html: /absent/index.html"]
