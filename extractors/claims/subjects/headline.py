"""The one company that a title is headed by, of a text that never names it: a research note, a model card.

"Corven Semiconductors: third-quarter note" over lines such as "Revenue: $2.84bn" is who the lines are about.
A title with a second name, or one in which the name does not stand apart, tells nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.claims.names import deed_at, generic_words
from extractors.claims.subjects.cast import Found
from extractors.lexicon.titles import title_words

_APART = re.compile(
    r"(?P<name>[A-Z][\w&.’'-]{1,30}(?: [A-Z\d][\w&.’'-]{0,30}){0,3})(?P<ticker> \([A-Z][A-Z.: ]{0,10}\))?"
    r"(?:['’]s\b|:| [-–—|]) "
)
_PROPER = re.compile(r"[A-Za-z]-?\d|[a-z][A-Z]")  # written as no other word is
_PART = re.compile(r": | [-–—|] ")
_TICKER = re.compile(r"(?P<name>[A-Z]{3,5})(?::| [-–—|])? (?=\S)")
_COMPANY = "company"


def headed_by(
    title: str, unlisted: Sequence[Found], kinds: Mapping[str, str], *, listed: bool
) -> tuple[str, str] | None:
    """The name that heads a title and is its only one, with its kind; `None` when there is none or several.

    Args:
        title: The title.
        unlisted: Its names that no lexicon lists.
        kinds: What these are, where their words show it.
        listed: Whether the title has a listed name too.
    """
    if listed:
        return None
    of_figures = title_words().of_figures
    companies = [(span, words) for span, words in unlisted if kinds.get(words) == _COMPANY]
    if len(companies) == 1 and of_figures.search(title):
        (span, words), start, end = companies[0], 0, len(title)
        for match in _PART.finditer(title):
            start, end = (match.end(), end) if match.end() <= span.start else (start, min(end, match.start()))
        beside = [other for other, _ in unlisted if start <= other.start < end]
        return (words, _COMPANY) if len(beside) == 1 else None
    return None if companies else (_ticker(title, unlisted) or _apart(title, unlisted, kinds))


def doing_in(
    title: str, text: str, unlisted: Sequence[Found], kinds: Mapping[str, str]
) -> tuple[str, str] | None:
    """The one name of a title, if it does something there, of a text that never prints it, with its kind.

    "Orvane to close ten shops" over a text that tells of "the chain". A word that the text has in lower case,
    or of which the title has a second one, tells nobody.
    """
    if len(unlisted) != 1:
        return None
    (span, words), low = unlisted[0], text.lower()
    plain = any(word.lower() in generic_words() for word in words.split())
    if plain or span.start > 0 or words.lower() in low or title.isupper() or deed_at(title, span) is None:
        return None
    return words, kinds.get(words, "unknown")


def _ticker(title: str, unlisted: Sequence[Found]) -> tuple[str, str] | None:
    """The symbol at an exchange that a note begins with: "CRVN Q1 flash"."""
    found = _TICKER.match(title)
    if found is None or found["name"] in title_words().not_tickers or title.isupper():
        return None
    told = title_words().of_figures.match(title, found.end())
    others = [words for span, words in unlisted if span.start >= found.end("name")]
    return (found["name"], _COMPANY) if told and not others else None


def _apart(title: str, unlisted: Sequence[Found], kinds: Mapping[str, str]) -> tuple[str, str] | None:
    """The name that stands before a colon or a dash and can only be one: "Grendel-2: model card"."""
    of_figures = title_words().of_figures
    apart = _APART.match(title)
    if apart is None or not of_figures.search(title, apart.end()):
        return None
    name = apart["name"]
    others = [words for span, words in unlisted if span.start >= apart.end("name")]
    plain = any(word.lower() in generic_words() for word in name.split()) or of_figures.search(name)
    proper = _PROPER.search(name) or apart["ticker"] or name in kinds
    return (name, kinds.get(name, "unknown")) if proper and not (others or plain) else None
