"""Whose word it is: every credit in an article, and how far it reaches.

`find_attributions` reads credits ("according to X", "X reports", "told Reuters", "in a filing", datelines,
hyperlinks) by the patterns of `lexicon/attribution.toml`. It knows nothing of claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.claims.credits.links import LinkReader
from extractors.claims.credits.names import CreditNames, Matched, Named
from extractors.claims.credits.reach import Standing, with_reach
from extractors.claims.credits.sources import MarkedText, Source, mark
from extractors.claims.masking import Referent
from extractors.lexicon.attribution import (
    AttributionPatterns,
    CreditPattern,
    load_attribution_lexicon,
)
from extractors.lexicon.entities import Entities, Mention
from extractors.lexicon.outlets import Outlets, load_outlets
from extractors.records import Attribution, CreditKind, Link, Span

_AND = re.compile(r"[ \t]*(?:,|,?[ \t]+(?:and|or|as well as))[ \t]+(?:the[ \t]+)?", re.IGNORECASE)
_AT = re.compile(r"[ ](?:in|at|of|from|for|with)[ ](?:the[ ])?(?:\ue00f{1,60}’s[ ])?")
# "Those with BED reported": what a preposition governs is not who speaks.
_GOVERNED = re.compile(
    r"[\w\ue000-\ue00f’)][ ](?:of|in|at|from|with|for|to|on|by|near|atop|around|behind|against|than)[ ]"
    r"(?:the[ ]|its[ ])?$",
    re.IGNORECASE,
)
_OWNING = ("its", "their", "his", "her")
_HEAD_OF = re.compile(
    r"\b(?:head|boss|chief|ceo|founder|chair\w*|president|director|owner)s? of [^,;.\n]{0,40}$", re.IGNORECASE
)
_PRESS = ("outlet", "institution", "document", "finding", "anonymous")


def find_attributions(
    text: str,
    sentences: Sequence[Span],
    entities: Entities,
    links: Sequence[Link],
    outlets: Outlets | None = None,
    *,
    mentions: Sequence[Mention] | None = None,
    referents: Sequence[Referent] = (),
) -> tuple[Attribution, ...]:
    """Every credit of a text, in order of place.

    Linear in the length of the text. A source known to the lexicon has its canonical name, any other the
    printed words. A document bears its owner's name ("OpenAI blog post", "Mark Zuckerberg's essay").

    Args:
        text: The article's text; Markdown links in it are read too.
        sentences: Its sentences, in order.
        entities: Known names.
        links: Hyperlinks of the article.
        outlets: Known outlets, for the domains of links; the shipped ones by default.
        mentions: The known names in the text, where they have been found already.
        referents: What the text speaks of, in order of place: whom its pronouns and descriptions stand for.
    """
    patterns = load_attribution_lexicon()
    kinds = {referent.span.start: referent.kind for referent in referents if not referent.anaphor}
    known = entities.mentions(text) if mentions is None else mentions
    marked = mark(text, sentences, entities, links, patterns, mentions=known, kinds=kinds)
    found = _Matcher(marked).matches(patterns)
    named = CreditNames(marked, patterns, entities, referents).name(found)
    made = with_reach(text, marked.text, sentences, _chained(marked.text, named))
    reader = LinkReader(entities, outlets or load_outlets(), patterns.lexicon.links)
    linked = reader.credits(text, marked.links, made)
    return tuple(
        sorted((*made, *linked), key=lambda credit: (credit.span.start, credit.span.end, credit.name))
    )


class _Matcher:
    """Matches the patterns of credit against a marked text; of two at one source the first counts."""

    def __init__(self, marked: MarkedText) -> None:
        self._marked = marked

    def matches(self, patterns: AttributionPatterns) -> list[Matched]:
        """What matched, in order of place."""
        best: dict[int, Matched] = {}
        also: list[Matched] = []
        found = patterns.credit_sieve.matches(self._marked.text)
        for pattern, matches in zip(patterns.credits, found, strict=True):
            for match in matches:
                source = self._marked.source_at(match.start(1))
                if source is not None and pattern.spoken:
                    source = source if pattern.inverted else self._speaker(source, match.end())
                if source is None:
                    continue
                for one in self._with_companions(source, match, pattern):
                    known = best.setdefault(one.source.span.start, one)
                    if self._adds(one, known):
                        also.append(one)
                    if one.nests and not known.nests:
                        best[one.source.span.start] = replace(known, nests=True)
        return sorted((*best.values(), *also), key=lambda one: (one.source.span.start, one.span.start))

    def _adds(self, one: Matched, known: Matched) -> bool:
        """Whether a speaker goes on to tell more in a clause of his own: "said Jonas Bree, who expects"."""
        if known.pattern.inverted == one.pattern.inverted or not (
            known.pattern.spoken and one.pattern.spoken
        ):
            return False
        goes_on = known if one.pattern.inverted else one
        return " who " in self._marked.text[goes_on.source.span.end : goes_on.span.end]

    def _speaker(self, source: Source, end: int) -> Source | None:
        """Who speaks where the name before the verb is not his.

        "The head of Tesla, Elon Musk, said" is Elon Musk, "officials in Norvik said" the officials.
        """
        if source.stand_in is not None and source.name in _OWNING:
            return None
        if source.prominent:
            return source
        text = self._marked.text
        if _HEAD_OF.search(text[max(0, source.span.start - 60) : source.span.start]):
            inner = self._marked.sources_in(source.span.end, end)
            return next((other for other in inner if other.sign == "person"), None)
        for other in self._marked.sources_in(source.span.start - 40, source.span.start)[-1:]:
            if other.sign == "anonymous" and _AT.fullmatch(text, other.span.end, source.span.start):
                return replace(
                    other, name=f"{other.name}{text[other.span.end : source.span.start]}{source.name}"
                )
        return None if _GOVERNED.search(text, max(0, source.span.start - 14), source.span.start) else source

    def _with_companions(
        self, source: Source, match: re.Match[str], pattern: CreditPattern
    ) -> Iterator[Matched]:
        """The source of a match and those joined to it: "The Information and Bloomberg have it that"."""
        span = Span(start=match.start(), end=match.end())
        yield Matched(source=source, span=span, pattern=pattern, nests=pattern.nests)
        if source.sign not in ("outlet", "institution") or pattern.wire:
            return
        text = self._marked.text
        around = self._marked.sources_in(source.span.start - 80, source.span.end + 80)
        place = around.index(source)
        for step in (-1, 1):
            other, at = source, place + step
            while 0 <= at < len(around) and around[at].sign in ("outlet", "institution"):
                left, right = (around[at], other) if step < 0 else (other, around[at])
                if not _AND.fullmatch(text, left.span.end, right.span.start):
                    break
                other = around[at]
                yield Matched(source=other, span=span, pattern=pattern, nests=pattern.nests)
                at += step


def _chained(text: str, named: Sequence[Named]) -> list[Standing]:
    """The credits, each with what it cites in its own sentence as its chain.

    What is cited and not named goes into the chain alone. Who is neither press nor paper is a source that
    somebody cites only where somebody is credited: a company cites its reasons.
    """
    result: list[Standing] = []
    head: int | None = None
    for one in named:
        attribution, matched = one.attribution, one.matched
        nested = matched.nests and head is not None
        if (
            nested
            and head is not None
            and "\n" not in text[result[head].attribution.span.start : matched.source.span.start]
        ):
            parent = result[head].attribution
            result[head] = replace(
                result[head], attribution=replace(parent, chain=(*parent.chain, attribution.name))
            )
            if attribution.kind is CreditKind.ANONYMOUS:
                continue
        else:
            nested = False
            if matched.nests and matched.source.sign not in _PRESS:
                continue
            head = len(result)
        pattern = matched.pattern
        result.append(
            Standing(
                attribution=attribution,
                spoken=pattern.spoken,
                inverted=pattern.inverted,
                near=pattern.near,
                nested=nested,
            )
        )
    return result
