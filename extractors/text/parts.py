"""Parts and factors in words: "half of", "three quarters of the staff", "half a billion", "tripled"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractors.lexicon.units import load_quantity_words

_HEDGED = frozenset(
    (
        "than",
        "about",
        "nearly",
        "almost",
        "roughly",
        "approximately",
        "least",
        "over",
        "around",
        "by",
        "to",
        "under",
        "just",
        "some",
    )
)
_WORD = re.compile(r"[a-z]+")
_OF_A = re.compile(r"(?:[ -]of)?[ -]an?[ -](?=([a-z]+))|[ -](?=([a-z]+))")
_POINT = re.compile(r"(?:[ -]of)?(?:[ -]an?)?[ -](?=(?:percentage|percent|per cent)[ -]point(?!s))")
_SLASHED_SHARE = re.compile(
    r"([0-9]{1,2})/([0-9]{1,3}) of (?:the|its|all|their|his|her|our|those|these|every)\b"
)
_NOT_SHARE = re.compile(
    r" of (?:[0-9]|fiscal|growth|losses|profit|the (?:year|fiscal|decade|century|season|game|match))"
)


class Part(NamedTuple):
    """A fraction in words at `[start, end)`.

    `magnitude` is that of "half a billion", else 1; `share` says that the value is a percentage.
    """

    start: int
    end: int
    value: Decimal
    magnitude: Decimal
    share: bool


@cache
def _part_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(load_quantity_words().parts, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?:(an?|one|two|three|four|five|six|seven|eight|nine)[ -])?({words})(s?)(?![a-z])")


@cache
def _scaled_pattern() -> re.Pattern[str]:
    words = "|".join(
        sorted((w for w in load_quantity_words().magnitude_words if len(w) > 3), key=len, reverse=True)
    )
    return re.compile(rf"(?:[ -]of)?(?:[ -]an?)?[ -]({words}|dozen)(?![a-z])")


def read_part(low: str, start: int) -> Part | None:
    """The fraction in words that begins at `start`, when the words around it say that it is one."""
    lexicon = load_quantity_words()
    found = _part_pattern().match(low, start)
    if found is None:
        return None
    count, word, many = found.groups()
    number = lexicon.values.get(count or "one", Decimal(1))
    if many and number == 1 and word != "half":
        return None
    end = found.end()
    share = lexicon.parts[word] * number
    scaled = _scaled_pattern().match(low, end)
    if scaled and word in ("half", "quarter", "third", "fourth"):
        factor = lexicon.magnitude_words.get(scaled.group(1), Decimal(12))
        return Part(start, scaled.end(), share / 100, factor, share=False)
    if word not in ("half", "quarter") and count is None:
        return None
    before = low[max(0, start - 24) : start].replace("-", " ").split()
    if before and before[-1].strip(".,") in lexicon.context.not_before_part:
        return None
    if word == "quarter" and count is None and before and before[-1] in lexicon.context.not_before_quarter:
        return None
    point = _POINT.match(low, end)
    if point:
        return Part(start, point.end() - 1, share / 100, Decimal(1), share=False)
    unit = _of_a_unit(low, end)
    if unit:
        return Part(start, unit, share / 100, Decimal(1), share=False)
    return (
        Part(start, end, share, Decimal(1), share=True) if _is_share(low, end, word, count, before) else None
    )


def read_slashed_share(low: str, start: int) -> Part | None:
    """`3/4 of the staff`: a fraction in digits of a named whole."""
    found = _SLASHED_SHARE.match(low, start)
    if found is None or not 0 < int(found.group(1)) < int(found.group(2)):
        return None
    share = (Decimal(found.group(1)) * 100 / Decimal(found.group(2))).quantize(Decimal("0.0000000001"))
    return Part(start, found.end(2), Decimal(f"{share.normalize():f}"), Decimal(1), share=True)


def _of_a_unit(low: str, end: int) -> int:
    """Where "of a" ends in "three quarters of a mile", "half an hour"; 0 when no unit of measure follows."""
    found = _OF_A.match(low, end)
    if found is None:
        return 0
    entry = load_quantity_words().unit_words.get(found.group(1) or found.group(2))
    if entry is None or entry[0].noun or entry[0].dimension in ("ratio", "factor", "tokens"):
        return 0
    if found.group(2) and entry[0].dimension == "time":
        return 0  # "half year", "quarter hours": a period, or a label
    return found.end() - 1


_ENDS = ("", ".", ",", ";", ")")


def _is_share(low: str, end: int, word: str, count: str | None, before: list[str]) -> bool:
    context = load_quantity_words().context
    following = low[end : end + 24].split()
    next_word = following[0].strip(".,;:)") if following and low[end : end + 1] == " " else ""
    if _NOT_SHARE.match(low, end):
        return False
    if "by" in before[-3:] and (low[end : end + 1] in _ENDS or next_word in context.after_change):
        return True  # "fell by a fifth"
    hedged = bool(before) and before[-1] in _HEDGED
    if word == "quarter":
        return next_word == "of" or (
            count not in (None, "a", "one") and hedged and next_word in ("", "as", "the")
        )
    if next_word in context.after_part:
        return word == "half" or next_word == "of" or count not in (None, "a", "an")
    if word == "half":
        return hedged and before[-1] not in ("to", "just", "some", "around")
    return count not in (None, "a", "an") and (hedged or low[end : end + 1] in ("", ".", ","))


def read_factor(low: str, start: int) -> tuple[int, Decimal] | None:
    """Where a factor word ("tripled", "twice", "tenfold") at `start` ends, and the factor."""
    lexicon = load_quantity_words()
    found = _WORD.match(low, start)
    if found is None:
        return None
    word, end = found.group(), found.end()
    value = lexicon.factors.get(word)
    if value is None:
        return None
    rest = low[end : end + 24].replace("-", " ").split()
    next_word = rest[0].strip(".,;:)") if rest and low[end : end + 1] in " -" else ""
    if word in ("twice", "thrice"):
        return (end, value) if next_word in lexicon.context.after_twice else None
    if next_word in lexicon.context.not_after_factor or (low[end : end + 1] == "-" and next_word):
        return None
    return end, value
