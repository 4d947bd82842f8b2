"""What the published file holds of single findings, to be worked out again: a record per named query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from checkers.revisions.records import SeenText
from extractors.records import Article, Link, Span
from warehouse.claim_columns import ClaimColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClaim(ClaimColumns):
    """Claims as they are stored. Takes `claim_ids`, `article_ids`, `block_keys`."""

    is_ready_made: bool
    form_id: str | None
    form_subject: str | None
    question_id: str | None


class StoredLink(TypedDict):
    """A hyperlink as a query gives it."""

    url: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """Articles with text and links; `latest_revision` is 0 for one never changed. Takes `article_ids`."""

    article_id: str
    url: str
    outlet: str | None
    title: str | None
    author: str | None
    published: str | None
    text: str
    text_sha256: str
    extractor_version: str
    links: list[StoredLink]
    latest_revision: int

    def article(self) -> Article:
        """The article as it was read."""
        return Article(
            article_id=self.article_id,
            url=self.url,
            outlet=self.outlet,
            title=self.title,
            author=self.author,
            published=self.published,
            text=self.text,
            text_sha256=self.text_sha256,
            links=tuple(
                Link(url=each["url"], span=Span(start=each["start_char"], end=each["end_char"]))
                for each in self.links
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRevision:
    """The texts that an article has had, in order. Takes `article_id`."""

    number: int
    title: str | None
    published: str | None
    text: str | None
    text_sha256: str
    run_number: int
    compared_by: str
    notes: list[str]

    def seen(self) -> SeenText:
        """The text as checking compares it."""
        return SeenText(
            number=self.number,
            title=self.title,
            published=self.published,
            text=self.text,
            text_sha256=self.text_sha256,
            run_number=self.run_number,
            compared_by=self.compared_by,
            notes=tuple(self.notes),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEdit:
    """An edit between two revisions of an article. Takes `edit_id`."""

    edit_id: str
    article_id: str
    number: int
    old_number: int
    kind: str
    notice: str
    old_claim_id: str | None
    old_value: str | None
    old_sentence: str | None
    new_claim_id: str | None
    new_value: str | None
    new_sentence: str | None
    relation: str | None
    reason: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFormer:
    """A claim that an article made before it was changed. Takes `claim_id`."""

    article_id: str
    number: int
    until_number: int
    value_text: str | None
    sentence: str
    start_char: int | None
    end_char: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSum:
    """A sum that does not come out. Takes `sum_id`."""

    sum_id: str
    article_id: str
    rule: str
    claim_ids: list[str]
    told: str
    working: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRelation:
    """How two written forms of a block were judged. Takes `block_key`."""

    form_a: str
    form_b: str
    relation: str
    reason: str
    explanation: str
    confidence: float
    severity: float
    alert: bool
    dismissed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """The answers to a question, with its block; one row without an answer when it has none.

    Takes `question_id`, or `answer_id` of any of its answers and no `question_id`.
    """

    block_key: str
    question_id: str
    text: str
    verdict: str
    answer_id: str | None
    value: str | None
    n_claims: int | None
    n_articles: int | None
    n_origins: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEdge:
    """What articles derive from, with the words that show it. Takes `article_ids`."""

    article_id: str
    origin_article_id: str | None
    origin_name: str | None
    kind: str
    evidence: str


QUERIES: dict[type, str] = {
    StoredClaim: "stored_claims",
    StoredArticle: "stored_articles",
    StoredRevision: "stored_revisions",
    StoredEdit: "stored_edits",
    StoredFormer: "stored_former",
    StoredSum: "stored_sums",
    StoredRelation: "stored_relations",
    StoredAnswer: "stored_answers",
    StoredEdge: "stored_edges",
}
"""Which query of `sql/queries/` makes which record."""
