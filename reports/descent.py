"""The tree of a claim, from first telling to latest, as records for a view, a drawing or a program."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Where the words are: a W3C text-quote selector, and a link that opens the page at them.

    `link` is null where the article has no address on the web; `is_unique` is false where the article has
    more places just like it, of which the link opens the first.
    """

    exact: str
    prefix: str
    suffix: str
    link: str | None
    is_unique: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """What changed between two tellings. `weight` is harmless, loss or error."""

    mutation: str
    meaning: str
    weight: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inheritance:
    """Where a telling has its claim from. `parent` is the id of the node, `through` the articles between."""

    parent: str
    tie: str
    direction: str
    confidence: float
    evidence: str
    changes: tuple[Alteration, ...]
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One article's telling of the claim, or, with `source`, a source that is not held.

    `value` is as printed; `value_start` and `value_end` are its place in `sentence`. `is_asked` marks the
    claim that the tree was asked for. `origin` is what the telling inherits from, null for a first telling.
    """

    node_id: str
    source: str | None
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    claim_ids: tuple[str, ...]
    question_id: str | None
    value: str
    status: str | None
    attributed_to: str | None
    sentence: str
    value_start: int | None
    value_end: int | None
    quoted: Quoted | None
    is_asked: bool
    origin: Inheritance | None

    @property
    def name(self) -> str:
        """Who tells it."""
        return self.source or self.outlet or "an unnamed outlet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """Where a change came in, who inherited it, and who of those below told it rightly again."""

    node_id: str
    change: Alteration
    inherited_by: tuple[str, ...]
    corrected_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """The trees of a question, or the one tree of a claim; every parent before its children.

    `n_first` counts the tellings that have no known source, `n_unseen` the sources that are not held.
    """

    question_id: str | None
    question: str
    claim_id: str | None
    verdict: str | None
    n_articles: int
    n_first: int
    n_unseen: int
    tellings: tuple[Telling, ...]
    entrances: tuple[Entrance, ...]


def to_json(descent: Descent) -> str:
    """The tree for programs: one JSON object, keys as the records name them."""
    return json.dumps(asdict(descent), ensure_ascii=False, indent=2)
