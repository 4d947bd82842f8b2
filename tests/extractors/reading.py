"""The article and the reading of a test text, made as the pipeline makes them, and the shipped lexicon."""

from __future__ import annotations

from functools import cache

from extractors.claims.facts.facts import FoundFact, find_facts
from extractors.claims.pipeline import Lexicon
from extractors.claims.reading import Reading
from extractors.claims.subjects.subjects import spoken_of
from extractors.ids import article_id, text_sha256
from extractors.lexicon.entities import Entities, load_entities
from extractors.records import Article
from extractors.text.periods import find_periods
from extractors.text.sentences import split_sentences


@cache
def entities() -> Entities:
    return load_entities()


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def article(
    text: str, published: str | None = None, title: str | None = None, outlet: str | None = None
) -> Article:
    url = "file:case"
    return Article(
        article_id=article_id(url),
        url=url,
        outlet=outlet,
        title=title,
        author=None,
        published=published,
        text=text,
        text_sha256=text_sha256(text),
    )


def reading_of(text: str, *, title: str | None = None, published: str | None = None) -> Reading:
    return Reading(
        article=article(text, published, title),
        sentences=split_sentences(text),
        mentions=entities().mentions(text),
        quantities=(),
        periods=tuple(find_periods(text, published)),
        attributions=(),
    )


def facts_of(text: str, *, title: str | None = None, published: str | None = None) -> tuple[FoundFact, ...]:
    reading = reading_of(text, title=title, published=published)
    return find_facts(
        reading, spoken_of(reading, entities()).by_sentence, title_mentions=entities().mentions(title or "")
    )
