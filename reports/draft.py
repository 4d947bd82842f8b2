"""A draft with what is known of each of its claims, as people and programs read it.

`draft.schema.json` beside this module is the shape of the JSON; a change that takes a key away or gives it
another meaning raises `VERSION`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

VERSION = 1
"""Of the JSON shape."""


class Mark(StrEnum):
    """What is known of a claim, in one word; the gravest that holds."""

    CONTRADICTS = "contradicts"
    NEWER = "newer"
    DISPUTED = "disputed"
    ONE_ORIGIN = "one_origin"
    OWN = "own"
    UNKNOWN = "unknown"
    NOT_COMPARED = "not_compared"
    AGREES = "agrees"


MEANING = {
    Mark.CONTRADICTS: "somebody says otherwise, or the draft itself does",
    Mark.NEWER: "a newer figure is known",
    Mark.DISPUTED: "somebody says otherwise, but more origins say what the draft says",
    Mark.ONE_ORIGIN: "one other origin says so, and nobody else",
    Mark.OWN: "only the draft's own outlet has said so",
    Mark.UNKNOWN: "nobody has said anything of it",
    Mark.NOT_COMPARED: "whose figure it is, or what it counts, was not understood",
    Mark.AGREES: "two or more independent origins say so",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A place where a known value is told.

    `value_start` and `value_end` are the place of the value in `sentence`; `link` opens the page at the
    words. `is_own` says that it is of the draft's own outlet.
    """

    claim_id: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str
    link: str | None
    sentence: str
    value_start: int | None
    value_end: int | None
    attributed_to: str | None
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A known value beside a claim of the draft, with how the two stand and who tells it.

    `n_origins` counts independent origins that are not the draft's own outlet. `sentence` says why in
    words, `tellings` are the earliest of each origin, the first few. `same_origin` says of a value that
    contradicts that all who tell it go back to origins of the draft's value: it was altered on the way.
    """

    value: str
    relation: str
    reason: str
    sentence: str
    confidence: float
    severity: float
    question_id: str | None
    question: str
    n_claims: int
    n_articles: int
    n_origins: int
    same_origin: bool
    outlets: tuple[str, ...]
    first_told: str | None
    tellings: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a reference says beside a claim: `relation` is agree or contradict."""

    relation: str
    reason: str
    value: str
    source: str
    url: str
    sentence: str
    confidence: float
    severity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftClaim:
    """A claim of the draft. `text[start:end] == quote`, in code points, half-open.

    `number` counts from 1 in the order of the text. `contradicts` are other answers, those of most origins
    first, and `more_against` how many more there are. `newer` are known values that took the place of this
    one, `earlier` the latest that this one takes the place of, `doubtful` what clashes with it without
    being sure enough for an alert.
    """

    number: int
    mark: Mark
    start: int
    end: int
    quote: str
    sentence: str
    in_headline: bool
    kind: str
    subject: str
    metric: str
    value: str
    question: str
    period: str | None
    status: str
    attributed_to: str | None
    confidence: float
    agrees: Known | None
    contradicts: tuple[Known, ...]
    more_against: int
    newer: tuple[Known, ...]
    earlier: tuple[Known, ...]
    doubtful: tuple[Known, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Two claims of the draft that contradict each other, by their numbers in the order of the text."""

    first: int
    later: int
    in_headline: bool
    reason: str
    sentence: str
    confidence: float
    severity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongSum:
    """Figures of the draft that do not add up: the claims that take part, by number, and the sum."""

    claims: tuple[int, ...]
    rule: str
    working: str
    sentence: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The draft as it is published already; it was left out of what is known."""

    url: str
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something of the draft that could not be read or compared."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft as it was read. `date_from` says where the date is from: given, draft or today."""

    name: str
    title: str | None
    outlet: str | None
    date: str
    date_from: str
    words: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What the draft was held against: the published file of a run."""

    path: str
    run_number: int | None
    finished_at: str | None
    told_until: str | None
    n_articles: int
    n_claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCheck:
    """All that is said of a draft. Claims are in the order of the text."""

    draft: Draft
    against: Against
    already_published: tuple[Published, ...]
    claims: tuple[DraftClaim, ...]
    within: tuple[Within, ...]
    sums: tuple[WrongSum, ...]
    remarks: tuple[Remark, ...]

    @property
    def counts(self) -> dict[Mark, int]:
        """How many claims have each mark."""
        return {mark: sum(claim.mark is mark for claim in self.claims) for mark in Mark}

    @property
    def is_contradicted(self) -> bool:
        """Whether anything says otherwise: an article, a reference, the draft itself or its sums."""
        return bool(self.counts[Mark.CONTRADICTS] or self.within or self.sums)

    def fails(self, on: Collection[Mark]) -> bool:
        """Whether there is anything of these marks; a contradiction is one within the draft too."""
        return any(self.counts[mark] for mark in on) or (Mark.CONTRADICTS in on and self.is_contradicted)


def gravest_first(claims: Iterable[DraftClaim]) -> list[DraftClaim]:
    """Claims in the order in which an editor should look at them; ties in the order of the text."""
    marks = list(Mark)
    return sorted(claims, key=lambda claim: (marks.index(claim.mark), -severity_of(claim), claim.number))


def is_better_backed(agrees: Known | None, contradicts: Iterable[Known]) -> bool:
    """Whether more origins say one thing than say any other; an altered copy has no origin of its own."""
    against = max((0 if each.same_origin else each.n_origins for each in contradicts), default=0)
    return agrees is not None and agrees.n_origins > against


def severity_of(claim: DraftClaim) -> float:
    """How grave the gravest contradiction of a claim is, 0..1."""
    found = [each.severity for each in claim.contradicts] + [each.severity for each in claim.references]
    return max(found, default=0.0)


def to_json(check: DraftCheck, only: Collection[Mark] = ()) -> str:
    """One JSON object as `draft.schema.json` has it; with `only`, claims of these marks."""
    shown = [asdict(claim) for claim in check.claims if not only or claim.mark in only]
    document: dict[str, Any] = {
        "version": VERSION,
        "draft": asdict(check.draft),
        "against": asdict(check.against),
        "counts": {str(mark): number for mark, number in check.counts.items()},
        "already_published": [asdict(each) for each in check.already_published],
        "claims": shown,
        "within": [asdict(each) for each in check.within],
        "sums": [asdict(each) for each in check.sums],
        "remarks": [asdict(each) for each in check.remarks],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)
