"""A pull request changes data and content; none of it is run by the checks or the build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path, PurePath

import pytest

from msap.checks.attached.drawings import reasons
from msap.checks.attachments import DOCUMENT_LIMIT, DRAWING_LIMIT, IMAGE_LIMIT, attachments
from msap.checks.editorial import editorial_files
from msap.errors import Refusal
from msap.publish.page import File, Page
from msap.source.editorial import read_editorial
from msap.source.entries import read_entry
from msap.source.network import read_network
from msap.source.problems import Severity
from msap.source.record_files import record_files
from msap.source.referentials import read_referentials
from msap.source.text import PAGE_SIZE_LIMIT
from tests.projects import FIXTURE, MINI_SITE_RECORDS, SAMPLE_CONTENT, write_project

SVG = 'xmlns="http://www.w3.org/2000/svg"'
HEAD = "title: Une page\nsummary: Un résumé.\nupdated: 2026-10-02\n"
RECORD = (MINI_SITE_RECORDS / "23/ahun.yml").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return content and lists as a pull request finds them, with one record."""
    shutil.copytree(SAMPLE_CONTENT, tmp_path / "content")
    (tmp_path / "content/images").mkdir(exist_ok=True)
    (tmp_path / "data/msap/23").mkdir(parents=True)
    shutil.copytree(FIXTURE / "data/referentials", tmp_path / "data/referentials")
    shutil.copy(FIXTURE / "data/network.yml", tmp_path / "data")
    record(tmp_path, "")
    return tmp_path


def record(project: Path, more: str) -> None:
    """Write the record with something more at its end."""
    path = project / "data/msap/23/ahun.yml"
    path.write_text(f"{RECORD}{more}\n", encoding="utf-8")


def network(project: Path, more: str) -> None:
    """Write the network with something more at its end."""
    text = (FIXTURE / "data/network.yml").read_text(encoding="utf-8")
    (project / "data/network.yml").write_text(f"{text}\n{more}\n", encoding="utf-8")


def page(project: Path, body: str, head: str = HEAD) -> None:
    """Write a page."""
    path = project / "content/pages/une.md"
    path.write_text(f"---\n{head}---\n{body}\n", encoding="utf-8")


def codes(project: Path) -> set[str]:
    """Return the codes of all that stops the build in content, records, lists and network."""
    editorial, problems = read_editorial(project / "content")
    problems += editorial_files(editorial)
    problems += attachments(editorial)
    problems += read_network(project / "data")[1] + read_referentials(project / "data")[1]
    files, found = record_files(project / "data/msap", PurePath("data/msap"))
    problems += found
    for file in files:
        problems += read_entry(project / "data/msap" / file.place, PurePath(file.place))[1]
    return {problem.code for problem in problems if problem.severity is Severity.ERROR}


def test_a_project_as_it_is_has_no_error(project: Path) -> None:
    """What the other tests change is sound before."""
    assert codes(project) == set()


@pytest.mark.parametrize(
    "written,code",
    [
        ("!!python/object/apply:os.system [id]", "etiquette"),
        ("!!python/name:os.system", "etiquette"),
        ("!!python/module:os", "etiquette"),
        ("!!binary YXR0YXF1ZQ==", "etiquette"),
        ("!include /etc/passwd", "etiquette"),
        ("&a [*a]", "ancre"),
        ("{<<: {a: b}}", "fusion"),
    ],
)
def test_yaml_makes_nothing_but_texts(project: Path, written: str, code: str) -> None:
    """No tag, anchor or merge passes, in a record, the network or the head of a page."""
    record(project, f"group: {written}")
    assert code in codes(project)
    record(project, "")
    page(project, "Texte.", f"{HEAD}menu_title: {written}\n")
    assert code in codes(project)
    page(project, "Texte.")
    network(project, f"history: {written}")
    assert code in codes(project)


@pytest.mark.parametrize(
    "key",
    [
        *("template", "save_as", "url", "slug", "lang", "translation", "authors", "private"),
        *("category", "tags", "stylesheet", "headerid", "path", "PLUGINS", "PLUGIN_PATHS"),
        *("THEME", "OUTPUT_PATH", "SITEURL", "JINJA_ENVIRONMENT", "Template", "SAVE_AS"),
    ],
)
def test_keys_that_pelican_would_obey_are_unknown(project: Path, key: str) -> None:
    """The head of a page, a record and the network have their own keys and no other."""
    page(project, "Texte.", f"{HEAD}{key}: ../../ailleurs.html\n")
    assert codes(project) == {"cle-inconnue"}
    page(project, "Texte.")
    record(project, f"{key}: ../../ailleurs.html")
    assert codes(project) == {"cle-inconnue"}
    record(project, "")
    network(project, f"{key}: x")
    assert codes(project) == {"cle-inconnue"}


@pytest.mark.parametrize("key", ["status", "date", "translation", "modified"])
def test_a_page_cannot_be_made_a_draft_or_another(project: Path, key: str) -> None:
    """What Pelican takes for orders in any file is unknown in a page."""
    page(project, "Texte.", f"{HEAD}{key}: draft\n")
    assert codes(project) == {"cle-inconnue"}


@pytest.mark.parametrize(
    "body,code",
    [
        ("<script>attaque</script>", "balise"),
        ("<!-- caché -->", "balise"),
        ("[lien]({filename}/pages/label.md)", "lien-vers-rien"),
        ("[lien]({static}/etc/passwd)", "lien-vers-rien"),
        ("[lien](|filename|label.md)", "lien-vers-rien"),
        ("[lien](../../data/network.yml)", "lien-vers-rien"),
        ("[lien](/etc/passwd)", "lien-absolu"),
        ("[lien](file:///etc/passwd)", "lien-refuse"),
        ("[lien](javascript:attaque)", "lien-actif"),
        ("![image](https://attaque.example/p.gif)", "image-exterieure"),
        ("![image](../../data/network.yml)", "lien-vers-rien"),
        ("x" * (PAGE_SIZE_LIMIT + 1), "fichier-trop-grand"),
        ("- " * 9 + "liste", "trop-emboite"),
        ("[" * 9 + "lien", "trop-emboite"),
        ("un\u202emot", "caractere-invisible"),
        ("un\x00mot", "caractere-invisible"),
    ],
)
def test_bodies_that_do_more_than_say(project: Path, body: str, code: str) -> None:
    """Tags, links that run or lead out, hidden characters and endless texts are refused."""
    page(project, body)
    assert code in codes(project)


@pytest.mark.parametrize(
    "place",
    [
        "content/images",
        "content/documents",
        "content/pages",
        "content/dossiers/ailleurs",
        "content/images/ailleurs",
        "content/.ailleurs",
        "data/msap/87",
    ],
)
def test_no_folder_is_a_link(
    project: Path, place: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A folder that leads out of the project would publish what lies there."""
    outside = tmp_path_factory.mktemp("ailleurs")
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    target = project / place
    if target.exists():
        shutil.copytree(target, outside, dirs_exist_ok=True)
        shutil.rmtree(target)
    target.symlink_to(outside)
    assert codes(project) & {"lien-symbolique", "nom-de-fichier"}


@pytest.mark.parametrize(
    "place",
    [
        "content/pages/une.md",
        "content/images/une.png",
        "content/documents/une.pdf",
        "content/infographies/une.csv",
        "data/msap/23/une.yml",
        "data/referentials/partners.yml",
        "data/network.yml",
    ],
)
def test_no_file_is_a_link_or_a_folder(project: Path, place: str) -> None:
    """Nor a folder under the name of a file: it is reported, and nothing crashes."""
    target = project / place
    target.unlink(missing_ok=True)
    target.symlink_to("/etc/passwd")
    assert "lien-symbolique" in codes(project)
    target.unlink()
    target.mkdir()
    (target / "une.txt").write_text("texte", encoding="utf-8")
    assert codes(project)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "pelicanconf.py",
            "pages/plugin.py",
            "pages/page.html",
            "pages/page.rst",
            "theme/base.html",
        ),
        *("pages/../../evil.md", "images/page.html", "images/script.js", "documents/page.html"),
        *(
            "documents/archive.tar.gz",
            "images/a b.png",
            "images/<img>.png",
            "pages/É.md",
            "images/-.svg",
        ),
        *("pages/" + "a" * 200 + ".MD", "infographies/x.yml", "pages/a\nb.md"),
    ],
)
def test_files_that_are_not_content(project: Path, name: str) -> None:
    """Settings, plugins, templates, pages ready-made and names that are no addresses are refused."""
    path = project / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("raise SystemExit('attaque')", encoding="utf-8")
    found = codes(project) if path.resolve().is_relative_to(project / "content") else {"dehors"}
    assert found


def test_python_in_data_is_not_run(tmp_path: Path) -> None:
    """Modules named as those the build imports, left in data and content, stay asleep."""
    project = write_project(tmp_path / "project", MINI_SITE_RECORDS)
    proof = tmp_path / "proof"
    for place in ("data/msap", "data/msap/23", "content/pages", "data", "content"):
        for name in ("yaml", "markdown", "conftest", "sitecustomize", "__init__", "msap", "jinja2"):
            code = f"open({str(proof)!r}, 'w')"
            (project / place / f"{name}.py").write_text(code, encoding="utf-8")
    outcome = subprocess.run(
        [sys.executable, "-m", "msap", "build"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": "plugins", "SOURCE_DATE_EPOCH": "1795435200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in outcome.stderr
    assert "nom-de-fichier" in outcome.stderr
    assert outcome.returncode != 0
    assert not proof.exists()


@pytest.mark.parametrize(
    "drawing",
    [
        f"<svg {SVG}><script>attaque</script></svg>",
        "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:script>attaque</s:script></s:svg>",
        f"<svg {SVG} onload='attaque'/>",
        f"<svg {SVG}><rect\nonclick='attaque'/></svg>",
        f"<svg {SVG} xmlns:x='http://www.w3.org/1999/xhtml'><x:script>attaque</x:script></svg>",
        f"<svg {SVG}><foreignObject><p/></foreignObject></svg>",
        f"<svg {SVG}><a href='https://attaque.example/'><text>x</text></a></svg>",
        f"<svg {SVG} xmlns:l='http://www.w3.org/1999/xlink'><image l:href='javascript:attaque'/></svg>",
        f"<svg {SVG}><image href='java&#115;cript:attaque'/></svg>",
        f"<svg {SVG}><image href='https://attaque.example/p.png'/></svg>",
        f"<svg {SVG}><image href='data:image/svg+xml,attaque'/></svg>",
        f"<svg {SVG}><use href='https://attaque.example/a.svg#b'/></svg>",
        f"<svg {SVG}><set attributeName='href' to='javascript:attaque'/></svg>",
        f"<svg {SVG}><animate attributeName='x' onbegin='attaque'/></svg>",
        f"<svg {SVG}><style>@import 'https://attaque.example/a.css';</style></svg>",
        f"<svg {SVG}><rect style='fill:url(https://attaque.example/a)'/></svg>",
        rf"<svg {SVG}><style>.a{{fill:\75rl(https://attaque.example/a)}}</style></svg>",
        rf"<svg {SVG}><style>@\69mport 'https://attaque.example/a.css';</style></svg>",
        rf"<svg {SVG}><rect fill='\75 rl(&quot;#a&quot;)'/></svg>",
        f"<svg {SVG}><style>a{{b:image-set('https://attaque.example/a' 1x)}}</style></svg>",
        f"<svg {SVG}><style><![CDATA[a{{b:URL( 'https://attaque.example/a' )}}]]></style></svg>",
        f"<svg {SVG}><style>a{{b:url(//attaque.example/a)}}</style></svg>",
        f"<svg {SVG}><style>a{{width:expression(attaque)}}</style></svg>",
        f"<svg {SVG}><style>@font-face{{src:url(data:font/woff2;base64,AAAA)}}</style></svg>",
        f"<svg {SVG}><style>@keyframes a{{from{{opacity:0}}}}</style></svg>",
        f"<svg {SVG}><style>a{{b:url(data:image/svg+xml,attaque)}}</style></svg>",
        f"<svg {SVG}><rect filter='src(&quot;https://attaque.example/a&quot;)'/></svg>",
        f"<svg {SVG}><style>a{{b:url(</style></svg>".replace("url(", "url('https://attaque'"),
        f"<svg {SVG}><handler type='text/javascript'>attaque</handler></svg>",
        f"<?xml-stylesheet href='a.xsl'?><svg {SVG}/>",
        f"<!DOCTYPE svg [<!ENTITY a '&#60;script>'>]><svg {SVG}>&a;</svg>",
        f"<!DOCTYPE svg SYSTEM 'a' [<!ATTLIST svg onload CDATA 'attaque'>]><svg {SVG}/>",
        "<svg><script>attaque</script></svg>",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        "GIF89a<script>attaque</script>",
        "",
    ],
)
def test_drawings_that_run_are_refused(project: Path, drawing: str) -> None:
    """Scripts, handlers, pages, links, animations, entities and style sheets from elsewhere."""
    for encoding in ("utf-8", "utf-16"):
        assert [*reasons(drawing.encode(encoding))]
    (project / "content/images/dessin.svg").write_text(drawing, encoding="utf-8")
    assert codes(project) == {"image-active" if drawing.startswith("<") else "image-illisible"}


def test_plain_drawings_pass() -> None:
    """What drawing programs write as « plain SVG » is accepted."""
    drawing = (
        f'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">'
        f'<svg {SVG} xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:version="1" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"><metadata/><defs><linearGradient id="a">'
        '<stop offset="0" stop-color="#fff"/></linearGradient></defs><style>@media print{.a:not(.b){fill:url(#a);transform:rotate(9deg)}}</style>'
        '<g class="a"><path d="M0 0h1" style="fill:url(#a)"/><use xlink:href="#a"/>'
        '<text>onload = rien</text><image href="data:image/png;base64,AAAA"/></g></svg>'
    )
    assert [*reasons(drawing.encode())] == []


def test_heavy_attachments_are_refused(project: Path) -> None:
    """Documents stay under 10 MB, photos under 25 MB, drawings under 1 MB."""
    for place, limit in (
        ("documents/gros.zip", DOCUMENT_LIMIT),
        ("images/grosse.png", IMAGE_LIMIT),
        ("images/gros.svg", DRAWING_LIMIT),
    ):
        path = project / "content" / place
        with path.open("wb") as file:
            file.truncate(limit + 1)
        assert codes(project) == {"fichier-trop-grand"}
        path.unlink()


@pytest.mark.parametrize("path", ["../x", "/etc/x", "lieux/../../x", "lieux\\..\\x", "a\0b", ".."])
def test_nothing_is_written_outside_the_site(path: str) -> None:
    """Whatever an id, a code or a file name holds, its page or file stays in the site."""
    with pytest.raises(Refusal, match="sort du dossier"):
        File(path, b"")
    with pytest.raises(Refusal, match="sort du dossier"):
        Page(path, "place.html", "", "")
