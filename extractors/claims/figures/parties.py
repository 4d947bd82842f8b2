"""The other side of a figure: whom an investor backs, a buyer buys, an owner owns a part of.

First its own sentence is asked, then the whole article: in the report of a round, who raises it is whom the
investors back, however far apart the two are told. Where an article leaves two to choose from, nobody is
named: a wrong second party would keep figures apart that tell of one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.claims.figures.figures import Figure
from extractors.claims.reading import NOT_TOLD
from extractors.claims.subjects.subjects import Spoken
from extractors.lexicon.tuning import tuned

_FUNDED = frozenset(("funding_round", "total_funding", "valuation"))
_BACKED = ("company", "unknown")


def with_parties(figures: Sequence[Figure], spoken: Spoken) -> tuple[Figure, ...]:
    """The figures of an article with the second parties that other figures of it tell of.

    A round or valuation that no words give to its owner is not an investor's of the same article, if the
    article knows whom that one backs. Linear in the number of figures.
    """
    sides = _Sides(figures, spoken)
    return tuple(_filled(_rightly_owned(figure, sides), sides) for figure in figures)


class _Sides:
    """Who gives and who gets in an article, by what its figures say in so many words."""

    def __init__(self, figures: Iterable[Figure], spoken: Spoken) -> None:
        self._spoken = spoken
        self._of: dict[str, dict[str, None]] = {}
        self._getting: dict[str, None] = {}
        self.giving: set[str] = set()
        for figure in figures:
            if figure.metric in _FUNDED and figure.bound and figure.mention is not None:
                self._getting[figure.subject] = None
            if not figure.has_party:
                continue
            self.giving.add(figure.subject)
            if figure.counterparty is not None:
                self._of.setdefault(figure.subject, {})[figure.counterparty] = None
                self._getting[figure.counterparty] = None

    def other_side(self, name: str) -> str | None:
        """Whom this one gives to; `None` when the article leaves that open.

        Whom the article is about, if that one gets anything; else the only one told of it; else the only one
        who gets anything at all; else the company that the article is about.
        """
        topic = self._spoken.about(_BACKED, {name})
        own = self._of.get(name, {})
        if topic is not None and (topic.name in own or topic.name in self._getting):
            return topic.name
        told = own or {other: None for other in self._getting if other not in self.giving | {name}}
        if told:
            return next(iter(told)) if len(told) == 1 else None
        main = self._spoken.about(("company",), ())
        return main.name if main is not None and main.name not in self.giving | {name} else None

    def gets(self, name: str) -> bool:
        """Whether money is told to go to this one."""
        return name in self._getting


def _filled(figure: Figure, sides: _Sides) -> Figure:
    if not figure.has_party or figure.counterparty is not None or figure.subject == NOT_TOLD:
        return figure
    return replace(figure, counterparty=sides.other_side(figure.subject))


def _rightly_owned(figure: Figure, sides: _Sides) -> Figure:
    if figure.metric not in _FUNDED or figure.bound or figure.subject not in sides.giving:
        return figure
    getting = sides.other_side(figure.subject)
    if getting is None or sides.gets(figure.subject):
        return figure
    sureness = round(figure.confidence * tuned("owner_topic"), 2)
    return replace(figure, subject=getting, mention=getting, confidence=sureness)
