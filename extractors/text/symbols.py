"""Units printed as a symbol: `%`, `km/h`, `40C`, `5"`, `10 in`."""

from __future__ import annotations

import re

from extractors.lexicon.units import QuantityWords, Unit, singular
from extractors.text.numbers import Numeral
from extractors.text.readings import Reading
from extractors.text.shadow import Shadow

_SYMBOL = re.compile(
    r" ?([%°º‰″′℃℉]|'')(?: ?([CFcf])(?![a-zA-Z])| ?(celsius|fahrenheit|centigrade)(?![a-zA-Z]))?"
    r"|( ?)(tCO2eq?|[A-Za-zµμ]{1,6}[23²³]?(?:/[a-z]{1,2}[23²³]?)?)(?![A-Za-z0-9²³])"
    r"|( ?)([x×])(?![a-z0-9])",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r" ?[(\[{<]([A-Za-z]{1,3}[²³23]?)[)\]}>]")
_SLASH_RATE = re.compile(r" ?([A-Za-z]{1,12}) ?/ ?([a-z]{1,12})(?![A-Za-z0-9²³])")
_PER = re.compile(r" per ([a-z]{3,11})(?![a-z])")
_INCHES = re.compile(
    r"in(?![a-z0-9])| in(?=$|[\n,;:)]|\.(?![a-z0-9]))(?:\.(?= [a-z]))?"
    r"|(?: in\.?|-in\.?)(?= (?:thick|wide|long|tall|high|deep|across|screen|display|of (?:rain|snow|ice)))"
)
_FEET = re.compile(r"'(?=[0-9]{1,2}(?:\"|''|[ .,;:)\n]|$))")
_HEIGHT = re.compile(r"[0-9]'$")
_LONG = re.compile(r" (?:long|wide|tall|thick|deep|high|across|screen|display|pipe|x )")
_DEGREES = re.compile(r"( ?)([CF])(?=$|[\n .,;:!?)\]/'\"]|-degree)")
_AFTER_SPACED = re.compile(
    r"(?=$|[\n.,;:!?)\]/])| (?:in|at|on|or|and|to|outside|inside|above|below|for|as|with)\b"
)
_NAMED = re.compile(r"(?<![\w-])([A-Z][A-Za-z]{0,20}) $")
_WARMTH = {"C": ("celsius", 0, 3000, 60), "F": ("fahrenheit", 20, 600, 135)}
_CLOSING = frozenset(" .,;:!?)]}\"'/|\n")
QUOTES_SEEN = 400
"""How far back in a line quotation marks are counted, to tell an inch mark from a closing quote."""


def read_symbol(shadow: Shadow, numeral: Numeral, before: str, lexicon: QuantityWords) -> Reading | None:
    """The unit whose symbol stands right after a number, `before` being the word before the number."""
    reading = _inches(shadow, numeral)
    if reading is None and before not in lexicon.context.labels:
        reading = _warmth(shadow.text, numeral, lexicon)
    if reading is None:
        reading = _slash_rate(shadow.text, numeral.end, lexicon)
    return reading or _symbol(shadow, numeral, lexicon)


def with_rate(shadow: Shadow, reading: Reading, lexicon: QuantityWords) -> Reading:
    """A length with "per second" after it as a speed; any other reading as it is."""
    found = _PER.match(shadow.low, reading.end) if reading.dimension == "length" else None
    entry = lexicon.unit_words.get(found.group(1)) if found else None
    if found is None or entry is None or entry[0].dimension != "time":
        return reading
    return Reading(_rate(reading.unit, entry[0]), reading.noun, found.end(), "speed")


def _rate(length: str, time: Unit) -> str:
    return f"{length}_per_{singular(time.name)}"


def _slash_rate(text: str, end: int, lexicon: QuantityWords) -> Reading | None:
    """`50 cm/ms`, `3 metres/second`: a length over a time."""
    found = _SLASH_RATE.match(text, end)
    if found is None or f"{found.group(1)}/{found.group(2)}" in lexicon.symbols:
        return None
    over, under = (_unit(word, lexicon) for word in found.groups())
    if over is None or under is None or (over.dimension, under.dimension) != ("length", "time"):
        return None
    return Reading(_rate(over.name, under), None, found.end(), "speed")


def _unit(word: str, lexicon: QuantityWords) -> Unit | None:
    entry = lexicon.unit_words.get(word.lower())
    if entry is not None:
        return entry[0]
    return lexicon.symbols.get(word) or lexicon.spaced_symbols.get(word)


def _inches(shadow: Shadow, numeral: Numeral) -> Reading | None:
    """`10 in` where no noun follows, and `5"` where the mark closes no quotation."""
    text, low, end = shadow.text, shadow.low, numeral.end
    if numeral.magnitude != 1 or numeral.value >= 1000:
        return None
    if 4 <= numeral.value <= 7 and _FEET.match(text, end):
        return Reading("feet", "foot", end + 1, "length")
    found = _INCHES.match(low, end)
    if found:
        return Reading("inches", "inch", found.end(), "length")
    place = end + (text[end : end + 1] == " ")
    if text[place : place + 1] != '"':
        return None
    if _HEIGHT.search(text, max(0, numeral.start - 2), numeral.start) or _LONG.match(low, place + 1):
        return Reading("inches", "inch", place + 1, "length")
    line = text.rfind("\n", max(0, place - QUOTES_SEEN), place)
    if place != end or (line < 0 and place > QUOTES_SEEN) or text.count('"', line + 1, place) % 2:
        return None
    stop = text.find("\n", place, place + QUOTES_SEEN)
    odd = text.count('"', place + 1, stop if stop >= 0 else place + QUOTES_SEEN) % 2 == 0
    return Reading("inches", "inch", place + 1, "length") if odd else None


def _warmth(text: str, numeral: Numeral, lexicon: QuantityWords) -> Reading | None:
    """`1.5C`, `-10C`, `30 C outside`: a temperature where a letter after a number is no name."""
    found = _DEGREES.match(text, numeral.end)
    if found is None or numeral.magnitude != 1:
        return None
    name, least, most, usual = _WARMTH[found.group(2)]
    below = text[numeral.start - 1 : numeral.start] == "-"
    if not (below or least <= numeral.mantissa) or numeral.mantissa > most:
        return None
    named = _NAMED.search(text, max(0, numeral.start - 24), numeral.start)
    if named and named.group(1).lower() not in lexicon.context.function_words:
        return None
    if found.group(1) and (numeral.mantissa > usual or not _AFTER_SPACED.match(text, found.end())):
        return None
    return Reading(name, None, found.end(), "temperature")


def _symbol(shadow: Shadow, numeral: Numeral, lexicon: QuantityWords) -> Reading | None:
    text, end = shadow.text, numeral.end
    bracketed = _BRACKETED.match(text, end)
    if bracketed:
        unit = lexicon.symbols.get(bracketed.group(1))
        if unit:
            return Reading(unit.name, None, bracketed.end(), unit.dimension)
    found = _SYMBOL.match(text, end)
    if found is None:
        return None
    mark, scale, scale_word, space, letters, cross_space, cross = found.groups()
    if mark:
        scale = scale or (scale_word or "")[:1]
        if mark in "°º" and scale:
            name = "celsius" if scale in "Cc" else "fahrenheit"
            return Reading(name, None, found.end(), "temperature")
        unit = lexicon.symbols.get(mark)
        stop = found.start() + found.group().index(mark) + len(mark)
        return Reading(unit.name, None, stop, unit.dimension) if unit else None
    if cross:
        if cross_space and cross == "x":
            return None
        return Reading("times", None, found.end(), "factor")
    unit = lexicon.symbols.get(letters)
    if unit is None and (space or numeral.magnitude == 1):
        unit = lexicon.spaced_symbols.get(letters)
    if unit is None or not _stands(shadow, numeral, letters, space, found.end()):
        return None
    return Reading(unit.name, None, found.end(), unit.dimension)


def _stands(shadow: Shadow, numeral: Numeral, letters: str, space: str, end: int) -> bool:
    """Whether letters that are also a magnitude or a word are a unit here."""
    following = shadow.text[end : end + 1]
    if letters in ("m", "K") and not space:
        return numeral.letter == "" and (following == "" or following in _CLOSING)
    if len(letters) > 1:
        return True
    if letters in "hlgt" and (numeral.letter or (space and letters == "h")):
        return False
    if letters in "XVWL" and space:
        return letters == "W" and not following.isalnum()
    return True
