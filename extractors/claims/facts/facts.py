"""Facts of an article: licences, roles, founders, investors, dates and the state of events.

Every metric of the fact lexicon is a list of frames. A sentence that holds a metric's cue is folded (names
and dates become signs) and each frame tried on it; what the frame's groups caught are subject and object. A
frame without a subject takes the nearest sensible one: in the sentence, in the title, in the sentence before.
When that is not clear nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.claims.facts.context import Context, ReferentLike
from extractors.claims.facts.frames import (
    CompiledMetric,
    FactSieve,
    compile_metric,
    shipped_metrics,
    shipped_sieve,
)
from extractors.claims.facts.status import status_of
from extractors.claims.facts.text import Folded, Item
from extractors.claims.quotes.people import People
from extractors.claims.reading import Reading
from extractors.lexicon.entities import Mention
from extractors.lexicon.facts import FactMetric, Frame
from extractors.records import Scope, Span, Status

_AS_PRINTED = "as_printed"  # the value whose object is the words themselves
_GUESSED = 0.2  # confidence lost when the sentence does not name the subject
_BY_PRONOUN = 0.1  # confidence lost when a pronoun or description stands for the object
_DAY = re.compile(r"\d{2}-\d{2}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFact:
    """One fact at one place.

    `value_span` covers the words that state `object`, `mention` are the words that stand for the subject
    (`None` when the sentence has none). `period` is ISO or `None`. `status` `denied` is polarity.
    """

    metric: str
    subject: str
    mention: str | None
    object: str
    value_span: Span
    sentence_span: Span
    period: str | None
    status: Status
    confidence: float
    counterparty: str | None = None
    scope: Scope = ()


def find_facts(
    reading: Reading,
    referents: Sequence[Sequence[ReferentLike]],
    title_mentions: Sequence[Mention] = (),
    metrics: Sequence[FactMetric] | None = None,
    people: People | None = None,
) -> tuple[FoundFact, ...]:
    """The facts of an article in order of place; linear in its length.

    Args:
        reading: The article with its sentences, mentions and periods.
        referents: For each sentence what it speaks of: names, and pronouns resolved to names.
        title_mentions: The lexicon names of the title, for facts whose subject only the title tells.
        metrics: The fact lexicon; the built-in one when left out.
        people: The people of the article, where they are known already.
    """
    lexicon = shipped_metrics() if metrics is None else tuple(map(compile_metric, metrics))
    sieve = shipped_sieve() if metrics is None else FactSieve(lexicon)
    context = Context(reading, referents, title_mentions, people)
    found: list[FoundFact] = []
    for number, sentence in enumerate(reading.sentences):
        for metric, frames in sieve.candidates(sentence.of(reading.text), context.kinds(number)):
            for with_unknown, own in metric.foldings(frames):
                folded = context.folded(number, with_unknown=with_unknown)
                found += _best(_facts_of(metric, own, folded, context, number))
    found = _founders_of_one(found)
    found.sort(key=lambda fact: (fact.value_span, fact.metric, fact.subject, fact.object))
    return tuple(_once(found, frozenset(metric.of.name for metric in lexicon if metric.of.once)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    """A frame that fits sentence `number` of the article."""

    metric: FactMetric
    compiled: CompiledMetric
    frame: Frame
    match: re.Match[str]
    folded: Folded
    number: int

    def has(self, group: str) -> bool:
        return self.match.groupdict().get(group) is not None

    def items(self, group: str) -> list[Item]:
        return self.folded.items_in(*self.match.span(group)) if self.has(group) else []

    def span(self, group: str | int = 0) -> Span:
        return self.folded.span(*self.match.span(group))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """What a hit states: the object's name, its words, and the item when it is a name."""

    name: str
    span: Span
    item: Item | None = None


def _facts_of(
    compiled: CompiledMetric, among: int, folded: Folded, context: Context, number: int
) -> Iterator[FoundFact]:
    for frame, match in compiled.matches(folded, among):
        hit = _Hit(
            metric=compiled.of, compiled=compiled, frame=frame, match=match, folded=folded, number=number
        )
        stated = list(_stated(hit, context))
        if stated:
            yield from _facts_of_hit(hit, stated, context)


def _facts_of_hit(hit: _Hit, stated: Sequence[_Stated], context: Context) -> Iterator[FoundFact]:
    objects = {one.name for one in stated if one.item is not None}
    status = hit.frame.status or status_of(
        hit.match, hit.folded, tensed=hit.metric.tensed, deniable=hit.metric.object_kind == "value"
    )
    period = _period(hit)
    for subject, mention, doubt in _subjects(hit, context, objects):
        for one in stated:
            within = hit.frame.described and one.name in subject  # "the Orvane service" of Orvane Plus
            if one.name == subject or within or not _is_confirmed(hit, subject, one.item):
                continue
            by_pronoun = one.item is not None and one.item.pronoun
            yield FoundFact(
                metric=hit.metric.name,
                subject=subject,
                mention=mention,
                object=one.name,
                value_span=one.span,
                sentence_span=hit.folded.sentence,
                period=period,
                status=status,
                confidence=round(hit.frame.confidence - doubt - (_BY_PRONOUN if by_pronoun else 0.0), 2),
            )


def _stated(hit: _Hit, context: Context) -> Iterator[_Stated]:
    if hit.frame.object_before:
        person = context.person_before(hit.folded.place_of(hit.match.start()))
        if person is not None:
            yield _Stated(name=person.name, span=hit.span())
    elif hit.has("value"):
        span = hit.span("value")
        name = hit.frame.object or hit.compiled.value_of(hit.folded.text, *hit.match.span("value"))
        if name and not (name == _AS_PRINTED and _is_opener(hit, span, context)):
            yield _Stated(
                name=" ".join(span.of(context.text).split()) if name == _AS_PRINTED else name, span=span
            )
    elif hit.metric.object_kind == "date":
        for item in hit.items("date"):
            if hit.frame.precision != "day" or _DAY.search(item.name):
                yield _Stated(name=shared_date(item.name), span=item.span)
    elif hit.frame.object is not None:
        yield _Stated(name=hit.frame.object, span=hit.span("object" if hit.has("object") else 0))
    else:
        for item in hit.items("object") + hit.items("object2"):
            if hit.metric.object_kind != "person" or _is_person(hit, item):
                yield _Stated(name=item.name, span=item.span, item=item)


def _is_opener(hit: _Hit, span: Span, context: Context) -> bool:
    """Whether a place has its capital, for all one knows, because it opens the sentence."""
    if hit.metric.object_kind != "place" or context.is_listed_place(span):
        return False
    return not any(char.isalnum() for char in context.text[hit.folded.sentence.start : span.start])


def _is_person(hit: _Hit, item: Item) -> bool:
    """A person, or an unknown name of two words where the frame expects one."""
    return item.kind == "person" or (hit.frame.by_place and item.kind == "unknown" and " " in item.name)


def shared_date(period: str) -> str:
    """A date as an object: of a stretch of time (`2022-01/2022-06`) what its ends have in common."""
    first, _, last = period.partition("/")
    if not last:
        return period
    shared = [a for a, b in zip(first.split("-"), last.split("-"), strict=False) if a == b]
    return "-".join(shared) or period


def _subjects(hit: _Hit, context: Context, objects: set[str]) -> list[tuple[str, str | None, float]]:
    """Each subject of a hit with the words that stand for it and how much doubt that adds."""
    if not hit.has("subject"):
        place = hit.folded.place_of(hit.match.start())
        guess = context.subject_near(hit.number, place, hit.metric.subject_kinds, objects)
        return [(guess + hit.frame.subject_suffix, None, _GUESSED)] if guess else []
    start, end = hit.match.span("subject")
    heads = _heads(hit.folded, start, end)
    if not heads:  # a subject without a sign is a bill: named, or "the bill"
        name = context.bill_before(hit.folded.place_of(start), hit.match["subject"])
        return [(name, hit.span("subject").of(context.text), 0.0)] if name else []
    return [
        (_name_of(hit, item), item.span.of(context.text), _BY_PRONOUN / 2 if item.pronoun else 0.0)
        for item in heads
        if not (hit.frame.named if item.pronoun else hit.frame.described)
    ]


def _heads(folded: Folded, start: int, end: int) -> list[Item]:
    """Of "Anthropic's Claude and Mistral" Claude and Mistral: a maker in the possessive is no member."""
    heads = []
    for place in range(start, end):
        item = folded.item(folded.text[place])
        if item is not None and not (place + 2 < end and folded.text.startswith("'s ", place + 1)):
            heads.append(item)
    return heads


def _name_of(hit: _Hit, item: Item) -> str:
    if hit.frame.deal:
        others = hit.items("object")
        return f"{item.name} / {others[0].name} deal" if others else item.name
    if item.kind in ("organisation", "unknown"):
        return item.name + hit.frame.subject_suffix
    return item.name


def _is_confirmed(hit: _Hit, subject: str, maker: Item | None) -> bool:
    if hit.frame.confirm is None:
        return True
    if maker is None:
        return False
    known = {item.developer for item in hit.items("subject") if item.name == subject}
    return maker.name in known or (hit.frame.confirm == "unless_other" and known <= {None})


def _period(hit: _Hit) -> str | None:
    if hit.has("date"):
        items = hit.items("date")
        return items[0].name if items else None
    periods = [item for item in hit.folded.items if item.kind == "period"]
    return periods[0].name if hit.metric.dated and len(periods) == 1 else None


def _founders_of_one(facts: Sequence[FoundFact]) -> list[FoundFact]:
    """Bare "co-founder X" and "the new CEO X" belong to the one company whose founders the article names.

    Not a CEO whose company has been given another one by name.
    """
    told = [fact for fact in facts if fact.mention is not None]
    founded = {fact.subject for fact in told if fact.metric == "founder"}
    if len(founded) != 1:
        return list(facts)
    (company,) = founded
    headed = any(fact.metric == "ceo" and fact.subject == company for fact in told)
    return [
        replace(fact, subject=company)
        if fact.mention is None and (fact.metric == "founder" or (fact.metric == "ceo" and not headed))
        else fact
        for fact in facts
    ]


def _best(facts: Iterable[FoundFact]) -> list[FoundFact]:
    """One fact for each subject and object of a sentence and metric, the surest."""
    best: dict[tuple[str, str], FoundFact] = {}
    for fact in facts:
        key = (fact.subject, fact.object)
        held = best.get(key)
        if held is None or fact.confidence > held.confidence:
            period = fact.period or (held.period if held else None)
            best[key] = replace(fact, period=period)
        elif held.period is None and fact.period is not None:
            best[key] = replace(held, period=fact.period)
    return list(best.values())


def _once(facts: Sequence[FoundFact], once: frozenset[str]) -> Iterator[FoundFact]:
    """Constants are stated once an article however often they are printed: the surest, then the first."""
    best: dict[tuple[str, str, str], FoundFact] = {}
    for fact in facts:
        key = (fact.metric, fact.subject, fact.object)
        held = best.get(key)
        if fact.metric in once and (held is None or fact.confidence > held.confidence):
            best[key] = fact
    kept = {id(fact) for fact in best.values()}
    return (fact for fact in facts if fact.metric not in once or id(fact) in kept)
