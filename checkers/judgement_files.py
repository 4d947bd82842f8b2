"""Files of rulings: what people write by hand, and the ledger that `twosource review` adds to."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path

from checkers.judgements import Judgements, settled
from checkers.ruling_records import ON_FINDINGS, ON_SUBJECTS, Judgement, Ruling
from extractors.lexicon.strict import LexiconError, build, read_toml

_NEEDED = {
    Ruling.WRONG_READING: ("claim_a",),
    Ruling.ASSIGNED: ("finding_id", "assignee"),
    Ruling.COMMENT: ("finding_id", "note"),
    Ruling.UNDONE: ("undoes",),
}


def judgements_of(files: Iterable[Path]) -> Judgements:
    """The rulings of some files together, whatever their order.

    Raises:
        LexiconError: as `read_rulings`.
    """
    return Judgements(settled(ruling for path in sorted(files) for ruling in read_rulings(path)))


def read_rulings(path: Path) -> tuple[Judgement, ...]:
    """The rulings of a TOML file (`[[judgement]]` tables), a CSV file (one header line) or a ledger (.jsonl).

    Raises:
        LexiconError: unknown column or ruling, something missing that a ruling needs, or a file of another
            kind.
    """
    if path.suffix == ".toml":
        tables = read_toml(path)
        unknown = sorted(set(tables) - {"judgement"})
        if unknown:
            raise LexiconError(f"{path}: unknown table {unknown[0]!r}; rulings are [[judgement]] tables")
        rows: Iterable[Mapping[str, object]] = _toml_rows(tables.get("judgement", []), path)
    elif path.suffix == ".csv":
        rows = _csv_rows(path)
    elif path.suffix == ".jsonl":
        rows = _ledger_rows(path)
    else:
        raise LexiconError(f"{path}: judgements are read from .toml or .csv")
    return tuple(judgement_of(row, f"{path}: judgement {n}") for n, row in enumerate(rows, 1))


def judgement_of(row: Mapping[str, object], where: str) -> Judgement:
    """A ruling out of the row of a file.

    Raises:
        LexiconError: unknown or wrong values, or something missing that such a ruling needs.
    """
    ruling = build(Judgement, row, where)
    by_values = ruling.ruling in ON_SUBJECTS or (ruling.ruling in ON_FINDINGS and not ruling.finding_id)
    if by_values and not (ruling.left and ruling.right):
        raise LexiconError(f"{where}: left and right must both be given")
    for name in _NEEDED.get(ruling.ruling, ()):
        if not getattr(ruling, name):
            raise LexiconError(f"{where}: {ruling.ruling} needs {name}")
    return ruling


def _toml_rows(found: object, path: Path) -> Iterable[Mapping[str, object]]:
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise LexiconError(f"{path}: rulings are [[judgement]] tables, with two brackets on either side")
    return found


def _csv_rows(path: Path) -> list[Mapping[str, object]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LexiconError(f"{path}: cannot be read: {error}") from error
    known = {field.name for field in fields(Judgement)} - {"holds"}
    for number, row in enumerate(rows, 2):
        extra = sorted(str(key) for key in row if key not in known)
        if extra:
            raise LexiconError(f"{path}: line {number}: unknown column {extra[0]!r}")
        if None in row.values():
            raise LexiconError(f"{path}: line {number}: fewer columns than the header")
    return [dict(row) for row in rows]


def _ledger_rows(path: Path) -> list[Mapping[str, object]]:
    """The rows of a ledger. The beginning of a row at its end, which a killed writer may leave, is none."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read: {error.strerror}") from error
    whole, _, torn = content.rpartition(b"\n")
    rows: list[Mapping[str, object]] = []
    lines = [*whole.split(b"\n"), *([torn] if is_whole_row(torn) else [])]
    for number, line in enumerate(lines, 1):
        if line.strip():
            rows.append(_ledger_row(line, f"{path}: line {number}"))
    return rows


def is_whole_row(line: bytes) -> bool:
    """Whether a line is a whole row, which no beginning of one is."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _ledger_row(line: bytes, where: str) -> Mapping[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LexiconError(
            f"{where}: is no JSON object: {error}. Correct the line, or take it out"
        ) from error
    if not isinstance(row, dict):
        raise LexiconError(f"{where}: is no JSON object")
    return row
