"""Hedging words around a value: "about", "more than", "up to", "or so", `~`, `+`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractors.lexicon.units import load_quantity_words
from extractors.records import Modifier

_LONGEST = 6
_SIGN = re.compile(r"([~≈≃∼±≥≤]|[<>] ?=?)[ ]{0,2}$")

_EDGE = "(\"'[“‘|"


class Hedge(NamedTuple):
    """A hedge and where it stands in the shadow."""

    modifier: Modifier
    start: int
    end: int


def hedge_before(low: str, start: int, *, time: bool) -> Hedge | None:
    """The hedge that ends right before `start`. `time` says that the value is a length of time."""
    window = low[max(0, start - 56) : start].rpartition("\n")[2]
    lexicon = load_quantity_words()
    sign = _SIGN.search(window[-4:])
    if sign:
        modifier = lexicon.hedge_signs[sign.group(1)]
        end = start - len(window[-4:]) + sign.end(1)
        return Hedge(modifier, end - len(sign.group(1)), end)
    if not window.endswith((" ", "-", "(")):
        return None
    words = window.replace("-", " ").split()
    if len(words) > 1 and len(window) == 56:
        words = words[1:]
    if not words:
        return None
    gap: list[str] = []
    last_words = _last_words()
    for _ in range(4):
        near = bool(words) and words[-1].lstrip(_EDGE) in last_words
        found = _match(words, gap, time=time) if near else None
        if found:
            return _placed(low, start, words, found)
        if not words or words[-1] not in lexicon.hedge_words.skip:
            return None
        gap.append(words.pop())
    return None


@cache
def _last_words() -> frozenset[str]:
    """The last words of all hedges: most words before a number are none of them."""
    return frozenset(phrase.rsplit(" ", 1)[-1] for phrase in load_quantity_words().hedges_before)


def _match(words: list[str], gap: list[str], *, time: bool) -> tuple[Modifier, int] | None:
    lexicon = load_quantity_words()
    for count in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join(words[-count:]).lstrip(_EDGE)
        rule = lexicon.hedges_before.get(phrase)
        if rule is None:
            continue
        if gap and not (rule.verb or (rule.skip and "the" not in gap)):
            continue
        if (
            rule.not_time
            and time
            and (len(words) <= count or words[-count - 1] not in lexicon.hedge_words.over_time)
        ):
            continue
        if phrase in ("c", "ca", "top", "past", "near", "max", "minimum", "maximum", "some") and gap:
            continue
        return rule.modifier, count
    return None


def _placed(low: str, start: int, words: list[str], found: tuple[Modifier, int]) -> Hedge:
    modifier, count = found
    adverbs = load_quantity_words().hedge_words.adverbs
    while count < len(words) and words[-count - 1].lstrip(_EDGE) in adverbs:
        count += 1
    first, last = words[-count].lstrip(_EDGE), words[-1]
    end = low.rfind(last, 0, start) + len(last)
    begin = end
    for word in reversed(words[-count:]):
        begin = low.rfind(word.lstrip(_EDGE), 0, begin)
    return Hedge(modifier, begin if begin >= 0 else low.rfind(first, 0, start), end)


@cache
def _after_pattern() -> re.Pattern[str]:
    words = sorted(load_quantity_words().hedges_after, key=lambda word: (-len(word), word))
    body = "|".join(re.escape(word).replace(r"\-", "-") for word in words)
    return re.compile(rf"[ -]?(?:({body})(?![a-z0-9]| than [0-9$€£])|(\+)(?![0-9a-z]))")


def hedge_after(low: str, end: int) -> Hedge | None:
    """The hedge that begins right after `end`: "or more", "-plus", `+`."""
    following = low[end : end + 1]
    if following not in (" ", "+", "-", ",", "i", "o"):
        return None
    found = _after_pattern().match(low, end)
    if found is None:
        return None
    if found.group(2):
        return Hedge(Modifier.AT_LEAST, found.start(2), found.end())
    word = found.group(1)
    rest = low[found.end() : found.end() + 2].lstrip(" ")
    if word in ("plus", "at least", "minimum", "maximum", "max", "tops", "more or less", "approximately"):
        joined = following == "-" and word == "plus"
        if not joined and rest[:1] not in ("", ".", ",", ";", ")", "\n", ":"):
            return None
    return Hedge(load_quantity_words().hedges_after[word].modifier, found.start(1), found.end())
