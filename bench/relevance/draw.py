"""Draw questions nobody has seen: `python -m bench.relevance.draw SEED --records DIR > FILE`.

The rule, written before any result was looked at. Communes are drawn with the square root of
their population as weight, so that towns and villages both come; kinds that say `village` draw
all communes alike. The expected answer is the commune drawn. A text is drawn again only when it
was already drawn, or when it is by chance the exact name of another commune (a homonym, or a typo
that makes another name): nothing is left out for being hard.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import accumulate
from math import sqrt
from pathlib import Path
from random import Random
from unicodedata import normalize

from msap.checks.run import check_everything
from msap.publish.directory import Directory
from msap.source.geography import Commune

ROOT = Path(__file__).resolve().parents[2]
_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
_NEIGHBOURS = {
    letter: row[max(0, rank - 1) : rank] + row[rank + 1 : rank + 2]
    for row in _ROWS
    for rank, letter in enumerate(row)
}
_BY_EAR = [
    ("ph", "f"),
    ("y", "i"),
    ("eau", "o"),
    ("au", "o"),
    ("an", "en"),
    ("en", "an"),
    ("ain", "in"),
    ("qu", "k"),
    ("th", "t"),
    ("ch", "sh"),
    ("gue", "ge"),
    ("ss", "c"),
    ("x", "s"),
    ("ille", "ile"),
]
_PARTNERS = [
    "caf", "cpam", "pole emploi", "france travail", "carsat", "msa", "ameli", "sécu", "impots",
    "mission locale", "la poste", "allocations familiales", "assurance retraite", "CAF", "anpe",
]  # fmt: skip
_SERVICES = [
    "carte grise", "passeport", "demande rsa", "aide au logement", "impots", "dossier retraite",
    "aide numérique", "permis de conduire", "carte d'identité", "internet", "prime activité",
    "cv", "formation", "logement", "prime d'activite", "declaration impots", "carte vitale",
]  # fmt: skip
_NETWORK = [
    "france services {c}", "maison france service {c}", "msap {c}", "maison des services {c}",
    "{c} france services", "espace france services {c}", "france service à {c}", "mfs {c}",
    "maison de service public {c}",
]  # fmt: skip
_EXTRA = [
    "horaires france services {c}", "{c} horaires", "numéro msap {c}", "{c} ouvert samedi",
    "téléphone {c}", "adresse maison france services {c}", "france services {c} rendez-vous",
    "numero de telephone france services {c}", "où aller {c}", "{c} et alentours",
    "mairie de {c}", "près de {c}", "rdv caf {c}", "heure d'ouverture {c}", "contact {c}",
    "france services {c} ouvert le samedi", "comment aller a {c}", "{c} centre ville",
    "aide administrative {c}", "horaire d'ouverture msap {c}",
]  # fmt: skip
_DEPARTEMENTS = ["{n}", "{n}", "{c}", "departement {c}", "departement {n}", "{n} {c}", "dpt {c}"]
Write = Callable[[Commune], str]
Make = Callable[[], tuple[str, str] | None]
_GENERIC = re.compile(r"(?i)^(maison |espace |bus |pôle )?france services?( d[eu'’]| des)?\b[ -]*")


def plain(text: str) -> str:
    """Write as on a phone: no capitals, no accents, no hyphens, no apostrophes."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae")
    bare = "".join(letter for letter in normalize("NFKD", text) if letter < "\u0300")
    return " ".join(re.findall(r"[a-z0-9]+", bare))


class QuestionDraw:
    """One seeded draw over the communes and the places of the records."""

    def __init__(self, directory: Directory, seed: int) -> None:
        """Lay out the communes that a question can be about."""
        self.random = Random(seed)  # noqa: S311 -- the same questions for the same seed
        self.pick = self.random.choice
        self.directory = directory
        every = [
            c
            for c in directory.geography.communes.values()
            if c.departement in directory.departements
        ]
        self.names = Counter(plain(c.name) for c in every)
        pairs = Counter((c.name, c.departement) for c in every)
        self.communes = [
            c for c in every if c.lat is not None and pairs[c.name, c.departement] == 1
        ]
        self.biggest: dict[str, Commune] = {}
        for commune in sorted(self.communes, key=lambda c: c.population):
            self.biggest |= dict.fromkeys(commune.postcodes, commune)
        self.seen: set[str] = set()

    def some(self, among: Sequence[Commune], *, village: bool = False) -> Commune:
        """Draw a commune."""
        if village:
            return self.pick(among)
        weights = list(accumulate(sqrt(c.population) for c in among))
        return self.random.choices(among, cum_weights=weights)[0]

    def lines(self, kind: str, count: int, make: Make) -> Iterator[str]:
        """Yield the lines of a kind; `make` gives a question and its answer, None to draw again."""
        yield f"\n[{kind}]"
        while count:
            made = make()
            if made and made[0] not in self.seen and "|" not in made[0]:
                self.seen.add(made[0])
                count -= 1
                yield "|".join(made)

    def about(self, among: Sequence[Commune], write: Write, *, village: bool = False) -> Make:
        """Make questions on drawn communes, with how each is written."""

        def make() -> tuple[str, str] | None:
            commune = self.some(among, village=village)
            text = write(commune)
            is_other = plain(text) in self.names and plain(text) != plain(commune.name)
            return None if is_other or not text else (text, answer(commune))

        return make

    def typo(self, commune: Commune) -> str:
        """Return a name with one typo or misspelling, empty if there is no room for one."""
        text = plain(commune.name)
        if len(text) < 5:
            return ""
        at = self.random.randrange(1, len(text))
        kind = self.pick(["drop", "double", "swap", "neighbour", "ear", "single", "end", "glue"])
        if kind == "drop":
            return text[:at] + text[at + 1 :]
        if kind == "double":
            return text[:at] + text[at] + text[at:]
        if kind == "swap" and at + 1 < len(text) and text[at] != text[at + 1]:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if kind == "neighbour" and text[at] in _NEIGHBOURS:
            return text[:at] + self.pick(_NEIGHBOURS[text[at]]) + text[at + 1 :]
        return self._misspelt(kind, text)

    def _misspelt(self, kind: str, text: str) -> str:
        doubled = [rank for rank in range(1, len(text)) if text[rank] == text[rank - 1]]
        ear = [(a, b) for a, b in _BY_EAR if a in text]
        if kind == "ear" and ear:
            return text.replace(*self.pick(ear), 1)
        if kind == "single" and doubled:
            where = self.pick(doubled)
            return text[:where] + text[where + 1 :]
        if kind == "end" and text[-1] in "estxd":
            return text[:-1]
        return text.replace(" ", "") if kind == "glue" and " " in text else ""

    def two_typos(self, commune: Commune) -> str:
        """Return a long name with two typos."""
        once = self.typo(commune)
        return self.typo(commune._replace(name=once)) if len(once) > 8 else ""

    def among(self, templates: Sequence[str]) -> Write:
        """Write the name inside other words."""
        return lambda c: self.pick(templates).format(
            c=self.pick([c.name, plain(c.name), plain(c.name)])
        )

    def beside(self, words: Sequence[str]) -> Write:
        """Write the name beside a word of a list."""
        forms = ["{w} {c}", "{w} {c}", "{w} à {c}", "{w} de {c}", "{c} {w}"]
        return lambda c: self.pick(forms).format(
            w=self.pick(words), c=self.pick([c.name, plain(c.name)])
        )

    def with_departement(self, c: Commune) -> str:
        """Write the name with its department, by number or name."""
        name = self.directory.departements[c.departement].name
        return self.pick(["{c} {n}", "{c} ({n})", "{c} {d}", "{c} {e}", "{n} {c}"]).format(
            c=plain(c.name), n=c.departement, d=name, e=plain(name)
        )

    def short(self, c: Commune) -> str:
        """Write « st » and « ste », with the department where the name is not alone."""
        text = re.sub(r"\bsaint(e?)\b", r"st\1", plain(c.name))
        if self.names[plain(c.name)] > 1:
            text += f" {c.departement}"
        return self.pick([text, text, text.replace("st", "St", 1)])

    def beginning(self, c: Commune) -> str:
        """Write half of a name or more, when the commune is the biggest that begins so."""
        text = plain(c.name)
        if len(text) < 6:
            return ""
        typed = text[: max(4, round(len(text) * self.random.uniform(0.5, 0.85)))].strip()
        rivals = [r for r in self.communes if plain(r.name).startswith(typed)]
        return typed if max(rivals, key=lambda r: r.population) is c else ""

    def code(self, among: Sequence[Commune], words: Sequence[str] = ()) -> Make:
        """Ask for a postal code, of which the most peopled commune is expected."""

        def make() -> tuple[str, str] | None:
            c = self.some(among)
            if not c.postcodes:
                return None
            code = self.pick(c.postcodes)
            text = f"{self.pick(words)} {code}" if words else code
            return text, answer(self.biggest[code])

        return make

    def code_and_name(self, c: Commune) -> str:
        """Write the name and its code, in either order."""
        if not c.postcodes:
            return ""
        return self.pick(["{p} {c}", "{c} {p}"]).format(
            p=c.postcodes[0], c=self.pick([c.name, plain(c.name)])
        )

    def arrondissement(self, c: Commune) -> str:
        """Write « Lyon 3e » in one of the ways people do."""
        city, number, *_ = c.name.split()
        forms = ["{c} {n}", "{c} {n}e", "{c} {n}eme", "{c} {n}ème arrondissement", "{n}e {c}"]
        return self.pick(forms).format(
            c=self.pick([city, city.lower()]), n=re.sub(r"\D", "", number)
        )

    def former(self) -> Make:
        """Ask for a commune that is part of another now."""
        geography = self.directory.geography
        gone = [
            f
            for f in geography.former.values()
            if f.name and plain(f.name) not in self.names and f.commune in geography.communes
        ]
        twice = Counter(plain(f.name) for f in gone)

        def make() -> tuple[str, str] | None:
            f = self.pick(gone)
            today = geography.communes[f.commune]
            if twice[plain(f.name)] > 1 or today not in self.communes:
                return None
            return self.pick([f.name, plain(f.name)]), answer(today)

        return make

    def house(self) -> Make:
        """Ask for a place by what its name says beside the network's."""
        locations = [s for s in self.directory.locations if s.stop is None]

        def make() -> tuple[str, str] | None:
            location = self.pick(locations)
            name = _GENERIC.sub("", location.name.replace("\u00a0", " ")).strip(" -–:")
            if len(name) < 4:
                return None
            city = location.address.city
            text = self.pick([name, plain(name), plain(name)])
            if plain(city) not in plain(name) and self.random.random() < 0.4:
                text += f" {plain(city)}"
            return text, f"lieu:{location.entry.msap.id}"

        return make

    def departement(self) -> tuple[str, str] | None:
        """Ask for a department."""
        d = self.pick(list(self.directory.departements.values()))
        name = self.pick([d.name, plain(d.name)])
        return self.pick(_DEPARTEMENTS).format(n=name, c=d.code), f"dep:{d.code}"


def answer(commune: Commune) -> str:
    """Write the expected commune as the files of questions do."""
    return f"{commune.name} ({commune.departement})"


def draw(directory: Directory, seed: int) -> Iterator[str]:
    """Yield the lines of the whole set."""
    one = QuestionDraw(directory, seed)
    alone = [c for c in one.communes if one.names[plain(c.name)] == 1]
    towns = [c for c in alone if not c.parent]
    saints = [c for c in one.communes if re.match(r"(?i)sainte?\b", c.name)]
    ligatures = [c for c in alone if "œ" in c.name.lower()]
    homonyms = [c for c in one.communes if one.names[plain(c.name)] > 1]
    corsican = [c for c in one.communes if c.departement in {"2A", "2B"}]
    overseas = [c for c in one.communes if c.departement > "970" and len(c.departement) == 3]
    districts = [c for c in one.communes if c.parent]

    def name(c: Commune) -> str:
        return plain(c.name)

    for kind, count, make in [
        ("commune, sans accents", 12, one.about(towns, name)),
        ("commune, bien écrite", 8, one.about(towns, lambda c: c.name)),
        ("village", 14, one.about(towns, name, village=True)),
        ("st, ste", 10, one.about(saints, one.short)),
        ("œ écrit oe", 4, one.about(ligatures, name, village=True)),
        ("homonyme et département", 12, one.about(homonyms, one.with_departement)),
        ("code postal", 10, one.code(towns)),
        ("code postal corse", 2, one.code(corsican)),
        ("code postal d’outre-mer", 3, one.code(overseas)),
        ("code postal et nom", 6, one.about(one.communes, one.code_and_name)),
        ("partenaire et code postal", 4, one.code(towns, _PARTNERS)),
        ("arrondissement", 7, one.about(districts, one.arrondissement, village=True)),
        ("ancienne commune", 12, one.former()),
        ("nom de lieu", 16, one.house()),
        ("partenaire et lieu", 16, one.about(towns, one.beside(_PARTNERS))),
        ("service et lieu", 12, one.about(towns, one.beside(_SERVICES))),
        ("nom du réseau et lieu", 10, one.about(towns, one.among(_NETWORK))),
        ("faute de frappe", 30, one.about(towns, one.typo)),
        ("deux fautes", 6, one.about(towns, one.two_typos)),
        ("mots en trop", 18, one.about(towns, one.among(_EXTRA))),
        ("mots incomplets", 10, one.about(towns, one.beginning)),
        ("département", 10, one.departement),
    ]:
        yield from one.lines(kind, count, make)


def main() -> None:
    """Print the drawn questions."""
    parser = argparse.ArgumentParser()
    parser.add_argument("seed", type=int)
    parser.add_argument("--records", type=Path, required=True)
    options = parser.parse_args()
    checked = check_everything(ROOT / "data", options.records, ROOT / "content")
    if checked.catalogue is None:
        raise SystemExit(checked.report())
    print(f"# Drawn by bench/relevance/draw.py, seed {options.seed}, from the list of August 2024.")
    print("\n".join(draw(Directory(checked.catalogue, datetime.now(UTC).date()), options.seed)))


if __name__ == "__main__":
    main()
