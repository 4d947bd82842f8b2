"""Tracing day by day finds what tracing all at once finds, whatever comes, changes or goes, and when."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.lineage_world import make_world
from checkers.credits import Publishers
from checkers.lineage import trace
from extractors.ids import text_sha256
from extractors.records import Article, Attribution, Credit, CreditKind, Span
from flows.tracing import Tracer
from tests.tracing_world import ENTITIES, OUTLETS
from tests.warehouse.kill_points import in_child
from warehouse import Batch, Warehouse
from warehouse import statements as sql

PUBLISHERS = Publishers(ENTITIES, OUTLETS)
ARTICLES = 20


def world(seed: int) -> list[Article]:
    """Articles with copies, rewrites, round-ups, quotations, standing lines, undated ones."""
    return [row.article() for row in make_world(ARTICLES, seed=seed, details=6).rows]


def credits_of(articles: Sequence[Article], everyone: Sequence[Article]) -> list[Credit]:
    """Who names the outlet of another credits it, some with a link to the article itself."""
    found = []
    for one in articles:
        for other in everyone:
            start = one.text.find(other.outlet or "\n\n")
            if start >= 0 and other.outlet != one.outlet:
                credit = Attribution(
                    kind=CreditKind.OUTLET,
                    name=other.outlet or "",
                    span=Span(start=start, end=start + len(other.outlet or "")),
                    url=other.url if other.article_id[-1] == one.article_id[-1] else None,
                )
                evidence = one.text[max(0, start - 30) : start + 40]
                found.append(Credit(article_id=one.article_id, attribution=credit, evidence=evidence))
    return found


def load(
    warehouse: Warehouse, articles: Sequence[Article], everyone: Sequence[Article], version: str
) -> None:
    warehouse.load_batch(
        1,
        Batch(
            articles=tuple(articles),
            credits=tuple(credits_of(articles, everyone)),
            extractor_version=version,
        ),
    )


def opened(data: Path) -> Warehouse:
    warehouse = Warehouse.open(data, threads=1)
    warehouse.begin_run(started_at=datetime(2024, 1, 1, tzinfo=UTC), code_version="1", lexicon_sha="a")
    return warehouse


def stored(warehouse: Warehouse) -> tuple[set[tuple[object, ...]], dict[str, object]]:
    """Edges and origins as they are held."""
    con = warehouse._con  # the tables themselves: the published view rounds nothing but hides ids
    edges = con.execute(
        "select article_id, origin_article_id, origin_name, kind, direction, confidence, evidence"
        " from core.lineage_edges"
    ).fetchall()
    assert len(edges) == len(set(edges))
    origins = con.execute("select article_id, origin, sources from core.article_origins").fetchall()
    return set(edges), {row[0]: (row[1], tuple(row[2] or ())) for row in origins}


def at_once(articles: Sequence[Article], everyone: Sequence[Article]) -> tuple[object, object]:
    """Edges and origins as tracing these alone, all at once, finds them."""
    found = trace(articles, credits_of(articles, everyone), ENTITIES, OUTLETS)
    edges = {
        (
            edge.article_id,
            edge.origin_article_id,
            edge.origin_name,
            edge.kind.value,
            edge.direction.value,
            edge.confidence,
            edge.evidence,
        )
        for edge in found.edges
    }
    origins = {
        one.article_id: (one.origin, one.sources)
        for one in found.origins
        if one.origin != one.article_id or one.sources
    }
    return edges, origins


def forget(warehouse: Warehouse, gone: Sequence[Article]) -> None:
    for table in ("articles", "credits"):
        for one in gone:
            warehouse._con.execute(f"delete from core.{table} where article_id = ?", [one.article_id])


@given(st.integers(0, 10_000), st.randoms(use_true_random=False), st.integers(3, 40))
@settings(max_examples=3, deadline=None)
def test_day_by_day_is_as_all_at_once(seed: int, rand: object, at_most: int) -> None:
    everyone = world(seed)
    rand.shuffle(everyone)  # type: ignore[attr-defined]
    cuts = sorted(rand.randrange(len(everyone)) for _ in range(2))  # type: ignore[attr-defined]
    days = [everyone[: cuts[0]], everyone[cuts[0] : cuts[1]], everyone[cuts[1] :]]
    with TemporaryDirectory() as folder, opened(Path(folder)) as warehouse:
        tracer = Tracer(warehouse, PUBLISHERS, at_most=at_most)
        for day in days:
            load(warehouse, day, everyone, "1")
            tracer.run()
        assert stored(warehouse) == at_once(everyone, everyone)
        assert tracer.run() == 0, "nothing came"

        gone, changed = everyone[:3], everyone[3:7]
        forget(warehouse, gone)
        texts = [one.text for one in rand.sample(everyone, len(changed))]  # type: ignore[attr-defined]
        changed = [
            replace(one, text=text, text_sha256=text_sha256(text))
            for one, text in zip(changed, texts, strict=True)
        ]
        changed[0] = replace(changed[0], published="2024-03-01")
        changed[1] = replace(changed[1], outlet=everyone[8].outlet)
        load(warehouse, changed, everyone, "2")
        tracer.run()
        assert stored(warehouse) == at_once([*changed, *everyone[7:]], everyone)


def test_another_way_of_tracing_traces_everything_anew(tmp_path: Path) -> None:
    everyone = world(1)
    with opened(tmp_path) as warehouse:
        assert warehouse.use_tracing("1")
        assert not warehouse.use_tracing("1")
        load(warehouse, everyone, everyone, "1")
        Tracer(warehouse, PUBLISHERS).run()
        before = stored(warehouse)
        assert warehouse.count_untraced() == 0
        assert warehouse.use_tracing("2")
        assert warehouse.count_untraced() == len(everyone)
        assert Tracer(warehouse, PUBLISHERS).run() == 0
        assert stored(warehouse) == before


def test_tracing_that_is_killed_ends_as_one_that_was_not(tmp_path: Path) -> None:
    everyone = world(2)
    days = everyone[:11], everyone[11:]

    def work(data: Path, killed_at: int) -> None:
        plain, passed = sql.statement, 0

        def counting(name: str) -> str:
            nonlocal passed
            passed += name.startswith(("window/", "lineage/"))
            if passed == killed_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return plain(name)

        sql.statement = counting  # type: ignore[assignment]
        with opened(data) as warehouse:
            for day in days:
                load(warehouse, day, everyone, "1")
                Tracer(warehouse, PUBLISHERS, at_most=8).run()

    for point in (61, 128):
        data = tmp_path / str(point)
        assert in_child(lambda data=data, point=point: work(data, point)) == signal.SIGKILL  # type: ignore[misc]
        assert in_child(lambda data=data: work(data, -1)) == 0  # type: ignore[misc]
        with Warehouse.open(data, threads=1) as warehouse:
            assert stored(warehouse) == at_once(everyone, everyone)
