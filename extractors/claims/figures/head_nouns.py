"""The noun of a quantity of no known metric, for `other:<head_noun>`.

It is the noun counted ("16 experts"), else the noun behind the value ("$5bn in aid", "40% of voters"), else
the noun the value is said of ("a fee of $20", "turnout was 61%"), else `amount` (`share`, `multiple`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.claims.figures.metrics import unit_class
from extractors.claims.masking import ANY_QUANTITY, KINDS, VALUE, entity_class
from extractors.lexicon.metrics import frame_words
from extractors.lexicon.units import singular
from extractors.records import Quantity

_TIME_NOUNS = frozenset(
    ("year", "years", "month", "months", "quarter", "day", "days", "week", "weeks", "time", "hour", "hours")
)
_AFTER = re.compile(rf"{VALUE}[\"')]*((?:(?:-| )[A-Za-z][\w'-]*){{1,7}})")
_OF_SEVERAL = re.compile(
    rf"{VALUE} of (?:(?:the|its|all|their|some|[{entity_class(KINDS)}]'s) )*[{ANY_QUANTITY}] "
    r"([a-z][a-z-]{2,24})\b"
)
_LABEL = re.compile(r"\W{0,8}(?:[\w'-]+ ){0,3}([A-Za-z][a-z-]{2,24}) ?: ?(?:about |some |over )?[\"'(]?")
# "$30m keeps the startup afloat": a verb, as what it does follows.
_DOES = re.compile(r"s (?:an?|the|its|their|it|them|him|her|us|you|this|that|those|these) ")
_OPENERS = frozenset(("of", "in", "worth"))
_ARTICLES = frozenset(("the", "a", "an", "all", "its", "their", "his", "her", "our", "new", "total", "extra"))
_PARTICIPLE = re.compile(r"[a-z]{3,}(?:ed|ing|ly)$")
_NOUN_LIKE = re.compile(
    r"(?:.*(?:spending|funding|financing|savings?|housing|training|building|earnings?|pricing|"
    r"lending|borrowing|shipping|parking|family|supply|seed|feed|speed|weed|bed|assembly))$"
)
# "the budget rose to", "a fee of", "turnout was"
_SAID_OF = re.compile(
    r"(?<![\w'])([a-z][a-z-]{2,24})(?: (?:of|was|is|were|are|be|been|at|to|by|from|stood|stands|reached|hit|"
    r"totall?ed|averaged|rose|fell|grew|dropped|climbed|jumped|slipped|increased|decreased|declined|about|"
    r"around|just|only|nearly|almost|some|over|under|up|down|worth|now|had|has|risen|fallen|estimated|put|"
    r"set|an?|the)){1,5} "
    rf"[\"'(]?{VALUE}"
)


def head_noun(text: str, quantity: Quantity) -> str:
    """The noun in snake case, singular; `text` is the masked sentence with the value as `VALUE`."""
    default = {"percent": "share", "times": "multiple"}.get(quantity.unit, "amount")
    if quantity.unit == "times":
        return default
    # The noun of a sum is its currency, which says nothing of what it is for.
    money = unit_class(quantity) == "currency"
    if quantity.unit_noun and not money and _is_noun(quantity.unit_noun.split()[-1].lower()):
        return _snake(quantity.unit_noun, default)
    if quantity.unit not in ("percent", "count") and not money:
        return _snake(quantity.unit, default)
    if money and quantity.unit_noun:
        text = text.replace(f"{VALUE} {quantity.text.rsplit(' ', 1)[-1]}", VALUE)
    return _snake(_of_several(text) or _after(text) or _said_of(text) or _labelled(text) or default, default)


def _of_several(text: str) -> str | None:
    """What a number is so many of: "118 of the 225 seats"."""
    found = _OF_SEVERAL.match(text, text.index(VALUE))
    return found.group(1) if found is not None and _is_noun(found.group(1)) else None


def _labelled(text: str) -> str | None:
    """The noun of the label that the value stands behind: "Cost : V"."""
    found = _LABEL.fullmatch(text, 0, text.index(VALUE))
    return found.group(1).lower() if found is not None and _is_noun(found.group(1).lower()) else None


def _after(text: str) -> str | None:
    """The head of the noun phrase right behind the value."""
    found = _AFTER.match(text, text.index(VALUE))
    if found is not None:
        end_of_first = found.start(1) + len(found.group(1).split()[0])
        if _DOES.match(text, end_of_first, found.end(1)):
            return None
    words = re.split(r"[ ]", re.sub(r"^-", " ", found.group(1)).strip()) if found else []
    opened = False
    while words and (words[0].lower() in _OPENERS or (opened and words[0].lower() in _ARTICLES)):
        opened = True
        words = words[1:]
    head: str | None = None
    for word in words[:4]:
        plain = word.lower().removesuffix("'s")
        if not _is_noun(plain) or not word.islower():
            break
        head = plain
        if singular(plain) != plain:  # "40% of voters agree": the noun, not the verb behind it
            break
    return head if head not in _TIME_NOUNS else None


def _said_of(text: str) -> str | None:
    """The noun that the value is a measure of, by the words that lead up to it."""
    for found in _SAID_OF.finditer(text, 0, text.index(VALUE) + 1):
        if _is_noun(found.group(1)):
            return found.group(1)
    return None


def _is_noun(word: str) -> bool:
    """Whether a word can be a noun: no function word, no adverb, no participle."""
    if word in _not_nouns() or len(word) < 3:
        return False
    return _PARTICIPLE.search(word) is None or _NOUN_LIKE.match(word) is not None


@lru_cache(maxsize=1)
def _not_nouns() -> frozenset[str]:
    words = frame_words()
    return frozenset((*words.joints, *words.not_nouns, *_ARTICLES))


def _snake(words: str, default: str) -> str:
    *first, last = re.sub(r"[^a-z0-9]+", " ", words.lower()).split() or [default]
    return "_".join((*first, singular(last)))
