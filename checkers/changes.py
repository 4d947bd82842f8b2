"""Whether a sentence tells its value as one given up, or as one raised or lowered to where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from checkers.records import Change
from extractors.lexicon.strict import LexiconError, build, read_toml

_REACH_BEFORE, _REACH_AFTER = 140, 50
_SPACES = re.compile(r"\s+")


class Side(StrEnum):
    """Which words a cue is looked for in: those before the value or those behind it."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One way of telling a change, with examples whose value stands in brackets."""

    change: Change
    side: Side
    needs: tuple[str, ...]
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWords:
    """The whole of `changes.toml`: named parts of patterns, and the cues in the order of trying."""

    bridge: str
    raising: str
    lowering: str
    moving: str
    planned: str
    cue: tuple[Cue, ...]


_PARTS = ("bridge", "raising", "lowering", "moving", "planned")


@lru_cache(maxsize=2)
def change_words(path: Path | None = None) -> ChangeWords:
    """The cues that ship with the package, or those of `path`.

    Raises:
        LexiconError: unknown key, or a pattern that is no regular expression.
    """
    source = path or Path(str(files("checkers") / "changes.toml"))
    table = build(ChangeWords, read_toml(source), source.name)
    for cue in table.cue:
        try:
            _pattern(cue, table)
        except re.error as error:
            raise LexiconError(f"{source.name}: cue {cue.pattern!r}: {error}") from error
    return table


def _pattern(cue: Cue, words: ChangeWords) -> re.Pattern[str]:
    text = cue.pattern
    for part in _PARTS:
        text = text.replace(f"{{{part}}}", getattr(words, part))
    return re.compile(text)


@lru_cache(maxsize=1)
def _tried() -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    words = change_words()
    return tuple((cue, _pattern(cue, words)) for cue in words.cue)


@lru_cache(maxsize=2)
def _hint(side: Side) -> re.Pattern[str]:
    """Finds any of the words without which no cue of a side can match: most figures stand beside none."""
    needed = {word for cue, _ in _tried() if cue.side is side for word in cue.needs}
    return re.compile("|".join(map(re.escape, sorted(needed))))


@lru_cache(maxsize=16384)  # copies of a sentence, and each claim again when its form is made
def change_of(sentence: str, value: str | None) -> Change | None:
    """How `sentence` tells `value` as changed, `None` when it does not, or when the value stands there twice.

    "Raised to $8.2bn from $7.9bn": the first is RAISED, the second FORMER. Near-constant for a value without
    any of the words that cues need.
    """
    if not value:
        return None
    start = sentence.find(value)
    if start < 0 or sentence.find(value, start + len(value)) >= 0:
        return None
    before = sentence[max(0, start - _REACH_BEFORE) : start].lower()
    after = sentence[start + len(value) : start + len(value) + _REACH_AFTER].lower()
    hints = {Side.BEFORE: _hint(Side.BEFORE).search(before), Side.AFTER: _hint(Side.AFTER).search(after)}
    if not any(hints.values()):
        return None
    for cue, pattern in _tried():
        if not hints[cue.side]:
            continue
        window = before if cue.side is Side.BEFORE else after
        if any(word in window for word in cue.needs) and pattern.search(_SPACES.sub(" ", window)):
            return cue.change
    return None
