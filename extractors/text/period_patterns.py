"""The rules of `period_rules.toml` put together with the words of `periods.toml`, ready to search with.

A text is searched for openings first: a digit, a month, "last" before a unit, and so on. Only the rules of
that opening are tried there, in order; a rule whose reader refuses gives way to the next. Every repetition
in a pattern is bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from extractors.lexicon.period_words import ListedRule, load_period_rules, load_period_words
from extractors.lexicon.strict import LexiconError
from extractors.text.alternation import any_word
from extractors.text.period_dates import DATE_READERS
from extractors.text.period_fragments import fragments
from extractors.text.period_holidays import HOLIDAY_READERS
from extractors.text.period_meaning import Reader
from extractors.text.period_openings import openings_of
from extractors.text.period_relative import RELATIVE_READERS
from extractors.text.period_within import WITHIN_READERS
from extractors.text.period_years import YEAR_READERS


class Rule(NamedTuple):
    """One way of writing a time."""

    name: str
    pattern: re.Pattern[str]
    read: Reader


class Opening(NamedTuple):
    """What may begin a time: a cheap pattern to refuse most words, and the rules to try in order."""

    pattern: re.Pattern[str]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """`token` finds the words and digits that open something; `openings` has, by the small word, what."""

    token: re.Pattern[str]
    openings: dict[str, tuple[Opening, ...]]


_NAMED = re.compile(r"\{([A-Z_]\w*)\}")
_READERS: dict[str, Reader] = {
    **DATE_READERS,
    **YEAR_READERS,
    **RELATIVE_READERS,
    **WITHIN_READERS,
    **HOLIDAY_READERS,
}
_BEFORE = r"(?<![\w@#/$€£¥₹])(?<!\d[.,:])(?<!\w-)"


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """All rules by their openings, compiled once."""
    words = load_period_words()
    parts = fragments(words)
    by_kind: dict[str, list[Rule]] = {}
    for listed in load_period_rules():
        rule = Rule(listed.name, re.compile(_fill(listed, parts)), _READERS[listed.reader])
        for kind in listed.openings:
            by_kind.setdefault(kind, []).append(rule)
    openings: dict[str, list[Opening]] = {}
    for kind, (firsts, following) in openings_of(words).items():
        opening = Opening(re.compile(following, re.IGNORECASE), tuple(by_kind[kind]))
        for first in firsts:
            openings.setdefault(first.lower(), []).append(opening)
    return Rules(
        token=re.compile(
            rf"{_BEFORE}(?:(?ai:{any_word(filter(str.isalpha, openings))})(?![A-Za-z])|\d|'(?=\d0))"
        ),
        openings={first: tuple(several) for first, several in openings.items()},
    )


def _fill(listed: ListedRule, parts: dict[str, str]) -> str:
    """The pattern of a rule with its {NAMES} put in; these may name others once.

    Raises:
        LexiconError: a name that no fragment has.
    """
    pattern = listed.pattern
    try:
        for _ in range(2):
            pattern = _NAMED.sub(lambda found: parts[found[1]], pattern)
    except KeyError as error:
        raise LexiconError(f"period_rules.toml: {listed.name!r}: no fragment is called {error}") from error
    return pattern
