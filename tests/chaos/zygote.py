"""A process that has imported everything, and forks a real run for each line of JSON it is given.

Imports and lexicon take most of the time of a small run; a fork has them. Nothing here opens DuckDB before a
fork. Whatever a run leaves behind becomes a child of this process, which so finds every orphan.

    {"do": "run", "data": ..., "sources": [...], ...}   starts a run: {"pid": 7}
    {"do": "wait", "pid": 7}                            waits for it: {"code": 0} or {"code": -9}
    {"do": "check", "data": ..., "out": ...}            what a folder holds, see `checked`
    {"do": "orphans"}                                   ends the processes that are left: {"left": 0}
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

import flows.ingest
import flows.session
from extractors.claims.pipeline import Lexicon, extract_claims
from flows.boundary import boundary
from flows.job import MainJob
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings
from tests.chaos import disks
from tests.warehouse.made import article
from warehouse.durable import POINT
from warehouse.export import export_parquet
from warehouse.query import Published
from warehouse.warehouse import Warehouse

_FILE_EVENTS = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate")
_SUBREAPER = 36
SAMPLE = article("warm", "Orre Energy raised $40 million in a Series B round, it said. It has 120 employees.")


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a run is to do and what is done to it."""

    data: str
    sources: tuple[str, ...]
    kill_at: int = 0
    kill_name: str = ""
    stopped: bool = False
    workers: int = 1
    batch_articles: int = 4
    file_limit: int = 0
    log: str = os.devnull


def kill_at_point(number: int, name: str, log: int) -> Callable[[], int]:
    """Kill this process as it passes its n-th point: a named one, or any change to the names of files.

    With a `name`, its n-th point that has it.

    Gives what says how many were passed.
    """
    passed = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal passed
        if event != POINT and event not in _FILE_EVENTS:
            return
        if name not in f"{event} {arguments}":
            return
        passed += 1
        if passed == number:
            os.write(log, f"killed at {event} {arguments[:2]}\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    return lambda: passed


def work(order: Order) -> None:
    """The run itself, in a process and a group of its own; ends the process."""
    os.setsid()
    log = os.open(order.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(log, 1)
    os.dup2(log, 2)
    errors = Console(file=sys.stderr, width=200)
    if order.workers > 1:  # a small corpus is enough work for workers here
        flows.ingest._WORTH_WORKERS = 0.0
        flows.session.WORTH_WORKERS = 1
    passed = kill_at_point(order.kill_at, order.kill_name, log)
    if order.file_limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order.file_limit, order.file_limit))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if order.stopped:
        os.kill(os.getpid(), signal.SIGSTOP)
    code = 0
    try:
        settings = Settings(
            data=Path(order.data), batch_articles=order.batch_articles, workers=order.workers, threads=2
        )
        with boundary(errors, settings.logs), Session(settings) as session:
            MainJob(session, RunProgress(errors)).run(order.sources)
    except SystemExit as left:
        code = int(left.code or 0)
    sys.stderr.flush()
    os.write(log, f"passed {passed()}\n".encode())
    os._exit(code)


def fork(order: Order) -> int:
    """Start a run; its process id."""
    child = os.fork()
    if child == 0:
        try:
            work(order)
        finally:
            os._exit(99)
    return child


def ended(pid: int) -> int:
    """How a child ended: its exit code, or minus the signal."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def checked(data: Path, out: Path) -> dict[str, Any]:
    """What a folder holds after a run: its export, broken checks, counts of the last run, files."""
    names = sorted(path.relative_to(data).as_posix() for path in data.rglob("*"))
    with Warehouse.open(data, threads=1) as warehouse:
        broken = [check.name for check in warehouse.broken_checks()]
        notices = list(warehouse.notices)
    export = export_parquet(data / "claims.duckdb", out)
    with Published(data / "claims.duckdb") as published:
        ((counts, status),) = published.sql(
            "select counts, status from runs order by run_number desc limit 1"
        ).rows
        findings = published.sql("select count(*), sum(hash(explanation)) from contradictions").rows[0]
        whole = list(published.sql(FINGERPRINT).rows[0])
    return {
        "digest": export.digest,
        "files": {each.name: each.sha256 for each in export.files},
        "broken": broken,
        "notices": notices,
        "names": names,
        "status": status,
        "counts": json.loads(counts),
        "findings": str(findings),
        "whole": whole,
    }


FINGERPRINT = """
select
    (select count(*) from articles),
    (select count(*) from claims),
    (select count(*) from questions),
    (select sum(n_claims) from questions),
    (select count(*) from core.form_relations),
    (select count(*) from lineage)
"""
"""What a reader sees of a publication: all of one, or all of another, never half."""


def _check(message: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            found = checked(Path(message["data"]), Path(message["out"]))
            os.write(writing, json.dumps(found).encode())
            os._exit(0)
        except BaseException as error:  # noqa: BLE001 -- a forked child must not return into its parent's code
            os.write(writing, json.dumps({"error": repr(error)}).encode())
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    ended(child)
    return json.loads(answer) if answer else {"error": "the check died"}  # type: ignore[no-any-return]


def _orphans(patience: float = 8.0) -> int:
    """Reap what ended; end what did not within `patience`; how many did not."""
    deadline = time.monotonic() + patience
    while children := _reaped():
        if time.monotonic() > deadline:
            for pid in children:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            return len(children)
        time.sleep(0.05)
    return 0


def _reaped() -> list[int]:
    left = [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    return [pid for pid in left if os.waitpid(pid, os.WNOHANG) == (0, 0)]


def answer(message: dict[str, Any]) -> dict[str, Any]:
    """Do what a line asks."""
    match message.pop("do"):
        case "run":
            message["sources"] = tuple(message["sources"])
            return {"pid": fork(Order(**message))}
        case "wait":
            return {"code": ended(message["pid"])}
        case "check":
            return _check(message)
        case "orphans":
            return {"left": _orphans()}
        case "disk":
            message["sources"] = tuple(message["sources"])
            return disks.trial(Order, fork, ended, **message)
        case other:
            raise ValueError(other)


def _warm_up() -> None:
    """Read the lexicon and compile its frames once for all forks: seconds of a run that prove nothing."""
    lexicon = Lexicon.load()
    lexicon.frames  # noqa: B018 -- a cached property
    extract_claims(SAMPLE, lexicon)
    Lexicon.load = lambda extra=None: lexicon  # type: ignore[method-assign, assignment]


def main() -> None:
    """Read lines, answer each with a line."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    _warm_up()
    print(json.dumps({"ready": os.getpid()}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
