"""Records drawn at random, as rich and as odd as the model lets them be.

`write_records` gives the same ones for the same seed.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date, timedelta
from pathlib import Path
from random import Random

import yaml

from msap.source.geography import Commune, Geography
from msap.source.referentials import Referentials

WORDS = [
    "maison",
    "services",
    "public",
    "accueil",
    "mairie",
    "Creuse",
    "l’été",
    "œuvre",
    "Noël",
    "d’Ahun",
    "«",
    "guillemets",
    "»",
    "à",
    "ça",
    "où",
    "naïve",
    "Ÿ",
    "R&B",
    "C++",
    "50%",
    "a/b",
    "[crochets]",
    "(parenthèses)",
    "{accolades}",
    "*étoiles*",
    "_tirets_",
    "`code`",
    "~tilde~",
    "c:\\dossier",
    "100\xa0€",
    "12\u202fh",
    "–",
    "—",
    "…",
    "!",
    "?",
    ";",
    ":",
    "#1",
    "@lui",
    "=",
    "+",
    "-",
    "'apostrophe'",
    '"droit"',
    "日本",
    "Ελλάδα",
    "🙂",
    "½",
    "²",
    "№",
    "ﬁ",
    "ß",
    "İ",
    "data",
    "/chemin/",
    "../haut",
    "&amp;",
    "&lt;",
    "&#38;",
    "\\*",
    "$var",
    "1.",
    "2)",
    "|",
    "||",
    "^",
    "éàùç",
]
PARAGRAPHS = (
    "- une liste\n- de deux\n\n",
    "1. un\n2. deux\n\n",
    "Un [lien](https://ahun.example/a?b=c&d=e) et **gras**.\n\n",
    "Un courriel [ici](mailto:accueil@ahun.example), un [numéro](tel:+33536490001).\n\n",
    "## Un titre\n\n",
    "    du code\n\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n",
    "Une ligne  \net une autre\n\n",
    "***\n\n",
    "`{% x %}` et ``un `accent` ``\n\n",
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FIRST_DAY = date(2026, 1, 1)


class Draw:
    """Draws values for records of a country, or of some departments."""

    def __init__(
        self, seed: int, geography: Geography, lists: Referentials, departements: Container[str]
    ) -> None:
        """Take what records refer to."""
        self.random = Random(seed)  # noqa: S311 - the same records every time
        self._communes = [
            commune
            for commune in geography.communes.values()
            if commune.departement in departements and commune.postcodes and not commune.parent
        ]
        self._lists = lists

    def maybe(self, make: Callable[[], object]) -> object:
        """Return a value, or nothing half of the time."""
        return make() if self.random.random() < 0.5 else None

    def text(self, longest: int = 140) -> str:
        """Return a line of odd words, sometimes as long as it may be."""
        count = self.random.choice((1, 2, 4, 8, longest))
        found = " ".join(self.random.choices(WORDS, k=count))[: self.random.randint(1, longest)]
        return found.lstrip("=+-@ ").strip() or "Ahun"

    def markdown(self) -> str:
        """Return some paragraphs."""
        parts = self.random.choices(
            (*PARAGRAPHS, self.text(300) + "\n\n"), k=self.random.randint(1, 12)
        )
        return "".join(parts)[:4000].lstrip("=+@").strip() or "Ahun"

    def day(self) -> str:
        """Return a date, seldom far from now."""
        span = self.random.choice((30, 700, 700_000))
        return (FIRST_DAY + timedelta(self.random.randint(-span, span))).isoformat()

    def period(self, **others: object) -> dict[str, object]:
        """Return a first and a last day."""
        first, last = sorted((self.day(), self.day()))
        return {"from": first, "to": last, **others}

    def several(self, make: Callable[[], object], most: int) -> list[object]:
        """Return a list, seldom a long one."""
        return [make() for _ in range(self.random.choice((0, 1, 2, 3, most)))]

    def slots(self) -> list[object]:
        """Return the slots of a day, which do not overlap."""
        cuts = sorted(self.random.sample(range(0, 1441, 5), 2 * self.random.randint(0, 4)))
        ranges = [
            "-".join(f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in pair)
            for pair in zip(cuts[::2], cuts[1::2], strict=True)
        ]
        return [self._slot(time) for time in ranges]

    def _slot(self, time: str) -> object:
        choice = self.random.random()
        if choice < 0.6:
            return time
        slot: dict[str, object] = {"time": time}
        if choice < 0.8:
            slot["weeks"] = self.random.choice(("even", "odd"))
        if choice > 0.7:
            slot["nth"] = self.random.sample([1, 2, 3, 4, 5], self.random.randint(1, 5))
        if choice > 0.9:
            slot["appointment"] = self.random.choice(("possible", "required"))
        return slot

    def week(self) -> dict[str, object]:
        """Return some days of a week."""
        return {day: self.slots() for day in DAYS if self.random.random() < 0.8}

    def commune(self) -> Commune:
        """Return any commune that has a postal code."""
        return self.random.choice(self._communes)

    def address(self, commune: Commune) -> dict[str, object]:
        """Return an address in a commune."""
        return _specified(
            street=self.maybe(self.text),
            extra=self.maybe(self.text),
            postcode=self.random.choice(commune.postcodes),
            city=self.random.choice((commune.name, self.text())),
            insee=commune.insee,
        )

    def location(self, commune: Commune) -> object:
        """Return a point near the centre of a commune, if that is known."""
        if commune.lat is None or commune.lon is None:
            return None
        return {
            "lat": round(commune.lat + self.random.uniform(-0.03, 0.03), 5),
            "lon": round(commune.lon + self.random.uniform(-0.03, 0.03), 5),
        }

    def partner(self, key: str) -> object:
        """Return a partner as a key, or with its days."""
        if self.random.random() < 0.4:
            return key
        return _specified(
            id=key,
            presence=self.maybe(lambda: self.random.choice(("on-site", "remote", "referral"))),
            when=self.several(self._permanence, 8),
            details=self.maybe(self.text),
        )

    def _permanence(self) -> str:
        ranks = self.random.choice(("", "", "1st ", "1st and 3rd ", "2nd, 4th and 5th "))
        weeks = self.random.choice(("", "", "even weeks ", "odd weeks "))
        time = self.random.choice(("", " 09:00-12:00", " 00:00-24:00", " 13:30-17:45"))
        return f"{ranks}{weeks}{self.random.choice(DAYS)}{time}"

    def stop(self, rank: int) -> dict[str, object]:
        """Return a stop of a touring place."""
        commune = self.commune()
        return _specified(
            id=f"arret-{rank}",
            name=self.maybe(self.text),
            address=self.address(commune),
            location=self.maybe(lambda: self.location(commune)),
            hours=self.maybe(self.week),
            details=self.maybe(lambda: self.text(1000)),
        )

    def record(self, identifier: str) -> tuple[str, dict[str, object]]:
        """Return the department and the content of a record."""
        commune = self.commune()
        status = self.random.choice(("open", "open", "open", "project", "closed"))
        form = self.random.choice(("fixed", "branches", "multi-site", "bus", "touring"))
        partners = self._some(list(self._lists.partners))
        services = self._some(list(self._lists.services))
        stops = self.random.choice((0, 1, 3, 12)) if form in {"bus", "touring"} else 0
        return commune.departement, _specified(
            id=identifier,
            name=self.text(),
            status=status,
            demonstration=self.maybe(lambda: "yes"),
            form=form,
            role=self.random.choice(("main", "branch")),
            group=self.maybe(self.text),
            label=self.maybe(lambda: {"awarded": self.day()}),
            address=self.address(commune),
            location=self.maybe(lambda: self.location(commune)),
            contact=_specified(
                phone=self.maybe(lambda: self.random.choice(("05 36 49 00 01", "3949", "118712"))),
                email=self.maybe(lambda: "accueil@ahun.example"),
                website=self.maybe(lambda: "https://ahun.example/?a=b&c='d'#e".replace("'", "%27")),
            ),
            porteur=self.maybe(self._porteur),
            partners=[self.partner(key) for key in partners] or None,
            services=services or None,
            hours=self.maybe(self.week),
            closures=self.several(
                lambda: self.period(**_specified(reason=self.maybe(self.text))), 30
            ),
            notices=self.several(lambda: self.period(text=self.text(1000)), 6),
            appointment=self.maybe(lambda: self.random.choice(("none", "possible", "required"))),
            remarks=self.maybe(lambda: self.text(1000)),
            access=_specified(
                wheelchair=self.maybe(lambda: "yes"),
                details=self.maybe(lambda: self.text(1000)),
                transport=self.maybe(lambda: self.text(1000)),
            ),
            equipment=_specified(
                computers=self.maybe(lambda: self.random.randint(0, 999)),
                printer=self.maybe(lambda: "no"),
                video=self.maybe(lambda: "yes"),
            ),
            charter=self.maybe(lambda: "yes"),
            stops=[self.stop(rank) for rank in range(stops)] or None,
            opening=self.maybe(lambda: "2027-03"),
            closing=self.maybe(
                lambda: _specified(
                    date=self.maybe(self.day), reason=self.maybe(lambda: self.text(1000))
                )
            ),
            description=self.maybe(self.markdown),
            previous_ids=[f"{identifier}-ancien"] if self.random.random() < 0.2 else None,
            source=self.maybe(lambda: _specified(name=self.text(), date=self.maybe(self.day))),
            updated=self.day(),
        )

    def _some(self, keys: list[str]) -> list[str]:
        return self.random.sample(keys, self.random.randint(0, len(keys)))

    def _porteur(self) -> object:
        key = self.random.choice(list(self._lists.porteurs))
        return _specified(type=key, name=self.maybe(self.text))


def write_records(draw: Draw, count: int, records: Path) -> None:
    """Write records into a folder, one file each."""
    for rank in range(count):
        identifier = f"fiche-{rank}"
        departement, content = draw.record(identifier)
        folder = records / departement
        folder.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(
            _as_text(content), allow_unicode=True, sort_keys=False, default_style='"'
        )
        (folder / f"{identifier}.yml").write_text(text, encoding="utf-8")


def _as_text(value: object) -> object:
    """Write every value as text: a number between quotes is one all the same."""
    if isinstance(value, dict):
        return {key: _as_text(inner) for key, inner in value.items()}
    return [_as_text(inner) for inner in value] if isinstance(value, list) else str(value)


def _specified(**values: object) -> dict[str, object]:
    """Return only the values that are specified: an empty value is a mistake in a record."""
    return {key: value for key, value in values.items() if value not in (None, {})}
