"""What an editor gets in one letter, as records. How it looks is `digest_text` and `digest_html`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The words of one claim: the figure stands at `[start, end)` of the sentence, in code points.

    `link` opens the page at these words; `None` for an article that is not on the web.
    """

    outlet: str | None
    published: str | None
    sentence: str
    start: int | None
    end: int | None
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """One answer to a question: who gives it, since when, and in whose words.

    `quotations` are the words that clash with another answer; none where the answer is only told of.
    """

    value: str
    n_articles: int
    n_origins: int
    outlets: tuple[str, ...]
    first_told: str | None
    first_outlet: str | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One written value in the chart of a question: the numbers it may mean, and how often it is told.

    `low` and `high` are in base units of the question; an open end is `None`.
    """

    label: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    n_claims: int
    n_origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One finding: its id, and its two sides: a, which was told first, and b.

    `claims` are the ids of the claims that stand for them, `values` what these say.
    """

    finding_id: str
    claims: tuple[str, str]
    values: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A question on which answers clash: everything an editor needs to rule on it.

    `pairs` are the clashing pairs that are new, the gravest first; `reasons` says why.
    """

    pairs: tuple[Pair, ...]
    question: str
    answers: tuple[GivenAnswer, ...]
    reasons: tuple[str, ...]
    bars: tuple[Bar, ...]
    unit: str | None
    severity: float
    same_origin: bool
    reference: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A value that took the place of another: as the news moved on, or within one article without a note."""

    finding_id: str
    about: str
    before: str
    before_outlet: str | None
    before_told: str | None
    after: str
    after_outlet: str | None
    after_told: str | None
    sentence: str
    url: str
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A sum of one article that does not come out, or a claim against a reference, in one sentence."""

    finding_id: str
    words: str
    working: str
    outlet: str | None
    published: str | None
    sentence: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """Something that the findings cannot see: how many, and what it means."""

    number: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """How often findings were right by the rulings so far; `what` of them, `None` for all.

    `low` and `high` are the ends of the 95 % interval, from 0 to 1.
    """

    what: str | None
    n_ruled: int
    n_right: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One letter. `left_out` are new too and did not fit; `program` is how to look at them.

    `short_ids` are the ids that a person types, by the whole ids they stand for. `site` is where the pages
    behind the findings are, with a slash at its end. `accuracy` is empty when nobody has ruled yet.
    """

    name: str
    told_until: str | None
    contradictions: tuple[Block, ...]
    quotations: tuple[Block, ...] = ()
    updates: tuple[Change, ...] = ()
    silent_edits: tuple[Change, ...] = ()
    broken_sums: tuple[Slip, ...] = ()
    against_references: tuple[Slip, ...] = ()
    blind_spots: tuple[Unseen, ...] = ()
    left_out: tuple[str, ...] = ()
    program: str = "twosource"
    short_ids: Mapping[str, str] = field(default_factory=dict)
    accuracy: tuple[Accuracy, ...] = ()
    site: str | None = None

    def short(self, finding_id: str) -> str:
        """The id that a person types."""
        return self.short_ids.get(finding_id, finding_id)

    def page_of(self, finding_id: str) -> str | None:
        """The address of the page behind a finding; `None` where no site is set."""
        return None if self.site is None else f"{self.site}findings/{finding_id}.html"

    @property
    def finding_ids(self) -> tuple[str, ...]:
        """Everything that this letter tells, in its order."""
        blocks = (*self.contradictions, *self.quotations)
        changes = (*self.silent_edits, *self.updates)
        slips = (*self.broken_sums, *self.against_references)
        return (
            *(pair.finding_id for block in blocks for pair in block.pairs),
            *(change.finding_id for change in changes),
            *(slip.finding_id for slip in slips),
        )

    @property
    def can_be_ruled_on(self) -> bool:
        """Whether something in it can be ruled on: updates cannot, they are news."""
        return len(self.finding_ids) > len(self.updates)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.finding_ids

    @property
    def subject(self) -> str:
        """The subject line: how much there is, and the first of it."""
        counted = (
            (len(self.contradictions), "contradiction", "contradictions"),
            (len(self.quotations), "changed quotation", "changed quotations"),
            (len(self.silent_edits), "silent edit", "silent edits"),
            (len(self.broken_sums), "broken sum", "broken sums"),
            (len(self.against_references), "claim against a reference", "claims against references"),
            (len(self.updates), "update", "updates"),
        )
        parts = [f"{n} {one if n == 1 else many}" for n, one, many in counted if n]
        first = next((block.question for block in (*self.contradictions, *self.quotations)), None)
        return f"{', '.join(parts[:2])}: {first}" if first else ", ".join(parts[:3])
