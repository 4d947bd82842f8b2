"""Words and file names of the site: the same thing is called the same on every page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from unicodedata import normalize

from reports.counting import count_words

SORTS = {
    "contradiction": ("Contradiction", "against"),
    "quotation": ("Changed quotation", "against"),
    "silent_edit": ("Silent edit", "became"),
    "broken_sum": ("Broken sum", ""),
    "reference": ("Against a reference", "against the reference"),
}
"""What each sort of finding is called, and the word between its two sides."""

VERDICTS = {
    "settled": "Two or more independent origins give one answer.",
    "single_origin": "Everything goes back to one origin: there is no second source yet.",
    "disputed": "The answers contradict each other.",
}

RULINGS = {
    "confirmed": "Confirmed",
    "resolved": "Resolved",
    "dismissed": "Dismissed",
    "wrong_match": "Ruled to be about two different things",
    "wrong_reading": "Ruled to be read wrongly",
    "assigned": "Given",
    "comment": "Remark",
}

RELATIONS = {
    None: "all",
    "contradict": "contradictions and changed quotations",
    "reference": "against references",
    "broken_sum": "broken sums",
    "silent_edit": "silent edits",
}

GAPS = {
    "not_read": "not read",
    "not_parsed": "not parsed",
    "not_dated": "without a date",
    "no_outlet": "of an unknown outlet",
    "no_text": "without a text",
    "no_claims": "without a claim",
    "read_in_part": "read in part",
}

_COUNTS = {
    "new": ("new article", "new articles"),
    "changed": ("article with a changed text", "articles with a changed text"),
    "reread": ("article read again by a newer version", "articles read again by a newer version"),
    "unchanged": ("article known already", "articles known already"),
    "repeated": ("article that came twice", "articles that came twice"),
    "ready_claims": ("ready-made claim", "ready-made claims"),
    "new_claims": ("new claim", "new claims"),
    "removed_claims": ("claim that went", "claims that went"),
}
_SKIPPED = "skipped."

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 40
_DIGITS = 12
_WORDS = 14


def metric_words(metric: str) -> str:
    """A metric as a person writes it: `funding round`; of one that has no name its noun."""
    return metric.removeprefix("other:").replace("_", " ")


def sort_words(sort: str) -> str:
    """What a sort of finding is called."""
    return SORTS[sort][0]


def between_words(sort: str) -> str:
    """The word between the two sides of a finding of this sort."""
    return SORTS[sort][1]


def verdict_words(verdict: str) -> str:
    """Where a question stands, in a sentence."""
    return VERDICTS[verdict]


def number_words(number: int) -> str:
    """A number as the pages write it, which are English: `12,000`."""
    return f"{number:,}"


def ruling_words(ruling: str) -> str:
    """What a person ruled, as the beginning of a line."""
    return RULINGS.get(ruling, ruling.replace("_", " ").capitalize())


def relation_words(relation: str | None) -> str:
    """Which findings a precision is of."""
    return RELATIONS.get(relation, str(relation))


def gap_words(gap: str) -> str:
    """What was not seen, in words that follow a number."""
    return GAPS.get(gap, gap.replace("_", " "))


def run_counts(counts: Mapping[str, int]) -> tuple[str, ...]:
    """What a run counted, in words; what it counted none of is left out."""
    known = [count_words(counts[name], *words) for name, words in _COUNTS.items() if counts.get(name)]
    skipped = [
        f"{number:,} skipped: {name.removeprefix(_SKIPPED).replace('_', ' ')}"
        for name, number in sorted(counts.items())
        if name.startswith(_SKIPPED) and number
    ]
    return (*known, *skipped)


def first_words(text: str, most: int = _WORDS) -> str:
    """The first words of a text, with a sign where some are left out."""
    words = text.split()
    return " ".join(words) if len(words) <= most else f"{' '.join(words[:most])} …"


def file_name(name: str) -> str:
    """The name of a page about something with this name: safe on every file system, one for each name.

    What can be read of it, then 12 hexadecimal digits of its SHA-256: two names never share a page.
    """
    folded = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = _NOT_PLAIN.sub("-", folded)[:_LONGEST_SLUG].strip("-")
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"{slug}-{digest}.html" if slug else f"{digest}.html"
