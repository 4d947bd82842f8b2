"""The ledger of rulings: many add to it at once, some are killed, and what was acknowledged is there."""

from __future__ import annotations

import json
import os
import resource
import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checkers.judgement_files import read_rulings
from checkers.ruling_records import Judgement, Ruling
from extractors.lexicon.strict import LexiconError
from warehouse.ledger import append_ruling

NOW = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
WRITERS = 8
RULINGS = 50
_SURE_SECONDS = 60


def ruling(note: str = "why") -> Judgement:
    return Judgement(ruling=Ruling.COMMENT, finding_id="fnd_0123456789abcdef", user="ed", note=note)


def test_what_is_added_is_read_again(tmp_path: Path) -> None:
    ledger = tmp_path / "rulings.jsonl"
    kept = [append_ruling(ledger, ruling(f"“{n}”\u2028 ümläut"), NOW) for n in range(3)]
    assert read_rulings(ledger) == tuple(kept)
    assert len({each.ruling_id for each in kept}) == 3


def test_times_rise_whatever_the_clock_says(tmp_path: Path) -> None:
    ledger = tmp_path / "rulings.jsonl"
    clocks = (NOW, NOW - timedelta(days=1), NOW, NOW + timedelta(seconds=1))
    times = [append_ruling(ledger, ruling(), clock).at for clock in clocks]
    assert times == sorted(set(times))


@pytest.mark.parametrize("torn", [b'{"ruling": "comm', b"\xff\xfe", b'{"ruling": "comment"'])
def test_the_beginning_of_a_line_is_no_ruling_and_goes(tmp_path: Path, torn: bytes) -> None:
    ledger = tmp_path / "rulings.jsonl"
    first = append_ruling(ledger, ruling(), NOW)
    ledger.write_bytes(ledger.read_bytes() + torn)
    assert read_rulings(ledger) == (first,)
    second = append_ruling(ledger, ruling(), NOW)
    assert read_rulings(ledger) == (first, second)


def test_a_last_line_without_a_break_is_kept(tmp_path: Path) -> None:
    ledger = tmp_path / "rulings.jsonl"
    first = append_ruling(ledger, ruling(), NOW)
    ledger.write_bytes(ledger.read_bytes().rstrip(b"\n"))
    assert read_rulings(ledger) == (first,)
    second = append_ruling(ledger, ruling(), NOW)
    assert read_rulings(ledger) == (first, second)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("nonsense", "line 1: is no JSON object"),
        ("[1]", "line 1: is no JSON object"),
        ('{"ruling": "dismissd"}', "dismissd"),
        ('{"ruling": "dismissed", "finding": "fnd_1"}', "did you mean 'finding_id'"),
        ('{"ruling": "assigned", "finding_id": "fnd_1"}', "assigned needs assignee"),
        ('{"ruling": "wrong_reading"}', "wrong_reading needs claim_a"),
        ("[" * 100_000, "line 1: is no JSON object"),
    ],
)
def test_a_line_that_is_no_ruling_is_said_so(tmp_path: Path, line: str, part: str) -> None:
    ledger = tmp_path / "rulings.jsonl"
    ledger.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        read_rulings(ledger)
    assert part in str(caught.value)


def test_a_disk_without_room_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    ledger = tmp_path / "rulings.jsonl"
    append_ruling(ledger, ruling(), NOW)
    before = ledger.read_bytes()
    pid = os.fork()
    if not pid:  # a limit on the size of files stands in for the disk: the write stops in the middle
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 20, len(before) + 20))
        try:
            append_ruling(ledger, ruling("x" * 100), NOW)
        except OSError:
            os._exit(3)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 3
    assert ledger.read_bytes() == before


def test_no_acknowledged_ruling_is_lost_under_kills(tmp_path: Path) -> None:
    """Eight writers, fifty rulings each; every few milliseconds one is killed and another takes its place."""
    ledger = tmp_path / "rulings.jsonl"
    acknowledged = tmp_path / "acknowledged"
    acknowledged.touch()
    writers = {start(ledger, acknowledged, writer): writer for writer in range(WRITERS)}
    end = time.monotonic() + _SURE_SECONDS
    kills = 0
    while writers:
        assert time.monotonic() < end, f"{len(told(acknowledged))} rulings are acknowledged"
        time.sleep(0.004)
        if kills < 60:
            victim = sorted(writers)[kills % len(writers)]
            os.kill(victim, signal.SIGKILL)
            kills += 1
        for pid in list(writers):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                writer = writers.pop(pid)
                if status:
                    writers[start(ledger, acknowledged, writer)] = writer
    kept = {each.ruling_id: each for each in read_rulings(ledger)}
    acked = told(acknowledged)
    assert len(acked) >= WRITERS * RULINGS
    assert not [line for line in acked if line not in kept]
    times = [each.at for each in read_rulings(ledger)]
    assert times == sorted(set(times))
    assert kills == 60


def told(acknowledged: Path) -> list[str]:
    return acknowledged.read_text(encoding="utf-8").split()


def start(ledger: Path, acknowledged: Path, writer: int) -> int:
    """A process that makes fifty rulings and writes the id of each down once it is acknowledged."""
    pid = os.fork()
    if pid:
        return pid
    handle = os.open(acknowledged, os.O_WRONLY | os.O_APPEND)
    for n in range(RULINGS):
        kept = append_ruling(ledger, ruling(f"{writer}-{n}"), datetime.now(UTC))
        os.write(handle, f"{kept.ruling_id}\n".encode())
    os._exit(0)


def test_a_line_is_one_json_object(tmp_path: Path) -> None:
    ledger = tmp_path / "rulings.jsonl"
    append_ruling(ledger, ruling("two\nlines"), NOW)
    (line,) = ledger.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["note"] == "two\nlines"
