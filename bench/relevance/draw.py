"""Draw questions nobody has seen: `python -m bench.relevance.draw SEED --records DIR > FILE`.

The rule, written before any result was looked at. Communes are drawn with the square root of
their population as weight, so that towns and villages both come; kinds that say `village` draw
all communes alike. The expected answer is the commune drawn. A text is drawn again only when it
was already drawn, or when it is by chance the exact name of another commune (a homonym, or a slip
that makes another name): nothing is left out for being hard.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from math import sqrt
from pathlib import Path
from random import Random
from unicodedata import normalize

from msap.checks.run import check_everything
from msap.publish.directory import Directory
from msap.source.geography import Commune, FormerCommune

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
_GENERIC = re.compile(r"(?i)^(maison |espace |bus |pôle )?france services?( d[eu'’]| des)?\b[ -]*")


def plain(text: str) -> str:
    """Write as on a phone: no capitals, no accents, no hyphens, no apostrophes."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae")
    bare = "".join(letter for letter in normalize("NFKD", text) if letter < "\u0300")
    return " ".join(re.findall(r"[a-z0-9]+", bare))


class Draw:
    """One seeded draw over the communes and the places of the records."""

    def __init__(self, directory: Directory, seed: int) -> None:
        """Lay out the communes that a question can be about."""
        self.random = Random(seed)
        self.directory = directory
        geography = directory.geography
        every = [c for c in geography.communes.values() if c.departement in directory.departements]
        self.names = Counter(plain(c.name) for c in every)
        pairs = Counter((c.name, c.departement) for c in every)
        self.communes = [
            c for c in every if c.lat is not None and pairs[c.name, c.departement] == 1
        ]
        self.unique = [c for c in self.communes if self.names[plain(c.name)] == 1]
        self.seen: set[str] = set()

    def some(self, among: Sequence[Commune], *, village: bool = False) -> Commune:
        """Draw a commune."""
        if village:
            return self.random.choice(among)
        weights = list(accumulate(sqrt(c.population) for c in among))
        return self.random.choices(among, cum_weights=weights)[0]

    def lines(
        self,
        kind: str,
        count: int,
        make: Callable[[], tuple[str, str] | None],
    ) -> Iterator[str]:
        """Give the lines of a kind; `make` gives a question and its answer, None to draw again."""
        yield f"\n[{kind}]"
        while count:
            made = make()
            if made and made[0] not in self.seen and "|" not in made[0]:
                self.seen.add(made[0])
                count -= 1
                yield "|".join(made)

    def about(
        self, among: Sequence[Commune], write: Callable[[Commune], str], *, village: bool = False
    ) -> Callable[[], tuple[str, str] | None]:
        """Make questions on drawn communes, with how each is written."""

        def make() -> tuple[str, str] | None:
            commune = self.some(among, village=village)
            text = write(commune)
            is_other = plain(text) in self.names and plain(text) != plain(commune.name)
            return None if is_other or not text else (text, answer(commune))

        return make

    def slip(self, commune: Commune) -> str:
        """Write a name with one slip of the finger or of the ear."""
        text = plain(commune.name)
        if len(text) < 5:
            return ""
        at = self.random.randrange(1, len(text))
        doubled = [rank for rank in range(1, len(text)) if text[rank] == text[rank - 1]]
        ear = [(a, b) for a, b in _BY_EAR if a in text]
        kind = self.random.choice(
            ["drop", "double", "swap", "neighbour", "ear", "single", "end", "glue"]
        )
        if kind == "drop":
            return text[:at] + text[at + 1 :]
        if kind == "double":
            return text[:at] + text[at] + text[at:]
        if kind == "swap" and at + 1 < len(text) and text[at] != text[at + 1]:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if kind == "neighbour" and text[at] in _NEIGHBOURS:
            return text[:at] + self.random.choice(_NEIGHBOURS[text[at]]) + text[at + 1 :]
        if kind == "ear" and ear:
            return text.replace(*self.random.choice(ear), 1)
        if kind == "single" and doubled:
            where = self.random.choice(doubled)
            return text[:where] + text[where + 1 :]
        if kind == "end" and text[-1] in "estxd":
            return text[:-1]
        if kind == "glue" and " " in text:
            return text.replace(" ", "")
        return ""

    def two_slips(self, commune: Commune) -> str:
        """Write a long name with two slips."""
        once = self.slip(commune)
        if len(once) < 9:
            return ""
        return self.slip(commune._replace(name=once))


def answer(commune: Commune) -> str:
    """Write the expected commune as the files of questions do."""
    return f"{commune.name} ({commune.departement})"


def draw(directory: Directory, seed: int) -> Iterator[str]:
    """Give the lines of the whole set."""
    one = Draw(directory, seed)
    pick = one.random.choice
    departements = directory.catalogue.referentials.departements

    def town(templates: Sequence[str]) -> Callable[[Commune], str]:
        return lambda c: pick(templates).format(c=pick([c.name, plain(c.name), plain(c.name)]))

    def joined(words: Sequence[str]) -> Callable[[Commune], str]:
        forms = ["{w} {c}", "{w} {c}", "{w} à {c}", "{w} de {c}", "{c} {w}"]
        return lambda c: pick(forms).format(w=pick(words), c=pick([c.name, plain(c.name)]))

    def with_departement(c: Commune) -> str:
        name = departements[c.departement].name
        return pick(["{c} {n}", "{c} ({n})", "{c} {d}", "{c} {e}", "{n} {c}"]).format(
            c=plain(c.name), n=c.departement, d=name, e=plain(name)
        )

    def short(c: Commune) -> str:
        text = re.sub(r"\bsaint(e?)\b", r"st\1", plain(c.name))
        if one.names[plain(c.name)] > 1:
            text += f" {c.departement}"
        return pick([text, text, text.replace("st", "St", 1)])

    def beginning(c: Commune) -> str:
        text = plain(c.name)
        if len(text) < 6:
            return ""
        typed = text[: max(4, round(len(text) * one.random.uniform(0.5, 0.85)))].strip()
        rivals = [r for r in one.communes if plain(r.name).startswith(typed)]
        return typed if max(rivals, key=lambda r: r.population) is c else ""

    def same_code() -> dict[str, list[Commune]]:
        codes: dict[str, list[Commune]] = {}
        for c in one.communes:
            for code in c.postcodes:
                codes.setdefault(code, []).append(c)
        return codes

    codes = same_code()

    def code_of(
        among: Sequence[Commune], words: Sequence[str] = ()
    ) -> Callable[[], tuple[str, str] | None]:
        """Ask for a postal code, of which the most peopled commune is expected."""

        def make() -> tuple[str, str] | None:
            c = one.some(among)
            if not c.postcodes:
                return None
            code = pick(c.postcodes)
            text = f"{pick(words)} {code}" if words else code
            return text, answer(max(codes[code], key=lambda r: r.population))

        return make

    def code_and_name(c: Commune) -> str:
        if not c.postcodes:
            return ""
        return pick(["{p} {c}", "{c} {p}"]).format(
            p=c.postcodes[0], c=pick([c.name, plain(c.name)])
        )

    def arrondissement(c: Commune) -> str:
        city, number = re.match(r"(\w+) (\d+)", c.name).groups()  # type: ignore[union-attr]
        forms = ["{c} {n}", "{c} {n}e", "{c} {n}eme", "{c} {n}ème arrondissement", "{n}e {c}"]
        return pick(forms).format(c=pick([city, city.lower()]), n=number)

    former = [
        f
        for f in directory.geography.former.values()
        if f.name and plain(f.name) not in one.names and f.commune in directory.geography.communes
    ]
    twice = Counter(plain(f.name) for f in former)

    def gone() -> tuple[str, str] | None:
        f: FormerCommune = pick(former)
        today = directory.geography.communes[f.commune]
        if twice[plain(f.name)] > 1 or today not in one.communes:
            return None
        return pick([f.name, plain(f.name)]), answer(today)

    entries = [s for s in directory.spots if s.stop is None]

    def house() -> tuple[str, str] | None:
        spot = pick(entries)
        name = _GENERIC.sub("", spot.name.replace("\u00a0", " ")).strip(" -–:")
        if len(name) < 4:
            return None
        city = spot.address.city
        text = pick([name, plain(name), plain(name)])
        if plain(city) not in plain(name) and one.random.random() < 0.4:
            text += f" {plain(city)}"
        return text, f"lieu:{spot.entry.msap.id}"

    def departement() -> tuple[str, str] | None:
        d = pick(list(directory.departements.values()))
        name = pick([d.name, plain(d.name)])
        return pick(_DEPARTEMENTS).format(n=name, c=d.code), f"dep:{d.code}"

    saints = [c for c in one.communes if re.match(r"(?i)sainte?\b", c.name)]
    ligatures = [c for c in one.unique if "œ" in c.name.lower()]
    homonyms = [c for c in one.communes if one.names[plain(c.name)] > 1]
    corsican = [c for c in one.communes if c.departement in {"2A", "2B"}]
    overseas = [c for c in one.communes if c.departement > "970" and len(c.departement) == 3]
    districts = [c for c in one.communes if c.parent]
    towns = [c for c in one.unique if not c.parent]
    yield from one.lines("commune, sans accents", 12, one.about(towns, lambda c: plain(c.name)))
    yield from one.lines("commune, bien écrite", 8, one.about(towns, lambda c: c.name))
    yield from one.lines("village", 14, one.about(towns, lambda c: plain(c.name), village=True))
    yield from one.lines("st, ste", 10, one.about(saints, short))
    yield from one.lines(
        "œ écrit oe", 4, one.about(ligatures, lambda c: plain(c.name), village=True)
    )
    yield from one.lines("homonyme et département", 12, one.about(homonyms, with_departement))
    yield from one.lines("code postal", 10, code_of(towns))
    yield from one.lines("code postal corse", 2, code_of(corsican))
    yield from one.lines("code postal d’outre-mer", 3, code_of(overseas))
    yield from one.lines("code postal et nom", 6, one.about(one.communes, code_and_name))
    yield from one.lines("partenaire et code postal", 4, code_of(towns, _PARTNERS))
    yield from one.lines("arrondissement", 7, one.about(districts, arrondissement, village=True))
    yield from one.lines("ancienne commune", 12, gone)
    yield from one.lines("nom de lieu", 16, house)
    yield from one.lines("partenaire et lieu", 16, one.about(towns, joined(_PARTNERS)))
    yield from one.lines("service et lieu", 12, one.about(towns, joined(_SERVICES)))
    yield from one.lines("nom du réseau et lieu", 10, one.about(towns, town(_NETWORK)))
    yield from one.lines("faute de frappe", 30, one.about(towns, one.slip))
    yield from one.lines("deux fautes", 6, one.about(towns, one.two_slips))
    yield from one.lines("mots en trop", 18, one.about(towns, town(_EXTRA)))
    yield from one.lines("mots incomplets", 10, one.about(towns, beginning))
    yield from one.lines("département", 10, departement)


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
    print("\n".join(draw(Directory(checked.catalogue), options.seed)))


if __name__ == "__main__":
    main()
