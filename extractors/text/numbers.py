"""Numbers as written, in digits and in words: where they stand and what they are worth.

No unit, no judgement whether the number counts anything: that is the business of the modules beside this
one. All functions take offsets of a shadow text (see `shadow.py`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractors.lexicon.units import QuantityWords, load_quantity_words

LONGEST = 40
"""Digits of the longest number read; a longer run is no quantity of news."""
LARGEST_POWER = 40
"""The largest power of ten read, either way."""

_ONE = Decimal(1)
_UNREADABLE = Decimal("NaN")
_LEXEME = re.compile(r"[0-9](?:[0-9]|[.,](?=[0-9])|'(?=[0-9]{3})){0,48}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}\.[0-9]{3},[0-9]{1,2}")
_SWISS = re.compile(r"[0-9]{1,3}(?:'[0-9]{3})+(?:\.[0-9]+)?")
_COMMA = re.compile(r"[0-9]{1,4},[0-9]{1,2}")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SPACED = re.compile(r"(?: [0-9]{3}){1,5}([.,][0-9]{1,2})?(?![0-9]|[.,'][0-9]|[A-Za-z]|:)")
_MEGA = re.compile(r" ?M(?=([A-Z]{3})(?![A-Za-z]))")
_POWER = re.compile(
    r" ?[x×*·] ?10(?:(?:\^|\*\*)\{?([-+]?[0-9]{1,6})\}?|(-[0-9]{1,2})(?![0-9]))"
    r"|e([-+]?[0-9]{1,6})(?![0-9a-z])"
)
_POWER_UP = re.compile(r" ?[x×*·] ?10([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
_TEN_POWER = re.compile(r"(?:\^|\*\*)\{?([-+]?[0-9]{1,6})\}?|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_FRACTION = re.compile(r"(?:([0-9]{1,3})[ -])?([0-9]{1,2})/([0-9]{1,3})(?![0-9/]|-[0-9])")
_GLYPHS = {
    "½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333333333", "⅔": "0.6666666667", "⅛": "0.125",
    "⅜": "0.375", "⅝": "0.625", "⅞": "0.875", "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8",
}  # fmt: skip
_LETTERS = re.compile(r"(?:[cC][rR]|MM|mm|mil|[kKmMbBtT])(?![A-Za-z0-9²³]|/[A-Za-z])")
_SPACED_LETTERS = re.compile(r" (?:[cC]r|mil|[MBTK])(?![A-Za-z0-9²³/'])")
_AND_A_HALF = re.compile(
    r"[ -]and[ -](?:(?:an?|one)[ -](half|quarter)|three[ -]quarters)"
    r"(?![a-z]| (?:an? )?(?:m|b|tr)illion| thousand)"
)
_HALF_SCALE = re.compile(
    r"[ -]and[ -](?:(?:an?|one)[ -](half|quarter)|three[ -]quarters)(?= (?:(?:m|b|tr)illion|thousand))"
)
_SCALED = re.compile(
    r"[a-z]{3,9}(?:[ -]hundred)?(?:[ -](?:and[ -])?[a-z]{3,9}){0,3}"
    r"[ -](?:hundred|thousand|lakh|million|billion|crore)(?![a-z])"
)
_HALVES = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_TOKEN = re.compile(r"[ -]?(?:and )?([a-z]+)(?![a-z0-9'])")


class UnreadableNumberError(ValueError):
    """Digits that end at `end` of the shadow and stand for no number that can be kept (1e400)."""

    def __init__(self, end: int) -> None:
        """Say where the digits end."""
        super().__init__(f"the number that ends at {end} is out of range")
        self.end = end


class Numeral(NamedTuple):
    """A number as written: `mantissa` times `magnitude`, at `[start, end)` of the shadow.

    `lexeme` is the digits as printed, empty for words. `letter` is true when the magnitude is one letter
    that touches the digits (`405B`). `thousands_point` marks `22.000`, which may be either.
    """

    start: int
    end: int
    mantissa: Decimal
    magnitude: Decimal
    lexeme: str
    letter: str = ""
    thousands_point: bool = False
    comma_decimal: bool = False
    power: bool = False

    @property
    def value(self) -> Decimal:
        """The number in base units."""
        return self.mantissa * self.magnitude

    @property
    def bare(self) -> bool:
        """Whether nothing but digits is printed, without magnitude or grouping."""
        return self.magnitude == 1 and "," not in self.lexeme and not self.power


def read_digits(text: str, low: str, start: int, *, money: bool) -> Numeral | None:
    """The number in digits that begins at `start`, with its magnitude; None for a form that is no number.

    `money` says that a currency sign or code stands before it, which lets more magnitude letters count.

    Raises:
        UnreadableNumberError: more digits than a number of news has, or a power of ten out of range.
    """
    found = _LEXEME.match(text, start)
    if found is None:
        return None
    if found.end() - start > LONGEST:
        raise UnreadableNumberError(found.end())
    lexeme, end = found.group(), found.end()
    spaced = _SPACED.match(text, end) if len(lexeme) <= 3 and not lexeme.startswith("0") else None
    if spaced:
        end = spaced.end()
        cents = spaced.group(1) or ""
        lexeme = text[start : end - len(cents)].replace(" ", ",") + cents.replace(",", ".")
    mantissa, comma, point = _classify(lexeme)
    if mantissa is None:
        return None
    if end < len(text) and text[end] in _GLYPHS and "." not in lexeme:
        mantissa, end = mantissa + Decimal(_GLYPHS[text[end]]), end + 1
    power, end = _power(text, low, end, lexeme)
    if power is not None:
        if power.is_nan():
            raise UnreadableNumberError(end)
        return Numeral(start, end, mantissa * power, _ONE, lexeme, power=True)
    magnitude, stop, letter = read_magnitude(text, low, end, money=money)
    if magnitude != 1 and not letter and (half := _AND_A_HALF.match(low, stop)):
        mantissa, stop = mantissa + _HALVES.get(half.group(1), Decimal("0.75")), half.end()
    if not spaced and point and magnitude != 1:
        point = False
    return Numeral(start, stop, mantissa, magnitude, lexeme, letter, point, comma)


def read_glyph(text: str, start: int) -> Numeral | None:
    """A fraction printed as one character, `½`."""
    value = _GLYPHS.get(text[start])
    return Numeral(start, start + 1, Decimal(value), _ONE, text[start]) if value else None


def read_fraction(text: str, start: int) -> Numeral | None:
    """`1/4` or `10 1/2`: a proper fraction, to be believed only before a unit of measure."""
    found = _FRACTION.match(text, start)
    if found is None:
        return None
    whole, top, bottom = (Decimal(part or 0) for part in found.groups())
    if not 0 < top < bottom:
        return None
    return Numeral(start, found.end(), whole + top / bottom, _ONE, found.group())


def read_magnitude(text: str, low: str, end: int, *, money: bool) -> tuple[Decimal, int, str]:
    """The magnitude printed at `end`, where it ends, and its letter when it is one."""
    words = load_quantity_words()
    found = _LETTERS.match(text, end)
    if found:
        letter = found.group()
        factor = words.magnitude_letters.get(letter)
        if factor is None and money:
            factor = words.currency_letters.get(letter)
        if factor is not None:
            return factor, found.end(), letter
    if money:
        found = _SPACED_LETTERS.match(text, end)
        if found:
            letter = found.group()[1:]
            return (
                words.magnitude_letters.get(letter) or words.currency_letters[letter],
                found.end(),
                "",
            )
    found = _MEGA.match(text, end)
    if found and found.group(1) in words.money_codes:
        return Decimal(1_000_000), found.end(), ""
    magnitude = _ONE
    pattern = _magnitude_pattern()
    for _ in range(3):
        found = pattern.match(low, end)
        if found is None:
            break
        magnitude *= words.magnitude_words[found.group(1)]
        end = found.end()
    return magnitude, end, ""


@cache
def _magnitude_pattern() -> re.Pattern[str]:
    words = sorted(load_quantity_words().magnitude_words, key=lambda word: (-len(word), word))
    return re.compile(rf"[ -]?({'|'.join(words)})(?![a-z0-9])")


def _classify(lexeme: str) -> tuple[Decimal | None, bool, bool]:
    """The value, whether a comma was read as the decimal mark, whether a point may group thousands."""
    if _PLAIN.fullmatch(lexeme):
        whole, _, rest = lexeme.partition(".")
        point = len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0")
        return Decimal(lexeme), False, point
    if _GROUPED.fullmatch(lexeme) or _INDIAN.fullmatch(lexeme):
        return Decimal(lexeme.replace(",", "")), False, False
    if _DOTTED.fullmatch(lexeme):
        return Decimal(lexeme.replace(".", "").replace(",", ".")), False, False
    if _SWISS.fullmatch(lexeme):
        return Decimal(lexeme.replace("'", "")), False, False
    if _COMMA.fullmatch(lexeme):
        return Decimal(lexeme.replace(",", ".")), True, False
    return None, False, False


def _power(text: str, low: str, end: int, lexeme: str) -> tuple[Decimal | None, int]:
    if lexeme == "10":
        found = _TEN_POWER.match(text, end)
        if found:
            return _ten_to(found.group(1) or found.group(2), less=1), found.end()
    found = _POWER.match(low, end)
    if found:
        return _ten_to(found.group(1) or found.group(2) or found.group(3)), found.end()
    found = _POWER_UP.match(text, end)
    return (_ten_to(found.group(1)), found.end()) if found else (None, end)


def _ten_to(exponent: str, *, less: int = 0) -> Decimal:
    power = int(exponent.translate(_SUPER)) - less
    return Decimal(10) ** power if abs(power) <= LARGEST_POWER else _UNREADABLE


def read_words(low: str, start: int, words: QuantityWords, *, led: bool = False) -> Numeral | None:
    """The number in words that begins at `start`: "twenty-one thousand", "two and a half million".

    `led` says that "a" stands before it, which is one: "a hundred and fifty". None when the words there
    make no number ("hundreds", "and").
    """
    spoken = _Spoken(low, start, words, led=led)
    while found := _TOKEN.match(low, spoken.place):
        if not spoken.take(found):
            break
    if spoken.current is None or spoken.end == start:
        return None
    return Numeral(start, spoken.end, spoken.total + spoken.current, _ONE, "")


class _Spoken:
    """A number in words while it is read: `total` of the scales so far, `current` of the words since."""

    def __init__(self, low: str, start: int, words: QuantityWords, *, led: bool) -> None:
        self.low, self.words = low, words
        self.place = self.end = start
        self.total = Decimal(0)
        self.current: Decimal | None = _ONE if led else None
        self.last = "one" if led else ""
        self.scale = _ONE

    def take(self, found: re.Match[str]) -> bool:
        """Adds one word; False when it is none of the number."""
        word = found.group(1)
        joined = found.start(1) - found.start() > 1
        value = self.words.values.get(word)
        scale = self.words.magnitude_words.get(word)
        if value is not None and word != "dozen":
            if not self._add(value, found.start(1), joined=joined):
                return False
        elif word == "dozen" or scale is not None:
            if joined or len(word) <= 3 or self.current is None:
                return False
            self._multiply(scale if scale is not None else Decimal(12), found.end())
        elif word == "point" and self.current is not None and not joined:
            tail = _spoken_decimals(self.low, found.end(), self.words)
            if tail is None:
                return False
            self.current, self.last = self.current + tail[0], "point"
            self.place = self.end = tail[1]
            return True
        else:
            return False
        self.place = self.end = found.end()
        self._halve()
        return True

    def _add(self, value: Decimal, at: int, *, joined: bool) -> bool:
        kind = "ten" if value >= 20 else ("one" if value < 10 else "teen")
        if joined and self.last not in ("hundred", "scale"):
            return False
        if self.last == "ten" and kind != "one":
            return False
        if self.last not in ("", "hundred", "scale", "ten"):
            return False
        if self.last == "scale" and self.scale > 1000 and not _SCALED.match(self.low, at):
            return False  # "a million two years ago", "two million and three quarters"
        self.current = (self.current or Decimal(0)) + value
        self.last = kind
        return True

    def _multiply(self, factor: Decimal, end: int) -> None:
        current = self.current or Decimal(0)
        if factor == 100:
            self.current, self.last = current * factor, "hundred"
            return
        self.total, self.current, self.last = self.total + current * factor, Decimal(0), "scale"
        self.scale = factor
        if self.total and self.low.startswith((" million", " billion", " trillion", " crore"), end):
            self.current, self.total = self.total, Decimal(0)

    def _halve(self) -> None:
        if self.last not in ("one", "teen", "ten", "scale"):
            return
        half = _AND_A_HALF.match(self.low, self.end)
        if half is None:
            half = _HALF_SCALE.match(self.low, self.end) if self.last != "scale" else None
        if half is None:
            return
        part = _HALVES.get(half.group(1), Decimal("0.75"))
        if self.last == "scale":
            self.total += part * self.scale
        else:
            self.current = (self.current or Decimal(0)) + part
        self.place = self.end = half.end()
        self.last = "point"


def _spoken_decimals(low: str, place: int, words: QuantityWords) -> tuple[Decimal, int] | None:
    digits = ""
    while len(digits) < 6 and (found := _TOKEN.match(low, place)):
        value = words.values.get(found.group(1))
        if value is None or value > 9:
            break
        digits += str(value)
        place = found.end()
    return (Decimal(f"0.{digits}"), place) if digits else None
