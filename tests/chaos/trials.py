"""The chaos test: runs that are killed, stopped, starved and overlapped, each then finished by plain re-runs.

`python -m tests.chaos --trials 200` (`make chaos`) is the long form; the suite does the short one.
"""

from __future__ import annotations

import fcntl
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.chaos import power, syscalls
from tests.chaos.corpus import write_corpus
from tests.chaos.processes import ROOT, Readers, Zygote, own_environment, state_of

MOST_STARTS = 5
SNAPSHOTS = 3
SERVER_GONE = 60.0
KEPT = re.compile(
    r"claims\.duckdb|warehouse\.duckdb|twosource\.lock|snapshots(/claims-\d{6}\.duckdb)?"
    r"|bodies(/unborn|/[0-9a-f]{2}(/[0-9a-f]{62}\.gz)?)?"
    r"|logs(/.*)?|prefect(/.*)?"
)
"""What a data folder holds between runs; anything else is a leftover."""

DISKS = ("full", "readonly")
"""What is done to a run by the disk that it has for itself."""

KINDS = (
    *("point",) * 8,
    *("parent",) * 3,
    *("group",) * 2,
    *("child",) * 2,
    *("syscall",) * 3,
    *("stopped",) * 2,
    "small file",
    "power",
    *DISKS,
)
PREFECT = "prefect"
"""What is done to the run of a trial, in turn."""


@dataclass
class Report:
    """What the trials showed."""

    trials: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    starts: Counter[int] = field(default_factory=Counter)
    codes: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    readers: dict[str, Any] = field(default_factory=dict)


class Chaos:
    """Trials in one folder, against what uninterrupted runs made of the same sources.

    Args:
        folder: An empty folder for everything.
        zygote: What forks runs.
        readers: How many read all the time.
        seed: Of all choices.
    """

    def __init__(self, folder: Path, zygote: Zygote, *, readers: int, seed: int = 1) -> None:
        self.folder = folder
        self.report = Report()
        self._zygote = zygote
        self._chance = random.Random(seed)
        self._first = str(write_corpus(folder / "first"))
        self._later = str(write_corpus(folder / "later", later=True))
        self.template = folder / "template"
        before = self.calm(self.template, Path(self._first))
        whole = folder / "whole"
        shutil.copytree(self.template, whole)
        began = time.monotonic()
        assert self._run(whole, self._later) == 0, Path(self._log).read_text()
        self.seconds = time.monotonic() - began
        self.points = int(re.findall(r"passed (\d+)", Path(self._log).read_text())[-1])
        self.expected = self._check(whole)
        assert self.expected["digest"] != before["digest"]
        states = [before["whole"], self.expected["whole"]]
        self._readers = Readers(folder / "readers", readers, whole / "claims.duckdb", states)

    def calm(self, data: Path, source: Path, **more: object) -> dict[str, Any]:
        """A run to its end; what the folder holds then."""
        assert self._run(data, str(source), **more) == 0, Path(self._log).read_text()
        return self._check(data)

    def _run(self, data: Path, source: str, **more: object) -> int:
        started = self._zygote.ask("run", data=str(data), sources=[source], log=self._log, **more)
        return int(self._zygote.ask("wait", pid=started["pid"])["code"])

    @property
    def _log(self) -> str:
        return str(self.folder / "log.txt")

    def _check(self, data: Path) -> dict[str, Any]:
        out = data.with_name(f"{data.name}-export")
        found = self._zygote.ask("check", data=str(data), out=str(out))
        shutil.rmtree(out, ignore_errors=True)
        return found

    def _fresh(self, name: str, kind: str) -> Path:
        data = self.folder / name
        shutil.copytree(self.template, data)
        seen = (
            self.folder / "whole" if kind in DISKS else data
        )  # what a disk of its own holds comes back later
        self._readers.point_at(seen / "claims.duckdb")
        return data

    def stop(self) -> Report:
        """End the readers; the report."""
        self.report.readers = self._readers.stop()
        if self.report.readers["n_errors"]:
            self.report.failures.append(f"readers: {self.report.readers['errors']}")
        return self.report

    def one(self, number: int, kind: str, at: int = 0, name: str = "") -> None:
        """One trial: harm, then re-runs until one ends well, then all promises are looked at."""
        report = self.report
        data = self._fresh(f"trial-{number}", kind)
        try:
            said = self._harm(kind, data, at, name)
        except Skipped as why:
            report.skipped[f"{kind}: {why}"] += 1
            return
        report.trials += 1
        report.kinds[kind] += 1
        starts = 1
        while (code := self._run(data, self._later)) != 0 and starts < MOST_STARTS:
            starts += 1
        report.starts[starts] += 1
        wrong = [*said, *self._wrong(data, code)]
        if wrong:
            report.failures.append(f"trial {number}, {kind}: {'; '.join(wrong)}; {self._last_words()}")
        shutil.rmtree(self.folder / f"trial-{number - 2}", ignore_errors=True)

    def _last_words(self) -> str:
        lines = Path(self._log).read_text(errors="replace").splitlines()
        return " | ".join(line for line in lines if "killed at" in line or "twosource:" in line)[-300:]

    def _wrong(self, data: Path, code: int) -> list[str]:
        """The promises that do not hold of a folder after its last run."""
        if code != 0:
            return [f"no run ended well, the last one with {code}"]
        wrong = []
        if left := self._zygote.ask("orphans")["left"]:
            wrong.append(f"{left} processes were left")
        with (data / "twosource.lock").open("rb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                wrong.append("the lock is held")
        found = self._check(data)
        if "error" in found:
            return [*wrong, found["error"]]
        if strays := [name for name in found["names"] if not KEPT.fullmatch(name)]:
            wrong.append(f"left behind: {strays}")
        if not 1 <= sum(name.startswith("snapshots/claims-") for name in found["names"]) <= SNAPSHOTS:
            wrong.append(f"snapshots: {found['names']}")
        if found["broken"] or found["notices"]:
            wrong.append(f"broken: {found['broken']} {found['notices']}")
        if found["digest"] != self.expected["digest"]:
            names = [name for name, sha in found["files"].items() if self.expected["files"].get(name) != sha]
            wrong.append(f"the export differs in {names}")
        if found["findings"] != self.expected["findings"]:
            wrong.append("other findings")
        met, read = self._balance(found["counts"]), self._balance(self.expected["counts"])
        if met != read or found["status"] != "done":
            wrong.append(f"counts: {met} instead of {read}, {found['status']}")
        return wrong

    @staticmethod
    def _balance(counts: dict[str, int]) -> tuple[int, int, int]:
        """What was read, met twice and skipped; each input is in one of them, whoever read it first."""
        read = sum(counts[name] for name in ("new", "changed", "reread", "unchanged"))
        skipped = sum(number for name, number in counts.items() if name.startswith("skipped."))
        return read, counts["repeated"], skipped

    def _harm(self, kind: str, data: Path, at: int, name: str) -> list[str]:
        """Do to a run what the kind says; what went wrong already."""
        match kind:
            case "point":
                at = at or (1 if name else self._chance.randint(1, self.points))
                code = self._run(data, self._later, kill_at=at, kill_name=name)
                return self._expect(code, -signal.SIGKILL, 0)
            case "parent" | "group" | "child":
                return self._kill(kind, data)
            case "syscall":
                return self._kill_in_call(data)
            case "prefect":
                return self._kill_under_prefect(data)
            case "power":
                return self._cut_power(data)
            case "stopped":
                return self._stop(data)
            case "small file":
                size = self._chance.randint(1, 40) * 65_536
                return self._expect(self._run(data, self._later, file_limit=size), 74, 0)
            case _ if kind in DISKS:
                return self._starve(kind, data)
            case other:
                raise ValueError(other)

    def _expect(self, code: int, *allowed: int) -> list[str]:
        self.report.codes[code] += 1
        return [] if code in allowed else [f"exit {code}, not one of {allowed}"]

    def _kill(self, kind: str, data: Path) -> list[str]:
        workers = 2 if kind == "child" else self._chance.choice((1, 2))
        pid = self._zygote.ask("run", data=str(data), sources=[self._later], log=self._log, workers=workers)[
            "pid"
        ]
        seconds = self.seconds * (2.5 if workers == 2 else 1.0)
        deadline = time.monotonic() + self._chance.uniform(0.02, 1.0) * seconds
        if kind == "child":
            while not (children := _children(pid)) and time.monotonic() < deadline + seconds:
                if not Path(f"/proc/{pid}").exists():
                    break
                time.sleep(0.02)
            _kill(self._chance.choice(children) if children else 0)
        else:
            time.sleep(max(0.0, deadline - time.monotonic()))
            _kill(pid, group=kind == "group")
        code = self._zygote.ask("wait", pid=pid)["code"]
        return self._expect(code, -signal.SIGKILL, 0, 74)

    def _kill_in_call(self, data: Path) -> list[str]:
        if not syscalls.is_there():
            raise Skipped("no strace")
        calls = self._calls_made
        call = self._chance.choice(sorted(calls))
        code = self._traced(data, *syscalls.killing(call, self._chance.randint(1, calls[call])))
        return self._expect(code, -signal.SIGKILL, 0)

    @cached_property
    def _calls_made(self) -> Counter[str]:
        data = self.folder / "traced"
        shutil.copytree(self.template, data)
        assert self._traced(data) == 0, Path(self._log).read_text()
        shutil.rmtree(data)
        return syscalls.counted(self.folder / "calls")

    def _cut_power(self, data: Path) -> list[str]:
        """A run that nothing befalls; what it would have lost, had the power gone as it ended."""
        if not syscalls.is_there():
            raise Skipped("no strace")
        said = self._expect(self._traced(data, "-y", "-s", "0", calls=power.CALLS), 0)
        return said + power.torn(self.folder / "calls", data)

    def _traced(self, data: Path, *more: str, calls: Sequence[str] = syscalls.CALLS) -> int:
        pid = self._zygote.ask("run", data=str(data), sources=[self._later], log=self._log, stopped=True)[
            "pid"
        ]
        try:
            tracer = syscalls.watch(pid, self.folder / "calls", *more, calls=calls)
        except OSError as error:
            self._zygote.ask("wait", pid=pid)
            raise Skipped(str(error)) from error
        code = int(self._zygote.ask("wait", pid=pid)["code"])
        tracer.communicate()
        return code

    def _kill_under_prefect(self, data: Path) -> list[str]:
        """The command itself, killed at some moment; the server that it started must end by itself."""
        run = self._by_prefect(data)
        time.sleep(self._chance.uniform(0.2, 0.85) * self._seconds_by_prefect)
        run.kill()
        said = self._expect(run.wait(), -signal.SIGKILL, 0)
        record = data / "prefect" / "server.json"
        server = int(json.loads(record.read_text())["pid"]) if record.exists() else 0
        gone_by = time.monotonic() + SERVER_GONE
        while server and _signal(server, 0) and time.monotonic() < gone_by:
            time.sleep(0.1)
        return [*said, "Prefect's server was left"] if server and _signal(server, 0) else said

    @cached_property
    def _seconds_by_prefect(self) -> float:
        data = self.folder / "by-prefect"
        shutil.copytree(self.template, data)
        began = time.monotonic()
        assert self._by_prefect(data).wait() == 0, Path(self._log).read_text()
        shutil.rmtree(data)
        return time.monotonic() - began

    def _by_prefect(self, data: Path) -> subprocess.Popen[bytes]:
        with Path(self._log).open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "flows.cli", "run", self._later, "--data", str(data)],
                cwd=ROOT,
                env=own_environment(),
                stdout=log,
                stderr=log,
            )

    def _stop(self, data: Path) -> list[str]:
        pid = self._zygote.ask("run", data=str(data), sources=[self._later], log=self._log)["pid"]
        time.sleep(self._chance.uniform(0.1, 0.9) * self.seconds)
        if not _signal(pid, signal.SIGSTOP) or not (data / "twosource.lock").exists():
            return self._expect(self._zygote.ask("wait", pid=pid)["code"], 0)
        is_holder = (data / "twosource.lock").read_text().strip() == str(pid)
        said = self._expect(self._run(data, self._later), *((75,) if is_holder else (0, 75)))
        if is_holder and f"in use by process {pid}" not in Path(self._log).read_text():
            said.append("who holds the lock was not said")
        _signal(pid, signal.SIGCONT)
        if self._chance.random() < 0.5:
            _kill(pid)
        return said + self._expect(self._zygote.ask("wait", pid=pid)["code"], 0, -signal.SIGKILL, 75)

    def _starve(self, kind: str, data: Path) -> list[str]:
        done = self._zygote.ask(
            "disk",
            kind=kind,
            data=str(data),
            sources=[self._later],
            kilobytes=self._chance.randint(0, 6_000),
            log=self._log,
        )
        if "skip" in done:
            raise Skipped(done["skip"])
        if "error" in done:
            return [str(done["error"])]
        self._readers.point_at(data / "claims.duckdb")
        said = self._expect(done["codes"][0], 74, *((0,) if kind == "full" else ()))
        if done["codes"][0] != 0 and not done["same"]:
            said.append("the old published file is gone")
        if done["codes"][1:] not in ([], [0]):
            said.append(f"with room again the runs ended with {done['codes'][1:]}")
        return said


class Skipped(Exception):
    """This machine does not let the trial be made; the message says why."""


def _children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _kill(pid: int, *, group: bool = False) -> None:
    if pid and _signal(pid, 0):
        try:
            (os.killpg if group else os.kill)(pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def _signal(pid: int, number: int) -> bool:
    """Send a signal; whether the process was still running."""
    state = state_of(pid)
    try:
        os.kill(pid, number)
    except OSError:
        return False
    return state not in ("", "Z")
