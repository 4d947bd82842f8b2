"""What a number measures: the money sign before it, the unit or the noun after it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.lexicon.units import Money, QuantityWords, load_quantity_words, singular
from extractors.text.numbers import Numeral
from extractors.text.shadow import Shadow

COUNT = "count"
_WORD = re.compile(r"([ -]?)([^\W\d_](?:[\w&]|['./-](?=[^\W_]))*)")
_SYMBOL = re.compile(
    r" ?([%°º‰″′℃℉]|'')(?: ?([CFcf])(?![a-zA-Z]))?"
    r"|( ?)(tCO2eq?|[A-Za-zµμ]{1,6}[23²³]?(?:/[a-z]{1,2})?)(?![A-Za-z0-9²³])"
    r"|( ?)([x×])(?![a-z0-9])"
)
_BRACKETED = re.compile(r" ?[(\[{<]([A-Za-z]{1,3}[²³23]?)[)\]}>]")
_PRICE = re.compile(
    r" ?(?:/|per|for(?: every)?|a|each)(?: |(?<=/))?"
    r"(?:(?:one |1 ?)?(million|m|thousand|k|billion|b)|(1,?000)|(1,?000,?000))?"
    r"[ -]?((?:[a-z]{3,9} )?(?:tokens?|toks?)(?![a-z])|(?<=/m)(?![a-z])|(?<=/1m)(?![a-z])|(?<=/mtok))"
)
_PER_MTOK = re.compile(r" ?/ ?(?:1 ?)?m(?:tok(?:en)?s?)?(?![a-z0-9²³/])")
_CLOSING = frozenset(" .,;:!?)]}\"'/|\n")
LOOK_BACK = 12
NOUN_RUN = 6


class Reading(NamedTuple):
    """The unit of a number: where the whole value ends once the unit is part of it.

    `factor` turns the printed number into the unit (cents into dollars), `noun` is the printed unit noun,
    singular. `dimension` is that of the unit lexicon, `currency`, or empty for a count.
    """

    unit: str
    noun: str | None
    end: int
    dimension: str
    ambiguous: tuple[str, ...] = ()
    minor: bool = False
    divide: int = 1


class Word(NamedTuple):
    """A word after a number: lower case, at `[start, end)`, `joint` the space or hyphen before it."""

    low: str
    start: int
    end: int
    joint: str


NOTHING = Reading(COUNT, None, -1, "")


def money_before(text: str, start: int) -> tuple[Money, int, bool] | None:
    """The currency sign or code that ends at `start`, where it begins, whether it says million (MUSD)."""
    words = load_quantity_words()
    place = start
    while place > 0 and text[place - 1] == " " and start - place < 2:
        place -= 1
    if place == 0 or text[place - 1].isdigit():
        return None
    tail = text[max(0, place - LOOK_BACK) : place]
    for length in range(min(len(tail), 7), 0, -1):
        piece = tail[-length:]
        money = words.money_signs.get(piece) or words.money_codes.get(piece)
        million = False
        if money is None and piece[0] == "M" and len(piece) == 4:
            money, million = words.money_codes.get(piece[1:]), True
        if money is None:
            continue
        begin = place - length
        before = text[begin - 1 : begin]
        if piece[0].isalpha() and (before.isalnum() or before in ("-", "&", "'", "_")):
            continue
        if piece in ("R", "Rp", "Kr", "kr", "S/") and place != start and piece not in ("Rp", "kr"):
            continue
        return money, begin, million
    return None


def words_after(shadow: Shadow, end: int, limit: int = NOUN_RUN) -> list[Word]:
    """The words that follow `end` with nothing but a space or a hyphen before each, at most `limit`."""
    found: list[Word] = []
    place = end
    while len(found) < limit:
        match = _WORD.match(shadow.low, place)
        if match is None or (not match.group(1) and found):
            break
        found.append(Word(match.group(2), match.start(2), match.end(), match.group(1)))
        place = match.end()
    return found


def read_money(numeral: Numeral, money: Money, home: str | None, shadow: Shadow) -> Reading:
    """The currency of a number that has a sign or code before it, or a price per million tokens."""
    code, ambiguous = money.family.read(home)
    price = _token_price(shadow.low, numeral.end)
    if price:
        divide, end = price
        return Reading(f"{code.lower()}_per_mtok", "token", end, "token_price", ambiguous, False, divide)
    end = numeral.end
    words = words_after(shadow, end, 1)
    if words and words[0].low in ("dollars", "dollar", "euros", "pounds", "yen") and words[0].joint == " ":
        return Reading(code, singular(words[0].low), words[0].end, "currency", ambiguous)
    return Reading(code, None, end, "currency", ambiguous)


def _token_price(low: str, end: int) -> tuple[int, int] | None:
    """How many millionths of a million tokens the price is for, and where the words end."""
    found = _PER_MTOK.match(low, end)
    if found:
        return 1_000_000, found.end()
    found = _PRICE.match(low, end)
    if found is None or "tok" not in found.group(4):
        return None
    scale = (found.group(1) or "")[:1]
    if found.group(2):
        scale = "k"
    elif found.group(3):
        scale = "m"
    return {"m": 1_000_000, "t": 1000, "k": 1000, "b": 10**9}.get(scale, 1), found.end()


def read_unit(shadow: Shadow, numeral: Numeral, home: str | None, before: str) -> Reading:
    """The unit or noun after a number without a currency sign.

    `before` is the word before the number, lower case. Money words, symbols, unit words, then the head
    noun of the words that follow are tried in this order; `count` without a noun is the last resort.
    """
    lexicon = load_quantity_words()
    end = numeral.end
    following = shadow.text[end : end + 1]
    if following in ("", "\n", ".", ",", ";", ":", ")", "|"):
        return NOTHING
    reading = _money_after(shadow, numeral, home, before, lexicon)
    if reading is None:
        reading = _symbol(shadow, numeral, lexicon)
    if reading is not None:
        return reading
    words = words_after(shadow, end)
    if not words or not words[0].joint:
        return NOTHING
    return _phrase(words, lexicon) or _noun(shadow, numeral, words, lexicon)


def _money_after(
    shadow: Shadow, numeral: Numeral, home: str | None, before: str, lexicon: QuantityWords
) -> Reading | None:
    text, end = shadow.text, numeral.end
    place = end + (text[end] == " ")
    for length in (4, 3, 2, 1):
        sign = text[place : place + length]
        money = lexicon.money_signs.get(sign)
        if money is None or len(sign) < length or sign in ("R", "S/", "Fr.", "SFr"):
            continue
        rest = text[place + length : place + length + 2].lstrip(" ")
        if rest[:1].isdigit() or (sign[-1].isalpha() and rest[:1].isalpha()):
            continue
        code, ambiguous = money.family.read(home)
        return Reading(code, None, place + length, "currency", ambiguous)
    words = words_after(shadow, end, 4)
    if not words:
        return None
    code_money = lexicon.money_codes.get(text[words[0].start : words[0].end])
    if code_money is not None:
        return Reading(code_money.family.default, None, words[0].end, "currency")
    if words[0].joint == "":
        if (
            words[0].low in ("c", "p")
            and numeral.magnitude == 1
            and before in ("by", "to", "at", "of", "dividend")
        ):
            return None
        return None
    for count in range(min(3, len(words)), 0, -1):
        phrase = " ".join(word.low for word in words[:count]).replace("-", " ")
        money = lexicon.money_words.get(phrase)
        if money is None or not _is_money(phrase, words[count:], numeral, before, lexicon):
            continue
        code, ambiguous = money.family.read(home)
        return Reading(code, money.noun, words[count - 1].end, "currency", ambiguous, money.minor)
    return None


def _is_money(phrase: str, rest: list[Word], numeral: Numeral, before: str, lexicon: QuantityWords) -> bool:
    """Settles the money words that are also other words: pounds, won, real, mark, sen, dong."""
    following = rest[0].low if rest else ""
    if phrase in ("pound", "pounds"):
        if following == "of" or before in lexicon.weight_cues or following == "per":
            return False
        return numeral.magnitude >= 1000 or numeral.value >= 1000 or "." in numeral.lexeme
    if phrase == "won":
        return numeral.value >= 100 and following not in (
            "the",
            "a",
            "an",
            "by",
            "in",
            "their",
            "his",
            "her",
            "at",
        )
    if phrase in (
        "real",
        "rand",
        "rial",
        "sol",
        "toman",
        "kip",
        "dong",
        "crown",
        "crowns",
        "mark",
        "marks",
        "buck",
        "lei",
        "ether",
    ):
        return numeral.value >= 5 and following not in ("of", "estate")
    return True


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
    mark, scale, space, letters, cross_space, cross = found.groups()
    if mark:
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
    if unit is None:
        return None
    if letters in ("m", "K") and not space and not _is_metre(shadow, found.end(), numeral):
        return None
    if len(letters) == 1 and letters in "hlgt" and (numeral.letter or (space and letters == "h")):
        return None
    if len(letters) == 1 and letters in "XVWL" and space:
        following = text[found.end() : found.end() + 1]
        if letters != "W" or following.isalnum():
            return None
    return Reading(unit.name, None, found.end(), unit.dimension)


def _is_metre(shadow: Shadow, end: int, numeral: Numeral) -> bool:
    return numeral.letter == "" and shadow.text[end : end + 1] in _CLOSING


@cache
def _longest_phrase() -> int:
    return max(len(phrase.split()) for phrase in load_quantity_words().unit_words)


def _phrase(words: list[Word], lexicon: QuantityWords) -> Reading | None:
    """A unit whose words follow the number at once; the value then covers them."""
    joined = [word.low.replace("-", " ") for word in words[: _longest_phrase()]]
    for count in range(len(joined), 0, -1):
        entry = lexicon.unit_words.get(" ".join(joined[:count]))
        if entry is not None:
            unit, noun = entry
            if unit.noun and count < len(words) and _goes_on(words, count, lexicon):
                return None
            return Reading(unit.name, _printed(unit.name, noun), words[count - 1].end, unit.dimension)
    if words[0].joint == "-" and "-" in words[0].low:
        first = words[0].low.split("-")[0]
        entry = lexicon.unit_words.get(first)
        if entry is not None:
            unit, noun = entry
            return Reading(unit.name, noun, words[0].start + len(first), unit.dimension)
    return None


def _printed(unit: str, noun: str) -> str | None:
    """The unit noun to keep: "percent" says nothing that the unit does not."""
    return None if unit == "percent" else noun


def _goes_on(words: list[Word], count: int, lexicon: QuantityWords) -> bool:
    """Whether a counted noun in the singular is only the first part of a longer noun ("token requests")."""
    if words[count - 1].low.endswith("s") or words[0].joint == "-":
        return False
    following = words[count : count + 2]
    if any(word.low.rstrip("s") in lexicon.sized for word in following):
        return False
    return any(is_plural(word.low) for word in following)


def _noun(shadow: Shadow, numeral: Numeral, words: list[Word], lexicon: QuantityWords) -> Reading:
    """The head noun of the words after the number: the first plural, else a unit noun in the singular."""
    if words[0].low == "of":
        words = _after_of(words, shadow)
    fallback: Reading | None = None
    size = numeral.letter in ("B", "b", "T") or (numeral.letter == "M" and numeral.value >= 1_000_000)
    for index, word in enumerate(words):
        low = word.low
        if low in lexicon.context.function_words and low not in ("more", "last", "first", "next"):
            break
        if size and low.split("-")[0].rstrip("s") in lexicon.sized:
            return Reading("parameters", None, numeral.end, "parameters")
        pair = f"{words[index - 1].low} {low}" if index else ""
        entry = lexicon.unit_words.get(pair) or lexicon.unit_words.get(low)
        if is_plural(low) and (index or word.joint == " "):
            if entry and (entry[0].noun or index == 0):
                return Reading(entry[0].name, entry[1].split()[-1], numeral.end, entry[0].dimension)
            return Reading(COUNT, singular(low.split("-")[-1]), numeral.end, "")
        if entry and entry[0].noun and fallback is None:
            fallback = Reading(entry[0].name, entry[1].split()[-1], numeral.end, entry[0].dimension)
        if index == 0 and word.joint == "-":
            head = low.split("-")[0]
            if head not in lexicon.context.function_words and not head.endswith(("ed", "ing", "ly")):
                fallback = fallback or Reading(COUNT, head, numeral.end, "")
    return fallback or NOTHING


def _after_of(words: list[Word], shadow: Shadow) -> list[Word]:
    """The words of a partitive: "22,000 of Nvidia's H100 chips", "70 of its employees"."""
    rest = words_after(shadow, words[0].end, NOUN_RUN + 1)
    while rest and (
        rest[0].low in ("the", "its", "their", "our", "his", "her", "those", "these", "all")
        or rest[0].low.endswith("'s")
    ):
        rest = rest[1:]
    return rest


@lru_cache(maxsize=50_000)
def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural noun."""
    words = load_quantity_words()
    last = word.rsplit("-", 1)[-1]
    if last in words.context.not_plurals or last in words.context.function_words:
        return False
    entry = words.unit_words.get(last)
    if entry is not None:
        return entry[1] != last
    if singular(last) != last or last in ("series", "species", "aircraft", "staff", "police", "data"):
        return len(last) > 2 and not last.endswith(("ous", "ss"))
    return False
