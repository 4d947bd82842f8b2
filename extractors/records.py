"""The records that extraction makes, and the closed vocabularies they are written in.

Every record is frozen, takes keywords only and holds tuples, so it can be hashed, compared, sent to
another process and stored without surprises. `None` always means "the text does not say". Numbers are
`Decimal`: money is never a float.

Offsets are half-open `[start, end)` in code points of `Article.text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extractors.quick_init import quick_init


class Kind(StrEnum):
    """What sort of proposition a claim is."""

    QUANTITY = "quantity"
    FACT = "fact"
    QUOTE = "quote"


class Modifier(StrEnum):
    """How the text hedges a value."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    RANGE = "range"


class Status(StrEnum):
    """How far the text stands behind a value. `DENIED` is polarity: the text says it is not so."""

    REPORTED = "reported"
    ESTIMATED = "estimated"
    PROJECTED = "projected"
    TARGET = "target"
    RUMOURED = "rumoured"
    DENIED = "denied"


class CreditKind(StrEnum):
    """What kind of source a text credits."""

    OUTLET = "outlet"
    DOCUMENT = "document"
    PERSON = "person"
    COMPANY = "company"
    ANONYMOUS = "anonymous"
    WIRE = "wire"
    LINK = "link"


class Stage(StrEnum):
    """The step of a run at which an issue was met."""

    READ = "read"
    PARSE = "parse"
    EXTRACT = "extract"
    TRACE = "trace"
    CHECK = "check"


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of a text, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The words of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hyperlink of an article: its absolute URL and the span of its anchor words in the text."""

    url: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: cleaned text with identity.

    `url` is canonical, or `file:` and the path relative to the source it was read from. `published` is
    an ISO date (`2024-10-02`) or a UTC instant (`2024-10-02T14:05:00Z`). `text` is empty for an article
    of which only ready-made claims are known. `text_sha256` is of the UTF-8 text.
    """

    article_id: str
    url: str
    outlet: str | None
    title: str | None
    author: str | None
    published: str | None
    text: str
    text_sha256: str
    links: tuple[Link, ...] = ()

    @property
    def published_on(self) -> str | None:
        """The day of publication, `YYYY-MM-DD`, when one is known."""
        return self.published[:10] if self.published else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as written, in base units.

    `low` and `high` are equal unless the text gives a range; losses and falls are negative; 12 % is 12.
    `unit` is an ISO currency code or a name of the unit lexicon (`percent`, `parameters`, `users`, …);
    `count` when only a noun is printed, and that noun, singular and lower case, is `unit_noun`.
    `span` covers sign, number, magnitude and unit as printed, hedges outside; `text` is those words.
    `hedge_span` covers the hedging words before or after, when there are any. `ambiguous` names the other
    readings of the unit (a `$` in an Australian outlet), empty when there are none.
    """

    low: Decimal
    high: Decimal
    unit: str
    unit_noun: str | None
    modifier: Modifier
    span: Span
    text: str
    hedge_span: Span | None = None
    ambiguous: tuple[str, ...] = ()


Scope = tuple[tuple[str, str], ...]
"""What narrows a claim: sorted `(slot, value)` pairs, e.g. `(("part", "first tranche"),)`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Whom a text credits, and where: `span` covers the crediting words, `name` is the credited source.

    `chain` lists further credits behind it, nearest first ("Reuters, citing The Information").
    `url` is set when the credit is a hyperlink. `reach` holds the stretches of text that it vouches for.
    """

    kind: CreditKind
    name: str
    span: Span
    chain: tuple[str, ...] = ()
    url: str | None = None
    reach: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An attribution of a whole article, for tracing: this article credits that source."""

    article_id: str
    attribution: Attribution
    evidence: str


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One assertable proposition at one place in one article.

    `start` and `end` span the value in `Article.text` (for a quote: the words between the marks), both
    `None` for a ready-made claim whose article text is not held. `sentence` is the exact sentence that
    carries it. `object` is what a fact states (a name, an ISO date, a licence word) or the words of a
    quote. `confidence` is 0..1: how sure extraction is of subject and metric.
    """

    claim_id: str
    article_id: str
    kind: Kind
    subject: str
    metric: str
    sentence: str
    external_id: str | None = None
    mention: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    unit_noun: str | None = None
    modifier: Modifier = Modifier.EXACT
    scope: Scope = ()
    period: str | None = None
    status: Status = Status.REPORTED
    attributed_to: str | None = None
    attribution_kind: CreditKind | None = None
    counterparty: str | None = None
    object: str | None = None
    value_text: str | None = None
    start: int | None = None
    end: int | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A fact that an analyst looked up: what one named public source says, kept in a file of references.

    It is no article and nobody's claim, so it is never counted as a witness. `low`, `high`, `unit` and
    `modifier` are as a quantity of an article reads, `object` is what a fact states; `value_text` is the
    value as the file has it. `place` says where it stands: file and line.
    """

    reference_id: str
    kind: Kind
    subject: str
    metric: str
    value_text: str
    source: str
    url: str
    place: str
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    modifier: Modifier = Modifier.EXACT
    object: str | None = None
    scope: Scope = ()
    period: str | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that could not be read, parsed, dated or compared: a row, never a silence.

    `code` is a short snake_case word of a closed list per stage (see `docs/issues.md`), `message` one
    sentence a person can act on, `where` the file, URL, line or article it concerns.
    """

    stage: Stage
    code: str
    where: str
    message: str
    article_id: str | None = None
