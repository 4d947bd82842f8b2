"""A run that is killed at its n-th SQL statement and started again, for one n after the other.

`python -m tests.warehouse.kill_points FOLDER FIRST STRIDE` prints for every point whether the run after the
kill ended in the state of a run that was never killed; `FOLDER 1 1` tries them all, in some minutes. It
imports once and forks for each point.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from checkers.records import ArticleOrigin
from checkers.ruling_records import Judgement, Ruling
from extractors.ids import text_sha256
from tests.sql.story import FOUNDED
from tests.warehouse.made import article, batch, check_all, claim, contents, issue
from warehouse import RunStatus, Warehouse
from warehouse import statements as sql

ONE = article("one", "Halden AI is worth $4 billion, it says, not $3 billion.", links=True)
TWO = article("two", "Halden AI is worth $5 billion, others say.", outlet="Evening Post")
NEW_TEXT = "Halden AI is worth $6 billion, it says, not $3 billion."
CHANGED = replace(ONE, text=NEW_TEXT, text_sha256=text_sha256(NEW_TEXT), links=())


def run_once(data: Path) -> None:
    """Everything a run does to a warehouse; running it again changes nothing but the runs."""
    with Warehouse.open(data, threads=1) as warehouse:
        number = warehouse.begin_run(
            started_at=datetime(2024, 1, 1, tzinfo=UTC), code_version="1", lexicon_sha="a"
        )
        first = batch(
            (ONE, [claim(ONE, "$4 billion", "4000000000"), claim(ONE, "$3 billion", "3000000000")]),
            (TWO, [claim(TWO, "$5 billion", "5000000000")]),
            issues=[issue("A table was skipped.", TWO)],
        )
        warehouse.load_batch(number, first)
        check_all(warehouse, number)
        warehouse.load_batch(number, batch((CHANGED, [claim(CHANGED, "$6 billion", "6000000000")])))
        warehouse.replace_lineage([], [ArticleOrigin(article_id=TWO.article_id, origin=ONE.article_id)])
        warehouse.replace_judgements(
            [Judgement(ruling=Ruling.CONFIRMED, left="a", right="b", subject="Halden AI")]
        )
        warehouse.replace_references([("valuation|Halden AI", FOUNDED)])
        check_all(warehouse, number)
        warehouse.finish_run(
            number, finished_at=datetime(2024, 1, 1, tzinfo=UTC), status=RunStatus.DONE, counts={}
        )
        warehouse.publish()


def killed_at(point: int, data: Path) -> bool:
    """Run in a child that kills itself before its n-th statement; whether it got that far."""

    def work() -> None:
        passed = 0
        plain = sql.statement

        def counting(name: str) -> str:
            nonlocal passed
            passed += 1
            if passed == point:
                os.kill(os.getpid(), signal.SIGKILL)
            return plain(name)

        sql.statement = counting  # type: ignore[assignment]
        run_once(data)

    return in_child(work) == signal.SIGKILL


def in_child(work: Callable[[], object]) -> int:
    """The signal that ended the child, 0 when it ended well. DuckDB never lives on both sides of the fork."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException as error:  # noqa: BLE001 -- a forked child must not return into its parent's code
            print(json.dumps({"error": repr(error)}), flush=True)
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def state(data: Path) -> str:
    """What the warehouse and the published file hold, and which files lie about."""
    published, working = contents(data / "claims.duckdb"), contents(data / "warehouse.duckdb")
    files = sorted(p.name for p in data.iterdir())
    return json.dumps([published, working, files], default=str, sort_keys=True)


def main(folder: Path, start: int, stride: int) -> None:
    """Print one line of JSON per point."""
    calm = folder / "calm"
    in_child(lambda: (run_once(calm), (folder / "calm.json").write_text(state(calm))))
    point = start
    while killed_at(point, folder / f"killed-{point}"):
        data = folder / f"killed-{point}"
        after = folder / "after.json"
        after.unlink(missing_ok=True)
        in_child(lambda data=data, after=after: (run_once(data), after.write_text(state(data))))  # type: ignore[misc]
        same = after.exists() and after.read_text() == (folder / "calm.json").read_text()
        print(json.dumps({"point": point, "same": same}), flush=True)
        if same:
            shutil.rmtree(data)
        point += stride
    print(json.dumps({"points": point - 1, "duckdb": duckdb.__version__}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
