"""Articles out to the tracer a piece at a time, and what it makes of them back beside all traced before.

A piece is one transaction. What is stored after it is what tracing everything traced so far at once would
find; so a run may be killed between pieces or within one, and the next goes on with what is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from checkers.records import ArticleOrigin, LineageEdge, LineageKind
from checkers.tracing_records import Hashes, Known, SharedText, Sketch
from extractors.records import Article, Credit
from warehouse import window_columns as columns
from warehouse.columns import edge_table, key_table, origin_table, staged
from warehouse.connect import transaction, translated_errors
from warehouse.rows import article_of, credit_of, rows_of
from warehouse.state import note_change, read_state, write_state
from warehouse.statements import number, run, statement
from warehouse.window_columns import Pair

Places = npt.NDArray[np.int64]

_VERSION = "tracing_version"


def use_tracing(con: duckdb.DuckDBPyConnection, version: str) -> bool:
    """Name the way of tracing; with another than before everything is traced anew. Whether it is another."""
    if read_state(con, _VERSION) == version:
        return False
    with transaction(con, "tracing version"):
        run(con, "window/forget")
        write_state(con, _VERSION, version)
    return True


def count_untraced(con: duckdb.DuckDBPyConnection) -> int:
    """How many articles are not traced as they are now; scans the ids of all."""
    with translated_errors():
        run(con, "window/untraced")
        return number(con, "window/count_untraced")


@contextmanager
def piece(con: duckdb.DuckDBPyConnection, at_most: int) -> Iterator[Piece]:
    """The next articles to trace, in order of publication; stored together when the block ends.

    Raises:
        WarehouseBroken, DiskFull: DuckDB cannot go on; nothing of the piece is stored.
    """
    with transaction(con, "piece of tracing"):
        run(con, "window/untraced")
        run(con, "window/take", at_most=at_most)
        run(con, "window/former")
        yield Piece(con)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """All articles in order of publication: keys, and which came, changed or went.

    Articles that changed or went stand twice or once more, as they were (`is_former`). `codes` counts the
    fingerprints of the part that was asked for.
    """

    keys: Hashes
    is_former: npt.NDArray[np.bool_]
    is_touched: npt.NDArray[np.bool_]
    codes: Places

    @property
    def touched_now(self) -> Places:
        """The places of the articles of the piece as they are now."""
        return np.flatnonzero(self.is_touched & ~self.is_former)

    def of_now(self, codes: Hashes, places: Places) -> tuple[Hashes, Places]:
        """Postings without those of articles as they were."""
        kept = ~self.is_former[places]
        return codes[kept], places[kept]

    def keys_of(self, later: Places, earlier: Places) -> tuple[Hashes, Hashes]:
        """The keys of the earlier and the later articles of pairs of places."""
        return self.keys[earlier], self.keys[later]

    def chunks(self, places: Sequence[Places], most: int) -> Iterator[Places]:
        """Places, each once, in order, at most so many at a time."""
        distinct = np.unique(np.concatenate([np.zeros(0, np.int64), *places]))
        for start in range(0, len(distinct), most):
            yield distinct[start : start + most]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose lineage may be another now, with all that decides it; `known` in order of publication.

    `settled` are looked at only for the sake of others: their origins, and pairs that their edges join.
    """

    known: tuple[Known, ...]
    shared: tuple[SharedText, ...]
    credits: tuple[Credit, ...]
    settled: Mapping[str, str]
    settled_edges: frozenset[tuple[str, str]]


class Piece:
    """The articles of one transaction on their way through tracing; methods in the order of their use."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con

    @property
    def article_ids(self) -> list[str]:
        """The articles to be read."""
        return [row[0] for row in run(self._con, "window/taken", what="text")]

    @property
    def gone_ids(self) -> list[str]:
        """Articles that are no longer to be traced."""
        return [row[0] for row in run(self._con, "window/taken", what="gone")]

    def articles(self, article_ids: Iterable[str]) -> Iterator[tuple[Article, ...]]:
        """Those articles with their texts, without links, in batches, in order of publication."""
        ids = sorted(article_ids)
        for start in range(0, len(ids), 2_000):
            with staged(self._con, staged_ids=key_table(ids[start : start + 2_000], "article_id")):
                rows = rows_of(self._table("window/read_texts"))
            yield tuple(map(article_of, rows))

    def credits(self, article_ids: Iterable[str]) -> dict[str, list[Credit]]:
        """The credits of those articles."""
        with staged(self._con, staged_ids=key_table(article_ids, "article_id")):
            rows = rows_of(self._table("window/read_credits"))
        found: dict[str, list[Credit]] = defaultdict(list)
        for row in rows:
            found[row[0]].append(credit_of(row))
        return found

    def holders(
        self, read: Sequence[tuple[str, str | None, str | None, Hashes]], least: int, most: int
    ) -> dict[tuple[str, int], list[frozenset[int]]]:
        """For sentences of changed articles the sentences of the earliest `most` of its outlet that hold it.

        Args:
            read: Id, outlet, date and sentences of the articles of the piece.
            least: Sentences that fewer hold are left out.
            most: How many holders are told.
        """
        con = self._con
        with staged(con, staged_sentences=columns.sentence_table(read)):
            run(con, "window/sentences_met")
            run(con, "window/sentence_holders", least=least, most=most)
            of = {row[0]: frozenset(row[1]) for row in rows_of(self._table("window/holders_sentences"))}
        found: dict[tuple[str, int], list[frozenset[int]]] = defaultdict(list)
        for outlet, sentence, article_id in rows_of(self._table("window/holders")):
            found[outlet, sentence].append(of[article_id])
        return found

    def store_standing(self, standing: Iterable[tuple[str, int]]) -> list[str]:
        """Store which of those sentences are boilerplate; articles whose prose that changes join the piece.

        Returns:
            The ids of these.
        """
        with staged(self._con, staged_standing=columns.standing_table(standing)):
            run(self._con, "window/store_standing")
        run(self._con, "window/former")
        return [row[0] for row in run(self._con, "window/cut_anew")]

    def standing(self, outlets: Iterable[str]) -> dict[str, Hashes]:
        """The boilerplate of those outlets."""
        with staged(self._con, staged_outlets=key_table(outlets, "outlet")):
            rows = rows_of(self._table("window/standing"))
        found: dict[str, list[int]] = defaultdict(list)
        for outlet, sentence in rows:
            found[outlet].append(sentence)
        return {outlet: np.array(codes, np.uint64) for outlet, codes in found.items()}

    def store_sketches(self, sketches: Sequence[Sketch]) -> None:
        """Store the sketches of the articles of the piece in place of what was kept of them."""
        with staged(
            self._con,
            staged_sketches=columns.sketch_table(sketches),
            staged_fingerprints=columns.fingerprint_table(sketches),
        ):
            run(self._con, "window/store_sketches")
        run(self._con, "window/order")

    def order(self, part: str) -> Order:
        """All articles in order, with the number of their fingerprints of a part."""
        keys, former, touched, codes = self._columns("window/shelf", part=part)
        return Order(keys=keys, is_former=former, is_touched=touched, codes=codes.astype(np.int64))

    def postings_of_touched(self, part: str, shares: int) -> Iterator[tuple[Hashes, Places]]:
        """Fingerprints of changed articles, as they were too, and the places of all that hold or held them.

        In so many shares, each with whole fingerprints.
        """
        run(self._con, "window/codes_of_touched", part=part)
        yield from self._postings(part, shares, with_former=True)

    def postings_of(self, keys: Hashes, part: str, shares: int) -> Iterator[tuple[Hashes, Places]]:
        """Fingerprints of those articles, and the places of all that hold them."""
        with staged(self._con, staged_keys=pa.table({"article_key": pa.array(keys)})):
            run(self._con, "window/codes_of_staged", part=part)
        yield from self._postings(part, shares, with_former=False)

    def settle_pairs(
        self, looked: Sequence[tuple[str, Hashes]], pairs: Sequence[tuple[str, Hashes, Hashes]]
    ) -> list[Pair]:
        """Drop pairs of those articles that are candidates no more; those that were not compared yet.

        Args:
            looked: Parts, and the articles whose candidates were looked for.
            pairs: Parts, and the earlier and later articles of the candidates.
        """
        looked_table = columns.looked_table(
            [part for part, keys in looked for _ in range(len(keys))],
            np.concatenate([keys for _, keys in looked]),
        )
        candidates = columns.pair_table(
            [part for part, keys, _ in pairs for _ in range(len(keys))],
            np.concatenate([earlier for _, earlier, _ in pairs]),
            np.concatenate([later for _, _, later in pairs]),
        )
        with staged(self._con, staged_looked=looked_table, staged_candidates=candidates):
            run(self._con, "window/settle_pairs")
        return [(row[0], row[1], row[2]) for row in rows_of(self._table("window/uncompared"))]

    def store_pairs(self, compared: Sequence[tuple[Pair, SharedText | None]]) -> None:
        """Store what pairs share, or that they share nothing."""
        with staged(self._con, staged_pairs=columns.shared_table(compared)):
            run(self._con, "window/store_pairs")

    def ask(self, story_days: int) -> Asked:
        """Whose origin or edges may be others now. A credited story is at most so many days old."""
        run(self._con, "window/ask_changed")
        run(self._con, "window/ask_crediting", story_days=story_days)
        run(self._con, "window/ask")
        return self._asked(story_days)

    def ask_beside(self, story_days: int) -> Asked:
        """Whose quotations or ties may be others, by what `store_lineage` stored."""
        run(self._con, "window/ask_beside")
        return self._asked(story_days)

    def _asked(self, story_days: int) -> Asked:
        run(self._con, "window/quoters")
        run(self._con, "window/context", story_days=story_days)
        known, settled = [], {}
        for row in rows_of(self._table("window/known")):
            known.append(_known(row))
            if row[8]:
                settled[row[0]] = row[9]
        place = {one.article_id: n for n, one in enumerate(known)}
        shared = [
            SharedText(
                earlier=place[row[0]],
                later=place[row[1]],
                kind=LineageKind(row[2]),
                of_earlier=row[3],
                of_later=row[4],
                evidence=row[5],
            )
            for row in rows_of(self._table("window/shared"))
        ]
        return Asked(
            known=tuple(known),
            shared=tuple(sorted(shared, key=lambda one: (one.later, one.earlier, one.kind))),
            credits=tuple(map(credit_of, rows_of(self._table("window/credits")))),
            settled=settled,
            settled_edges=frozenset((row[0], row[1]) for row in run(self._con, "window/settled_edges")),
        )

    def store_lineage(
        self,
        edges: Sequence[LineageEdge],
        origins: Sequence[ArticleOrigin],
        families: Iterable[tuple[str, str]],
    ) -> int:
        """Store the lineage of those that were asked about in place of their old one.

        The blocks of articles whose origin is another than before become dirty.

        Args:
            edges: Their edges.
            origins: Their origins.
            families: Each of them with the article that its family is named after.

        Returns:
            The number of articles whose origin changed.
        """
        con = self._con
        keys = ((columns.article_key(one), columns.article_key(first)) for one, first in families)
        with staged(con, staged_families=columns.family_table(keys)):
            run(con, "window/store_families")
        run(con, "window/concerned")
        return replace_concerned(con, edges, origins)

    def _postings(self, part: str, shares: int, *, with_former: bool) -> Iterator[tuple[Hashes, Places]]:
        for share in range(shares):
            codes, places = self._columns(
                "window/postings", part=part, shares=shares, share=share, with_former=with_former
            )
            yield codes, places

    def _table(self, name: str, **params: object) -> pa.Table:
        return self._con.sql(statement(name), params=params or None).to_arrow_table()

    def _columns(self, name: str, **params: object) -> list[npt.NDArray[Any]]:
        return [column.to_numpy() for column in self._table(name, **params).columns]


def replace_concerned(
    con: duckdb.DuckDBPyConnection, edges: Sequence[LineageEdge], origins: Sequence[ArticleOrigin]
) -> int:
    """Store edges and origins of the articles of the table `concerned`, within the caller's transaction."""
    tables = {"staged_edges": edge_table(edges), "staged_origins": origin_table(origins)}
    with staged(con, **tables):
        run(con, "lineage/altered")
        run(con, "lineage/moved_articles")
        moved = number(con, "lineage/count_moved")
        if moved or run(con, "lineage/other_edges"):
            run(con, "lineage/replace")
            note_change(con, "lineage", (str(len(edges)), str(len(origins)), str(moved)))
    return moved


def _known(row: tuple[object, ...]) -> Known:
    article_id, url, outlet, author, published, size, telling, figures = row[:8]
    return Known(
        article_id=str(article_id),
        url=str(url),
        outlet=outlet if outlet is None else str(outlet),
        author=author if author is None else str(author),
        published=published if published is None else str(published),
        size=int(size),  # type: ignore[call-overload]
        telling=frozenset(telling),  # type: ignore[call-overload]
        figures=frozenset(figures),  # type: ignore[call-overload]
    )
