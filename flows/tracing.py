"""Who copied or credited whom, for what came since the last run, beside all that is held. No Prefect.

Articles are traced in pieces, in order of publication. A piece reads its own texts, and of older articles
only those that may share text with it; what is stored after it is what tracing all at once would find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import chain

from checkers.boilerplate import is_standing, without_standing
from checkers.candidates import Votes, disturbed, sorted_postings
from checkers.credits import Publishers
from checkers.held import Held
from checkers.lineage import Settled, derive
from checkers.records import LineageKind
from checkers.sketches import sketch
from checkers.tracing import load_tracing_rules
from checkers.tracing_records import Hashes, SharedText
from checkers.unions import components
from flows.tracing_work import Reading, TracingWorkers, by_family, comparisons, done
from warehouse import Warehouse
from warehouse.window import Asked, Piece
from warehouse.window_columns import PARTS, Pair

ARTICLES_A_PIECE = 30_000
"""Articles traced in one transaction: some 500 MB of fingerprints and pairs."""

OLD_TEXTS_AT_ONCE = 8_000
"""Older texts that are compared at once: some 100 MB."""

POSTINGS_AT_ONCE = 150_000_000
"""Fingerprints of all articles that one look goes over; a third of them may be met."""

WORTH_WORKERS = 4_000
"""Articles from which on workers save more time than starting them takes."""


class Tracer:
    """Traces what is not traced.

    Args:
        warehouse: Where articles come from and lineage goes.
        publishers: Names of sources.
        workers: Opens worker processes that read texts and compare them, if there may be any.
        at_most: Articles of one transaction.
    """

    def __init__(
        self,
        warehouse: Warehouse,
        publishers: Publishers,
        workers: Callable[[], TracingWorkers] | None = None,
        at_most: int = ARTICLES_A_PIECE,
    ) -> None:
        self._warehouse = warehouse
        self._publishers = publishers
        self._rules = load_tracing_rules()
        self._open = workers
        self._workers: TracingWorkers | None = None
        self._at_most = at_most

    def run(self, progress: Callable[[int], None] | None = None) -> int:
        """Trace everything that came, changed or went; the number of articles whose origin changed.

        Cost: reading what came and what is like it, and a pass over the fingerprints held for each piece.
        """
        moved = 0
        left = self._warehouse.count_untraced()
        opened = self._open if left >= WORTH_WORKERS else None
        with opened() if opened is not None else nullcontext() as self._workers:
            while left:
                with self._warehouse.piece(self._at_most) as piece:
                    moved += self._trace(piece)
                before, left = left, self._warehouse.count_untraced()
                if progress is not None:
                    progress(max(0, before - left))
        return moved

    def _trace(self, piece: Piece) -> int:
        cut = self._read(piece)
        credits = piece.credits(cut)
        piece.store_sketches(
            [
                sketch(one, credits.get(one.article_id, ()), self._publishers, self._rules)
                for one in cut.values()
            ]
        )
        pairs = self._candidates(piece)
        for compared in self._compared(piece, cut, pairs):
            piece.store_pairs(compared)
        return self._judge(piece)

    def _read(self, piece: Piece) -> dict[str, Held]:
        """The articles of the piece without boilerplate, and those whose boilerplate is another by them."""
        held = list(self._texts(piece, piece.article_ids))
        holders = piece.holders(
            [(one.article_id, one.outlet, one.published, one.print.sentences) for one in held],
            self._rules.boilerplate_articles,
            self._rules.boilerplate_looks,
        )
        again = piece.store_standing(key for key, each in holders.items() if is_standing(each, self._rules))
        held += self._texts(piece, sorted(set(again) - {one.article_id for one in held}))
        return self._cut(piece, held)

    def _texts(self, piece: Piece, article_ids: Iterable[str]) -> Iterator[Held]:
        tasks = map(Reading, piece.articles(article_ids))
        return chain.from_iterable(done(tasks, self._workers, self._rules))

    def _cut(self, piece: Piece, held: Sequence[Held]) -> dict[str, Held]:
        standing = piece.standing(one.outlet for one in held if one.outlet)
        return {one.article_id: without_standing(one, standing.get(one.outlet or "")) for one in held}

    def _candidates(self, piece: Piece) -> list[Pair]:
        """The pairs of articles that are to be compared."""
        looked: list[tuple[str, Hashes]] = []
        pairs: list[tuple[str, Hashes, Hashes]] = []
        for part in PARTS:
            order = piece.order(part)
            shares = 1 + int(order.codes.sum()) // POSTINGS_AT_ONCE
            found = Votes(order.codes, order.touched_now, self._rules)
            beside = []
            for codes, places in piece.postings_of_touched(part, shares):
                beside.append(disturbed(sorted_postings(codes, places), order.is_touched, self._rules))
                found.add(sorted_postings(*order.of_now(codes, places)))
            looked.append((part, order.keys[order.touched_now]))
            pairs.append((part, *order.keys_of(*found.places())))
            for chunk in order.chunks(beside, self._at_most):
                found = Votes(order.codes, chunk, self._rules)
                for codes, places in piece.postings_of(order.keys[chunk], part, shares):
                    found.add(sorted_postings(codes, places))
                looked.append((part, order.keys[chunk]))
                pairs.append((part, *order.keys_of(*found.places())))
        return piece.settle_pairs(looked, pairs)

    def _compared(
        self, piece: Piece, cut: dict[str, Held], pairs: Sequence[Pair]
    ) -> Iterator[list[tuple[Pair, SharedText | None]]]:
        """What pairs share, so many old texts at a time."""
        for some in _at_once(by_family(pairs), cut.keys(), OLD_TEXTS_AT_ONCE):
            old = {article_id for pair in some for article_id in pair[1:]} - cut.keys()
            held = cut | self._cut(piece, list(self._texts(piece, old)))
            shared = chain.from_iterable(done(comparisons(some, held), self._workers, self._rules))
            yield list(zip(some, shared, strict=True))

    def _judge(self, piece: Piece) -> int:
        """Work out the lineage of all that the piece may have changed."""
        moved = self._judged(piece, piece.ask(self._rules.story_days))
        return moved + self._judged(piece, piece.ask_beside(self._rules.story_days))

    def _judged(self, piece: Piece, asked: Asked) -> int:
        edges, origins = derive(
            asked.known,
            asked.shared,
            asked.credits,
            self._publishers,
            self._rules,
            settled=Settled(origins=asked.settled, edges=asked.settled_edges),
        )
        return piece.store_lineage(edges, origins, _families(asked))


def _at_once(pairs: Sequence[Pair], new: Iterable[str], most: int) -> Iterator[list[Pair]]:
    """The pairs in stretches that need at most so many old texts."""
    known = set(new)
    some: list[Pair] = []
    old: set[str] = set()
    for pair in pairs:
        old.update(article_id for article_id in pair[1:] if article_id not in known)
        some.append(pair)
        if len(old) >= most:
            yield some
            some, old = [], set()
    if some:
        yield some


def _families(asked: Asked) -> Iterator[tuple[str, str]]:
    """Each article that was asked about, and the least of those that copies join it with."""
    joined = [
        (asked.known[one.earlier].article_id, asked.known[one.later].article_id)
        for one in asked.shared
        if one.kind is not LineageKind.QUOTES_FROM
    ]
    first = {member: min(members) for members in components(joined) for member in members}
    for one in asked.known:
        if one.article_id not in asked.settled:
            yield one.article_id, first.get(one.article_id, one.article_id)
