"""Lines of a JSONL file, one at a time, in bounded memory, each with what is wrong with it if anything is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO

from extractors.articles.limits import limit

_UTF8_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 20
_DECODER = json.JSONDecoder(parse_float=Decimal, parse_int=Decimal, parse_constant=Decimal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line that holds a JSON object. Numbers are `Decimal`, also NaN and infinity."""

    number: int
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """One line that holds no JSON object: the issue code it deserves, and what is wrong in a few words."""

    number: int
    code: str
    reason: str


def json_rows(stream: BinaryIO, first: int = 1) -> Iterator[Row | BadLine]:
    """The rows of a JSONL stream whose first line has the number `first`; blank lines are passed over."""
    cap = limit("page_bytes")
    number = first - 1
    while line := stream.readline(cap + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(_UTF8_BOM)
        if len(line) > cap:
            _skip_line(stream, line)
            yield BadLine(number=number, code="line_too_long", reason=f"is longer than {cap:,} bytes")
        elif line.strip():
            yield _row(line, number)


def cut_lines(stream: BinaryIO, size: int) -> Iterator[tuple[int, bytes]]:
    """A JSONL stream in stretches of whole lines, each with the number of its first line.

    A stretch has about `size` bytes. Of a line that is too long to be read it holds as much as shows that.
    """
    cap = limit("page_bytes")
    first = 1
    while body := stream.read(size):
        if not body.endswith(b"\n"):
            rest = stream.readline(cap + 1)
            body += rest
            if len(rest) > cap:
                _skip_line(stream, rest)
                body += b"" if body.endswith(b"\n") else b"\n"
        yield first, body
        first += body.count(b"\n")


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(_CHUNK)


def _row(line: bytes, number: int) -> Row | BadLine:
    try:
        value = _DECODER.decode(line.decode("utf-8"))
    except UnicodeDecodeError:
        return BadLine(number=number, code="broken_line", reason="is not UTF-8")
    except json.JSONDecodeError as error:
        return BadLine(
            number=number, code="broken_line", reason=f"is not JSON ({error.msg} at column {error.colno})"
        )
    except (ValueError, RecursionError, ArithmeticError):
        return BadLine(number=number, code="broken_line", reason="is JSON that cannot be read")
    if not isinstance(value, dict):
        return BadLine(number=number, code="broken_line", reason="is JSON, but not an object")
    return Row(number=number, fields=value)
