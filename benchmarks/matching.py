"""Labelled claims against found ones: who matches whom, for the quality gate.

A found quantity matches a labelled one when it stands at the labelled value and gives the same number; the
best match (metric and subject right, then one of them) is taken first and each claim is used once.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_COMPANY_WORDS = re.compile(r"\b(?:inc|corp|corporation|ltd|llc|plc|co|company|group|the)\b\.?")
_SAME_NUMBER = 0.005
_SAME_WORDS = 0.6


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
    object: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A labelled claim and the found one that stands for it."""

    labelled: str
    found: Found
    metric_right: bool
    subject_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Precision, recall and their harmonic mean over counts; 1 where nothing was asked."""

    hits: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is labelled that was found."""
        return self.hits / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def same_name(left: str | None, right: str | None) -> bool:
    """Whether two names are the same up to case, punctuation and company words."""
    return bool(left) and _plain(left) == _plain(right)


def match_quantities(text: str, labelled: Sequence[dict[str, Any]], found: Sequence[Found]) -> list[Match]:
    """Best matches between the labelled and the found quantities of one article."""
    candidates = []
    for number, label in enumerate(labelled):
        places = _places(text, label["quote"], label["value_text"])
        for other, claim in enumerate(found):
            if not any(start < claim.end and claim.start < end for start, end in places):
                continue
            if not (_close(label["low"], claim.low) or _close(label["high"], claim.high)):
                continue
            metric, subject = claim.metric == label["metric"], same_name(claim.subject, label["subject"])
            candidates.append((2 * metric + subject + (metric and subject), number, other, metric, subject))
    candidates.sort(key=lambda item: (-item[0], item[1], item[2]))
    matches, used_labels, used_claims = [], set[int](), set[int]()
    for _, number, other, metric, subject in candidates:
        if number in used_labels or other in used_claims:
            continue
        used_labels.add(number)
        used_claims.add(other)
        matches.append(
            Match(labelled=labelled[number]["id"], found=found[other], metric_right=metric, subject_right=subject)
        )
    return matches


def match_facts(labelled: Sequence[dict[str, Any]], found: Sequence[Found]) -> list[Match]:
    """Matches between facts: same metric, subject and object (dates by their common prefix)."""
    matches, used = [], set[str]()
    for label in labelled:
        for claim in found:
            wanted = label.get("object") or label["value_text"]
            if claim.claim_id in used or claim.metric != label["metric"] or not same_name(claim.subject, label["subject"]):
                continue
            if same_name(claim.object, wanted) or str(claim.object)[:7] == str(wanted)[:7]:
                used.add(claim.claim_id)
                matches.append(Match(labelled=label["id"], found=claim, metric_right=True, subject_right=True))
                break
    return matches


def match_quotes(text: str, labelled: Sequence[dict[str, Any]], found: Sequence[Found]) -> list[Match]:
    """Matches between quotations: most of the shorter one's words are shared."""
    matches, used = [], set[str]()
    for label in labelled:
        start = text.find(label["quote"])
        end = start + len(label["quote"])
        for claim in found:
            shared = min(end, claim.end) - max(start, claim.start)
            if claim.claim_id in used or shared < _SAME_WORDS * min(end - start, claim.end - claim.start):
                continue
            used.add(claim.claim_id)
            right = same_name(claim.subject, label["subject"])
            matches.append(Match(labelled=label["id"], found=claim, metric_right=True, subject_right=right))
            break
    return matches


def _plain(name: str | None) -> str:
    words = unicodedata.normalize("NFKC", name or "").lower()
    return re.sub(r"[^\w]+", "", _COMPANY_WORDS.sub(" ", words))


def _close(left: Any, right: Any) -> bool:
    if left is None or right is None:
        return False
    return math.isclose(abs(float(left)), abs(float(right)), rel_tol=_SAME_NUMBER)


def _places(text: str, quote: str, value: str) -> list[tuple[int, int]]:
    places, start = [], text.find(quote)
    while start >= 0:
        inner = quote.find(value)
        while inner >= 0:
            places.append((start + inner, start + inner + len(value)))
            inner = quote.find(value, inner + 1)
        start = text.find(quote, start + 1)
    return places
