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


def json_rows(stream: BinaryIO) -> Iterator[Row | BadLine]:
    """The rows of a JSONL stream; blank lines are passed over, lines count from 1."""
    cap = limit("page_bytes")
    number = 0
    while line := stream.readline(cap + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(_UTF8_BOM)
        if len(line) > cap:
            _skip_line(stream, line)
            yield BadLine(number=number, code="line_too_long", reason=f"is longer than {cap:,} bytes")
        elif line.strip():
            yield _row(line, number)


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
