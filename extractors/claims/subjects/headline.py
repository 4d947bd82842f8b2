"""The one company that a title is headed by, of a text that never names it: a research note, a model card.

"Corven Semiconductors: third-quarter note" over lines such as "Revenue: $2.84bn" is who the lines are about.
A title with a second name, or one in which the name does not stand apart, tells nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.claims.names import generic_words
from extractors.claims.subjects.cast import Found

_APART = re.compile(
    r"(?P<name>[A-Z][\w&.’'-]{1,30}(?: [A-Z\d][\w&.’'-]{0,30}){0,3})(?P<ticker> \([A-Z][A-Z.: ]{0,10}\))?"
    r"(?:['’]s\b|:| [-–—|]) "
)
_OF_FIGURES = re.compile(
    r"\b(?:q[1-4]|[1-4]q\d*|h[12]|fy ?\d*|quarter\w*|results?|half|half-year|full-year|annual|interim|"
    r"trading|earnings|figures|numbers|first (?:look|take)|notes?|previews?|reviews?|outlook|guidance|"
    r"margins?|sales|model card|specifications?|specs|key (?:facts|data|figures)|at a glance|"
    r"fact ?sheet|data sheet)\b",
    re.IGNORECASE,
)
_PROPER = re.compile(r"\S [A-Z\d]|\d|[a-z][A-Z]")  # of several words, or written as no other word is
_PART = re.compile(r": | [-–—|] ")
_COMPANY = "company"


def headed_by(title: str, unlisted: Sequence[Found], kinds: Mapping[str, str], *, listed: bool) -> str | None:
    """The name that heads a title and is its only one; `None` when there is none or several.

    Args:
        title: The title.
        unlisted: Its names that no lexicon lists.
        kinds: What these are, where their words show it.
        listed: Whether the title has a listed name too.
    """
    if listed:
        return None
    companies = [(span, words) for span, words in unlisted if kinds.get(words) == _COMPANY]
    apart = _APART.match(title)
    if len(companies) == 1 and _OF_FIGURES.search(title):
        (span, words), start, end = companies[0], 0, len(title)
        for match in _PART.finditer(title):
            start, end = (match.end(), end) if match.end() <= span.start else (start, min(end, match.start()))
        beside = [other for other, _ in unlisted if start <= other.start < end]
        return words if len(beside) == 1 else None
    if apart is None or companies or not _OF_FIGURES.search(title, apart.end()):
        return None
    name = apart["name"]
    others = [words for span, words in unlisted if span.start >= apart.end("name")]
    plain = any(word.lower() in generic_words() for word in name.split()) or _OF_FIGURES.search(name)
    proper = _PROPER.search(name) or apart["ticker"]
    return name if proper and not (others or plain) else None
