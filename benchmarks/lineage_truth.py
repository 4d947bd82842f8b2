"""What is true of a generated corpus: each article's source, each figure changed on the way, the witnesses.

Witnesses are counted as an editor would: copies of one article are one, and so are articles that say they
have the story from one source. Reporters with sources of their own are each one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from checkers.unions import components


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An article and where it has its story from.

    `parent` is the URL of its source, `parent_name` the outlet of it; of a source that is not in the corpus
    only the name is known. Both are `None` for an article of one's own. `root` is the URL at the head of the
    chain, or the name of an outlet whose article is not there. `way` is how it was made, `text` equal for
    articles of equal words, `story` the event it tells.
    """

    url: str
    outlet: str
    story: int
    way: str
    parent: str | None
    parent_name: str | None
    root: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """A figure that changed between an article and its copy.

    `kind` is rounded, converted, hedge_lost, forecast_as_fact, million_as_billion, round_as_total, digit_swap
    or wrong_currency. Values are as printed, without hedge; `old_low` and `new_low` in base units.
    """

    parent: str
    child: str
    kind: str
    old_value_text: str
    new_value_text: str
    old_low: float
    new_low: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The truth of one corpus."""

    seed: int
    articles: tuple[Told, ...]
    mutations: tuple[Mutation, ...]

    @property
    def outlets(self) -> frozenset[str]:
        """Every publisher, also of articles that are not there."""
        names = {one.outlet for one in self.articles} | {one.parent_name or "" for one in self.articles}
        return frozenset(names - {""})

    def parents(self, told: Told) -> frozenset[str]:
        """URLs or names of the source of an article; an article of its source's very words will do."""
        if told.parent is None:
            return frozenset((told.parent_name,) if told.parent_name else ())
        held = {one.url: one for one in self.articles}
        words = held[told.parent].text
        return frozenset(one.url for one in self.articles if one.text == words and one.url != told.url)

    def origins(self, urls: Iterable[str]) -> int:
        """Independent witnesses among these articles: families of copies, one for each outlet."""
        told = {one.url: one for one in self.articles}
        return len(components(((told[url].root, told[url].story), told[url].outlet) for url in urls))


def write_truth(truth: Truth, path: Path) -> None:
    """Write the truth as JSON."""
    path.write_text(json.dumps(asdict(truth), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_truth(path: Path) -> Truth:
    """The truth that `write_truth` wrote."""
    made = json.loads(path.read_text(encoding="utf-8"))
    return Truth(
        seed=made["seed"],
        articles=tuple(Told(**one) for one in made["articles"]),
        mutations=tuple(Mutation(**one) for one in made["mutations"]),
    )
