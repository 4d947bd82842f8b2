"""The walk over a text that finds every number and says what it counts, one number at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extractors.lexicon.units import Money, load_quantity_words
from extractors.text.alternation import any_word
from extractors.text.measures import Measure
from extractors.text.money import money_before, money_word_before, read_money
from extractors.text.names import is_list_number, is_name, is_score, is_slashed, skip_at
from extractors.text.numbers import (
    LONGEST,
    Numeral,
    UnreadableNumberError,
    read_digits,
    read_fraction,
    read_glyph,
    read_magnitude,
    read_words,
)
from extractors.text.parts import Part, read_factor, read_part, read_slashed_share
from extractors.text.readings import COUNT, NOTHING, Reading
from extractors.text.shadow import Shadow
from extractors.text.units import read_unit

_DIGITS = "0123456789½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘"
_DIGIT_RUN = r"[0-9](?:[0-9.,]|'(?=[0-9]{3}|[0-9]'))*"
_RUN = re.compile(_DIGIT_RUN)
_WORD = re.compile(r"[a-z]+")
_PRINTED_WORD = re.compile(r"[A-Za-z]+")
_SPACED_MINUS = re.compile(r"[a-z] - $")
_MINUS_WORDS = re.compile(r"(?:minus|negative) $")
_SCALE_LEAD = re.compile(r"(?:^|[^a-z0-9])(an?|another|first|last|next|extra|additional|one|entire)[ -]$")
_ARTICLE = re.compile(r"(?<![a-z0-9'])(a)[ -]$")
_SCALE = re.compile(r"(?:hundred|thousand|million|billion|trillion|lakh|crore)\b")
_MILLIONS = Decimal(1_000_000)
_AGES = frozenset(("age", "aged", "ages"))
_OLDEST = 120
_BELOW_ZERO = " below zero"
_SIGNS = "$€£¥₹"

Found = tuple[Money, int, bool]
"""A currency before a number: what it is, where it begins, whether it says million."""


@cache
def _candidates() -> re.Pattern[str]:
    lexicon = load_quantity_words()
    starts = {*lexicon.values, *lexicon.factors, "half", "quarter"}
    starts |= {"hundred", "thousand", "million", "billion", "trillion", "lakh", "crore"}
    words, parts = any_word(starts), any_word(lexicon.parts)
    codes = any_word(
        {code.lower() for code in lexicon.money_codes} | {"rs", "r", "rp", "kr", "nis", "sfr", "ksh"}
    )
    return re.compile(
        rf"\b(?:{_DIGIT_RUN}|[½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘]|(?:{words})\b|an? (?:{parts})\b|m?(?:{codes})(?=[0-9]))"
    )


class Scan:
    """One walk over a shadow. Holds the text and the home currency, nothing else changes but `place`."""

    def __init__(self, shadow: Shadow, home: str | None) -> None:
        self.shadow = shadow
        self.text = shadow.text
        self.low = shadow.low
        self.home = home
        self.place = 0
        self.last_end = -1
        self.last_value: Decimal | None = None
        self.unreadable: list[tuple[int, int]] = []

    def measures(self) -> Iterator[Measure]:
        """The measures of the text, before joining."""
        for found in _candidates().finditer(self.low):
            at = found.start()
            if at < self.place:
                continue
            char = self.low[at]
            if char in _DIGITS:
                measure = self._digits(at, found.end())
            elif self.low[found.end() : found.end() + 1] in _DIGITS and found.end() < len(self.low):
                run = _RUN.match(self.low, found.end())
                measure = self._digits(found.end(), run.end() if run else found.end() + 1)
            else:
                measure = self._words(at)
            if measure is not None:
                self.place = max(self.place, measure.end)
                self.last_end, self.last_value = measure.end, measure.low
                yield measure

    def _money(self, at: int) -> tuple[Found | None, int]:
        """The currency sign or code before a number at `at` that no earlier number owns, and its start."""
        minus = at > 1 and self.text[at - 1] == "-" and self.text[at - 2] in _SIGNS
        found = money_before(self.text, at - minus, max(0, self.last_end)) if at > 0 else None
        return found, (found[1] if found else at)

    def _sign(self, at: int) -> tuple[Found | None, int]:
        return self._money(at) if self.text[at - 1 : at] and self.text[at - 1] in _SIGNS else (None, at)

    # numbers in digits

    def _digits(self, at: int, run_end: int) -> Measure | None:
        text, low = self.text, self.low
        self.place = run_end
        if run_end - at > 2 * LONGEST:
            if sum(char in _DIGITS for char in text[at : at + 2 * LONGEST]) > LONGEST:
                self.unreadable.append((at, run_end))
            return None
        if text[at - 1 : at] == "." and not text[at - 2 : at - 1].isalnum() and run_end - at < 12 and at > 0:
            at -= 1
        money, start = self._money(at) if text[at] != "." else (None, at)
        if money is None and self._is_glued(at):
            return None
        if money is None:
            end = skip_at(low, at)
            if end == at and at != self.last_end + 1:
                end = is_score(low, at)
            if end > at:
                self.place = max(self.place, end)
                return None
            if is_list_number(text, at):
                return None
        part = None if money else read_slashed_share(low, at)
        if part is not None:
            self.place = part.end
            return self._share(part)
        try:
            numeral = self._numeral(at, money is not None)
        except UnreadableNumberError as error:
            self.place = max(self.place, error.end)
            self.unreadable.append((start, error.end))
            return None
        if numeral is None:
            return None
        self.place = max(self.place, numeral.end)
        return self._measure(numeral, start, money)

    def _numeral(self, at: int, money: bool) -> Numeral | None:
        if self.text[at] == ".":
            numeral = read_digits(self.text, self.low, at + 1, money=money)
            if numeral is None or not numeral.lexeme.isdigit():
                return None
            mantissa = Decimal("0." + numeral.lexeme)
            return numeral._replace(start=at, mantissa=mantissa, lexeme="0." + numeral.lexeme)
        fraction = None if money else read_fraction(self.text, at)
        if fraction is not None:
            reading = read_unit(self.shadow, fraction, self.home, "")
            if reading.dimension in ("", "people", "users", "ratio"):
                self.place = fraction.end
                return None
            return fraction
        slashed = is_slashed(self.low, at)
        if slashed > at:
            self.place = slashed
            return None
        return read_glyph(self.text, at) or read_digits(self.text, self.low, at, money=money)

    def _is_glued(self, at: int) -> bool:
        """Whether the digits hang on a name: `GPT-4`, `COVID-19`, `x^2`, `'24`."""
        before = self.text[at - 1 : at]
        if before == "-" and at - 1 != self.last_end:
            return self.text[at - 2 : at - 1].isalnum() and at >= 2
        if before == "'" and at == self.last_end:
            return False  # 5'10"
        if before == "'" and not self.text[at - 2 : at - 1].isspace() and at >= 2:
            return self.text[at - 2 : at - 1].isalnum()
        if before == ".":
            return self.text[at - 2 : at - 1].isalnum() and at >= 2
        return before in ("^", "_", "@", "#", ":", "=") and self.text[at - 2 : at - 1].isalnum() and at >= 2

    def _measure(self, numeral: Numeral, start: int, money: Found | None) -> Measure | None:
        before = self.text[max(0, start - 40) : start].split("\n")[-1].replace("-", " ").split()[-3:]
        previous = before[-1].strip(".,;:()[]\"'").lower() if before else ""
        if money:
            if money[2]:
                numeral = numeral._replace(magnitude=numeral.magnitude * _MILLIONS)
            reading = read_money(numeral, money[0], self.home, self.shadow)
        else:
            numeral = self._metres(numeral, before)
            reading = self._reading(numeral, previous)
            numeral, reading = self._later_magnitude(numeral, reading)
            if reading is NOTHING and (
                worded := money_word_before(self.low, numeral, self.home, self.last_end)
            ):
                reading, start = worded
            named = numeral.lexeme and is_name(self.text, numeral, reading, before, start)
            if named and not self._is_size(numeral, reading):
                return None
            if reading is NOTHING and self._is_size(numeral, reading) and self._after_model(before):
                reading = Reading("parameters", None, numeral.end, "parameters")
        if numeral.thousands_point and self._groups_thousands(numeral, reading):
            numeral = numeral._replace(mantissa=numeral.mantissa * 1000)
        if numeral.comma_decimal and numeral.magnitude == 1 and reading.dimension in ("", "people"):
            return None
        return self._build(numeral, reading, start, sign=money is not None)

    def _reading(self, numeral: Numeral, previous: str) -> Reading:
        """The unit after a number; of "thirty (30) days" and "aged 87" it stands elsewhere."""
        aged = previous in _AGES and self.text[numeral.start - 1 : numeral.start] == " "
        if aged and numeral.lexeme.isdigit() and numeral.bare and numeral.value < _OLDEST:
            reading = read_unit(self.shadow, numeral, self.home, previous)
            return reading if reading.end >= 0 else Reading("years_old", None, numeral.end, "age")
        repeated = self.last_value == numeral.value and self.text[numeral.start - 2 : numeral.start] == " ("
        if repeated and self.text[numeral.end : numeral.end + 1] == ")":
            inside = numeral._replace(end=numeral.end + 1)
            return read_unit(self.shadow, inside, self.home, previous)
        return read_unit(self.shadow, numeral, self.home, previous)

    def _metres(self, numeral: Numeral, before: list[str]) -> Numeral:
        """`1.8m tall`, `a depth of 48m` are metres: the letter is taken back from the magnitude."""
        if numeral.letter != "m":
            return numeral
        if not load_quantity_words().metre_nouns.isdisjoint(word.lower() for word in before):
            return numeral._replace(end=numeral.end - 1, magnitude=Decimal(1), letter="")
        rest = self.low[numeral.end : numeral.end + 14].split()
        if (
            rest
            and self.low[numeral.end] == " "
            and rest[0].strip(".,") in load_quantity_words().metre_cues - {"and", "or", "is"}
        ):
            return numeral._replace(end=numeral.end - 1, magnitude=Decimal(1), letter="")
        return numeral

    def _later_magnitude(self, numeral: Numeral, reading: Reading) -> tuple[Numeral, Reading]:
        """`75 USD million`: the magnitude after the code."""
        if reading.dimension != "currency" or numeral.magnitude != 1 or reading.noun:
            return numeral, reading
        factor, end, _ = read_magnitude(self.text, self.low, reading.end, money=False)
        if factor == 1:
            return numeral, reading
        return numeral._replace(magnitude=factor), reading._replace(end=end)

    def _is_size(self, numeral: Numeral, reading: Reading) -> bool:
        return numeral.letter in ("B", "T") and reading.unit in (COUNT, "parameters")

    def _after_model(self, before: list[str]) -> bool:
        """Whether the word before a size token is a model's name or version: "Llama 3.1 405B"."""
        if not before:
            return False
        last = before[-1].strip("(")
        name = before[-2] if len(before) > 1 and last.replace(".", "").isdigit() else last
        context = load_quantity_words().context
        return (
            name[:1].isupper()
            and name.isascii()
            and name.lower() not in context.function_words
            and last[-1:] not in ",;:."
        )

    def _groups_thousands(self, numeral: Numeral, reading: Reading) -> bool:
        """Whether `22.000` is 22 thousand: a count, or a round sum of money."""
        if reading.dimension in ("", "people", "gpus", "tokens", "users", "customers", "shares", "downloads"):
            return True
        return reading.dimension in ("currency", "mass") and numeral.lexeme.endswith("00")

    def _build(self, numeral: Numeral, reading: Reading, start: int, *, sign: bool) -> Measure:
        value = numeral.value
        if reading.minor:
            value /= 100
        if reading.divide not in (1, 1_000_000) or reading.dimension == "token_price":
            value = value * _MILLIONS / reading.divide
        if value == (whole := value.to_integral_value()):
            value = whole
        start, negative = self._minus(start, reading.dimension)
        negative = negative or (sign and self.text[numeral.start - 1] == "-" and numeral.start > start + 1)
        end = max(reading.end, numeral.end)
        if reading.dimension in ("temperature", "degree") and self.low.startswith(_BELOW_ZERO, end):
            negative, end = True, end + len(_BELOW_ZERO)
        if negative:
            value = -value
        return Measure(
            start=start, end=end, number_end=numeral.end, low=value, high=value,
            mantissa=-numeral.mantissa if negative else numeral.mantissa, magnitude=numeral.magnitude,
            unit=reading.unit, noun=reading.noun, dimension=reading.dimension, ambiguous=reading.ambiguous,
            lexeme=numeral.lexeme, letter=numeral.letter, sign=sign, minor=reading.minor,
        )  # fmt: skip

    def _minus(self, start: int, dimension: str) -> tuple[int, bool]:
        before = self.text[max(0, start - 2) : start]
        spaced = dimension == "temperature" and _SPACED_MINUS.search(self.text, max(0, start - 4), start)
        if spaced and start - 2 > self.last_end:
            return start - 2, True
        if (
            before.endswith("-")
            and (len(before) == 1 or before[0] in " (\n|<=[")
            and start - 1 != self.last_end
        ):
            return start - 1, True
        found = _MINUS_WORDS.search(self.low[max(0, start - 9) : start])
        if found:
            return start - len(found.group()), True
        return start, False

    # numbers in words

    def _words(self, at: int) -> Measure | None:
        low = self.low
        if _SCALE.match(low, at) and not _SCALE_LEAD.search(low[max(0, at - 12) : at]):
            return None
        factor = read_factor(low, at)
        if factor:
            self.place = factor[0]
            return self._build(
                Numeral(at, factor[0], factor[1], Decimal(1), ""),
                Reading("times", None, factor[0], "factor"),
                at,
                sign=False,
            )
        part = read_part(low, at)
        if part:
            self.place = part.end
            numeral = Numeral(at, part.end, part.value, part.magnitude, "")
            if part.share:
                return self._share(part)
            money, start = self._sign(at)
            return self._measure(numeral, start, money)
        if (
            self.text[at - 1 : at] == "-"
            and at > 1
            and at - 1 != self.last_end
            and self.text[at - 2].isalpha()
        ):
            return None
        printed = _PRINTED_WORD.match(self.text, at)
        if printed and not (
            printed.group().islower() or printed.group().istitle() or printed.group().isupper()
        ):
            return None  # mixed case is a name: ZeRO-3
        found = read_words(low, at, load_quantity_words())
        if found is None:
            found = self._led(at) or self._scale_alone(at)
        if found is None:
            return None
        self.place = found.end
        magnitude, end, _ = (
            read_magnitude(self.text, low, found.end, money=False)
            if found.magnitude == 1
            else (found.magnitude, found.end, "")
        )
        found = found._replace(magnitude=magnitude, end=end)
        money, start = self._sign(found.start)
        measure = self._measure(found, start, money)
        return measure and self._weigh(measure, found)

    def _share(self, part: Part) -> Measure:
        numeral = Numeral(part.start, part.end, part.value, part.magnitude, "")
        return self._build(numeral, Reading("percent", None, part.end, "ratio"), part.start, sign=False)

    def _led(self, at: int) -> Numeral | None:
        """`a hundred and fifty`: a number in words that "a" begins and more words go on with."""
        lead = _ARTICLE.search(self.low, max(0, at - 3), at)
        if lead is None:
            return None
        found = read_words(self.low, at, load_quantity_words(), led=True)
        if found is None or not found.end > at + len("thousand") + 1:
            return None
        return found._replace(start=lead.start(1))

    def _scale_alone(self, at: int) -> Numeral | None:
        """`a billion`, `first million`, `a dozen`: a magnitude word that is a number by itself."""
        found = _WORD.match(self.low, at)
        lead = _SCALE_LEAD.search(self.low[max(0, at - 12) : at])
        if found is None or lead is None:
            return None
        word = found.group()
        lexicon = load_quantity_words()
        factor = Decimal(12) if word == "dozen" else lexicon.magnitude_words.get(word)
        if factor is None or word.endswith("s"):
            return None
        magnitude, end, _ = read_magnitude(self.text, self.low, found.end(), money=False)
        start = at - 1 - len(lead.group(1)) if lead.group(1) in ("a", "an") else at
        return Numeral(start, end, Decimal(1), factor * magnitude, "")

    def _weigh(self, measure: Measure, numeral: Numeral) -> Measure:
        """Marks "one" and its like as weak: they are often pronouns, and then count nothing."""
        if (
            numeral.magnitude != 1
            or numeral.mantissa > 1
            or measure.dimension not in ("", "people", "factor", "time", "users", "customers")
        ):
            return measure
        if numeral.mantissa == 0 or (measure.dimension == "time" and measure.unit != "days"):
            return measure
        return measure._replace(weak=True)
