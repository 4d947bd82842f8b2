"""What a written number says: its value and how finely it was written.

`$6.6 billion` is written to a tenth of a billion, `16,000` to a thousand (its zeros are no digits), `$40bn`
to a billion (zeros before a magnitude word are), `7.20` to a hundredth.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import lru_cache

_MARKUP = re.compile(r"[*\\`]+")
_SPACES = re.compile(r"\s+")
_NUMERAL = re.compile(r"\d{1,3}(?:[ ',.]\d{3}){1,6}(?:[.,]\d{1,9})?(?!\d)|\d{1,24}(?:[.,]\d{1,9})?")
_DASHES = str.maketrans({"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-"})
_BINARY_UNITS = frozenset(("tokens", "bytes", "kilobytes", "megabytes", "gigabytes", "terabytes"))
_FULL_UNITS = frozenset(("percent", "percentage_points", "basis_points", "times", "years", "months", "days"))
_TEN = Decimal(10)
_KILO, _KIBI = Decimal(1000), Decimal(1024)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A number as written: its value, its last written digit, other values it may mean, `about` or not."""

    value: Decimal
    step: Decimal
    others: tuple[Decimal, ...] = ()
    about: bool = False

    def rounds(self, finer: Decimal) -> bool:
        """Whether a finer figure, rounded to this one's last digit, equals it."""
        scaled = finer / self.step
        return any(
            scaled.to_integral_value(mode) * self.step == self.value
            for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN)
        )

    def truncates(self, finer: Decimal) -> bool:
        """Whether a finer figure, cut off at this one's last digit, equals it."""
        return (finer / self.step).to_integral_value(ROUND_DOWN) * self.step == self.value

    @property
    def last_digit(self) -> Decimal:
        """The size of the last digit that is not zero: 100 million for 400 million."""
        return last_digit(self.value)


@lru_cache(maxsize=65536)
def clean_text(text: str) -> str:
    """Printed words with typography normalised: compatibility forms, dashes, markup and runs of spaces."""
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return _SPACES.sub(" ", _MARKUP.sub("", folded)).strip()


def last_digit(value: Decimal) -> Decimal:
    """The size of the last digit of a number that is not zero, 1 for zero."""
    if value == 0:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return _TEN ** int(exponent)


def _readings(numeral: str) -> Iterator[tuple[Decimal, int]]:
    """Values that a run of digits and separators may mean, likeliest first, each with its decimals."""
    dots, commas = numeral.count("."), numeral.count(",")
    bare = numeral.replace(" ", "").replace("'", "")
    if dots == 1 and not commas:
        yield Decimal(bare), len(bare.split(".")[1])
    if commas == 1 and not dots and len(bare.split(",")[1]) != 3:
        yield Decimal(bare.replace(",", ".")), len(bare.split(",")[1])
    if commas and dots == 1 and bare.rindex(".") > bare.rindex(","):
        yield Decimal(bare.replace(",", "")), len(bare.split(".")[1])
    if dots and commas == 1 and bare.rindex(",") > bare.rindex("."):
        yield Decimal(bare.replace(".", "").replace(",", ".")), len(bare.split(",")[1])
    yield Decimal(bare.replace(",", "").replace(".", "")), 0
    if commas == 1 and not dots:
        yield Decimal(bare.replace(",", ".")), len(bare.split(",")[1])


def _is_power(number: Decimal, base: Decimal) -> bool:
    if base == _TEN:
        return number > 0 and number.normalize().as_tuple().digits == (1,)
    while number > 1:
        number /= base
    return number == 1


@lru_cache(maxsize=65536)
def written_number(value: Decimal, text: str, unit: str | None, full_below: Decimal) -> Written:
    """How `value` is written in `text`; from its own digits where the text spells it out in words.

    Args:
        value: The number in base units.
        text: The printed value, cleaned.
        unit: Its unit.
        full_below: Bare whole numbers below this are written in full.
    """
    size = abs(value)
    for match in _NUMERAL.finditer(text):
        for reading, decimals in _readings(match.group()):
            if reading == 0 or size == 0:
                continue
            scale = size / reading
            if _is_power(scale, _TEN) or (scale > 1 and _is_power(scale, _KIBI)):
                return _from_numeral(value, reading, decimals, unit, full_below)
    return Written(value=value, step=_bare_step(size, unit, full_below))


def _from_numeral(
    value: Decimal, reading: Decimal, decimals: int, unit: str | None, full_below: Decimal
) -> Written:
    scale = abs(value) / reading
    if decimals:
        step = scale * _TEN**-decimals
    elif scale == 1:
        step = _bare_step(reading, unit, full_below)
    else:
        step = scale
    return Written(value=value, step=step, others=_binary(value, reading, scale, unit))


def _bare_step(size: Decimal, unit: str | None, full_below: Decimal) -> Decimal:
    last = last_digit(size)
    return min(last, Decimal(1)) if size < full_below or unit in _FULL_UNITS else last


def _binary(value: Decimal, reading: Decimal, scale: Decimal, unit: str | None) -> tuple[Decimal, ...]:
    if unit not in _BINARY_UNITS or scale < _KILO:
        return ()
    power = 0
    while scale >= _KILO:
        scale /= _KILO
        power += 1
    return (reading * scale * _KIBI**power * (1 if value >= 0 else -1),) if scale in (1, 10, 100) else ()
