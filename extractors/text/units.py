"""What a number measures: the unit or the noun after it."""

from __future__ import annotations

from functools import cache, lru_cache

from extractors.lexicon.units import QuantityWords, load_quantity_words, singular
from extractors.text.money import money_after
from extractors.text.numbers import Numeral
from extractors.text.readings import COUNT, NOTHING, NOUN_RUN, Reading, Word, words_after
from extractors.text.shadow import Shadow
from extractors.text.symbols import read_symbol, with_rate


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
    words = words_after(shadow, end)
    reading = money_after(shadow, numeral, home, before, words)
    if reading is None:
        reading = read_symbol(shadow, numeral, before, lexicon)
    if reading is not None:
        return with_rate(shadow, reading, lexicon)
    if not words or not words[0].joint:
        return NOTHING
    reading = _phrase(words, lexicon)
    if reading is not None:
        return with_rate(shadow, reading, lexicon)
    return _noun(shadow, numeral, words, lexicon)


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
