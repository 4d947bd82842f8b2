"""The process that works out one statement for `warehouse.asking`, and ends.

One JSON object comes in by standard input, whose end is the end of this process; an Arrow stream goes out;
what went wrong is the last line of standard error. Whatever the statement does, it does to this process.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import threading
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from warehouse.errors import QueryRefused, WarehouseError
from warehouse.limits import load_limits
from warehouse.query import Published

_UNITS = {"MB": 1e6, "GB": 1e9, "MIB": 2.0**20, "GIB": 2.0**30}
_REFUSED = 2


def main() -> None:
    """Answer what standard input asks."""
    request = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_asker, daemon=True).start()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but the answer goes where the answer goes
    _bound(request["memory"])
    try:
        _answer(request, out)
        out.close()
    except QueryRefused as error:
        _leave(refused=str(error))
    except WarehouseError as error:
        _leave(failed=str(error))
    except (MemoryError, pa.ArrowMemoryError):
        _leave(refused=f"The answer took more memory than {request['memory']}. Ask for less at a time.")
    except BrokenPipeError:
        os._exit(_REFUSED)  # the asker has seen enough
    os._exit(0)  # without waiting for threads of DuckDB or the end of standard input


def _answer(request: dict[str, Any], out: BinaryIO) -> None:
    most = request["most"]
    with Published(
        Path(request["path"]),
        threads=request["threads"],
        memory=request["memory"],
        spill=Path(request["spill"]),
    ) as published:
        batch = request["batch"] if most is None else min(most, request["batch"])
        stream = published.stream(request["text"], batch)
        schema = next(stream)
        first = next(stream, None)  # most statements that fail do so here, before anything is answered
        with pa.ipc.new_stream(out, schema) as writer:
            for each in chain(() if first is None else (first,), stream):
                writer.write_batch(each if most is None else each[:most])
                if most is not None and (most := most - each.num_rows) <= 0:
                    break


def _bound(memory: str) -> None:
    """Let the system refuse what DuckDB does not count. Where it cannot, the clock of the asker is left."""
    number, unit = re.fullmatch(r"([\d.]+) ?(\w+)", memory).groups()  # type: ignore[union-attr]
    most = int(float(number) * _UNITS[unit.upper()] + load_limits().answer_slack * 1e6)
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    except (ValueError, OSError):
        return


def _end_with_asker() -> None:
    while os.read(0, 4096):
        pass
    os._exit(_REFUSED)


def _leave(**told: str) -> None:
    os.write(2, b"\n" + json.dumps(told).encode() + b"\n")
    os._exit(_REFUSED)


if __name__ == "__main__":
    main()
