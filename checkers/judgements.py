"""What people ruled: it outranks the machine, and is keyed on content, so it survives every re-run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from checkers.compare.names import subject_key
from checkers.compare.written import clean_text
from checkers.records import Form, Joined, Telling
from checkers.ruling_records import ON_FINDINGS, ON_SUBJECTS, Judgement, Ruling
from checkers.unions import components
from extractors.ids import content_id
from extractors.records import Claim, Kind, Scope

_REFERENCE = "ref_"
_OF_PAIRS = ("", "fnd_", "rfd_")
_SIX_PLACES = ".6f"


def scope_text(scope: Scope) -> str:
    """A scope as people and judgements write it: `part=first tranche; round=series_b`."""
    return "; ".join(f"{slot}={value}" for slot, value in scope)


def reading_of(claim: Claim) -> str:
    """The id of what was made of the words of a claim: its article, its words, every slot that is compared.

    Another reading of the same words has another id, so a ruling on a wrong reading is of that one alone.
    """
    return content_id("rdg", claim.article_id, *_read(claim))


def _read(claim: Claim) -> tuple[str, ...]:
    """The words of a claim and what was made of them, wherever they stand."""
    numbers = ("" if end is None else format(end, _SIX_PLACES) for end in (claim.low, claim.high))
    return (
        claim.sentence,
        claim.value_text or "",
        claim.kind,
        claim.subject,
        claim.metric,
        *numbers,
        claim.unit or "",
        claim.modifier,
        scope_text(claim.scope),
        claim.period or "",
        claim.status,
        claim.counterparty or "",
        "" if claim.kind is Kind.QUANTITY else claim.object or "",
    )


def rightly_read(claims: Iterable[Claim], judgements: Judgements) -> list[Claim]:
    """The claims that nobody ruled misread."""
    return [claim for claim in claims if not judgements.is_misread(claim)]


def settled(given: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Rulings in the order in which they were made, `holds` said of each; the order given does not matter.

    A later ruling on the same thing overrules an earlier one, unless it was undone. Rulings written by hand
    without a date come first, and stay in their order.
    """
    rows = sorted(dict.fromkeys(given), key=lambda each: (each.at, bool(each.ruling_id), each.ruling_id))
    undone = {row.undoes for row in rows if row.ruling is Ruling.UNDONE}
    things = [_thing(row) if _stands(row, undone) else None for row in rows]
    last = {thing: n for n, thing in enumerate(things) if thing is not None}
    return tuple(
        replace(row, holds=_stands(row, undone) and (thing is None or last[thing] == n))
        for n, (row, thing) in enumerate(zip(rows, things, strict=True))
    )


def _stands(row: Judgement, undone: Collection[str]) -> bool:
    return row.holds and not (row.ruling_id and row.ruling_id in undone)


def _thing(row: Judgement) -> tuple[str | frozenset[str], ...] | None:
    """What a ruling is on, where a later one takes its place."""
    if row.ruling in ON_SUBJECTS:
        return ("names", frozenset((subject_key(row.left), subject_key(row.right))))
    if row.ruling is Ruling.WRONG_READING:
        return ("reading", row.reading or row.claim_a)
    if row.ruling is Ruling.ASSIGNED:
        return ("assigned", row.finding_id)
    if row.ruling not in ON_FINDINGS:
        return None
    if row.finding_id:
        return ("finding", row.finding_id)
    pair = _written_pair(row.left, row.right)
    return ("pair", pair, subject_key(row.subject), row.metric, row.scope, row.period)


@dataclass(frozen=True)
class Judgements:
    """All rulings, indexed. Where two rule on one pair, the later `at` holds, then the later in the file.

    `rulings` are as `settled` leaves them. `joined` holds, by key, the names that evidence makes other names
    of a subject (`checkers.identity`).
    """

    rulings: tuple[Judgement, ...] = ()
    joined: Mapping[str, Joined] = field(default_factory=dict)

    @cached_property
    def in_force(self) -> tuple[Judgement, ...]:
        """The rulings that hold, in the order in which they were made."""
        return tuple(sorted((each for each in self.rulings if each.holds), key=lambda each: each.at))

    @cached_property
    def _pairs(self) -> Mapping[frozenset[str], tuple[tuple[int, Judgement], ...]]:
        """The rulings on pairs, each with its place in time, by both written values and by both claims."""
        index: dict[frozenset[str], list[tuple[int, Judgement]]] = {}
        for n, ruling in enumerate(self.in_force):
            if ruling.ruling in ON_FINDINGS and ruling.finding_id[:4] in _OF_PAIRS:
                if ruling.left and ruling.right:
                    index.setdefault(_written_pair(ruling.left, ruling.right), []).append((n, ruling))
                if ruling.claim_a and ruling.claim_b:
                    index.setdefault(frozenset((ruling.claim_a, ruling.claim_b)), []).append((n, ruling))
        return {pair: tuple(found) for pair, found in index.items()}

    @property
    def on_pairs(self) -> bool:
        """Whether anybody ruled on a pair of values."""
        return bool(self._pairs)

    @cached_property
    def named_claims(self) -> frozenset[str]:
        """The claims that rulings on pairs name."""
        return frozenset(
            claim
            for found in self._pairs.values()
            for _, ruling in found
            for claim in (ruling.claim_a, ruling.claim_b)
            if claim
        )

    @cached_property
    def _same(self) -> tuple[tuple[str, str], ...]:
        return tuple((each.left, each.right) for each in self.in_force if each.ruling is Ruling.SAME_SUBJECT)

    @cached_property
    def roots(self) -> Mapping[str, str]:
        """The one name of each subject that people ruled has several, by the key of each of its names."""
        found: dict[str, str] = {}
        for names in components(self._same):
            root = min(names)
            for name in names:
                found.setdefault(subject_key(name), root)
        return found

    @cached_property
    def _apart(self) -> frozenset[frozenset[str]]:
        return frozenset(
            frozenset((subject_key(ruling.left), subject_key(ruling.right)))
            for ruling in self.in_force
            if ruling.ruling is Ruling.NOT_SAME_SUBJECT
        )

    @cached_property
    def _misread(self) -> Mapping[str, frozenset[str]]:
        """The readings (of rulings that name none: the claims) that are wrong, by their printed value."""
        found: dict[str, set[str]] = {}
        for each in self.in_force:
            if each.ruling is Ruling.WRONG_READING:
                found.setdefault(each.left, set()).add(each.reading or each.claim_a)
        return {value: frozenset(ids) for value, ids in found.items()}

    def is_misread(self, claim: Claim) -> bool:
        """Whether a person ruled that this claim is not what its words say."""
        if not self._misread:
            return False
        wrong = self._misread.get(claim.value_text or "")
        return wrong is not None and (claim.claim_id in wrong or reading_of(claim) in wrong)

    def rightly_told(self, tellings: Sequence[Telling]) -> Sequence[Telling]:
        """The tellings, but those whose claims are misread, or have in a copy the same words read alike."""
        if not self._misread:
            return tellings
        wrong = {(each.origin, _read(each.claim)) for each in tellings if self.is_misread(each.claim)}
        if not wrong:
            return tellings
        return [each for each in tellings if (each.origin, _read(each.claim)) not in wrong]

    def subject_of(self, name: str) -> str:
        """The one name of a subject that people, or else evidence, make the same as others; else the name."""
        if not self.roots and not self.joined:
            return name
        ruled = self.roots.get(subject_key(name), name)
        other = self.joined.get(subject_key(ruled))
        return other.subject if other is not None else ruled

    def are_apart(self, left: str, right: str) -> bool:
        """Whether a person ruled that two names are two subjects."""
        return bool(self._apart) and frozenset((subject_key(left), subject_key(right))) in self._apart

    def on_pair(
        self,
        left: Form,
        right: Form,
        spellings: Mapping[str, frozenset[str]],
        named: Mapping[str, frozenset[str]],
    ) -> Judgement | None:
        """The latest ruling on two forms, if there is one.

        Args:
            left: One form.
            right: The other.
            spellings: Every printed value of each form, by form id: a ruling names one of them.
            named: The claims of each form that are among `named_claims`, by form id.
        """
        if not self._pairs:
            return None
        found: list[tuple[int, Judgement]] = []
        for one in _spelled(left, spellings):
            for other in _spelled(right, spellings):
                written = self._pairs.get(_written_pair(one, other), ())
                found += (each for each in written if _is_about(each[1], left, right))
        for one in _claims(left, named):
            for other in _claims(right, named):
                found += self._pairs.get(frozenset((one, other)), ())
        ours = [each for each in found if _is_of_sort(each[1], left, right)]
        return max(ours, key=lambda each: each[0])[1] if ours else None


def _spelled(form: Form, spellings: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return spellings.get(form.form_id) or frozenset((form.value_text or form.object or "",))


def _claims(form: Form, named: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The claims of a form that rulings name; a reference stands for itself."""
    return named.get(form.form_id, frozenset((form.form_id,)))


def _written_pair(left: str, right: str) -> frozenset[str]:
    return frozenset((_plain(left), _plain(right)))


@lru_cache(maxsize=65_536)
def _plain(value: str) -> str:
    """A printed value as rulings are looked up by it; kept, since every pair of forms of a block asks."""
    return clean_text(value).casefold()


def _is_of_sort(ruling: Judgement, left: Form, right: Form) -> bool:
    """Whether a ruling on a finding is on one of this sort: against that reference, or among articles."""
    references = [form.form_id for form in (left, right) if form.form_id.startswith(_REFERENCE)]
    if ruling.finding_id.startswith("rfd_"):
        return ruling.claim_b in references
    return not (ruling.finding_id and references)


def _is_about(ruling: Judgement, left: Form, right: Form) -> bool:
    if ruling.subject and subject_key(ruling.subject) not in (
        subject_key(left.subject),
        subject_key(right.subject),
    ):
        return False
    if ruling.metric and ruling.metric.removeprefix("other:") != left.metric.removeprefix("other:"):
        return False
    if ruling.scope and ruling.scope not in (scope_text(left.scope), scope_text(right.scope)):
        return False
    return not ruling.period or ruling.period in (left.period, right.period)
