"""What people change between two builds, each at random."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.warm.project import Project

Edit = Callable[[Project, Random], None]


def phone(project: Project, random: Random) -> None:
    """Another number in a record."""
    _change(project, random, r'phone: "[^"]*"', f'phone: "05 36 49 00 {random.randrange(10, 99)}"')


def name(project: Project, random: Random) -> None:
    """Another name, sometimes that of another place."""
    words = random.choice(["Maison du bourg", "Maison du lac", f"Maison {random.randrange(99)}"])
    _change(project, random, r"(?m)^name: .*$", f"name: {words}")


def place(project: Project, random: Random) -> None:
    """Another position, so that others may become the nearest."""
    lat, lon = 46 + random.random() / 5, 2 + random.random() / 5
    _change(project, random, r"(?m)^location: .*$", f"location: {{lat: {lat:.4f}, lon: {lon:.4f}}}")


def hours(project: Project, random: Random) -> None:
    """Other hours."""
    _change(project, random, r"(?m)^  wednesday: .*$", '  wednesday: ["10:00-11:30"]')


def status(project: Project, random: Random) -> None:
    """A project opens, or an open place becomes one."""
    _change(
        project,
        random,
        r"(?m)^status: (open|project)$",
        f"status: {random.choice(['open', 'project'])}",
    )


def partners(project: Project, random: Random) -> None:
    """A partner less, or another."""
    _change(project, random, r"(?m)^  - (caf|cpam|msa)$", f"  - {random.choice(['caf', 'msa'])}")


def updated(project: Project, random: Random) -> None:
    """Another date."""
    day = f"updated: 2026-10-{random.randrange(10, 30)}"
    _change(project, random, r"(?m)^updated: .*$", day)


def added(project: Project, random: Random) -> None:
    """A record more, in the same commune."""
    record = random.choice([path for path in project.records if path.parent.name == "23"])
    identifier = f"nouvelle-{random.randrange(10**6)}"
    text = re.sub(r"(?m)^id: .*$", f"id: {identifier}", record.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^previous_ids: .*\n", "", text)
    record.with_name(f"{identifier}.yml").write_text(text, encoding="utf-8")


def removed(project: Project, random: Random) -> None:
    """One of the records that were added leaves."""
    if found := [path for path in project.records if path.stem.startswith("nouvelle-")]:
        random.choice(found).unlink()


def renamed(project: Project, random: Random) -> None:
    """A record takes another id, and its address answers still."""
    if found := [path for path in project.records if path.stem.startswith("nouvelle-")]:
        record = random.choice(found)
        identifier = f"nouvelle-{random.randrange(10**6)}"
        text = record.read_text(encoding="utf-8")
        former = re.findall(r"(?m)^previous_ids: \[(.*)\]$", text)
        text = re.sub(r"(?m)^previous_ids: .*\n", "", text)
        text = re.sub(r"(?m)^id: .*$", f"id: {identifier}", text)
        text += f"previous_ids: [{', '.join([record.stem, *former])}]\n"
        record.unlink()
        record.with_name(f"{identifier}.yml").write_text(text, encoding="utf-8")


def text(project: Project, random: Random) -> None:
    """A paragraph more in an editorial file."""
    file = random.choice(sorted((project.root / "content").rglob("*.md")))
    _append(file, f"\nUne phrase ajoutée, la {random.randrange(10**6)}.\n")


def template(project: Project, random: Random) -> None:
    """Words in a template."""
    file = random.choice(["place", "departement", "communes"])
    _rewrite(
        project.root / f"theme/templates/{file}.html",
        r"{% block content %}",
        f"{{% block content %}}<!-- {random.randrange(10**6)} -->",
    )


def override(project: Project, random: Random) -> None:
    """Words in a template that stands before that of the theme."""
    text = (project.root / "theme/templates/place.html").read_text(encoding="utf-8")
    file = project.root / "overrides/place.html"
    file.write_text(text.replace("<h1>", f"<!-- {random.randrange(10**6)} --><h1>", 1), "utf-8")


def style(project: Project, random: Random) -> None:
    """A rule of the style sheet."""
    css = f"\n.essai {{ margin: {random.randrange(99)}px; }}\n"
    _append(project.root / "theme/src/style/base.css", css)


def script(project: Project, random: Random) -> None:
    """A statement of a script."""
    folder = random.choice(["site", "search", "map"])
    file = random.choice(sorted((project.root / f"theme/src/{folder}").glob("*.js")))
    _append(file, f"\nglobalThis.essai = {random.randrange(10**9)};\n")


def referential(project: Project, random: Random) -> None:
    """The name of the network, of a service, or a commune's."""
    file, pattern, new = random.choice(
        [
            ("data/network.yml", r"(?m)^site_title: .*$", f"site_title: Site {random.random()}"),
            ("data/geo/communes.csv", r"(?m)^23096,[^,]*,", "23096,Guéret-les-Essais,"),
            ("data/geo/communes.csv", r"(?m)^23096,[^,]*,", "23096,Guéret,"),
        ]
    )
    _rewrite(project.root / file, pattern, new)


def setting(project: Project, random: Random) -> None:
    """A setting of the site."""
    value = random.choice(["True", "False"])
    _append(project.root / "pelicanconf.py", f"\nMSAP_OFFLINE = {value}\n")


def day(project: Project, random: Random) -> None:
    """Days go by."""
    project.day += timedelta(days=random.choice([1, 40]))


def code(project: Project, random: Random) -> None:
    """A word that the code writes."""
    file = project.root / "plugins/msap/publish/wording/dates.py"
    _rewrite(file, r'"février",', random.choice(['"février",', '"FÉVRIER",']))
    _append(file, f"# {random.random()}\n")


def touched(project: Project, random: Random) -> None:
    """Files that are written again as they were."""
    for path in random.sample(project.records, 3):
        path.write_bytes(path.read_bytes())


def output_touched(project: Project, random: Random) -> None:
    """Somebody changed, emptied or removed files of the live site."""
    site = project.root / "output"
    pages = sorted(site.rglob("*.html"))
    for path in random.sample([page for page in pages if page.parent != site], 3):
        random.choice(_DAMAGES)(path)


def _truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _spoil(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))


_DAMAGES: tuple[Callable[[Path], None], ...] = (_truncate, _spoil, Path.unlink)


EDITS: tuple[Edit, ...] = (
    *(phone, name, place, hours, status, partners, updated, added, removed, renamed),
    *(text, template, override, style, script, referential, setting, day, code, touched),
    output_touched,
)


def _change(project: Project, random: Random, pattern: str, new: str) -> None:
    """Write something else in one of the records that have it."""
    found = [p for p in project.records if re.search(pattern, p.read_text(encoding="utf-8"))]
    _rewrite(random.choice(found), pattern, new)


def _rewrite(file: Path, pattern: str, new: str) -> None:
    changed, count = re.subn(pattern, new, file.read_text(encoding="utf-8"), count=1)
    assert count, f"{file}: {pattern}"
    file.write_text(changed, encoding="utf-8")


def _append(file: Path, words: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(words)
