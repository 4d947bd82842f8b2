"""The broken sums of one article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkers.records import ArticleSums, BrokenSum
from checkers.sums.figures import Term, term_of
from checkers.sums.frames import load_frames
from checkers.sums.matching import matches
from checkers.sums.sentences import Sentence, sentences_of
from checkers.sums.table import SENTENCE_RULES, SUBJECT_RULES
from checkers.sums.worked import Worked
from checkers.thresholds import Thresholds
from extractors.ids import content_id
from extractors.records import Claim, Kind


def find_sums(article_id: str, claims: Sequence[Claim], thresholds: Thresholds) -> ArticleSums:
    """The sums that an article tells and that do not come out, in order of id.

    Depends on nothing but the claims, not on their order. Some claims make one sum at most, by the first rule
    that is broken, rules on one subject first. A sum is broken only when the intervals that the
    printed values mean cannot meet, in any reading of its sentence. Linear in the claims.
    """
    terms = _terms(claims, thresholds)
    found: dict[frozenset[str], BrokenSum] = {}
    for rule, worked, sure in (*_of_subjects(terms), *_of_sentences(terms, thresholds)):
        if not worked.holds:
            broken = _broken(article_id, rule, worked, sure, thresholds)
            found.setdefault(frozenset(broken.claim_ids), broken)
    return ArticleSums(article_id=article_id, sums=tuple(sorted(found.values(), key=lambda s: s.sum_id)))


def _terms(claims: Sequence[Claim], thresholds: Thresholds) -> list[Term]:
    quantities = (claim for claim in claims if claim.kind is Kind.QUANTITY)
    terms = (term_of(claim, thresholds) for claim in sorted(quantities, key=_place))
    return [term for term in terms if term is not None]


def _place(claim: Claim) -> tuple[int, str]:
    return claim.start if claim.start is not None else -1, claim.claim_id


def _of_sentences(terms: Sequence[Term], thresholds: Thresholds) -> Iterator[tuple[str, Worked, float]]:
    for sentence in sentences_of(terms):
        for rule, readings in _readings(sentence).items():
            settled = {term.claim.claim_id for each in readings if each.holds for term in each.terms}
            for each in readings:
                if not any(term.claim.claim_id in settled for term in each.terms):
                    yield rule, each, thresholds.sum_sentence_share.share


def _readings(sentence: Sentence) -> dict[str, list[Worked]]:
    """Every sum that the frames read in a sentence, by rule."""
    found: dict[str, list[Worked]] = {}
    for frame in load_frames():
        for match in matches(frame, sentence):
            worked = SENTENCE_RULES[frame.rule].work(match)
            if worked is not None:
                found.setdefault(frame.rule, []).append(worked)
    return found


def _of_subjects(terms: Sequence[Term]) -> Iterator[tuple[str, Worked, float]]:
    for name, rule in SUBJECT_RULES.items():
        for worked in rule.work(terms):
            yield name, worked, min(term.claim.confidence for term in worked.terms)


def _broken(article_id: str, rule: str, worked: Worked, sure: float, thresholds: Thresholds) -> BrokenSum:
    claim_ids = tuple(dict.fromkeys(term.claim.claim_id for term in worked.terms))
    gap = round(worked.gap, 4)
    return BrokenSum(
        sum_id=content_id("sum", article_id, rule, *sorted(claim_ids)),
        article_id=article_id,
        rule=rule,
        claim_ids=claim_ids,
        told=worked.told,
        low=worked.given.low,
        high=None if worked.is_least else worked.given.high,
        unit=worked.unit or None,
        gap=gap,
        working=worked.working,
        explanation=worked.explanation,
        confidence=round(sure, 4),
        alert=gap >= thresholds.alert_gap_sum.share and sure >= thresholds.alert_confidence_sum.share,
    )
