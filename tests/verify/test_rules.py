"""The checker of built sites: one broken site for each rule, and the whole list of messages."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from hashlib import sha384
from pathlib import Path

import pytest

from msap.errors import Refusal
from msap.publish.files.url_manifest import PATH, UrlManifest, url_manifest_file
from msap.verify.faults import SiteFault, report
from msap.verify.reading import read_site
from msap.verify.run import NEIGHBOUR_RULES, PAGE_RULES, SITE_RULES, faults_of, name_of

URL = "https://msap.example/annuaire"
HEADERS = """\
/annuaire/*
  Content-Security-Policy: default-src 'self'; img-src 'self' data:; form-action 'self'
  Strict-Transport-Security: max-age=31536000
  X-Content-Type-Options: nosniff
  Referrer-Policy: same-origin
/annuaire/static/*
  Cache-Control: public, max-age=31536000, immutable
"""


class Site:
    """A small sound site under a sub-path, to be broken one way at a time."""

    def __init__(self, folder: Path) -> None:
        """Write the home page, a place, its old address, a style, a script and the sitemap."""
        self.folder = folder
        self.write("static/site.css", "p { margin: 0; background: url(/annuaire/fond.svg) }")
        self.write("static/site.js", '"use strict";')
        self.write("fond.svg", "<svg/>")
        self.write("_headers", HEADERS)
        self.write("static/index/a.json", "[]")
        self.page(
            "index.html",
            "Accueil",
            '<a href="lieux/ahun/#heures">Ahun</a> <a href="/annuaire/fond.svg?v=1">dessin</a>'
            '<p data-index="/annuaire/static/index/">a</p> <a href="https://autre.example/">b</a>'
            '<a href="tel:0536490001">c</a> <a href="/ailleurs/">d</a> <a href="#contenu">e</a>',
        )
        self.page(
            "lieux/ahun/index.html",
            "Ahun",
            '<p id="heures">Ouvert</p> <a href="../../">Accueil</a>',
            '<script type="application/ld+json">{"@context":"https://schema.org",'
            '"@type":"GovernmentOffice","name":"Ahun","address":{"@type":"PostalAddress",'
            '"postalCode":"23150","addressLocality":"Ahun","addressCountry":"FR"}}</script>',
        )
        self.page(
            OLD,
            "Ahun",
            "",
            '<meta name="robots" content="noindex">'
            '<meta http-equiv="refresh" content="0; url=/annuaire/lieux/ahun/">',
        )
        self.write_sitemap("", "lieux/ahun/")
        self.write_url_manifest("", "lieux/ahun/", "lieux/ahun-centre/")

    def write(self, name: str, text: str) -> None:
        """Write a file of the site."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def page(self, name: str, title: str, body: str, head: str = "") -> None:
        """Write a whole page."""
        url = f"{URL}/{name.removesuffix('index.html')}"
        self.write(
            name,
            f'<!DOCTYPE html><html lang="fr"><head><title>{title}</title>'
            f'<link rel="canonical" href="{url}">'
            '<link rel="stylesheet" href="/annuaire/static/site.css">'
            '<link rel="icon" href="data:image/svg+xml,%3Csvg/%3E">'
            f'<script src="/annuaire/static/site.js" defer></script>{head}</head>'
            f'<body><main id="contenu"><h1>{title}</h1>{body}</main></body></html>\n',
        )

    def write_sitemap(self, *addresses: str) -> None:
        """Write the sitemap with these pages."""
        entries = "".join(f"<url><loc>{URL}/{address}</loc></url>" for address in addresses)
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        self.write("sitemap.xml", f'<urlset xmlns="{space}">{entries}</urlset>')

    def write_url_manifest(self, *addresses: str) -> None:
        """Write the list of addresses."""
        url_manifest = UrlManifest(
            is_published=True,
            built=date(2026, 11, 23),
            records=1,
            attributes={},
            addresses=frozenset(addresses),
        )
        self.write(PATH, url_manifest_file(url_manifest).content.decode())

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a piece of a file, which must be there."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))


Change = Callable[[Site], object]

AHUN = "lieux/ahun/index.html"
OLD = "lieux/ahun-centre/index.html"
DESCRIPTION = "La description pour les machines"
NOT_SHOWN = "n’est pas une page à montrer aux moteurs."


def _add(text: str, name: str = AHUN) -> Change:
    return lambda site: site.replace(name, "</main>", f"{text}</main>")


def _head(text: str) -> Change:
    return lambda site: site.replace(AHUN, "</head>", f"{text}</head>")


def _change(old: str, new: str, name: str = AHUN) -> Change:
    return lambda site: site.replace(name, old, new)


def _without_links(site: Site) -> None:
    site.replace("index.html", 'href="lieux/ahun/#heures"', 'href="#contenu"')


def _digest(value: str) -> Change:
    return _change('site.css"', f'site.css" integrity="{value}"')


BROKEN: dict[str, list[tuple[Change, list[str]]]] = {
    "links": [
        (
            _add('<a href="/annuaire/absent/">a</a><img src="absente.svg" alt="b">'),
            [
                f"{AHUN} : « /annuaire/absent/ » ne mène à rien.",
                f"{AHUN} : « absente.svg » ne mène à rien.",
            ],
        ),
        (
            _add(
                f'<a href="{URL}/lieux/">a</a><a href="#rien">b</a><a href="/annuaire/#rien">c</a>'
            ),
            [
                f"{AHUN} : « #rien » mène à un endroit que la page n’a pas.",
                f"{AHUN} : « /annuaire/#rien » mène à un endroit que la page n’a pas.",
                f"{AHUN} : « {URL}/lieux/ » ne mène à rien.",
            ],
        ),
        (
            _add('<p data-module="/annuaire/static/site.js /annuaire/static/b.js">a</p>'),
            [f"{AHUN} : « /annuaire/static/b.js » ne mène à rien."],
        ),
    ],
    "identifiers": [
        (
            _add('<p id=heures>a</p><p id="b">c</p>'),
            [f"{AHUN} : L’identifiant « heures » est donné deux fois."],
        ),
    ],
    "titles": [
        (
            _change("<title>Ahun</title>", "<title>Accueil</title>"),
            [f"{AHUN} : Le titre « Accueil » est déjà celui de index.html."],
        ),
        (
            _change("<title>Ahun</title>", "<title> </title>"),
            [f"{AHUN} : La page n’a pas de titre (« <title> »)."],
        ),
    ],
    "inline": [
        (
            _add(
                '<p style="color: red">a</p><p onclick="b()">c</p><a HREF=" JavaScript:d()">e</a>'
                "<style>p {}</style><script>f()</script>"
            ),
            [
                f"{AHUN} : « {found} » est écrit dans la page ; la politique de sécurité le refuse."
                for found in (
                    "<a href=JavaScript:>",
                    "<p onclick>",
                    "<p style>",
                    "<script>",
                    "<style>",
                )
            ],
        ),
    ],
    "third_parties": [
        (
            _add('<img src="//c.example/a.png" srcset="https://c.example/b.png 2x" alt="a">'),
            [
                f"{AHUN} : « //c.example/a.png » serait demandé à un autre site.",
                f"{AHUN} : « https://c.example/b.png » serait demandé à un autre site.",
            ],
        ),
        (
            _head('<link rel="preconnect" href="https://c.example">'),
            [f"{AHUN} : « https://c.example » serait demandé à un autre site."],
        ),
        (
            # Browsers take the comment for closed, and fetch the image.
            _add('<!--><img src="//c.example/c.png" alt="a"><!---->'),
            [f"{AHUN} : « //c.example/c.png » serait demandé à un autre site."],
        ),
        (
            _add('<template hidden><img src="//c.example/d.png" alt="a"></template>'),
            [f"{AHUN} : « //c.example/d.png » serait demandé à un autre site."],
        ),
        (
            _change("/annuaire/fond.svg", "https://c.example/f.svg", "static/site.css"),
            ["static/site.css : « https://c.example/f.svg » serait demandé à un autre site."],
        ),
        (
            # Browsers read the escape and fetch the style.
            lambda site: site.write("static/a.css", '@import "\\68ttps://c.example/b.css";'),
            ["static/a.css : « https://c.example/b.css » serait demandé à un autre site."],
        ),
    ],
    "integrity": [
        (
            _digest("sha256-AAAA"),
            [f"{AHUN} : L’empreinte écrite pour « static/site.css » n’est pas la sienne."],
        ),
        (
            # The weaker digest is right, the stronger one is not: browsers look at the latter.
            _digest("sha256-sg1HxuHfYhdpFCQCAcVcvfgnE6zlJvxNFV1FdKkjcLY= sha384-AAAA"),
            [f"{AHUN} : L’empreinte écrite pour « static/site.css » n’est pas la sienne."],
        ),
    ],
    "headers": [
        (
            _change("static/*", "styles/*", "_headers"),
            ["_headers : « /annuaire/styles/* » ne désigne aucun fichier du site."],
        ),
        (
            _change("  Referrer-Policy: same-origin\n", "", "_headers"),
            ["_headers : L’en-tête « Referrer-Policy » manque pour l’ensemble du site."],
        ),
        (
            _change("default-src 'self'", "default-src 'self' 'unsafe-inline' *", "_headers"),
            [
                f"_headers : La politique de sécurité permet « {source} » dans « default-src »."
                for source in ("'unsafe-inline'", "*")
            ],
        ),
        (
            _change("'self'; img-src 'self' data:; form-action 'self'", "'none'", "_headers"),
            [
                f"_headers : La politique de sécurité refuse les {what} (« {directive} »)."
                for what, directive in (
                    ("fichiers du site", "connect-src"),
                    ("fichiers du site", "form-action"),
                    ("fichiers du site", "img-src"),
                    ("fichiers du site", "script-src"),
                    ("fichiers du site", "style-src"),
                    ("images écrites dans les pages", "img-src"),
                )
            ],
        ),
    ],
    "sitemap": [
        (
            lambda site: site.write_sitemap("", "lieux/ahun-centre/", "", "absent/"),
            [
                f"{AHUN} : La page manque dans sitemap.xml.",
                f"sitemap.xml : « {URL}/ » y est deux fois.",
                f"sitemap.xml : « {URL}/absent/ » {NOT_SHOWN}",
                f"sitemap.xml : « {URL}/lieux/ahun-centre/ » {NOT_SHOWN}",
            ],
        ),
        (
            lambda site: (site.folder / "sitemap.xml").unlink(),
            ["sitemap.xml : Le plan pour les moteurs de recherche manque."],
        ),
        (
            lambda site: site.write("sitemap.xml", "<urlset>"),
            ["sitemap.xml : Ce plan pour les moteurs de recherche n’est pas du XML."],
        ),
    ],
    "structured_data": [
        (
            _change('"@context"', "@context"),
            [f"{AHUN} : {DESCRIPTION} n’est pas du JSON."],
        ),
        (
            _change("https://schema.org", "https://schema.example"),
            [f"{AHUN} : {DESCRIPTION} ne se dit pas de schema.org."],
        ),
        (
            _change(
                '"name":"Ahun","address":{"@type":"PostalAddress","postalCode":"23150",',
                '"name":"","address":{',
            ),
            [
                f"{AHUN} : {DESCRIPTION} ne dit pas de quoi elle parle (« @type »).",
                f"{AHUN} : {DESCRIPTION} n’a pas « name » dans « GovernmentOffice ».",
            ],
        ),
    ],
    "leftovers": [
        (
            _add('<p title="à None km">{{ view.name }} {% endif %} {{ 7 }}</p>'),
            [
                f"{AHUN} : « {mark} » se lit dans la page : un gabarit l’a mal remplie, ou un texte l’écrit."
                for mark in ("None", "{% endif", "{{ view")
            ],
        ),
    ],
    "weight": [
        (
            _add("<p>a</p>" * 350),
            [f"{AHUN} : La page a 363 éléments ; 350 sont permis."],
        ),
        (
            lambda site: site.write(
                "static/site.js", " ".join(str(number**3) for number in range(1, 3_600))
            ),
            [
                f"{page} : La page pèse N octets avec son style et ses scripts ; 18432 sont permis."
                for page in (OLD, AHUN)
            ],
        ),
    ],
    "orphans": [
        (
            _without_links,
            [f"{AHUN} : Aucun chemin ne mène à cette page depuis l’accueil."],
        ),
    ],
    "url_manifest": [
        (
            lambda site: site.write_url_manifest("", "lieux/ahun/", "absent/"),
            [
                "adresses.json : « absent/ » ne répond pas.",
                "adresses.json : « lieux/ahun-centre/ » n’y est pas.",
            ],
        ),
        (
            lambda site: site.write(PATH, "{}"),
            ["adresses.json : La liste des adresses du site manque, ou ne se lit pas."],
        ),
    ],
    "outline": [
        (
            lambda site: (site.folder / AHUN).write_bytes(
                (site.folder / AHUN).read_bytes().replace(b"Ouvert", b"Ferm\xe9")
            ),
            [f"{AHUN} : La page n’est pas écrite en UTF-8."],
        ),
        (
            _change("</body></html>", ""),
            [f"{AHUN} : La page est coupée : elle ne finit pas par « </html> »."],
        ),
        (
            _change('<html lang="fr">', "<html>"),
            [f"{AHUN} : La langue dite est «  » ; « fr » est attendu."],
        ),
        (
            _add("<h1>Encore</h1>"),
            [f"{AHUN} : La page a 2 titres « <h1> » ; il en faut un."],
        ),
    ],
    "empty_files": [
        (
            lambda site: site.write("static/index/b.json", ""),
            ["static/index/b.json : Le fichier est vide."],
        ),
    ],
}
CASES = [
    pytest.param(rule, change, expected, id=f"{rule}-{number}")
    for rule, examples in BROKEN.items()
    for number, (change, expected) in enumerate(examples)
]


def verify_site(folder: Path) -> list[SiteFault]:
    """Read every byte, and apply every rule."""
    return faults_of(read_site(folder))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return a sound site."""
    return Site(tmp_path)


def test_a_sound_site_has_no_fault(site: Site) -> None:
    """Folders, sub-paths, anchors, queries, other hosts and old addresses are all understood."""
    assert verify_site(site.folder) == []


@pytest.mark.parametrize("rule, change, expected", CASES)
def test_each_fault_is_found_and_no_other(
    site: Site, rule: str, change: Change, expected: list[str]
) -> None:
    """The messages are those of the rule, in French, and nothing else is said."""
    change(site)
    faults = verify_site(site.folder)
    said = [f"{fault.file} : {fault.words}" for fault in faults]
    assert [re.sub(r"pèse \d+", "pèse N", words) for words in said] == expected
    assert {fault.rule for fault in faults} == {rule}


def test_every_rule_has_an_example() -> None:
    """A rule without a broken site that it catches could be an empty one."""
    assert set(BROKEN) == {
        *map(name_of, PAGE_RULES),
        *map(name_of, NEIGHBOUR_RULES),
        *map(name_of, SITE_RULES),
    }


def test_a_folder_without_home_page_is_not_a_site(tmp_path: Path) -> None:
    """Nothing to read is not success."""
    with pytest.raises(Refusal, match="n’est pas un site construit"):
        verify_site(tmp_path)


def test_a_fault_of_many_pages_is_written_once(site: Site) -> None:
    """The report stays readable when the fault is in what all pages share."""
    for name in ("index.html", AHUN):
        _add('<a href="/annuaire/absent/">a</a>', name)(site)
    assert report(verify_site(site.folder)) == (
        "Le site construit a des défauts :\n"
        "index.html et 1 autre : « /annuaire/absent/ » ne mène à rien. [links]\n"
        "1 défaut."
    )


def test_the_digest_of_the_file_is_accepted(site: Site) -> None:
    """The strongest digest decides, and is compared with the file's own."""
    content = (site.folder / "static/site.css").read_bytes()
    right = b64encode(sha384(content).digest()).decode()
    _digest(f"sha256-AAAA sha384-{right}")(site)
    assert verify_site(site.folder) == []
