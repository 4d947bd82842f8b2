"""Folders of references to records, strictly: what cannot be understood is told with file, line and cure.

Every row is looked at before anything is said, so one reading shows all that is wrong. A reference with a
typo in its subject would silently never be compared, so a subject that no lexicon holds is refused unless
the row says that it is `unlisted`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from extractors.ids import content_id
from extractors.lexicon.entities import Entities
from extractors.lexicon.facts import FactMetric, load_fact_metrics
from extractors.lexicon.metrics import Behaviour, Metric
from extractors.lexicon.strict import LexiconError, nearest
from extractors.records import Kind, Reference, Scope
from extractors.references.rows import Row, read_rows
from extractors.references.values import Value, ValueRefusedError, read_fact, read_quantity
from extractors.text.intervals import is_period

SHOWN = 20
"""How many mistakes one message tells."""

SLOTS = (
    "basis", "benchmark", "condition", "deal", "event", "instant", "option", "part", "region", "round",
    "segment", "stage", "tranche", "window",
)  # fmt: skip
"""The slots of a scope that comparison knows."""

_UNNAMED = "other:"
_UNNAMED_METRIC = re.compile(r"other:[a-z][a-z0-9_]*")
_MOVING = (Behaviour.STOCK, Behaviour.FLOW, Behaviour.EVENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What references are read with: the names and metrics of the lexicon."""

    entities: Entities
    metrics: tuple[Metric, ...]
    facts: tuple[FactMetric, ...]

    @classmethod
    def of(cls, entities: Entities, metrics: tuple[Metric, ...]) -> Vocabulary:
        """That of a lexicon, with the shipped metrics of facts."""
        return cls(entities=entities, metrics=metrics, facts=load_fact_metrics())


def shipped_references() -> Path:
    """The folder of references that comes with the program: beside the packages, installed or not."""
    return Path(str(files("extractors"))).parent / "references"


def load_references(own: Path | None, vocabulary: Vocabulary) -> tuple[Reference, ...]:
    """The shipped references with those of an analyst's folder `own` on top, in order of id.

    A row of one's own takes the place of every shipped row on the same subject, metric, scope and period.

    Raises:
        LexiconError: a folder or rows that cannot be understood; the message tells up to `SHOWN` of them.
    """
    shipped = read_references(shipped_references(), vocabulary)
    if own is None:
        return shipped
    mine = read_references(own, vocabulary, is_own=True)
    taken = {_key(each) for each in mine}
    kept = (each for each in shipped if _key(each) not in taken)
    return tuple(sorted((*mine, *kept), key=lambda each: each.reference_id))


def read_references(folder: Path, vocabulary: Vocabulary, *, is_own: bool = False) -> tuple[Reference, ...]:
    """The references of every .toml and .csv file of a folder, in order of id.

    Raises:
        LexiconError: as `load_references`.
    """
    found: list[Reference] = []
    wrong: list[LexiconError] = []
    for path in _files_of(folder):
        try:
            for where, row in read_rows(path):
                try:
                    found.append(_reference(_accepted(row), where, vocabulary, is_own=is_own))
                except LexiconError as error:
                    wrong.append(error)
        except LexiconError as error:
            wrong.append(error)
    wrong += _said_twice(found)
    if wrong:
        raise LexiconError(_all_of(wrong))
    return tuple(sorted(found, key=lambda each: each.reference_id))


def _files_of(folder: Path) -> Sequence[Path]:
    if not folder.is_dir():
        raise LexiconError(f"{folder}: there is no such folder of references")
    return [path for path in sorted(folder.iterdir()) if not path.name.startswith((".", "README", "_"))]


def _accepted(row: Row | LexiconError) -> Row:
    if isinstance(row, LexiconError):
        raise row
    return row


def _all_of(wrong: Sequence[LexiconError]) -> str:
    more = f"\nand {len(wrong) - SHOWN:,} more" if len(wrong) > SHOWN else ""
    return "\n".join(str(error) for error in wrong[:SHOWN]) + more


def _said_twice(found: Iterable[Reference]) -> list[LexiconError]:
    seen: dict[str, str] = {}
    wrong = []
    for each in found:
        first = seen.setdefault(each.reference_id, each.place)
        if first != each.place:
            wrong.append(LexiconError(f"{each.place}: says the same as {first}; drop one of them"))
    return wrong


def _key(reference: Reference) -> tuple[object, ...]:
    return reference.subject, reference.metric, reference.scope, reference.period


def _reference(row: Row, where: str, vocabulary: Vocabulary, *, is_own: bool) -> Reference:
    subject = _subject(row, where, vocabulary.entities)
    metric = row.metric.strip()
    kind, value = _value(row, where, vocabulary)
    scope = _scope(row.scope, where)
    period = _period(row, where, vocabulary.metrics)
    url = _url(row.url.strip(), where)
    source = " ".join(row.source.split())
    words = " ".join(row.value.split())
    return Reference(
        reference_id=content_id(
            "ref",
            subject,
            metric,
            ";".join(f"{slot}={held}" for slot, held in scope),
            period or "",
            words,
            source,
            url,
        ),
        kind=kind,
        subject=subject,
        metric=metric,
        value_text=words,
        source=source,
        url=url,
        place=where,
        low=value.low,
        high=value.high,
        unit=value.unit,
        modifier=value.modifier,
        object=value.object,
        scope=scope,
        period=period,
        is_own=is_own,
    )


def _subject(row: Row, where: str, entities: Entities) -> str:
    name = " ".join(row.subject.split())
    found = entities.resolve(name)
    if found is not None:
        return found.name
    if row.unlisted:
        return name
    near = get_close_matches(name, [each.name for each in entities.all], n=2, cutoff=0.7)
    hint = f"did you mean {' or '.join(map(repr, near))}? If not" if near else "if it is right"
    raise LexiconError(
        f"{where}: subject {name!r} is not in the lexicon; {hint}, list it in a lexicon folder of your own, "
        "or say unlisted = true and write it as articles do"
    )


def _value(row: Row, where: str, vocabulary: Vocabulary) -> tuple[Kind, Value]:
    name, words = row.metric.strip(), " ".join(row.value.split())
    try:
        if _UNNAMED_METRIC.fullmatch(name):
            return Kind.QUANTITY, read_quantity(words, None)
        for metric in vocabulary.metrics:
            if metric.name == name:
                return Kind.QUANTITY, read_quantity(words, metric)
        for fact in vocabulary.facts:
            if fact.name == name:
                return Kind.FACT, read_fact(words, fact, vocabulary.entities)
    except ValueRefusedError as error:
        raise LexiconError(f"{where}: value {error}") from error
    known = [*(metric.name for metric in vocabulary.metrics), *(fact.name for fact in vocabulary.facts)]
    raise LexiconError(f"{where}: unknown metric {name!r}{nearest(name, sorted(known))}")


def _scope(words: str, where: str) -> Scope:
    pairs = []
    for part in filter(None, (part.strip() for part in words.split(";"))):
        slot, sign, held = (side.strip() for side in part.partition("="))
        if not sign or not held:
            raise LexiconError(f"{where}: scope {part!r}: write slot=value, such as round=series_b")
        if slot not in SLOTS:
            raise LexiconError(f"{where}: unknown slot {slot!r} of scope{nearest(slot, SLOTS)}")
        pairs.append((slot, held))
    if len({slot for slot, _ in pairs}) < len(pairs):
        raise LexiconError(f"{where}: scope {words!r} gives one slot twice; make two references of it")
    return tuple(sorted(pairs))


def _period(row: Row, where: str, metrics: Iterable[Metric]) -> str | None:
    period = (row.period or "").strip()
    if period:
        if not is_period(period):
            raise LexiconError(
                f"{where}: {period!r} is no period; write 2024, 2024-Q3, 2024-10, 2024-10-02 or FY2024"
            )
        return period
    behaviour = next((metric.behaviour for metric in metrics if metric.name == row.metric.strip()), None)
    if behaviour in _MOVING:
        raise LexiconError(
            f"{where}: {row.metric.strip()} changes with time; give the period that the value holds for"
        )
    return None


def _url(address: str, where: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in address:
        raise LexiconError(f"{where}: url {address!r} is no public address; it begins with https://")
    return address
