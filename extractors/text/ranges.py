"""Values that belong together: ranges, shares ("1 in 5"), feet and inches, lists that share a unit."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.lexicon.units import load_quantity_words
from extractors.text.compounds import compound
from extractors.text.measures import Measure
from extractors.text.readings import COUNT
from extractors.text.shadow import Shadow
from extractors.text.units import is_plural

_DASH = re.compile(r" ?[-–—~] ?~?|-to-")
_TO = re.compile(r" (?:to|through|and up to|to about|to around|to as much as|to more than|to nearly) ")
_AND = re.compile(r",? and (?:about |around |roughly |nearly )?")
_IN = re.compile(r" in |-in-| out of (?:every )?| in every ")
_LIST = re.compile(r",? (?:and|or) |/|, ")
_SUSPENDED = re.compile(r"-,? ?(?:and|or|to|,)? ?")
_METRES = re.compile(r" \(| and |,? or |, | x | by |/| to | is equal to | = |-")
_SUSPENDED_TO = re.compile(r"-,? ?to ")
LONGEST_GAP = 16
ROUND_CHANCES = frozenset(Decimal(n) for n in (10_000, 100_000, 1_000_000, 10_000_000))


def join(shadow: Shadow, measures: list[Measure]) -> list[Measure]:
    """The measures with neighbours joined where the text joins them, in order. Linear in their number."""
    done: list[Measure] = []
    for measure in measures:
        last = done[-1] if done else None
        if last is not None and 0 <= measure.start - last.end <= LONGEST_GAP:
            gap = shadow.low[last.end : measure.start]
            if last.letter == "m" and last.blank and measure.dimension == "length" and _METRES.fullmatch(gap):
                last = done[-1] = last.in_metres()
            merged = _pair(shadow, last, measure, gap)
            if merged is not None:
                done[-1] = merged
                continue
        done.append(measure)
    return _share_units(shadow, done)


def _pair(shadow: Shadow, left: Measure, right: Measure, gap: str) -> Measure | None:
    """Both as one value, or None when they stand for themselves."""
    summed = compound(shadow, left, right, gap)
    if summed is not None:
        return summed
    if gap == " (" and left.blank and left.low == right.low and shadow.text[right.number_end] == ")":
        return right._replace(start=left.start, weak=False)
    if left.joined:
        return None
    if gap == " " and left.blank and right.low < 0 and not right.blank and 0 < left.low < -right.low:
        return _range(left, right._replace(low=-right.low, high=-right.high, mantissa=-right.mantissa))
    if _SUSPENDED_TO.fullmatch(gap):
        return _range(left, right)
    if _IN.fullmatch(gap):
        return _chance(shadow, left, right)
    if _DASH.fullmatch(gap) or (_TO.fullmatch(gap) and not _is_move(shadow.low, left.start)):
        return _range(left, right)
    if _AND.fullmatch(gap) and _after_between(shadow.low, left.start):
        return _range(left, right)
    if (
        gap in (" or ", "-or-")
        and right.mantissa - left.mantissa == 1
        and left.magnitude in (1, right.magnitude)
    ):
        return _range(left, right)
    return None


def _range(left: Measure, right: Measure) -> Measure | None:
    """`left` to `right` as one value when their units fit and the first is the smaller."""
    unit = _common(left, right)
    if unit is None:
        return None
    low = left.low
    if (
        left.magnitude == 1
        and right.magnitude != 1
        and left.mantissa < right.mantissa
        and left.mantissa < 1000
    ):
        low = left.mantissa * right.magnitude
    if left.minor != right.minor:
        return None
    if right.magnitude == 1 and left.magnitude != 1 and left.letter == "" and right.high < left.low:
        return None
    if right.high < low < 0 and right.high == right.low:
        low, right = right.low, right._replace(high=low)  # "from -18 to -34"
    if not low < right.high:
        return None
    return unit._replace(
        start=left.start, end=right.end, number_end=right.number_end, low=low, high=right.high,
        noun=right.noun or left.noun, joined=True, weak=False, sign=left.sign or right.sign,
    )  # fmt: skip


def _common(left: Measure, right: Measure) -> Measure | None:
    """Whichever of the two prints the unit of both; None when each has its own."""
    if left.unit == right.unit:
        return right if right.noun else right._replace(noun=left.noun)
    if left.blank:
        return right
    if right.unit == COUNT and (left.sign or right.noun is None):
        return right._replace(
            unit=left.unit, noun=left.noun, dimension=left.dimension, ambiguous=left.ambiguous
        )
    return None


def _chance(shadow: Shadow, left: Measure, right: Measure) -> Measure | None:
    """`1 in 5` as a percentage."""
    if not left.blank or left.sign or right.sign or left.magnitude != 1 or "." in left.lexeme + right.lexeme:
        return None
    if right.dimension not in ("", "people", "users", "customers") or not 0 < left.low < right.low:
        return None
    if right.low > 1000 and right.low not in ROUND_CHANCES:
        return None
    before = shadow.low[max(0, left.start - 16) : left.start].split()
    if before and before[-1].strip(".#,") in load_quantity_words().context.labels:
        return None
    value = (left.low * 100 / right.low).quantize(Decimal("0.0000000001")).normalize()
    value = Decimal(f"{value:f}")
    return right._replace(
        start=left.start, end=right.number_end, low=value, high=value, unit="percent", dimension="ratio",
        joined=True, weak=False,
    )  # fmt: skip


def _is_move(low: str, start: int) -> bool:
    """Whether the words before "A to B" tell of a change from A to B."""
    context = load_quantity_words().context
    window = low[max(0, start - 90) : start]
    before = window.replace("(", " ").split()[-10:]
    bare = [word.strip(",.") for word in before]
    if not context.range_openers.isdisjoint(bare[-4:]):
        return False
    if not bare or bare[-1] != "from":
        return not context.moves.isdisjoint(bare[-3:])
    clause = [word.strip(",") for word in re.split(r"[.;:\n]", window)[-1].split()[-9:-1]]
    if not context.moves.isdisjoint(clause) or not context.from_moves.isdisjoint(clause):
        return True
    return bool(clause) and (before[-2].endswith(",") or not is_plural(clause[-1]))


def _after_between(low: str, start: int) -> bool:
    return "between" in low[max(0, start - 24) : start].split()[-3:]


def _share_units(shadow: Shadow, measures: list[Measure]) -> list[Measure]:
    """Passes a unit back over a list: "8B, 70B and 405B parameters", "eight- and 70-billion parameter"."""
    closed = False
    for index in range(len(measures) - 2, -1, -1):
        left, right = measures[index], measures[index + 1]
        gap = shadow.low[left.end : right.start] if right.start - left.end <= LONGEST_GAP else None
        if gap is None or left.sign or not (left.blank or left.weak):
            closed = False
            continue
        if gap.startswith("-") and _SUSPENDED.fullmatch(gap):
            measures[index] = left.with_unit_of(right, magnitude=left.letter == "")
            closed = True
        elif _TO.fullmatch(gap) and not right.blank and not right.sign:
            measures[index] = left.with_unit_of(
                right, magnitude=left.mantissa < 1000 and "," not in left.lexeme
            )
        elif _LIST.fullmatch(gap) and (closed or gap != ", ") and _alike(left, right):
            measures[index] = left.with_unit_of(right, magnitude=False)
            closed = True
        else:
            closed = False
    return measures


def _alike(left: Measure, right: Measure) -> bool:
    """Whether two values of a list are written alike enough to share the unit printed once."""
    if right.blank or right.sign or right.joined or left.letter != right.letter:
        return False
    return left.letter != "" or (left.magnitude == right.magnitude == 1 and left.low < 1000)
