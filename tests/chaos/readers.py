"""Readers that never rest: each opens the published file again and again and must always find a whole state.

`python -m tests.chaos.readers FOLDER COUNT`: FOLDER/current holds the path to read, FOLDER/whole.json the
states that are whole. Ends when its standard input does, and prints what was seen as one line of JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

import duckdb

from tests.chaos.zygote import FINGERPRINT

_PAUSE_SECONDS = 0.1


def read_on(folder: Path, number: int) -> None:
    """One reader, until SIGTERM."""
    ended = False

    def end(signal_number: int, frame: object) -> None:
        nonlocal ended
        ended = True

    signal.signal(signal.SIGTERM, end)
    reads, errors, seen = 0, [], set()
    while not ended:
        whole = [tuple(each) for each in json.loads((folder / "whole.json").read_text())]
        path = (folder / "current").read_text()
        try:
            with duckdb.connect(path, read_only=True) as con:
                state = con.execute(FINGERPRINT).fetchall()[0]
            if state not in whole:
                errors.append(f"{path}: {state} is no whole state")
            seen.add(state)
            reads += 1
        except duckdb.Error as error:
            errors.append(f"{path}: {error}")
        time.sleep(_PAUSE_SECONDS)
    (folder / f"reader-{number}.json").write_text(
        json.dumps({"reads": reads, "errors": errors[:5], "n_errors": len(errors), "seen": len(seen)})
    )


def main(folder: Path, count: int) -> None:
    """Start the readers, wait for the end of the input, sum up."""
    children = []
    for number in range(count):
        if (child := os.fork()) == 0:
            read_on(folder, number)
            os._exit(0)
        children.append(child)
    print("ready", flush=True)
    sys.stdin.read()
    for child in children:
        os.kill(child, signal.SIGTERM)
    for child in children:
        os.waitpid(child, 0)
    reports = [json.loads((folder / f"reader-{number}.json").read_text()) for number in range(count)]
    print(
        json.dumps(
            {
                "reads": sum(each["reads"] for each in reports),
                "n_errors": sum(each["n_errors"] for each in reports),
                "errors": [error for each in reports for error in each["errors"]][:5],
                "seen": max((each["seen"] for each in reports), default=0),
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
