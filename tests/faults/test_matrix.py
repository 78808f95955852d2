"""The fault matrix: one row a fault. Each ends in words, a nonzero exit, and the same site."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from tests.faults.project import SITEURL, Project, digest

PLACE = "theme/templates/place.html"
ARTICLE = "content/actualites/fonds-inter-operateurs.md"
RECORD = "data/msap/23/la-courtine.yml"


@dataclass(frozen=True)
class Fault:
    """What is broken, and a piece of each message that must be said."""

    name: str
    break_it: Callable[[Project], object]
    said: tuple[str, ...]
    options: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)


def _write(name: str, text: str | bytes) -> Callable[[Project], object]:
    return lambda project: project.write(name, text)


def _replace(name: str, old: str, new: str) -> Callable[[Project], object]:
    return lambda project: project.replace(name, old, new)


def _append(name: str, text: str) -> Callable[[Project], object]:
    return lambda project: project.write(name, project.path(name).read_bytes() + text.encode())


def _nothing(_project: Project) -> None:
    """Change no source: the fault is in what surrounds them."""


def _link(name: str, target: str) -> Callable[[Project], object]:
    def make(project: Project) -> None:
        shutil.rmtree(project.path(name), ignore_errors=True)
        project.path(name).unlink(missing_ok=True)
        project.path(name).symlink_to(target)

    return make


def _remove(name: str) -> Callable[[Project], object]:
    def remove(project: Project) -> None:
        path = project.root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return remove


def _empty(name: str) -> Callable[[Project], object]:
    def empty(project: Project) -> None:
        shutil.rmtree(project.root / name)
        (project.root / name).mkdir()

    return empty


def _plugin(body: str) -> Callable[[Project], object]:
    """Add a plugin of somebody else's to the settings."""

    def add(project: Project) -> None:
        project.write("plugins/autre.py", body)
        project.replace(
            "pelicanconf.py",
            '["msap.build.pelican_plugin"]',
            '["msap.build.pelican_plugin","autre"]',
        )

    return add


def _break_every_article(project: Project) -> None:
    for path in (project.root / "content/actualites").glob("*.md"):
        path.write_text("Sans en-tête.\n", encoding="utf-8")


def _truncate(project: Project) -> None:
    for name in ("bourganeuf", "la-courtine"):
        (project.records / f"{name}.yml").unlink()


def _without_phones(project: Project) -> None:
    for path in project.records.glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'phone: "[^"]*"', "", text).replace("{, ", "{"), encoding="utf-8")


def _rename(project: Project) -> None:
    project.replace(RECORD, "id: la-courtine", "id: la-courtine-gare")
    (project.root / RECORD).rename(project.records / "la-courtine-gare.yml")


TEXTS = [
    Fault(
        "article without title",
        _replace(ARTICLE, "title:", "# title:"),
        (ARTICLE, "Il manque « title »"),
    ),
    Fault(
        "article without date",
        _replace(ARTICLE, "date:", "# date:"),
        (ARTICLE, "Il manque « date »"),
    ),
    Fault(
        "bad encoding",
        _write(ARTICLE, "---\ntitle: Été\n---\n".encode("latin-1")),
        (f"{ARTICLE}:2:8 erreur : L’octet C9 n’est pas du texte UTF-8.",),
    ),
    Fault(
        "broken header",
        _write(ARTICLE, "---\ntitle: [a\n---\nTexte.\n"),
        (ARTICLE, "[yaml]"),
    ),
    Fault(
        "article that would leave its folder",
        _write("content/actualites/..-fuite.md", "---\ntitle: A\n---\n"),
        ("« ..-fuite » ne peut pas servir d’adresse.",),
    ),
    Fault(
        "unknown status",
        _replace(RECORD, "status: ", "status: ouvert-"),
        (f"{RECORD}:", "n’est pas prévu ici."),
    ),
    Fault(
        "every article broken",
        _break_every_article,
        ("en-tête entre deux lignes", "circulaire-2-aout-2006.md", "programme-animation"),
    ),
    Fault(
        "broken link in a text",
        _append(ARTICLE, "\n[Ailleurs](../pages/absente.md)\n"),
        (ARTICLE, "absente.md", "[lien-vers-rien]"),
    ),
    Fault(
        "script in a title",
        _replace(ARTICLE, "title: ", "title: <script>alert(1)</script>\n# "),
        (ARTICLE, "[balise]"),
    ),
    Fault(
        "record that is a link to a file outside",
        _link(RECORD, "/etc/passwd"),
        (RECORD, "[lien-symbolique]"),
    ),
    Fault(
        "text that is a link to a file outside",
        _link(ARTICLE, "/etc/passwd"),
        (ARTICLE, "[lien-symbolique]"),
    ),
    Fault(
        "document that is a link to a file outside",
        _link("content/documents/secret.txt", "/etc/passwd"),
        ("content/documents/secret.txt", "[lien-symbolique]"),
    ),
    Fault(
        "folder of texts that is a link to a folder outside",
        _link("content/actualites", "/etc"),
        ("content/actualites", "[lien-symbolique]"),
    ),
    Fault(
        "folder of documents that is a link to a folder outside",
        _link("content/documents", "/etc"),
        ("content/documents", "[lien-symbolique]"),
    ),
    Fault(
        "folder of records that is a link to a folder outside",
        _link("data/msap/23", "/etc"),
        ("data/msap/23",),
    ),
    Fault(
        "referential that is a link to a file outside",
        _link("data/referentials/partners.yml", "/etc/passwd"),
        ("data/referentials/partners.yml", "[lien-symbolique]"),
    ),
    Fault("no text at all", _empty("content"), ("Il n’y a aucun texte dans « content/ »",)),
    Fault("no folder of texts", _remove("content"), ("Le dossier des textes n’est pas là.",)),
]

DATA = [
    Fault("no record at all", _empty("data/msap"), ("Il n’y a aucune fiche",)),
    Fault("no folder of records", _remove("data/msap"), ("[dossier-manquant]",)),
    Fault(
        "records down by half",
        _truncate,
        (
            "Le site en place a 4 fiches et celui-ci n’en a que 2.",
            "--accept-fewer",
            "« lieux/bourganeuf/ » ne répondrait plus.",
            "« lieux/la-courtine/ » ne répondrait plus.",
        ),
    ),
    Fault(
        "phones gone",
        _without_phones,
        ("le téléphone (4 fiches, et maintenant 0)", "--accept-poorer"),
    ),
    Fault(
        "record cut short",
        lambda project: project.write(RECORD, project.path(RECORD).read_bytes()[:90]),
        (RECORD, "erreur"),
    ),
    Fault("record of no byte", _write(RECORD, ""), (RECORD, "[fichier-vide]")),
    Fault(
        "referential cut short",
        _write("data/referentials/services.yml", "services:\n  emploi: {name: Em"),
        ("data/referentials/services.yml", "[yaml]"),
    ),
    Fault(
        "communes cut short",
        _write("data/geo/communes.csv", "insee,name,departement\n23001,Ah"),
        ("Les données du territoire", "ne se lisent pas"),
    ),
    Fault("no commune", _remove("data/geo/communes.csv"), ("Les données du territoire",)),
    Fault(
        "outlines cut short",
        _write("data/geo/departements.geojson", '{"type": "Feature'),
        ("departements.geojson",),
    ),
    Fault("network of no byte", _write("data/network.yml", ""), ("data/network.yml",)),
]

ADDRESSES = [
    Fault(
        "record renamed without its old address",
        _rename,
        (
            "« lieux/la-courtine/ » ne répondrait plus.",
            "« previous_ids: [la-courtine] » dans « data/msap/23/la-courtine-gare.yml »",
        ),
    ),
    Fault(
        "record removed",
        _remove(RECORD),
        ("« la-courtine.yml » avec « status: closed »",),
    ),
    Fault(
        "text renamed without its old address",
        lambda project: (project.root / ARTICLE).rename(
            project.path("content/actualites/fonds-des-operateurs.md")
        ),
        (
            "Ajoutez dans « data/redirections.yml » la ligne",
            "« actualites/fonds-inter-operateurs/: actualites/fonds-des-operateurs/ ».",
        ),
    ),
    Fault(
        "text removed",
        _remove(ARTICLE),
        ("la ligne « actualites/fonds-inter-operateurs/: actualites/ ».",),
    ),
    Fault(
        "document taken away",
        lambda project: (
            _remove("content/documents/criteres-du-label.pdf")(project),
            _replace(
                "content/publications/criteres-du-label.md",
                "criteres-du-label.pdf",
                "fiche-convention-locale.pdf",
            )(project),
        ),
        ("Remettez le fichier « content/documents/criteres-du-label.pdf ».",),
    ),
    Fault(
        "redirection of a page that is there, and to a page that is not",
        _write(
            "data/redirections.yml",
            "redirections:\n  label/: criteres/\n  ancien-label/: criteress/\n",
        ),
        (
            "« label/ » est l’adresse d’une page du site.",
            "« criteress/ » n’est pas une page du site.",
            "Écrivez « ancien-label/: criteres/ », ou une autre page.",
        ),
    ),
    Fault(
        "live site whose addresses cannot be read",
        _write("output/adresses.json", '{"published": tr'),
        ("Les adresses du site en place", "ne se lisent pas : le contenu est abîmé. Sans"),
    ),
    Fault(
        "clock moved back",
        _nothing,
        ("La machine se croit le 1er\u00a0janvier 2020", "le site en place est du 23\u00a0nov"),
        environment={"SOURCE_DATE_EPOCH": "1577880000"},
    ),
]

PROGRAM = [
    Fault(
        "misspelt template variable",
        _replace(PLACE, "view.locality", "view.localite"),
        (f"{PLACE}, ligne ", "localite", "Corrigez ce fichier"),
    ),
    Fault(
        "template that cannot be read",
        _replace(PLACE, "{% block content %}", "{% block content %}{% if %}"),
        (f"{PLACE}, ligne ", "Corrigez ce fichier"),
    ),
    Fault("template missing", _remove(PLACE), ("Un gabarit manque dans le thème", "place")),
    Fault(
        "part of a template missing",
        _remove("theme/templates/components/footer.html"),
        ("Un gabarit manque dans le thème", "components/footer.html"),
    ),
    Fault(
        "template that shows an absent value",
        _replace(PLACE, "{{ view.locality }}", "{{ none }}"),
        ("« None » se lit dans la page", "[leftovers]"),
    ),
    Fault(
        "template with a dead link",
        _replace(
            "theme/templates/components/footer.html", "<footer", '<a href="/rien/">a</a><footer'
        ),
        ("« /rien/ » ne mène à rien.", "[links]"),
    ),
    Fault("no theme", _remove("theme"), ("Le thème n’est pas là",)),
    Fault("no style", _remove("theme/src/style"), ("theme/src",)),
    Fault(
        "plugin that is not there",
        _replace(
            "pelicanconf.py",
            '["msap.build.pelican_plugin"]',
            '["msap.build.pelican_plugin", "absent"]',
        ),
        ("Cannot load plugin `absent`", "Pelican a signalé l’erreur"),
    ),
    Fault(
        "plugin that cannot be imported",
        _plugin("import absent\n"),
        ("Cannot load plugin `autre`", "Pelican a signalé l’erreur"),
    ),
    Fault(
        "plugin that fails when it registers",
        _plugin("def register():\n    raise ValueError('non')\n"),
        ("Cannot register plugin `autre`", "Pelican a signalé l’erreur"),
    ),
    Fault(
        "plugin that logs something critical",
        _plugin("import logging\ndef register():\n    logging.getLogger('a').critical('grave')\n"),
        ("grave", "Un greffon a signalé l’erreur grave"),
    ),
    Fault(
        "our plugin not asked for",
        _replace("pelicanconf.py", '["msap.build.pelican_plugin"]', "[]"),
        ("écrivez « msap.build.pelican_plugin » dans « PLUGINS »",),
    ),
    Fault("no settings", _remove("publishconf.py"), ("publishconf.py » n’existe pas.",)),
    Fault(
        "settings that cannot be read",
        _append("publishconf.py", "\nSITENAME = (\n"),
        ("publishconf.py, ligne ", "Corrigez ce fichier"),
    ),
    Fault(
        "package missing",
        _write("plugins/folium.py", "raise ModuleNotFoundError(name='folium')\n"),
        ("Il manque le module « folium »", "make setup"),
    ),
]

FOLDERS = [
    Fault(
        "folder of somebody's work as output",
        _write("travail/these.txt", "Trois ans.\n"),
        ("contient autre chose que ce que le projet y écrit",),
        options=("--output", "travail"),
    ),
    Fault(
        "file as output",
        _write("travail", "Trois ans.\n"),
        ("n’est pas un dossier",),
        options=("--output", "travail"),
    ),
    Fault(
        "published site that does not answer",
        _nothing,
        (
            "Les adresses du site en place (http://127.0.0.1:9) ne se lisent pas : aucun serveur n’y",
        ),
        options=("--published", "http://127.0.0.1:9"),
    ),
]


@pytest.mark.parametrize(
    "fault", [*TEXTS, *DATA, *ADDRESSES, *PROGRAM, *FOLDERS], ids=lambda fault: fault.name
)
def test_a_fault_ends_in_words_and_changes_nothing(fault: Fault, project: Project) -> None:
    """Exit code, message in French without a trace of calls, and not a byte of the site changed."""
    fault.break_it(project)
    before = digest(project.site)
    work = digest(project.root / "travail")

    refused = project.build(*fault.options, **fault.environment)

    assert refused.returncode == 1, refused.stdout + refused.stderr
    for words in fault.said:
        assert words in refused.stderr
    assert "Traceback" not in refused.stderr
    assert digest(project.site) == before
    assert digest(project.root / "travail") == work
    assert project.left_behind() == []


@pytest.mark.parametrize(
    "fault, option",
    [
        pytest.param(_truncate, ("--accept-fewer", "--accept-lost"), id="fewer records"),
        pytest.param(_rename, ("--accept-lost",), id="lost address"),
        pytest.param(_without_phones, ("--accept-poorer",), id="phones gone"),
        pytest.param(_nothing, ("--accept-earlier",), id="earlier day"),
    ],
)
def test_what_is_meant_can_be_said(
    fault: Callable[[Project], object], option: tuple[str, ...], project: Project
) -> None:
    """Each regression that is refused has an option for the day it is meant."""
    fault(project)
    built = project.build(
        *option, SOURCE_DATE_EPOCH="1795348800" if "earlier" in option[0] else "1795435200"
    )
    assert built.returncode == 0, built.stderr


def test_hidden_files_are_not_published(project: Project) -> None:
    """A file whose name begins with a dot stays on the machine, and its content too."""
    for name in ("content/.env", "content/documents/.env", "content/images/.cle", "theme/.env"):
        project.write(name, "MOT_DE_PASSE=secret\n")
    built = project.build()
    assert built.returncode == 0, built.stderr
    files = [path for path in project.site.rglob("*") if path.is_file()]
    assert [path for path in files if path.name.startswith(".")] == []
    assert [path for path in files if b"MOT_DE_PASSE" in path.read_bytes()] == []


def test_the_sound_project_is_built_again_to_the_byte(project: Project) -> None:
    """What the rows change is what breaks them: untouched, the project gives the same site."""
    before = digest(project.site)
    built = project.build("--published", str(project.site))
    assert built.returncode == 0, built.stderr
    assert digest(project.site) == before
    assert SITEURL in (project.site / "index.html").read_text(encoding="utf-8")
