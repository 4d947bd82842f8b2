"""Who an article has spoken of most, asked at any place of it in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from extractors.claims.credits.sources import Source


class Antecedents:
    """Sources of one kind, in order of place, and for each prefix of them the last and the leading one."""

    def __init__(self, sources: Sequence[Source], sign: str) -> None:
        """Count them through; linear in their number."""
        own = [source for source in sources if source.sign == sign]
        self._all = _Prefixes(own)
        self._prominent = _Prefixes([source for source in own if source.prominent])

    def last(self, place: int) -> Source | None:
        """The last source before `place` that no preposition governs, else the last; logarithmic."""
        return self._prominent.last(place) or self._all.last(place)

    def last_free(self, place: int) -> Source | None:
        """The last source before `place` that no preposition governs; logarithmic."""
        return self._prominent.last(place)

    def leading(self, place: int) -> Source | None:
        """The first mention of the name that stands most often before `place`; logarithmic.

        Only names that no preposition governs count, if there are any.
        """
        return self._prominent.leading(place) or self._all.leading(place)


class _Prefixes:
    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._starts = [source.span.start for source in sources]
        self._leading: list[Source] = []
        count: Counter[str] = Counter()
        first: dict[str, Source] = {}
        best: Source | None = None
        for source in sources:
            count[source.name] += 1
            named = first.setdefault(source.name, source)
            if best is None or _rank(named, count) > _rank(best, count):
                best = named
            self._leading.append(best)

    def last(self, place: int) -> Source | None:
        before = bisect_left(self._starts, place)
        return self._sources[before - 1] if before else None

    def leading(self, place: int) -> Source | None:
        before = bisect_left(self._starts, place)
        return self._leading[before - 1] if before else None


def _rank(source: Source, count: Counter[str]) -> tuple[int, int]:
    return count[source.name], -source.span.start
