"""What met a bug of the program and was set aside: counted, and taken up again by another version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from extractors.records import Article
from warehouse.connect import transaction, translated_errors
from warehouse.state import read_state, write_state
from warehouse.statements import run
from warehouse.stored_texts import stored_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """How many articles and blocks met a bug, of how many articles with a text and blocks with claims."""

    articles: int
    of_articles: int
    blocks: int
    of_blocks: int


def count_set_aside(con: duckdb.DuckDBPyConnection) -> SetAside:
    """What is set aside now. Counts the blocks of all claims only where one is."""
    with translated_errors():
        ((articles, blocks),) = run(con, "set_aside/count")
        ((of_articles, of_blocks),) = run(con, "set_aside/of") if articles or blocks else ((0, 0),)
    return SetAside(articles=articles, of_articles=of_articles, blocks=blocks, of_blocks=of_blocks)


def try_again(con: duckdb.DuckDBPyConnection, code_version: str) -> None:
    """Queue blocks, sums and edits that are set aside, if the program is another than last time."""
    if read_state(con, "set_aside_by") == code_version:
        return
    with transaction(con, "set aside"):
        run(con, "set_aside/queue")
        write_state(con, "set_aside_by", code_version)


def articles_set_aside(
    con: duckdb.DuckDBPyConnection, extractor_version: str
) -> Iterator[tuple[Article, ...]]:
    """The articles that met a bug when another version read them, as they are stored; in batches, by id."""
    with translated_errors():
        rows = run(con, "set_aside/articles", extractor_version=extractor_version)
    yield from stored_texts(con, [row[0] for row in rows])
