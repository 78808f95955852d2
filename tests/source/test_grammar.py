"""What editors see in the preview of a forge is what the site shows."""

import re

import pytest
from markdown_it import MarkdownIt

from msap.publish.editorial.markdown import render_description
from msap.source.grammar import description_html, page_html

ALIKE = [
    "Il faut :\n- a\n- b",
    "Il faut :\n1. a\n2. b",
    "Il faut\n2015. une année",
    "Un texte\n* a\n* b",
    "Un texte\n+ a\n+ b",
    "- a\n  - b\n  - c\n- d",
    "- a\n    - b",
    "- a\n- b\n  - c\n    - d\n- e",
    "1. a\n   - b\n   - c\n2. d",
    "10. a\n    - b\n11. c",
    "- a\n  1. x\n  2. y\n- b",
    "1) a\n2) b",
    "- a\n\n  un paragraphe\n\n- b",
    "- a\nsuite\n- b",
    "- a\n  suite\n- b",
    "- **gras** :\n  suite",
    "- a\n\nUn texte",
    "Un texte :\n\n- a\n- b\nsuite\n\nfin",
    "Un texte\n- b\n\nfin",
    "* a\n\n* b",
    "1. a\n\n   b\n\n2. c",
    "- a\n- b\n\n1. c",
    "- a\n\n      code\n",
    "a\n\n  - b\n  - c",
    "## Titre\n- a",
    "> cité\n- a",
    "-pas une liste",
    "- - -",
    "***",
    "Titre\n---\n",
    "    code\n    - x",
    "```\n<b>\n- x\n```",
    "`<b>` et `&amp;`",
    "``un ` accent``",
]


def plain(html: str) -> str:
    """Remove what only says whether the lines of a list are apart, and where lines end."""
    html = re.sub(r"</?p>|\n", " ", re.sub(r' (?:id|start)="[^"]*"', "", html))
    html = re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub(r"\s+", " ", html)).strip()
    return html.replace(" />", ">")


@pytest.mark.parametrize("text", ALIKE)
def test_pages_are_read_as_forges_read_them(text: str) -> None:
    """Lists, code and quotations of CommonMark give the same elements and words."""
    assert plain(page_html(text)) == plain(MarkdownIt("commonmark").render(text))


def test_descriptions_have_lists_of_the_same_grammar() -> None:
    """Records are written by the same people."""
    assert plain(description_html("Il faut :\n- a\n  - b")) == (
        "Il faut :<ul><li>a<ul><li>b</li></ul></li></ul>"
    )


def test_code_shows_the_tags_it_quotes() -> None:
    """No tag is obeyed, in code or out of it, and each is read as it is written."""
    assert plain(page_html("`<b>` et <b>x</b>")) == "<code>&lt;b&gt;</code>et &lt;b&gt;x&lt;/b&gt;"
    assert render_description("`<b>`") == "<p><code>&lt;b&gt;</code></p>"
