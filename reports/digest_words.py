"""Words that both parts of a letter share: days, counts, names, and a sentence cut at its figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from reports.counting import noun_words
from reports.digest import Accuracy, Block, GivenAnswer, Pair, Quotation

_NAMES_SHOWN = 5
UNNAMED = "an unnamed outlet"
NOT_RULED = "Nobody has ruled on a finding yet, so it is not known how often they are right."
RULED = (
    "Of the findings that people ruled on, so many were right, that is confirmed or resolved (in brackets "
    "where the share lies with 95 % confidence):"
)


def day_words(moment: str) -> str:
    """An ISO day or moment as a day in words: `2 Oct 2024`; what is no day stays as it is."""
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return moment
    return f"{day.day} {day:%b %Y}"


def count_words(number: int, one: str, many: str, locale: str = "en") -> str:
    """A number with its noun: `1 article`, `12,000 articles`."""
    return f"{number_words(number, locale)} {noun_words(number, one, many)}"


@lru_cache(maxsize=4_096)
def number_words(number: int, locale: str = "en") -> str:
    """A number as the language of the reader writes it: `12,000`, `12.000`."""
    return str(format_decimal(number, locale=locale))


def is_language(locale: str) -> bool:
    """Whether numbers can be written in this language."""
    try:
        Locale.parse(locale)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def name_words(names: Sequence[str]) -> str:
    """Some names, the first few of many."""
    shown = ", ".join(names[:_NAMES_SHOWN])
    more = len(names) - _NAMES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def marked(quotation: Quotation) -> Iterator[tuple[str, bool]]:
    """The pieces of a sentence in order, each with whether it is the figure; spaces run together."""
    start, end, sentence = quotation.start, quotation.end, quotation.sentence
    pieces = [(sentence, False)]
    if start is not None and end is not None and 0 <= start < end <= len(sentence):
        pieces = [(sentence[:start], False), (sentence[start:end], True), (sentence[end:], False)]
    for text, is_figure in pieces:
        folded = " ".join(text.split())
        if folded:
            before = " " if text[:1].isspace() else ""
            after = " " if text[-1:].isspace() else ""
            yield f"{before}{folded}{after}", is_figure


def first_words(answer: GivenAnswer) -> str:
    """Who told an answer first, and when, as far as it is known."""
    if answer.first_told:
        by = f" by {answer.first_outlet}" if answer.first_outlet else ""
        return f"first told {day_words(answer.first_told)}{by}"
    return f"undated, told by {answer.first_outlet or UNNAMED}"


def told_words(outlet: str | None, published: str | None) -> str:
    """Who told something, and when: `Evening Post, 2 Oct 2024`."""
    return f"{outlet or UNNAMED}, {day_words(published) if published else 'undated'}"


def sides_words(pair: Pair) -> str:
    """Which answer is side a of a finding, and which is b."""
    return f"side a: {pair.values[0]}, side b: {pair.values[1]}"


def outlet_of(name: str | None, url: str | None) -> str | None:
    """An outlet by its name, else by the host of an address; `None` when neither is known."""
    if name or not url or not is_web(url):
        return name
    return (urlsplit(url).hostname or "").removeprefix("www.") or None


def accuracy_words(accuracy: Accuracy) -> str:
    """How often findings were right, with the interval: `all: 8 of 10 right, 80 % (49 to 94 %)`."""
    share = round(100 * accuracy.n_right / accuracy.n_ruled)
    low, high = round(100 * accuracy.low), round(100 * accuracy.high)
    what = (accuracy.what or "all").replace("_", " ")
    return f"{what}: {accuracy.n_right} of {accuracy.n_ruled} right, {share} % ({low} to {high} %)"


def is_web(link: str | None) -> bool:
    """Whether a link may stand in a letter: http or https, with a host."""
    if not link:
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def chart_words(block: Block) -> str:
    """The chart of a question in words, for those who do not see it."""
    told = "; ".join(
        f"{bar.label}: {count_words(bar.n_claims, 'claim', 'claims')} of "
        f"{count_words(bar.n_origins, 'origin', 'origins')}"
        for bar in block.bars
    )
    return f"Answers beside each other. {told}."
