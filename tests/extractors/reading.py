"""A reading of a test text, made as the pipeline makes it."""

from __future__ import annotations

from functools import cache

from extractors.claims.facts import FoundFact, find_facts
from extractors.claims.reading import Reading
from extractors.claims.subjects import referents_by_sentence
from extractors.ids import article_id, text_sha256
from extractors.lexicon.entities import Entities, load_entities
from extractors.records import Article
from extractors.text.periods import find_periods
from extractors.text.sentences import split_sentences


@cache
def entities() -> Entities:
    return load_entities()


def reading_of(text: str, *, title: str | None = None, published: str | None = None) -> Reading:
    url = "https://news.example/story"
    article = Article(
        article_id=article_id(url),
        url=url,
        outlet=None,
        title=title,
        author=None,
        published=published,
        text=text,
        text_sha256=text_sha256(text),
    )
    return Reading(
        article=article,
        sentences=split_sentences(text),
        mentions=entities().mentions(text),
        quantities=(),
        periods=tuple(find_periods(text, published)),
        attributions=(),
    )


def facts_of(text: str, *, title: str | None = None, published: str | None = None) -> tuple[FoundFact, ...]:
    reading = reading_of(text, title=title, published=published)
    return find_facts(
        reading, referents_by_sentence(reading, entities()), title_mentions=entities().mentions(title or "")
    )
