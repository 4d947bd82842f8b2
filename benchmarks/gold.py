"""The labelled set: articles of invented outlets, and every claim a careful analyst would want of them.

A file a topic, in the annotation format: `topic`, `articles`, `claims`, `pairs`, `lineage`, `held_out` for
topics that nobody tunes on, and `labelled` for topics of which only some kinds of claims are labelled. See
README.md of this folder for how they are labelled.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from checkers.records import LineageKind, Relation
from extractors.records import Kind, Modifier, Status

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"

R = TypeVar("R")


class GoldError(ValueError):
    """A file of the set that cannot be read; the message names file and place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article as the pipeline is fed it."""

    id: str
    url: str
    outlet: str
    published: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A labelled claim. `quote` is the sentence that carries it; for a quotation, the words themselves."""

    id: str
    article: str
    kind: str
    quote: str
    subject: str
    metric: str
    value_text: str = ""
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    modifier: str = "exact"
    object: str | None = None
    period: str | None = None
    status: str = "reported"
    attributed_to: str | None = None
    counterparty: str | None = None
    scope: dict[str, str] | None = None

    @property
    def is_named(self) -> bool:
        """Whether its metric is of the vocabulary, and not a labeller's own word for a further one."""
        return not self.metric.startswith("other:")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPair:
    """How two labelled claims stand to each other, and why."""

    a: str
    b: str
    relation: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledEdge:
    """Where an article comes from: the id of another one of the topic, or the name of a source."""

    article: str
    source: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One story as several pages report it."""

    name: str
    is_held_out: bool
    labelled: frozenset[Kind]
    articles: tuple[GoldArticle, ...]
    labels: tuple[Label, ...]
    pairs: tuple[LabelledPair, ...]
    edges: tuple[LabelledEdge, ...]

    @property
    def is_of_quotations(self) -> bool:
        """Whether nothing but its quotations is labelled."""
        return self.labelled == {Kind.QUOTE}


def load_topics(folder: Path = GOLD) -> tuple[Topic, ...]:
    """All topics of a folder, by file name.

    Raises:
        GoldError: no topics there, a file that is not of the format, or one that contradicts itself.
    """
    topics = read_topics(folder)
    for topic in topics:
        if found := next(problems(topic), None):
            raise GoldError(f"{topic.name}: {found}")
    return topics


def read_topics(folder: Path) -> tuple[Topic, ...]:
    """All topics of a folder in the annotation format, as far as their texts are there, unchecked.

    An article whose text is withheld is left out, and with it what is labelled in it.

    Raises:
        GoldError: no topics there, or a file that is not of the format.
    """
    topics = tuple(_read(path) for path in sorted(folder.glob("*.json")))
    if not topics:
        raise GoldError(f"{folder}: no topics there")
    return topics


def sha256_of(folder: Path = GOLD) -> str:
    """SHA-256 over names and bytes of the topic files: a floor holds for one state of the set."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def problems(topic: Topic) -> Iterator[str]:
    """What is wrong with a topic: labels that are not in the text, unknown words, dangling ids."""
    texts = {article.id: article.text for article in topic.articles}
    yield from _doubles("article", [article.id for article in topic.articles])
    yield from _doubles("claim", [label.id for label in topic.labels])
    for label in topic.labels:
        if label.article not in texts:
            yield f"{label.id}: there is no article {label.article}"
        elif not label.quote or label.quote not in texts[label.article]:
            yield f"{label.id}: quote is not in the text of {label.article}: {label.quote!r}"
        elif label.kind not in topic.labelled and label.kind in set(Kind):
            yield f"{label.id}: the topic says that it labels no {label.kind}"
        yield from (f"{label.id}: {found}" for found in _wrong_words(label))
    known = {label.id for label in topic.labels}
    for pair in topic.pairs:
        if pair.a == pair.b or not {pair.a, pair.b} <= known:
            yield f"pair {pair.a} {pair.b}: not two claims of the topic"
        if pair.relation not in set(Relation):
            yield f"pair {pair.a} {pair.b}: no such relation: {pair.relation}"
    for edge in topic.edges:
        if edge.article not in texts or edge.kind not in set(LineageKind):
            yield f"lineage of {edge.article}: no such article, or no such kind: {edge.kind}"


def _wrong_words(label: Label) -> Iterator[str]:
    if label.kind not in set(Kind):
        yield f"no such kind: {label.kind}"
    if label.kind != Kind.QUOTE and (not label.value_text or label.value_text not in label.quote):
        yield f"value_text is not in the quote: {label.value_text!r}"
    if label.modifier not in set(Modifier) or label.status not in set(Status):
        yield f"no such modifier or status: {label.modifier}, {label.status}"
    if label.kind == Kind.QUANTITY:
        if label.low is None or label.high is None or label.low > label.high:
            yield f"not a value: {label.low} to {label.high}"
        elif (label.low < label.high) != (label.modifier == Modifier.RANGE):
            yield f"modifier {label.modifier} does not fit {label.low} to {label.high}"
        if not label.unit:
            yield "a quantity without a unit"
    if label.kind == Kind.FACT and not label.object:
        yield "a fact without an object"


def _doubles(what: str, ids: Sequence[str]) -> Iterator[str]:
    seen = set[str]()
    for one in ids:
        if one in seen:
            yield f"{what} {one} is there twice"
        seen.add(one)


def _read(path: Path) -> Topic:
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        articles = tuple(_build(GoldArticle, row) for row in written["articles"] if row["text"])
        told = {article.id for article in articles}
        return Topic(
            name=written["topic"],
            is_held_out=written.get("held_out", False),
            labelled=frozenset(Kind(kind) for kind in written.get("labelled", Kind)),
            articles=articles,
            labels=tuple(_build(Label, row) for row in written["claims"] if row["article"] in told),
            pairs=tuple(_build(LabelledPair, row) for row in written["pairs"]),
            edges=tuple(
                LabelledEdge(article=row["article"], source=row["from"], kind=row["kind"])
                for row in written["lineage"]
            ),
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{path}: not a topic of the annotation format: {error!r}") from error


def _build(record: type[R], row: dict[str, Any]) -> R:
    known = {item.name for item in fields(record)}  # type: ignore[arg-type]
    return record(**{key: value for key, value in row.items() if key in known})
