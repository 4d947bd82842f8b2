"""What a sentence takes for granted and so asserts on nobody's word.

"Regulators cleared Ferrow's $4 billion purchase, they said" is their word for the clearance. The price only
says which purchase is meant: the reporter knows it from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.records import Attribution, Span

# "Ferrow's planned", "its", "his": an owner, and at most two adjectives.
_OWNER = re.compile(
    r"(?:(?<=\w)(?<!\bit)(?<!\bhe)(?<!\bshe)(?<!that)(?<!here)(?<!what)(?<!\blet)[’']s|(?<=s)[’']|"
    r"\b(?:its|his|her|their))[*_]{0,2}[ ](?:(?:planned|proposed|first|second|initial|new|latest|last|"
    r"previous|existing|current|total|original|own|annual|remaining|combined|record|recent|whole|entire|"
    r"early|former|roughly|about|around|nearly|almost|some|more[ ]than|massive|huge|giant|"
    r"full-year|quarterly)[ ]){0,2}"
    r"[*_]{0,2}$",
    re.IGNORECASE,
)
_OF = re.compile(r"[ ](?:bid|offer|deal|stake|investment|purchase|loan|fine|penalty|salary|debt)[ ]of[ ]$")
# "-person staff", " purchase": the noun that the value belongs to, and not the rest of the clause.
_NOUN = re.compile(
    r"(?:-[a-z]+)?[*_]{0,2}[ ](?!(?:of|for|from|in|on|at|to|by|with|per|as|and|or|but|than|that|which|who|"
    r"a|an|the|each|every|this|last|next|so|if|after|before|when|while|over|under|until|since|between|into|"
    r"is|are|was|were|be|been|has|had|have|will|would|could|can|may|might|should|did|does|do|also|not|more|"
    r"worth|ago|earlier|later|annually|yearly|monthly|early|late|out|up|down|off|back|only|"
    r"million|billion|trillion|percent|dollars?|euros?|pounds?)\b)[a-z][\w-]{2,}"
)
_HEAD = re.compile(r"(?:^|[.!?:;”\")*\]][ ]{1,3})(?:The[ ])?(?:[A-Z][\w&.-]{0,30}[ ]?){0,4}$")
_DENIES = re.compile(r"\bden(?:y|ies|ied)$")
_A_REPORT = re.compile(r"[ ](?:an?|the|earlier|recent|media|press)[ ](?:[a-z]+[ ]){0,2}")
_LEFT_CHARS = 70
_LETTER_AT_END = re.compile(r"[a-z]{3,}$")
_UNITS = re.compile(r"(?:illion|percent|cent|dollars?|euros?|pounds?|bn|mn|tn)$")


def is_presupposed(text: str, value: Span, credit: Attribution) -> bool:
    """Whether a value stands within what somebody owns, so that a credit over it does not vouch for it.

    What a credit's own verb governs is said all the same ("Axios reported Ferrow's $4 billion purchase"), and
    so is what opens a sentence ("Ferrow's $4 billion loan was sought after, two bankers said").
    Constant time.
    """
    start = max(0, value.start - _LEFT_CHARS, text.rfind("\n", 0, value.start) + 1)
    before = text[start : value.start]
    of = _OF.search(before)
    owner = _OWNER.search(before, 0, of.start() + 1) if of else _OWNER.search(before)
    if owner is None:
        return False
    words = value.of(text)
    counted = _LETTER_AT_END.search(words) and not _UNITS.search(words)
    if not (of or counted or _NOUN.match(text, value.end)):
        return False
    return not (_opens(before[: owner.start()]) or _governs(text, credit.span, start + owner.start()))


def on_deniers_word(text: str, credits: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The credits without those whose report another one denies: "Orvane denied a report in the Post"."""
    deniers = [credit.span for credit in credits if _DENIES.search(credit.span.of(text))]
    return tuple(
        credit
        for credit in credits
        if not any(_A_REPORT.fullmatch(text, denier.end, credit.span.start) for denier in deniers)
    )


def _opens(before: str) -> bool:
    """Whether the owner opens its sentence: what a sentence is about is told in it."""
    return not before.strip() or bool(_HEAD.search(before))


def _governs(text: str, credit: Span, owner: int) -> bool:
    """Whether nothing but the owner's name stands between a credit and the owner's mark."""
    between = text[credit.end : owner] if credit.end <= owner else ""
    return bool(between) and len(between) < 40 and all(word[:1].isupper() for word in between.split())
