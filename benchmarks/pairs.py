"""Whether one sentence with quantities entails or contradicts another, for sets of sentence pairs.

The product compares claims, not sentences. What is bent here is the question: a claim agrees with a bound
that it keeps, a sentence *entails* it; "fewer than 8" says nothing of whether there were 5, so there it is
neutral. Numbers and hedges are read as the product reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from difflib import SequenceMatcher

from checkers.compare.wording import stem, wording_words
from extractors.records import Modifier, Quantity
from extractors.text.hedges import hedge_after, hedge_before
from extractors.text.numbers import UnreadableNumberError, read_digits
from extractors.text.quantities import find_quantities

ENTAIL, CONTRADICT, NEUTRAL = "entail", "contradict", "neutral"

_NUMERAL = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?")
_WORD = re.compile(r"[a-z]+")
_UNBOUNDED = Decimal("Infinity")
_SAME_TEXT = 0.9  # two sentences of one wording, but for their numbers
_SAME_TOPIC = 0.5  # share of the second sentence's telling words that the first one holds
_SOME_TOPIC = 0.3  # the same for a sentence that draws a sum
_BEHIND = 4  # words behind a number that say what it counts
_MOST_PARTS = 4  # numbers of a sentence that are combined to reach the other's
_FINE = 100_000  # a sum is met within this part of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in digits: its value, its hedge, and the telling words behind it, which say what it counts."""

    value: Decimal
    modifier: Modifier
    of: frozenset[str]

    def range(self, other: Number) -> Range:
        """What it allows beside another. A hedge that both print is of the frame, not of the number."""
        return _range(
            self.value, self.value, Modifier.EXACT if self.modifier is other.modifier else self.modifier
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The numbers that a written quantity allows. `open` ends are not among them."""

    low: Decimal
    high: Decimal
    open: bool = False

    def within(self, other: Range) -> bool:
        """Whether all of it lies in the other."""
        if self.low == self.high and other.open and self.low in (other.low, other.high):
            return False
        return other.low <= self.low and self.high <= other.high

    def apart(self, other: Range) -> bool:
        """Whether the two share no number."""
        touching = self.high == other.low or other.high == self.low
        return self.high < other.low or other.high < self.low or (touching and (self.open or other.open))


def relation(left: str, right: str) -> str:
    """Whether `left` entails or contradicts `right`, or neither (`neutral`)."""
    one, other = _numbers(left), _numbers(right)
    if len(one) == len(other) and one:
        likeness = SequenceMatcher(None, _words(left), _words(right), autojunk=False).ratio()
        if likeness >= _SAME_TEXT:
            return _worst(
                _stand(mine.range(theirs), theirs.range(mine))
                for mine, theirs in zip(one, other, strict=True)
            )
    mine, theirs = _telling(left), _telling(right)
    share = len(mine & theirs) / max(1, len(theirs))
    if (
        len(one) > 1
        and len(other) == 1
        and share >= _SOME_TOPIC
        and other[0].value not in [each.value for each in one]
    ):
        return ENTAIL if _reaches(other[0], one) else CONTRADICT
    return _of_two_texts(left, right, share)


def _stand(left: Range, right: Range) -> str:
    if left == right or left.within(right):
        return ENTAIL
    return CONTRADICT if left.apart(right) else NEUTRAL


def _worst(relations: Iterator[str]) -> str:
    found = set(relations)
    return next((each for each in (CONTRADICT, NEUTRAL) if each in found), ENTAIL)


def _numbers(text: str) -> list[Number]:
    """Every number in digits, also one that counts nothing, with its hedge."""
    low, found = text.lower(), []
    for match in _NUMERAL.finditer(text):
        try:
            number = read_digits(text, low, match.start(), money=False)
        except UnreadableNumberError:
            continue
        if number is not None:
            hedge = hedge_before(low, number.start, time=False) or hedge_after(low, number.end)
            behind = _telling(" ".join(low[number.end :].split()[:_BEHIND]))
            modifier = hedge.modifier if hedge else Modifier.EXACT
            found.append(Number(value=number.value, modifier=modifier, of=behind))
    return found


def _range(low: Decimal, high: Decimal, modifier: Modifier) -> Range:
    if modifier in (Modifier.OVER, Modifier.AT_LEAST):
        return Range(low=low, high=_UNBOUNDED, open=modifier is Modifier.OVER)
    if modifier in (Modifier.UNDER, Modifier.UP_TO):
        return Range(low=-_UNBOUNDED, high=high, open=modifier is Modifier.UNDER)
    return Range(low=low, high=high)


def _words(text: str) -> list[str]:
    """The words of a sentence without numbers and without what hedges are made of."""
    return [word for word in _WORD.findall(text.lower()) if word not in ("more", "less", "than", "fewer")]


def _telling(text: str) -> frozenset[str]:
    functional = wording_words().function_words
    return frozenset(
        stem(word) for word in _WORD.findall(text.lower()) if len(word) > 2 and word not in functional
    )


def _of_two_texts(left: str, right: str, share: float) -> str:
    """Two sentences of their own, by what they count; `share` of the second one's words are in the first."""
    given, told = find_quantities(left), find_quantities(right)
    if share < _SAME_TOPIC:
        return NEUTRAL
    if not told:
        return ENTAIL
    return _worst(_against(quantity, given) for quantity in told)


def _against(told: Quantity, given: Sequence[Quantity]) -> str:
    """How one figure stands to the figures of the other sentence that count the same."""
    alike = [each for each in given if each.unit == told.unit]
    theirs = _range(told.low, told.high, told.modifier)
    stands = [_stand(_range(each.low, each.high, each.modifier), theirs) for each in alike]
    return ENTAIL if ENTAIL in stands else CONTRADICT if stands and len(alike) == 1 else NEUTRAL


def _reaches(told: Number, given: Sequence[Number]) -> bool:
    """Whether figures make another: those that count just what it counts, if two do, else all of them."""
    closest = max(len(each.of & told.of) for each in given)
    same = [each.value for each in given if len(each.of & told.of) == closest]
    numbers = same if closest > 1 and len(same) > 1 else [each.value for each in given]
    return any(
        abs(value - told.value) <= abs(told.value) / _FINE for value in _sums(tuple(numbers[:_MOST_PARTS]))
    )


def _sums(numbers: tuple[Decimal, ...]) -> Iterator[Decimal]:
    """What two or more of the numbers make by the four operations, in any order."""
    for n, one in enumerate(numbers):
        for m, other in enumerate(numbers):
            if m <= n:
                continue
            rest = tuple(number for k, number in enumerate(numbers) if k not in (n, m))
            for made in _made(one, other):
                yield made
                if rest:
                    yield from _sums((made, *rest))


def _made(one: Decimal, other: Decimal) -> Iterator[Decimal]:
    yield one + other
    yield abs(one - other)
    yield one * other
    for upper, lower in ((one, other), (other, one)):
        try:
            yield upper / lower
        except (DivisionByZero, InvalidOperation):
            continue
