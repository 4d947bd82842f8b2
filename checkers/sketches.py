"""What is kept of a traced article, so that later ones can be set beside it without reading it again."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from checkers.credits import Publishers, page_key
from checkers.held import Held
from checkers.shingles import winnow
from checkers.tracing import TracingRules
from checkers.tracing_records import Sketch
from extractors.lexicon.naming import name_key
from extractors.records import Credit


def sketch(held: Held, credits: Iterable[Credit], publishers: Publishers, rules: TracingRules) -> Sketch:
    """The sketch of an article whose boilerplate has been taken out; linear in its text."""
    known = held.known
    sources = [source for credit in credits for source in publishers.sources(credit)]
    return Sketch(
        known=known,
        text_sha256=held.text_sha256,
        sentences=held.print.sentences,
        prose=winnow(held.print.prose, rules),
        quotations=winnow(held.print.quotations, rules),
        page=_key(page_key(known.url)),
        own=frozenset(map(_key, publishers.own_names(known))),
        credited=frozenset(_key(name_key(source.name)) for source in sources),
        linked=frozenset(_key(page_key(source.url)) for source in sources if source.url),
    )


def _key(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
