"""Which name a label is: of the article's cast, by the place of the label or by its words."""

from __future__ import annotations

from bisect import bisect_left

from extractors.claims.masking import Referent
from extractors.claims.reading import NOT_TOLD
from extractors.claims.subjects.subjects import Spoken
from extractors.claims.tables.rows import Cell
from extractors.records import Span

_FEW = 4
_SHARE = 0.6  # of a label's characters that a name must make up


class Names:
    """The names of an article by place and by words; built in time linear in their number."""

    def __init__(self, text: str, spoken: Spoken) -> None:
        """Take in the referents of all sentences that are names."""
        found = [
            item
            for own in spoken.by_sentence
            for item in own
            if not item.anaphor and item.name != NOT_TOLD and item.span.end
        ]
        self._placed = sorted(found, key=lambda item: item.span.start)
        self._starts = [item.span.start for item in self._placed]
        self._worded: dict[str, Referent] = {}
        for item in self._placed:
            self._worded.setdefault(item.name, item)
            self._worded.setdefault(item.span.of(text), item)

    def of(self, cell: Cell) -> Referent | None:
        """The name that a cell holds and hardly more than it; `None` when it holds another text."""
        known = self._worded.get(cell.words)
        if known is not None:
            return known
        place = bisect_left(self._starts, cell.span.start)
        for item in self._placed[place : place + 2]:
            if not cell.span.contains(item.span):
                break
            if item.span.end - item.span.start >= _SHARE * len(cell.words):
                return item
        return None

    def only_in(self, span: Span) -> Referent | None:
        """The one name that a stretch of text tells; `None` when it tells several or none."""
        found = {item.name: item for item in reversed(self.within(span))}
        return next(iter(found.values())) if len(found) == 1 else None

    def within(self, span: Span) -> list[Referent]:
        """The first few names that a stretch of text tells, in order of place."""
        place = bisect_left(self._starts, span.start)
        return [item for item in self._placed[place : place + _FEW] if span.contains(item.span)]
