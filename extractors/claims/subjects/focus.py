"""What a text is about as it goes on: the subject of the last sentence, the last of each kind, the topic.

The topic is ranked once, by how often and how prominently the article names somebody; the rest moves with
each sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from extractors.claims.masking import Referent
from extractors.claims.reading import NOT_TOLD
from extractors.records import Span

LEAD_CHARS = 600
_RECENT = 4
_STANDS_OUT = 1.3
_OFTEN = 3
_TITLE_WEIGHT = 4
_TITLE_OBLIQUE_WEIGHT = 1


class Focus:
    """What the text was last about, by kind; moves with each sentence."""

    def __init__(
        self,
        title: str,
        titled: Sequence[Referent],
        named: Sequence[Sequence[Referent]],
        *,
        labels: Collection[Span] = frozenset(),
        makers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Rank who the article is about; linear in the number of referents.

        Args:
            title: The article's title.
            titled: Whom the title names.
            named: Whom each sentence names.
            labels: Where a name only heads a row of a list, which is no more about it than about the next.
            makers: Who makes each named product; a figure without an owner is sooner its maker's.
        """
        self._last: dict[str, tuple[int, Referent]] = {}
        self._moves = 0
        self._owners: dict[tuple[str, ...], Sequence[Referent]] = {}
        self._labels = labels
        self.before: tuple[Referent, ...] = ()
        self._subject: Referent | None = None
        self._seen: dict[str, int] = {}
        self._titled = frozenset(item.name for item in titled)
        counts: Counter[str] = Counter()
        first: dict[str, Referent] = {}
        made: Counter[str] = Counter()
        for item in titled:
            listed_first = item.listed and not item.oblique
            counts[item.name] += _TITLE_WEIGHT if listed_first else _TITLE_OBLIQUE_WEIGHT
            if item.name in makers:
                made[makers[item.name]] += _TITLE_OBLIQUE_WEIGHT
            first.setdefault(item.name, item)
        low = title.lower()
        for referents in named:
            for item in referents:
                if item.credited:
                    continue
                in_title = item.name in self._titled or item.name.lower() in low
                weight = 2 if in_title and not item.listed else 1
                if item.span.start < LEAD_CHARS and not item.oblique and item.span not in labels:
                    weight += 1
                counts[item.name] += weight
                if item.name in makers:
                    made[makers[item.name]] += 1
                first.setdefault(item.name, item)
        self._lead = next(
            (item.name for items in named for item in items if _heads(item) and item.span not in labels), None
        )
        self._counts = counts
        self._made = made
        self._ranked = sorted(first.values(), key=lambda item: (-counts[item.name], item.span.start))

    def settle(self, resolved: Sequence[Sequence[Referent]]) -> None:
        """Rank anew now that pronouns are resolved: each one that heads or owns something counts too."""
        for referents in resolved:
            for item in referents:
                if item.anaphor and not item.oblique and item.name in self._counts:
                    self._counts[item.name] += 1
        self._ranked.sort(key=lambda item: -self._counts[item.name])
        self._owners.clear()

    def move_on(self, referents: Sequence[Referent]) -> None:
        """Take in a sentence: of each kind its most prominent referent becomes the focus."""
        self._moves += 1
        told = [item for item in referents if not item.credited]
        if self._labels:
            told = [item for item in told if item.span not in self._labels]
        self.before = tuple(told)
        ranked = sorted(
            (item for item in told if item.name != NOT_TOLD),
            key=lambda item: (item.speaker and item.kind == "outlet", item.oblique, item.span.start),
        )
        self._subject = ranked[0] if ranked and not ranked[0].oblique else None
        seen: set[str] = set()
        for referent in ranked:
            self._seen[referent.name] = self._moves
            if referent.kind not in seen:
                seen.add(referent.kind)
                self._last[referent.kind] = (self._moves, referent)

    def subject(self, kinds: Sequence[str]) -> Referent | None:
        """What the last sentence was about, if it is of these kinds."""
        return _plain(self._subject) if self._subject is not None and self._subject.kind in kinds else None

    def last(self, kinds: Sequence[str]) -> Referent | None:
        """The most recent focus of these kinds; among equally recent ones the first kind named."""
        found = [
            (-self._last[kind][0], order, kind) for order, kind in enumerate(kinds) if kind in self._last
        ]
        return _plain(self._last[min(found)[2]][1]) if found else None

    def topic(self, kinds: Sequence[str]) -> Referent | None:
        """What the article is about, when one of the last few sentences spoke of it."""
        about = self.about(kinds)
        seen = self._seen.get(about.name) if about else None
        return about if seen is not None and self._moves - seen < _RECENT else None

    def about(self, kinds: Sequence[str], excluded: Collection[str] = ()) -> Referent | None:
        """What the whole article is about, among these kinds and without the excluded names."""
        return next((item for item in self._ranked if item.kind in kinds and item.name not in excluded), None)

    def owner(self, kinds: Sequence[str], excluded: Collection[str] = ()) -> Referent | None:
        """Who owns a figure of these kinds that its sentence gives to nobody, without the excluded names.

        Where companies come first a product gives way to them: revenue nobody is told of is its maker's. A
        name of unknown kind is only taken from the title, and of names that are told about as often none is.
        """
        fitting = [item for item in self._owners_of(tuple(kinds)) if item.name not in excluded]
        if kinds and kinds[0] == "company" and any(item.kind in ("company", "unknown") for item in fitting):
            fitting = [item for item in fitting if item.kind not in ("product", "model")]
        if fitting and fitting[0].kind == "person" and not self._heads_article(fitting[0]):
            rival = next(
                (item for item in fitting if item.kind != "person" and self._heads_article(item)), None
            )
            if rival is not None and not self._outweighs(fitting[0], rival):
                return rival  # who only speaks is not what it is about
        if len(fitting) > 1 and not self._stands_out(fitting[0], fitting[1]):
            return None
        return fitting[0] if fitting else None

    def _owners_of(self, kinds: tuple[str, ...]) -> Sequence[Referent]:
        """Who may own a figure of these kinds, the likeliest first; kept, as the same kinds come again."""
        if kinds not in self._owners:
            self._owners[kinds] = sorted(
                (item for item in self._ranked if item.kind in kinds and self._is_sound(item)),
                key=lambda item: (
                    -self._weight(item),
                    not self._heads_article(item),
                    item.kind == "unknown",
                    item.name != self._lead,
                ),
            )
        return self._owners[kinds]

    def _stands_out(self, first: Referent, second: Referent) -> bool:
        if self._heads_article(first):
            return True
        return self._outweighs(first, second)

    def _outweighs(self, first: Referent, second: Referent) -> bool:
        return self._weight(first) >= _STANDS_OUT * self._weight(second)

    def _weight(self, item: Referent) -> int:
        return self._counts[item.name] + self._made[item.name]

    def _heads_article(self, item: Referent) -> bool:
        return item.name in self._titled or item.name == self._lead

    def _is_sound(self, item: Referent) -> bool:
        return self._heads_article(item) or item.kind != "unknown" or self._counts[item.name] >= _OFTEN

    def told(self, names: Iterable[str]) -> tuple[Referent, ...]:
        """Those of these names that were told so far or stand in the title, the most recent first."""
        wanted = {name for name in names if name in self._seen or name in self._titled}
        found = [item for item in self._ranked if item.name in wanted]
        return tuple(sorted(found, key=lambda item: -self._seen.get(item.name, 0)))


def _heads(item: Referent) -> bool:
    return not item.oblique and not item.speaker and item.kind not in ("place", "outlet")


def _plain(item: Referent) -> Referent:
    """What an anaphor stands for, as the name itself would be told."""
    return replace(item, anaphor=False) if item.anaphor else item
