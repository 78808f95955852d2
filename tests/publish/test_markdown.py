"""Markdown from editors and records becomes clean HTML, whatever is written in it."""

from html.parser import HTMLParser
from pathlib import PurePath

import pytest

from msap.publish.editorial.markdown import render_description, render_page
from msap.publish.wording.typography import NARROW, NBSP
from msap.source.editorial import read_editorial
from msap.source.located_markdown import read_markdown
from tests.projects import SAMPLE_CONTENT

ADDRESSES = {
    PurePath("pages/label.md"): "label/",
    PurePath("dossiers/ouvrir/index.md"): "dossiers/ouvrir/",
}
HERE = PurePath("actualites/une.md")
KEPT_TAGS = {
    *("p", "br", "strong", "em", "a", "ul", "ol", "li", "code", "pre", "section"),
    *("h2", "h3", "h4", "blockquote", "hr", "img", "dl", "dt", "dd"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
KEPT_ATTRIBUTES = {"href", "src", "alt", "id", "rel", "class", "tabindex", "aria-label"}
KEPT_ATTRIBUTES.add("scope")
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<!--><script>alert(1)</script>-->",
    "<p style='position:fixed'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](https://[a)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    '[x](https://a.example/"onmouseover="alert(1))',
    '[x](https://a.example/ "a" onclick="alert(1)")',
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](../images/a.png)',
    "![x](https://a.example/p.gif)",
    "![x](//a.example/p.gif)",
    "![x][y]\n\n[y]: https://a.example/p.gif",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "- <iframe src=//a.example></iframe>",
    "| <script>a</script> |\n|---|\n| <style>*{}</style> |",
    "# <base href=//a.example>",
    "term <object>\n:   <embed src=x>",
]


class Strict(HTMLParser):
    """Collects what should not be in clean HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an unknown tag, an unknown attribute, a link that runs, an image from elsewhere."""
        if tag not in KEPT_TAGS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in KEPT_ATTRIBUTES:
                self.faults.append(f"{tag} {name}")
            if name == "href" and not (value or "").startswith(("https:", "/", "#")):
                self.faults.append(f"{tag} {name}={value}")
            if name == "src" and not (value or "").startswith("/images/"):
                self.faults.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        self.faults.append(f"<!--{data}-->")


def faults(html: str) -> list[str]:
    """Return what clean HTML should not hold."""
    parser = Strict()
    parser.feed(html)
    parser.close()
    return parser.faults


def render(text: str, base: str = "/") -> str:
    """Render the body of a piece of news."""
    return str(render_page(text, HERE, ADDRESSES, base))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_written_gets_through_as_html(attack: str) -> None:
    """No tag, handler, script link, comment or foreign image comes out of any text."""
    assert faults(render(attack)) == []
    assert faults(str(render_description(attack))) == []


@pytest.mark.parametrize(
    "written,href",
    [
        ("../pages/label.md", "/site/label/"),
        ("../pages/label.md#les-etapes", "/site/label/#les-etapes"),
        ("../dossiers/ouvrir/index.md", "/site/dossiers/ouvrir/"),
        ("../documents/guide.pdf", "/site/documents/guide.pdf"),
        ("../infographies/chiffres.csv", "/site/infographies/chiffres.csv"),
        ("#plus-bas", "#plus-bas"),
        ("https://www.creuse.gouv.fr/", "https://www.creuse.gouv.fr/"),
        ("mailto:accueil@ahun.example", "mailto:accueil@ahun.example"),
    ],
)
def test_links_to_files_become_addresses(written: str, href: str) -> None:
    """A path inside `content/` becomes an address under the site's own path; the rest stays."""
    assert f'<a href="{href}">lien</a>' in render(f"[lien]({written})", "/site/")


@pytest.mark.parametrize("written", ["rien.md", "../../secret.txt", ".", "../..", "/etc/passwd"])
def test_links_to_nothing_lead_nowhere(written: str) -> None:
    """A path that is not published is not shown as a link to somewhere else."""
    assert "href" not in render(f"[lien]({written})")


def test_images_come_from_the_site() -> None:
    """An image of `content/images/` keeps its words and gets its address."""
    html = render("![Une salle](../images/salle.svg)", "/site/")
    assert '<img alt="Une salle" src="/site/images/salle.svg">' in html


def test_french_spaces_are_put_in_the_text_only() -> None:
    """Punctuation gets its no-break spaces, and code and addresses do not."""
    html = render("Qui ? `a ? b` « [ici](https://a.example/?x) » : l'accueil")
    assert html == (
        f"<p>Qui{NARROW}? <code>a ? b</code> «{NBSP}"
        f'<a href="https://a.example/?x">ici</a>{NBSP}»{NBSP}: l’accueil</p>'
    )


def test_tables_scroll_and_name_their_columns() -> None:
    """A wide table scrolls by keyboard, and its heads say that they head columns."""
    html = render("| a |\n|---|\n| b |")
    assert '<section class="scroll" tabindex="0" aria-label="Tableau"><table>' in html
    assert '<th scope="col">a</th>' in html


def test_records_have_no_heading_no_image_no_table() -> None:
    """A description holds paragraphs, lists, links and emphasis; the rest loses its tags."""
    html = str(render_description("# Titre\n\n**gras** [site](https://a.example/)\n\n- un"))
    assert html.splitlines()[:2] == [
        "Titre",
        '<p><strong>gras</strong> <a href="https://a.example/" rel="nofollow">site</a></p>',
    ]


def test_the_ids_of_the_theme_are_not_taken() -> None:
    """A heading named as the main part of the page gets another id, also when repeated."""
    html = render("## Contenu\n\n## Contenu\n\n## ?")
    assert [line.split('"')[1] for line in html.splitlines()] == [
        "texte-contenu",
        "texte-contenu_1",
        "texte",
    ]


def test_the_checks_know_the_anchors_of_the_pages() -> None:
    """The anchors that the rules accept are those of the HTML, on all the texts of the sample."""
    editorial, _problems = read_editorial(SAMPLE_CONTENT)
    bodies = [document.body for document in editorial.documents]
    bodies.append(
        "## **Un** [lien](a.md) `code`\n\n## Un lien code\n\nSouligné\n---\n\n### a_b *c* ##"
    )
    for body in bodies:
        expected = [heading.anchor for heading in read_markdown(body).headings]
        assert [piece.split('"')[0] for piece in render(body).split(' id="')[1:]] == expected
    assert sum(body.count("\n## ") for body in bodies) > 30
