"""Labelled claims against found ones: who matches whom, for the quality gate.

A found quantity matches a labelled one when it stands at the labelled value and gives the same number; the
best match (metric and subject right, then one of them) is taken first and each claim is used once.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.gold import Label

_COMPANY_WORDS = frozenset(("inc", "corp", "corporation", "ltd", "llc", "plc", "co", "ab", "ag", "the"))
_SAME_NUMBER = 0.005
_SAME_WORDS = 0.6
_SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A claim of the published view `claims`, as far as scoring reads it."""

    claim_id: str
    article_url: str
    kind: str
    subject: str
    metric: str
    low: float | None
    high: float | None
    unit: str | None
    modifier: str
    period: str | None
    status: str
    attributed_to: str | None
    object: str | None
    value_text: str | None
    sentence: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A labelled claim and the found one that stands for it."""

    label: Label
    found: Found
    metric_right: bool
    subject_right: bool

    @property
    def is_full(self) -> bool:
        """Whether metric and subject are right, as the value is."""
        return self.metric_right and self.subject_right


def same_name(left: str | None, right: str | None) -> bool:
    """Whether two names are the same up to case, punctuation, company words and a short form.

    A short form begins or ends the long one ("Grant Pellerin consortium", "Dale Hrubec"). A name with a
    digit is a version and has none.
    """
    one, other = _words(left), _words(right)
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if short == long or "".join(short) == "".join(long):
        return True
    if len("".join(short)) < _SHORTEST_NAME or re.search(r"\d", "".join(short + long)):
        return False
    return short in (long[: len(short)], long[-len(short) :])


def same_credit(left: str | None, right: str | None) -> bool:
    """Whether two credits name one source: the same name, or one's words within the other's."""
    one, other = " ".join(_words(left)), " ".join(_words(right))
    return bool(one and other) and (one in other or other in one)


def same_period(label: str | None, found: str | None) -> bool:
    """Whether one ISO period is the other or a part of it, by its prefix."""
    return bool(label and found) and (str(found).startswith(str(label)) or str(label).startswith(str(found)))


def match_quantities(text: str, labels: Sequence[Label], found: Sequence[Found]) -> list[Match]:
    """Best matches between the labelled and the found quantities of one article."""
    candidates = []
    for number, label in enumerate(labels):
        places = _places(text, label.quote, label.value_text)
        for other, claim in enumerate(found):
            if not any(start < claim.end_char and claim.start_char < end for start, end in places):
                continue
            if not (_is_close(label.low, claim.low) or _is_close(label.high, claim.high)):
                continue
            metric, subject = claim.metric == label.metric, same_name(claim.subject, label.subject)
            candidates.append((2 * metric + subject + (metric and subject), number, other, metric, subject))
    candidates.sort(key=lambda item: (-item[0], item[1], item[2]))
    matches, used_labels, used_claims = [], set[int](), set[int]()
    for _, number, other, metric, subject in candidates:
        if number in used_labels or other in used_claims:
            continue
        used_labels.add(number)
        used_claims.add(other)
        matches.append(
            Match(label=labels[number], found=found[other], metric_right=metric, subject_right=subject)
        )
    return matches


def match_facts(labels: Sequence[Label], found: Sequence[Found]) -> list[Match]:
    """Matches between facts: same metric, subject and object. Ruling out and asserting are not one fact."""
    matches, used = [], set[str]()
    for label in labels:
        for claim in found:
            if claim.claim_id in used or claim.metric != label.metric:
                continue
            if (claim.status == "denied") != (label.status == "denied"):
                continue
            if same_name(claim.subject, label.subject) and _is_object(label, claim.object):
                used.add(claim.claim_id)
                matches.append(Match(label=label, found=claim, metric_right=True, subject_right=True))
                break
    return matches


def match_quotes(text: str, labels: Sequence[Label], found: Sequence[Found]) -> list[Match]:
    """Matches between quotations: most of the shorter one's words are shared."""
    matches, used = [], set[str]()
    for label in labels:
        places = list(_finds(text, label.quote))
        for claim in found:
            length = min(len(label.quote), claim.end_char - claim.start_char)
            shared = max(
                min(start + len(label.quote), claim.end_char) - max(start, claim.start_char)
                for start in places
            )
            if claim.claim_id in used or shared <= 0 or shared < _SAME_WORDS * length:
                continue
            used.add(claim.claim_id)
            right = same_name(claim.subject, label.subject)
            matches.append(Match(label=label, found=claim, metric_right=True, subject_right=right))
            break
    return matches


def _is_object(label: Label, stated: str | None) -> bool:
    """A date matches by its month or day as far as both are given, a licence by its words, else a name."""
    wanted = str(label.object)
    if re.match(r"\d{4}", wanted):
        return same_period(wanted, stated)
    return same_name(stated, wanted) or same_name((stated or "").replace("_", " "), wanted.replace("_", " "))


def _words(name: str | None) -> list[str]:
    plain = unicodedata.normalize("NFKC", name or "").lower().replace("'s", "").replace("’s", "")
    return [word for word in re.findall(r"\w+(?:\.\w+)*", plain) if word not in _COMPANY_WORDS]


def _is_close(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return False
    return math.isclose(abs(left), abs(right), rel_tol=_SAME_NUMBER)


def _places(text: str, quote: str, value: str) -> list[tuple[int, int]]:
    return [
        (start + inner, start + inner + len(value))
        for start in _finds(text, quote)
        for inner in _finds(quote, value)
    ]


def _finds(text: str, part: str) -> Iterator[int]:
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)
