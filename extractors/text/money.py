"""Money: the sign, code or word before or after a number, and prices per million tokens."""

from __future__ import annotations

import re

from extractors.lexicon.units import Money, QuantityWords, load_quantity_words, singular
from extractors.text.numbers import Numeral
from extractors.text.readings import Reading, Word, words_after
from extractors.text.shadow import Shadow

LOOK_BACK = 12
LONGEST_LOWER = 4
"""More small letters than this minus one end no currency sign and no code."""
_PRICE = re.compile(
    r" ?(?:/|per|for(?: every)?|a|each)(?: |(?<=/))?"
    r"(?:(?:one |1 ?)?(million|m|thousand|k|billion|b)|(1,?000)|(1,?000,?000))?"
    r"[ -]?((?:[a-z]{3,9} )?(?:tokens?|toks?)(?![a-z])|(?<=/m)(?![a-z])|(?<=/1m)(?![a-z])|(?<=/mtok))"
)
_PER_MTOK = re.compile(r" ?/ ?(?:1 ?)?m(?:tok(?:en)?s?)?(?![a-z0-9²³/])")
_OWN_SIGN = re.compile(r" ?[0-9][0-9.,]{0,20} ?(?:[$€£¥₹]|cents?(?![a-z]))")
_CENTS = re.compile(r" ?c(?= (?:a|an|per|each|apiece)\b| ?/|-a-)")
_AFTER_MONEY = re.compile(
    r"(?:[$€£][0-9][0-9.,]{0,12}|\b(?:dollars?|euros?|ringgit|rand|usd|cad|aud|nzd|sgd|hkd))(?: and |,? )$"
)
_WORDS_BEFORE = re.compile(r"(?:([a-z'.]{2,14}) )?((?:[a-z.]{2,12} )?([a-z]{3,9})) $")
_YEARS = range(1900, 2101)


def money_before(text: str, start: int, floor: int = 0) -> tuple[Money, int, bool] | None:
    """The currency sign or code that ends at `start`, where it begins, whether it says million (MUSD).

    A sign before `floor` belongs to an earlier number.
    """
    words = load_quantity_words()
    place = start
    while place > 0 and text[place - 1] == " " and start - place < 2:
        place -= 1
    if place == 0 or text[place - 1].isdigit():
        return None
    tail = text[max(0, place - LOOK_BACK) : place]
    if (word := tail[-LONGEST_LOWER:]).isalpha() and word.islower() and len(word) == LONGEST_LOWER:
        return None
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
        return (money, begin, million) if begin >= floor else None
    return None


def money_word_before(low: str, numeral: Numeral, home: str | None, floor: int) -> tuple[Reading, int] | None:
    """The currency named in words right before a bare number ("rupees 500 crore"), and where it begins.

    A word before `floor` belongs to an earlier number.

    Never after an article or a preposition of rates ("the dollar 10 years on", "per dollar 2.5").
    """
    if numeral.bare and numeral.lexeme.isdigit() and int(numeral.lexeme) in _YEARS:
        return None
    lexicon = load_quantity_words()
    found = _WORDS_BEFORE.search(low, max(0, numeral.start - 42), numeral.start)
    if found is None:
        return None
    for group in (2, 3):
        money = lexicon.money_words.get(found.group(group))
        if money is None or money.minor or found.start(group) < floor:
            continue
        if found.group(3) in lexicon.doubtful_money:
            continue
        before = found.group(1) if group == 2 else found.group(2).rpartition(" ")[0] or found.group(1)
        if before and (before in lexicon.not_before_money or before[-1].isdigit()):
            return None
        code, ambiguous = money.family.read(home)
        return Reading(code, money.noun, numeral.end, "currency", ambiguous), found.start(group)
    return None


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


def money_after(
    shadow: Shadow, numeral: Numeral, home: str | None, before: str, words: list[Word]
) -> Reading | None:
    """The currency printed after a number: sign, code, word or the small coin of one.

    `words` are those that follow the number, `before` the one before it.
    """
    lexicon = load_quantity_words()
    reading = _sign_after(shadow, numeral, home, lexicon) or _cents(shadow, numeral, home, lexicon)
    if reading is not None:
        return reading
    if not words:
        return None
    code_money = lexicon.money_codes.get(shadow.text[words[0].start : words[0].end])
    if code_money is not None:
        return Reading(code_money.family.default, None, words[0].end, "currency")
    if words[0].joint == "":
        return None
    for count in range(min(3, len(words)), 0, -1):
        phrase = " ".join(word.low for word in words[:count]).replace("-", " ")
        money = lexicon.money_words.get(phrase)
        if money is None or not _is_money(words[:count], words[count:], numeral, before, shadow):
            continue
        code, ambiguous = money.family.read(home)
        return Reading(code, money.noun, words[count - 1].end, "currency", ambiguous, money.minor)
    head, _, rest = words[0].low.partition("-")
    money = lexicon.money_words.get(head) if rest and words[0].joint == "-" else None
    if money is None or not _is_money([words[0]._replace(low=head)], words[1:], numeral, before, shadow):
        return None
    code, ambiguous = money.family.read(home)
    return Reading(code, money.noun, words[0].start + len(head), "currency", ambiguous, money.minor)


def _sign_after(shadow: Shadow, numeral: Numeral, home: str | None, lexicon: QuantityWords) -> Reading | None:
    text, end = shadow.text, numeral.end
    place = end + (text[end] == " ")
    for length in (4, 3, 2, 1):
        sign = text[place : place + length]
        money = lexicon.money_signs.get(sign)
        if money is None or len(sign) < length or sign in ("R", "S/", "Fr.", "SFr"):
            continue
        rest = text[place + length : place + length + 2].lstrip(" ")
        if rest[:1].isdigit() and not _OWN_SIGN.match(shadow.low, place + length):
            continue
        if sign[-1].isalpha() and rest[:1].isalpha():
            continue
        code, ambiguous = money.family.read(home)
        return Reading(code, None, place + length, "currency", ambiguous)
    return None


def _cents(shadow: Shadow, numeral: Numeral, home: str | None, lexicon: QuantityWords) -> Reading | None:
    """`10¢`, and `12c` of a rate ("12c a share") or after a sum of money ("$20 and 43c")."""
    low, end = shadow.low, numeral.end
    if numeral.magnitude != 1 or low[end] not in "c¢ ":
        return None
    code, ambiguous = lexicon.money_words["cent"].family.read(home)
    place = end + (low[end] == " ")
    if low[place : place + 1] == "¢":
        return Reading(code, "cent", place + 1, "currency", ambiguous, minor=True)
    found = _CENTS.match(low, end)
    if found:
        return Reading(code, "cent", found.end(), "currency", ambiguous, minor=True)
    glued = shadow.text[end] == "c" and not low[end + 1 : end + 2].isalnum()
    if glued and _AFTER_MONEY.search(low, max(0, numeral.start - 30), numeral.start):
        return Reading(code, "cent", end + 1, "currency", ambiguous, minor=True)
    return None


def _is_money(named: list[Word], rest: list[Word], numeral: Numeral, before: str, shadow: Shadow) -> bool:
    """Settles the money words that are also other words: pounds, won, real, mark, sen, dong."""
    phrase = " ".join(word.low for word in named).replace("-", " ")
    following = rest[0].low if rest else ""
    if phrase in ("pound", "pounds"):
        return _is_sterling(named[0].joint, following, numeral, before, shadow)
    if phrase == "won":
        return numeral.value >= 100 and following not in (
            "the", "a", "an", "by", "in", "their", "his", "her", "at",
        )  # fmt: skip
    if phrase in load_quantity_words().doubtful_money:
        return phrase in ("euro", "euros") or (numeral.value >= 5 and following not in ("of", "estate"))
    return True


def _is_sterling(joint: str, following: str, numeral: Numeral, before: str, shadow: Shadow) -> bool:
    """Whether pounds are money: not of a thing, not where the words around tell of weight."""
    lexicon = load_quantity_words()
    if following in ("of", "per") or before in lexicon.weight_cues:
        return False
    if numeral.magnitude >= 1_000_000:
        return True
    if joint == "-":
        return following in lexicon.money_nouns
    around = shadow.low[max(0, numeral.start - 60) : numeral.start].rpartition(". ")[2]
    if any(word.strip(".,") in lexicon.mass_words for word in around.split()):
        return False
    return numeral.value >= 1000 or "." in numeral.lexeme
