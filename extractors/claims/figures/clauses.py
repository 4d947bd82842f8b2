"""Clauses of masked sentences, and the status of a value by the cues in its clause.

The cues are data (`lexicon/status.toml`); here is only how a cue is held against a value: `before` left of
it, `after` right of it, `around` anywhere in its clause, `anywhere` in its sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.claims.masking import ANY_LIGHT, ANY_QUANTITY, KINDS, VALUE, entity_class
from extractors.lexicon.strict import build, read_toml, shipped
from extractors.lexicon.tuning import tuned
from extractors.records import Status
from extractors.text.sieve import Sieve

_WORD = rf"[^\s,;:{ANY_QUANTITY}]{{1,40}} "
_CLAUSE_END = re.compile(
    r"; |, (?:while|whereas|but)\b|"
    rf", and (?=(?:{_WORD}){{0,2}}?(?:has|have|is|was|will|would|had)\b)|"
    r", (?=(?:which|who) (?:has|had|have|is|was|were|are|will|would|could)\b)| (?:while|whereas) "
)
# A cause is told as known, however doubtful what it brings about.
_STANDING_END = re.compile(
    rf"{_CLAUSE_END.pattern}| and (?=(?:has|had|have|was|were)\b)| : |"
    r" (?:because of|thanks to|owing to|due to(?! be\b))\b"
)
_LABEL_WORDS = 3
_ASKED_AGAIN = 64  # sentences of which the same is asked again
_FROM_TO = re.compile(
    rf" from (?:{_WORD}){{0,2}}[{ANY_QUANTITY}](?: [a-z]{{1,20}}){{0,2}} to ", re.IGNORECASE
)
_VALUE = rf"(?:{_WORD}){{0,3}}?[\"'(]?{VALUE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCues:
    """The cues of one status, in the order in which statuses are tried."""

    status: Status
    before: tuple[str, ...]
    around: tuple[str, ...]
    after: tuple[str, ...]
    anywhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _StatusFile:
    taken_back: str
    status: tuple[StatusCues, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _StatusSieve:
    """All cues of all statuses in the order in which they are tried; `told[n]` is what cue `n` tells.

    That is the status, and in which part of a clause the cue is looked for.
    """

    cues: Sieve
    told: tuple[tuple[Status, str], ...]


@lru_cache(maxsize=_ASKED_AGAIN)
def clause_of(text: str) -> str:
    """The clause of a masked sentence in which the value stands."""
    return _between(_CLAUSE_END, text)


def _between(ends: re.Pattern[str], text: str) -> str:
    place = text.index(VALUE)
    start, end = 0, len(text)
    for match in ends.finditer(text):
        if match.group() == " : " and not _is_headline(text[: match.start()]):
            continue
        if match.start() < place:
            start = match.end()
        else:
            end = match.start()
            break
    return text[start:end]


def _is_headline(label: str) -> bool:
    """Whether words before a colon tell something themselves: "Nimbus bags {Q}:" but not "Target:"."""
    return len(label.split()) > _LABEL_WORDS or bool(re.search(f"[{ANY_QUANTITY}]", label))


def is_taken_back(words: str) -> bool:
    """Whether a sentence, as printed, denies what the one before it said."""
    return bool(_taken_back().match(words[: int(tuned("taken_back_reach"))]))


@lru_cache(maxsize=_ASKED_AGAIN)
def status_of(text: str, *, constant: bool) -> Status:
    """How far the masked sentence `text` stands behind its value; `REPORTED` when nothing says otherwise.

    Of a `constant` (a model's size) only cues right beside the value speak: that a model will be released
    makes its size no forecast.
    """
    text = _FROM_TO.sub(" to ", text) if f" to {VALUE}" in text else text
    clause = _between(_STANDING_END, text)
    if constant:
        near = int(tuned("constant_status_reach"))
        clause = clause[max(0, clause.index(VALUE) - near) : clause.index(VALUE) + near]
    place = clause.index(VALUE)
    parts = {
        "before": clause[: place + 1],
        "around": clause,
        "after": clause[place + 1 :],
        "anywhere": text,
    }
    sieve = _status_cues()
    for number in sieve.cues.candidates(text):
        status, part = sieve.told[number]
        if sieve.cues.patterns[number].search(parts[part]):
            return status
    return Status.REPORTED


@lru_cache(maxsize=1)
def _status_file() -> _StatusFile:
    path = shipped("status.toml")
    return build(_StatusFile, read_toml(path), str(path))


@lru_cache(maxsize=1)
def _taken_back() -> re.Pattern[str]:
    return re.compile(_status_file().taken_back, re.IGNORECASE)


@lru_cache(maxsize=1)
def _status_cues() -> _StatusSieve:
    told: list[tuple[Status, str]] = []
    cues: list[re.Pattern[str]] = []
    for row in _status_file().status:
        before = [cue + ("" if "{V}" in cue or "{v}" in cue else ".*") for cue in row.before]
        parts = (("before", before), ("around", row.around), ("after", row.after), ("anywhere", row.anywhere))
        for part, own in parts:
            told += [(row.status, part)] * len(own)
            cues += map(compile_cue, own)
    return _StatusSieve(cues=Sieve(cues), told=tuple(told))


def compile_cue(cue: str) -> re.Pattern[str]:
    """A cue as a pattern: {V} is the value (with a few words before it), `..` filler without quantities."""
    filler = rf"[^;{ANY_QUANTITY}]{{0,60}}?"
    pattern = cue.replace(" .. ", f" (?:{filler} )??").replace("{V}", _VALUE)
    pattern = (
        pattern.replace("{v}", VALUE)
        .replace("{Q}", f"[{ANY_QUANTITY}]")
        .replace("{L}", f"[{ANY_LIGHT}]")
        .replace("{W}", f"(?:{_WORD})")
    )
    pattern = pattern.replace("{PLACE}", f"[{entity_class(('place',))}]")
    pattern = pattern.replace("{E}", f"[{entity_class(KINDS)}]")
    return re.compile(pattern, re.IGNORECASE)
