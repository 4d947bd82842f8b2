"""What people ruled: it outranks the machine, and is keyed on content, so it survives every re-run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path

from checkers.compare.names import subject_key
from checkers.compare.written import clean_text
from checkers.records import Form, Joined, Judgement, Ruling
from checkers.unions import components
from extractors.lexicon.strict import LexiconError, build, read_toml
from extractors.records import Scope

_ON_SUBJECTS = (Ruling.SAME_SUBJECT, Ruling.NOT_SAME_SUBJECT)


def scope_text(scope: Scope) -> str:
    """A scope as people and judgements write it: `part=first tranche; round=series_b`."""
    return "; ".join(f"{slot}={value}" for slot, value in scope)


@dataclass(frozen=True)
class Judgements:
    """All rulings, indexed. Where two rule on one pair, the later `at` holds, then the later in the file.

    `joined` holds, by key, the names that evidence makes other names of a subject (`checkers.identity`).
    """

    rulings: tuple[Judgement, ...] = ()
    joined: Mapping[str, Joined] = field(default_factory=dict)

    @cached_property
    def _pairs(self) -> Mapping[frozenset[str], tuple[Judgement, ...]]:
        index: dict[frozenset[str], list[Judgement]] = {}
        for ruling in sorted(self.rulings, key=lambda each: each.at):
            if ruling.ruling not in _ON_SUBJECTS:
                index.setdefault(_written_pair(ruling.left, ruling.right), []).append(ruling)
        return {pair: tuple(found) for pair, found in index.items()}

    @cached_property
    def _aliases(self) -> Mapping[str, str]:
        same = [(each.left, each.right) for each in self.rulings if each.ruling is Ruling.SAME_SUBJECT]
        first_of = {name: min(names) for names in components(same) for name in names}
        return {name: first_of[name] for pair in same for name in pair}

    @cached_property
    def _roots(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for alias, root in self._aliases.items():
            found.setdefault(subject_key(alias), root)
        return found

    @cached_property
    def _apart(self) -> frozenset[frozenset[str]]:
        return frozenset(
            frozenset((subject_key(ruling.left), subject_key(ruling.right)))
            for ruling in self.rulings
            if ruling.ruling is Ruling.NOT_SAME_SUBJECT
        )

    def subject_of(self, name: str) -> str:
        """The one name of a subject that people, or else evidence, make the same as others; else the name."""
        if not self._roots and not self.joined:
            return name
        ruled = self._roots.get(subject_key(name), name)
        other = self.joined.get(subject_key(ruled))
        return other.subject if other is not None else ruled

    def are_apart(self, left: str, right: str) -> bool:
        """Whether a person ruled that two names are two subjects."""
        return bool(self._apart) and frozenset((subject_key(left), subject_key(right))) in self._apart

    def on_pair(self, left: Form, right: Form, spellings: Mapping[str, frozenset[str]]) -> Judgement | None:
        """The ruling on two forms, if there is one.

        Args:
            left: One form.
            right: The other.
            spellings: Every printed value of each form, by form id: a ruling names one of them.
        """
        if not self._pairs:
            return None
        found = None
        for one in sorted(_spelled(left, spellings)):
            for other in sorted(_spelled(right, spellings)):
                for ruling in self._pairs.get(_written_pair(one, other), ()):
                    if _is_about(ruling, left, right):
                        found = ruling
        return found


def _spelled(form: Form, spellings: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return spellings.get(form.form_id) or frozenset((form.value_text or form.object or "",))


def _written_pair(left: str, right: str) -> frozenset[str]:
    return frozenset((clean_text(left).casefold(), clean_text(right).casefold()))


def _is_about(ruling: Judgement, left: Form, right: Form) -> bool:
    if ruling.subject and subject_key(ruling.subject) not in (
        subject_key(left.subject),
        subject_key(right.subject),
    ):
        return False
    if ruling.metric and ruling.metric.removeprefix("other:") != left.metric.removeprefix("other:"):
        return False
    if ruling.scope and ruling.scope not in (scope_text(left.scope), scope_text(right.scope)):
        return False
    return not ruling.period or ruling.period in (left.period, right.period)


def load_judgements(path: Path) -> Judgements:
    """The rulings of a TOML file (`[[judgement]]` tables) or a CSV file (one header line).

    Raises:
        LexiconError: unknown column or ruling, a missing `left` or `right`, or a file of another kind.
    """
    if path.suffix == ".toml":
        tables = read_toml(path)
        unknown = sorted(set(tables) - {"judgement"})
        if unknown:
            raise LexiconError(f"{path}: unknown table {unknown[0]!r}; rulings are [[judgement]] tables")
        rows: Iterable[Mapping[str, object]] = _toml_rows(tables.get("judgement", []), path)
    elif path.suffix == ".csv":
        rows = _csv_rows(path)
    else:
        raise LexiconError(f"{path}: judgements are read from .toml or .csv")
    return Judgements(tuple(_judgement(row, f"{path}: judgement {n}") for n, row in enumerate(rows, 1)))


def _toml_rows(found: object, path: Path) -> Iterable[Mapping[str, object]]:
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise LexiconError(f"{path}: rulings are [[judgement]] tables, with two brackets on either side")
    return found


def _judgement(row: Mapping[str, object], where: str) -> Judgement:
    ruling = build(Judgement, row, where)
    if not ruling.left or not ruling.right:
        raise LexiconError(f"{where}: left and right must both be given")
    return ruling


def _csv_rows(path: Path) -> list[Mapping[str, object]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LexiconError(f"{path}: cannot be read: {error}") from error
    known = {field.name for field in fields(Judgement)}
    for number, row in enumerate(rows, 2):
        extra = sorted(str(key) for key in row if key not in known)
        if extra:
            raise LexiconError(f"{path}: line {number}: unknown column {extra[0]!r}")
        if None in row.values():
            raise LexiconError(f"{path}: line {number}: fewer columns than the header")
    return [dict(row) for row in rows]
