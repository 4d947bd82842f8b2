"""Invented names for generated articles: companies, people, places, outlets with their standing lines."""

from __future__ import annotations

import random
from dataclasses import dataclass

from benchmarks.lineage_grammar import line_of
from benchmarks.lineage_texts import load_texts, pattern

_HEADS = tuple(
    a + b for a in "bdfgklmnprstvzwhj" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "or", "ar")
)
_TAILS = (
    "mar",
    "vik",
    "den",
    "sund",
    "holm",
    "ster",
    "low",
    "wick",
    "dane",
    "ros",
    "lin",
    "tha",
    "mere",
    "ford",
)
_TRADES = (
    ("Robotics", "robotics", "welding robots"),
    ("Foods", "food", "frozen dough"),
    ("Batteries", "battery", "storage cells"),
    ("Logistics", "logistics", "cold-store space"),
    ("Optics", "optics", "survey lenses"),
    ("Chemicals", "chemicals", "wood glue"),
    ("Energy", "energy", "wind power"),
    ("Systems", "software", "dispatch software"),
    ("Motors", "engine", "ship engines"),
    ("Textiles", "textile", "filter cloth"),
    ("Steel", "steel", "rolled beams"),
    ("Paper", "paper", "carton board"),
)
_FIRST = (
    "Ada",
    "Bruno",
    "Clara",
    "Dario",
    "Edda",
    "Farid",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Kira",
    "Luca",
    "Mona",
)
_PARTNERS = ("Capital", "Ventures", "Partners", "Pensions", "Holdings")
_PAPERS = (
    "Courier",
    "Gazette",
    "Herald",
    "Ledger",
    "Observer",
    "Post",
    "Chronicle",
    "Dispatch",
    "Mail",
    "Standard",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_MONTHS = ("January", "March", "April", "June", "July", "September", "November")
_AGENCIES = (
    ("Reuters", "reuters.com"),
    ("Associated Press", "apnews.com"),
    ("Agence France-Presse", "afp.com"),
    ("Bloomberg", "bloomberg.com"),
)
_FIRST_HAND = (
    ("Financial Times", "ft.com"),
    ("The Wall Street Journal", "wsj.com"),
    ("The Information", "theinformation.com"),
    ("CNBC", "cnbc.com"),
    ("Handelsblatt", "handelsblatt.com"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A publisher: its name, its site, and the lines that stand under all its articles."""

    name: str
    site: str
    standing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """All publishers of a world."""

    agencies: tuple[Desk, ...]
    first_hand: tuple[Desk, ...]
    papers: tuple[Desk, ...]

    @property
    def newsrooms(self) -> tuple[Desk, ...]:
        """Who may tell a story first."""
        return (*self.agencies, *self.agencies, *self.first_hand, *self.papers[: len(self.papers) // 3])


def place_name(rand: random.Random) -> str:
    """An invented name of two or three syllables."""
    return (rand.choice(_HEADS) + rand.choice(("", rand.choice(_HEADS))) + rand.choice(_TAILS)).capitalize()


def make_press(rand: random.Random, papers: int) -> Press:
    """The publishers of a world, so many papers among them; two in three have lines under every article."""

    def desk(name: str, site: str) -> Desk:
        names = {"town": place_name(rand), "outlet": name}
        lines = rand.sample(load_texts().common.standing, rand.choice((0, 1, 2)))
        return Desk(
            name=name,
            site=site,
            standing=tuple(line_of(pattern(text), names, rand).text() for text in lines),
        )

    towns: dict[str, None] = {}
    while len(towns) < papers:
        towns[f"{place_name(rand)} {rand.choice(_PAPERS)}"] = None
    return Press(
        agencies=tuple(desk(*one) for one in _AGENCIES),
        first_hand=tuple(desk(*one) for one in _FIRST_HAND),
        papers=tuple(desk(name, name.lower().replace(" ", "") + ".example") for name in towns),
    )


def story_names(rand: random.Random, year: int) -> dict[str, str]:
    """The names of one story: who, what and where, each under the slot that sentences use."""
    surname, trade, goods = rand.choice(_TRADES)
    own = place_name(rand)
    return {
        "company": f"{own} {surname}",
        "trade": trade,
        "goods": goods,
        "rival": f"{place_name(rand)} {rand.choice(_TRADES)[0]}",
        "partner": f"{place_name(rand)} {rand.choice(_PARTNERS)}",
        "town": place_name(rand),
        "region": place_name(rand),
        "person": f"{rand.choice(_FIRST)} {place_name(rand)}",
        "storm": place_name(rand),
        "day": rand.choice(_DAYS),
        "month": rand.choice(_MONTHS),
        "next": str(year + 1),
    }
