"""Two texts of one article, claim by claim: what was changed, taken out and put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checkers.phrases import shown, why
from checkers.reasons import Reason
from checkers.records import Comparison, Form, Relation
from checkers.revisions.notes import notes_of
from checkers.revisions.notices import new_notes, notice_of
from checkers.revisions.pairing import Pair, pair_claims, said, same_name
from checkers.revisions.records import ClaimEdit, EditKind, Note, Notice, SeenText
from checkers.revisions.standing import compare_values_of, form_in, moved_on, scopes_clash
from checkers.revisions.words import spelled, stands_in
from checkers.rules import Rules
from extractors.ids import content_id
from extractors.lexicon.metrics import Behaviour
from extractors.records import Claim, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text with the claims that are read from it."""

    seen: SeenText
    claims: tuple[Claim, ...]

    @property
    def text(self) -> str:
        """The text, which is kept while it is compared."""
        return self.seen.text or ""


def diff_claims(article_id: str, old: Draft, new: Draft, rules: Rules) -> tuple[ClaimEdit, ...]:
    """What became of the claims from one text to the next, in the order of the sentences they stood in.

    A claim whose sentence still stands, wherever, was not touched: only edited sentences are looked at.
    Nothing counts as taken out while its value is still printed, and nothing as put in whose value was there
    before. Depends on no order of the claims. Linear in the texts, quadratic in the touched claims of one
    metric.
    """
    work = _Work(article_id=article_id, old=old, new=new, rules=rules, notes=new_notes(old.text, new.text))
    return tuple(sorted(work.edits(), key=_place))


def gone_claims(old: Draft, new: Draft) -> tuple[Claim, ...]:
    """The claims of the old text whose sentences the new one does not have, those of its notes aside."""
    whole = spelled(new.text)
    notes = " ".join(spelled(note.text) for note in notes_of(old.text))
    return tuple(
        claim
        for claim in old.claims
        if not stands_in(claim.sentence, whole) and not stands_in(claim.sentence, notes)
    )


def _place(edit: ClaimEdit) -> tuple[int, int, str]:
    claim = edit.old or edit.new
    assert claim is not None
    return (edit.old is None, claim.start or 0, edit.edit_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    article_id: str
    old: Draft
    new: Draft
    rules: Rules
    notes: tuple[Note, ...]

    def edits(self) -> Iterator[ClaimEdit]:
        gone, come = gone_claims(self.old, self.new), gone_claims(self.new, self.old)
        pairs = [pair for pair in pair_claims(gone, come, self.rules) if self._is_one(pair)]
        for pair in pairs:
            edit = self._of_pair(pair)
            if edit is not None:
                yield edit
        met = {claim.claim_id for pair in pairs for claim in (pair.old, pair.new)}
        yield from self._lone(gone, met, self.new, EditKind.REMOVED)
        yield from self._lone(come, met, self.old, EditKind.ADDED)

    def _is_one(self, pair: Pair) -> bool:
        """Whether the two are of one thing, or give one value whatever they are of."""
        one, other = self._forms(pair)
        return said(pair.old) == said(pair.new) or not scopes_clash(one, other, self.rules)

    def _forms(self, pair: Pair) -> tuple[Form, Form]:
        return (
            form_in(pair.old, self.old.seen, self.rules),
            form_in(pair.new, self.new.seen, self.rules),
        )

    def _of_pair(self, pair: Pair) -> ClaimEdit | None:
        one, other = self._forms(pair)
        found = compare_values_of(one, other, self.rules)
        if found is None or found.relation is None or found.relation is Relation.AGREE:
            return self._of_like(pair, (one, other), found)
        if one.kind is not Kind.QUANTITY and found.relation is Relation.DIFFERENT:
            return None  # one of several founders beside another: both may hold
        told = moved_on((one, self.old.seen), (other, self.new.seen), self.rules) or found
        relation = told.relation if told.relation is not Relation.DIFFERENT else Relation.CONTRADICT
        moved = f"; {told.detail}" if told is not found else ""
        sentence = f"{shown(one)} before, {shown(other)} now; {why(one, other, found, self.rules)}{moved}."
        return self._edit(
            EditKind.VALUE_CHANGED, pair, found, relation=relation, reason=told.reason, sentence=sentence
        )

    def _of_like(self, pair: Pair, forms: tuple[Form, Form], found: Comparison | None) -> ClaimEdit | None:
        """An edit that leaves the value standing: told more finely, or of something else."""
        one, other = forms
        if found is not None and found.relation is Relation.AGREE and said(pair.old) != said(pair.new):
            sentence = f"{shown(one)} before, {shown(other)} now; {found.detail}."
            return self._edit(
                EditKind.REFINED, pair, found, relation=found.relation, reason=found.reason, sentence=sentence
            )
        slots = tuple(_other_slots(pair, self.rules))
        if not slots or said(pair.old) != said(pair.new):
            return None
        names = " and ".join(slots)
        sentence = f"{shown(other)} as before, told with another {names}."
        return self._edit(
            EditKind.RETOLD, pair, found, relation=None, reason=Reason.SAME_VALUE, sentence=sentence
        )

    def _lone(
        self, claims: Sequence[Claim], met: set[str], elsewhere: Draft, kind: EditKind
    ) -> Iterator[ClaimEdit]:
        whole = spelled(elsewhere.text)
        for claim in claims:
            if claim.claim_id in met or _is_told(claim, elsewhere, whole, self.rules):
                continue
            old, new = (claim, None) if kind is EditKind.REMOVED else (None, claim)
            seen = (self.old if new is None else self.new).seen
            value = shown(form_in(claim, seen, self.rules))
            words = "is no longer told" if new is None else "was not told before"
            yield self._made(
                kind=kind, old=old, new=new, explanation=f"{value} {words}.", confidence=claim.confidence
            )

    def _edit(
        self,
        kind: EditKind,
        pair: Pair,
        found: Comparison | None,
        *,
        relation: Relation | None,
        reason: str,
        sentence: str,
    ) -> ClaimEdit:
        score = found.score if found is not None else 1.0
        sure = score * min(pair.old.confidence, pair.new.confidence)
        return self._made(
            kind=kind,
            old=pair.old,
            new=pair.new,
            relation=relation,
            reason=str(reason),
            explanation=sentence,
            confidence=sure,
        )

    def _made(
        self,
        *,
        kind: EditKind,
        old: Claim | None,
        new: Claim | None,
        explanation: str,
        confidence: float,
        relation: Relation | None = None,
        reason: str = "",
    ) -> ClaimEdit:
        values = [_printed(claim) for claim in (old, new) if claim is not None]
        notice, note = notice_of(values, self.notes)
        clash = kind is EditKind.VALUE_CHANGED and relation is Relation.CONTRADICT
        sure = confidence >= self.rules.thresholds.alert_confidence_edit.share
        ids = [claim.claim_id if claim else "" for claim in (old, new)]
        shas = (self.old.seen.text_sha256, self.new.seen.text_sha256)
        return ClaimEdit(
            edit_id=content_id("edt", self.article_id, *shas, *ids),
            article_id=self.article_id,
            number=self.new.seen.number,
            old_number=self.old.seen.number,
            kind=kind,
            notice=notice,
            note=note,
            old=old,
            new=new,
            relation=relation,
            reason=reason,
            explanation=explanation,
            confidence=round(confidence, 4),
            alert=clash and sure and notice is Notice.SILENT,
        )


def _other_slots(pair: Pair, rules: Rules) -> Iterator[str]:
    """What both claims state and state otherwise; the time of an event is mostly that of telling it."""
    old, new = pair.old, pair.new
    is_flow = rules.behaviours.of(new.metric).behaviour is Behaviour.FLOW
    if not same_name(old, new, rules):
        yield "subject"
    if is_flow and old.period and new.period and old.period != new.period:
        yield "period"
    before, after = dict(old.scope), dict(new.scope)
    if any(before[slot] != after[slot] for slot in before.keys() & after.keys()):
        yield "scope"


def _printed(claim: Claim) -> str:
    return claim.value_text or claim.object or ""


def _is_told(claim: Claim, draft: Draft, whole: str, rules: Rules) -> bool:
    """Whether a text says what a claim says all the same: in another claim, or in words not understood."""
    if stands_in(_printed(claim), whole):
        return True
    form = form_in(claim, draft.seen, rules)
    for other in draft.claims:
        if other.kind is claim.kind and other.metric == claim.metric and same_name(claim, other, rules):
            found = compare_values_of(form, form_in(other, draft.seen, rules), rules)
            if found is not None and found.relation is Relation.AGREE:
                return True
    return False
