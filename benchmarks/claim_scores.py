"""Scores the claims of one article: quantities with their attributes, facts, quotations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.gold import GoldArticle, Label, Topic
from benchmarks.matching import (
    Found,
    Match,
    match_facts,
    match_quantities,
    match_quotes,
    same_credit,
    same_period,
)
from benchmarks.tally import ATTRIBUTES, Tally

_BESIDE = 60
"""Letters each side of a false quantity that a remark shows."""


class ClaimScores:
    """Adds articles to a tally."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def article(self, topic: Topic, article: GoldArticle, found: Sequence[Found]) -> None:
        """Score the claims of one article, of the kinds that its topic labels."""
        self._tally.said.update({claim.claim_id: claim for claim in found})
        labels = [label for label in topic.labels if label.article == article.id]
        where = f"{topic.name}/{article.id}"
        for kind, scored in (
            ("quantity", self._quantities),
            ("fact", self._facts),
            ("quote", self._quotes),
        ):
            if kind not in topic.labelled:
                continue
            of_kind = [label for label in labels if label.kind == kind]
            claims = [claim for claim in found if claim.kind == kind]
            for match in scored(where, article.text, of_kind, claims):
                key = (topic.name, match.label.id)
                self._tally.claim_of[key] = match.found.claim_id
                self._tally.label_of[match.found.claim_id] = key

    def _quantities(
        self, where: str, text: str, labels: Sequence[Label], found: Sequence[Found]
    ) -> list[Match]:
        matches = match_quantities(text, labels, found)
        matched = {match.found.claim_id: match for match in matches}
        self._tally.rate("quantity_found", len(matches), len(found), len(labels))
        named = [match for match in matches if match.label.is_named]
        # What a labeller had no name for may have one of ours: that is neither right nor wrong.
        counted = [
            claim
            for claim in found
            if claim.metric in self._tally.vocabulary
            and (claim.claim_id not in matched or matched[claim.claim_id].label.is_named)
        ]
        wanted = [label for label in labels if label.is_named]
        right = sum(match.metric_right for match in named)
        self._tally.rate("quantity_metric", right, len(counted), len(wanted))
        full = [match for match in named if match.is_full]
        self._tally.rate("quantity_full", len(full), len(counted), len(wanted))
        for match in full:
            self._attributes(where, match)
        self._remark_quantities(where, text, labels, matches, counted)
        return matches

    def _remark_quantities(
        self,
        where: str,
        text: str,
        labels: Sequence[Label],
        matches: Sequence[Match],
        counted: Sequence[Found],
    ) -> None:
        reached = {match.label.id for match in matches}
        for match in matches:
            label, claim = match.label, match.found
            if label.is_named and not match.metric_right:
                self._tally.remark(
                    "metric", where, f"{label.metric} not {claim.metric}", label.value_text, label.quote
                )
            elif label.is_named and not match.subject_right:
                self._tally.remark(
                    "subject", where, f"{label.subject} not {claim.subject}", label.metric, label.quote
                )
        for label in labels:
            if label.id not in reached:
                self._tally.remark(
                    "missed", where, label.metric, label.subject, label.value_text, label.quote
                )
        used = {match.found.claim_id for match in matches}
        for claim in counted:
            if claim.claim_id not in used:
                beside = text[max(0, claim.start_char - _BESIDE) : claim.end_char + _BESIDE]
                self._tally.remark("false", where, claim.metric, claim.subject, claim.value_text, beside)

    def _attributes(self, where: str, match: Match) -> None:
        label, claim = match.label, match.found
        checks: dict[str, Callable[[], bool] | None] = {
            "modifier": lambda: label.modifier == claim.modifier,
            "status": lambda: label.status == claim.status,
            "unit": lambda: label.unit == claim.unit,
            "period": (lambda: same_period(label.period, claim.period)) if label.period else None,
            "attributed_to": (lambda: same_credit(label.attributed_to, claim.attributed_to))
            if label.attributed_to or claim.attributed_to
            else None,
        }
        for name in ATTRIBUTES:
            if (is_right := checks[name]) is None:
                continue
            right = is_right()
            self._tally.share(name, right)
            if not right:
                said = f"{getattr(label, name)} not {getattr(claim, name)}"
                self._tally.remark(name, where, said, label.value_text, label.quote)

    def _facts(self, where: str, text: str, labels: Sequence[Label], found: Sequence[Found]) -> list[Match]:
        wanted = [label for label in labels if label.is_named]
        counted = [claim for claim in found if claim.metric in self._tally.vocabulary]
        matches = match_facts(wanted, counted)
        self._tally.rate("facts", len(matches), len(counted), len(wanted))
        reached = {match.label.id for match in matches}
        for label in wanted:
            if label.id not in reached:
                self._tally.remark(
                    "fact missed", where, label.metric, label.subject, label.object, label.quote
                )
        used = {match.found.claim_id for match in matches}
        for claim in counted:
            if claim.claim_id not in used:
                self._tally.remark(
                    "fact false", where, claim.metric, claim.subject, claim.object, claim.sentence
                )
        return matches

    def _quotes(self, where: str, text: str, labels: Sequence[Label], found: Sequence[Found]) -> list[Match]:
        matches = match_quotes(text, labels, found)
        right = sum(match.subject_right for match in matches)
        self._tally.rate("quotes", len(matches), len(found), len(labels))
        self._tally.rate("quote_speakers", right, len(found), len(labels))
        reached = {match.label.id for match in matches}
        for match in matches:
            if not match.subject_right:
                said = f"{match.label.subject} not {match.found.subject}"
                self._tally.remark("speaker", where, said, match.label.quote)
        for label in labels:
            if label.id not in reached:
                self._tally.remark("quote missed", where, label.subject, label.quote)
        used = {match.found.claim_id for match in matches}
        for claim in found:
            if claim.claim_id not in used:
                self._tally.remark(
                    "quote false", where, claim.subject, text[claim.start_char : claim.end_char]
                )
        return matches
