"""The findings about a draft, claim by claim: who agrees, who says otherwise, what is newer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from checkers.compare.periods import interval
from checkers.drafts import is_current, is_newer
from checkers.phrases import named, question_text, shown, turned
from checkers.questions import Told
from checkers.reasons import Reason
from checkers.records import Form, FormRelation, Relation
from checkers.rules import Rules
from extractors.records import Claim, Kind
from flows.draft_blocks import SPEAKER, Blocks, ComparedBlock
from flows.draft_known import Backing, find_backing
from flows.draft_source import ReadDraft
from reports.draft import DraftClaim, Known, Mark, Reference, Within, is_better_backed
from warehouse import Published
from warehouse.draft_rows import DraftForm

_UNNAMED = "an unnamed outlet"
_MEANT = frozenset(("it", "its", "he", "his", "she", "her", "they", "their", "we", "our"))
_AGAINST_SHOWN = 6
_NEWER_SHOWN = 3
_DOUBTFUL_SHOWN = 2
"""Of each claim: other answers, newer values and doubtful clashes that are told; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A draft with its claims in the order of the text, compared; `left_out` are articles that are it."""

    draft: ReadDraft
    claims: tuple[Claim, ...]
    blocks: Blocks
    left_out: tuple[str, ...]

    @property
    def day(self) -> str:
        """The date of the draft."""
        return self.draft.article.published or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The claims with what is known of each, and how many contradictions rulings settled."""

    claims: tuple[DraftClaim, ...]
    settled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Known forms that say one thing, with the relation to show; `relation` is None for the equal form."""

    forms: tuple[DraftForm, ...]
    relation: FormRelation | None


@dataclass(slots=True, kw_only=True)
class _Sorted:
    """What is known of one form of the draft, sorted by what it means to an editor."""

    told: Told
    is_current: bool
    agrees: list[_Group] = field(default_factory=list)
    contradicts: list[_Group] = field(default_factory=list)
    newer: list[_Group] = field(default_factory=list)
    earlier: list[_Group] = field(default_factory=list)
    doubtful: list[_Group] = field(default_factory=list)
    more_against: int = 0
    settled: int = 0

    def groups(self) -> list[_Group]:
        """All of them, in a fixed order."""
        return [*self.agrees, *self.contradicts, *self.newer, *self.earlier, *self.doubtful]


def answer_claims(published: Published, work: Work, within: Sequence[Within]) -> Answered:
    """Every claim, in the order of the text, with what is known of it."""
    sorted_forms = [
        (block, _sort(told, block, work))
        for block in work.blocks.by_key.values()
        for told in block.found.told
    ]
    groups = [group for _, each in sorted_forms for group in each.groups()]
    forms = [group.forms for group in groups]
    backing = find_backing(published, forms, work.draft.article.outlet, work.left_out)
    behind = dict(zip(map(id, groups), backing, strict=True))
    known = {
        id(group): _known(group, behind[id(group)], _roots(each.agrees, behind))
        for _, each in sorted_forms
        for group in each.groups()
    }
    of_claim = {
        telling.claim.claim_id: (block, each)
        for block, each in sorted_forms
        for telling in each.told.tellings
    }
    clashing = {number for each in within for number in (each.first, each.later)}
    answered = [
        _claim(number, claim, work.draft, of_claim.get(claim.claim_id), known, is_clashing=number in clashing)
        for number, claim in enumerate(work.claims, start=1)
    ]
    return Answered(claims=tuple(answered), settled=sum(each.settled for _, each in sorted_forms))


def _sort(told: Told, block: ComparedBlock, work: Work) -> _Sorted:
    own, rules = told.form, work.blocks.rules
    found = _Sorted(told=told, is_current=is_current(own, work.day, rules))
    by_relation: dict[Relation, list[tuple[DraftForm, FormRelation]]] = defaultdict(list)
    for relation in block.found.against[own.form_id]:
        other = relation.form_b if relation.form_a == own.form_id else relation.form_a
        by_relation[relation.relation].append((block.known[other], relation))
    agreeing = by_relation[Relation.AGREE]
    twin = block.known.get(own.form_id)
    forms = ([twin] if twin is not None else []) + [row for row, _ in agreeing]
    if forms:
        best = None if twin is not None else max(agreeing, key=lambda pair: pair[1].confidence)[1]
        found.agrees.append(_Group(forms=tuple(forms), relation=best))
    for group in _by_answer(by_relation[Relation.CONTRADICT]):
        rulings = [block.found.resolved.get((own.form_id, row.form_id)) for row, _ in group]
        if all(relation.dismissed or right for (_, relation), right in zip(group, rulings, strict=True)):
            found.settled += 1
        elif False in rulings or any(relation.alert for _, relation in group):
            found.contradicts.append(_grouped(group))
        else:
            found.doubtful.append(_grouped(group))
    found.contradicts.sort(key=lambda group: (-max(row.n_origins for row in group.forms), -_severity(group)))
    found.more_against = max(0, len(found.contradicts) - _AGAINST_SHOWN)
    del found.contradicts[_AGAINST_SHOWN:]
    _sort_updates(found, forms, by_relation[Relation.UPDATE], work)
    return found


def _sort_updates(
    found: _Sorted,
    agreeing: Sequence[DraftForm],
    updates: Sequence[tuple[DraftForm, FormRelation]],
    work: Work,
) -> None:
    newer: list[tuple[DraftForm, FormRelation]] = []
    earlier: list[tuple[DraftForm, FormRelation]] = []
    same = [row.form() for row in agreeing]
    for row, relation in updates:
        if relation.reason == Reason.SAME_VALUE_OTHER_PERIOD:
            found.doubtful.append(_Group(forms=(row,), relation=relation))
            continue
        later = is_newer(found.told.form, row.form(), same, work.day, work.blocks.rules)
        if later is not None:
            (newer if later else earlier).append((row, relation))
    found.doubtful = sorted(found.doubtful, key=_doubt)[:_DOUBTFUL_SHOWN]
    found.newer += _latest(newer)[:_NEWER_SHOWN]
    found.earlier += _latest(earlier)[:1]


def _by_answer(
    pairs: Sequence[tuple[DraftForm, FormRelation]],
) -> list[list[tuple[DraftForm, FormRelation]]]:
    """Known forms that state one answer together."""
    found: dict[str, list[tuple[DraftForm, FormRelation]]] = {}
    for row, relation in pairs:
        found.setdefault(row.answer_id or row.form_id, []).append((row, relation))
    return list(found.values())


def _grouped(pairs: Sequence[tuple[DraftForm, FormRelation]]) -> _Group:
    """The group of some forms, with the gravest of their relations; that form comes first."""
    ordered = sorted(pairs, key=lambda pair: (-pair[1].severity, -pair[1].confidence, pair[0].form_id))
    return _Group(forms=tuple(row for row, _ in ordered), relation=ordered[0][1])


def _latest(pairs: Sequence[tuple[DraftForm, FormRelation]]) -> list[_Group]:
    groups = [_grouped(group) for group in _by_answer(pairs)]
    return sorted(groups, key=lambda group: (_start(group), group.forms[0].form_id), reverse=True)


def _start(group: _Group) -> str:
    spans = [interval(row.period) or interval(row.told) for row in group.forms]
    return max((span.start.isoformat() for span in spans if span is not None), default="")


def _doubt(group: _Group) -> tuple[float, str]:
    """The order of what is not sure enough: the surest first."""
    return -(group.relation.confidence if group.relation is not None else 0.0), group.forms[0].form_id


def _severity(group: _Group) -> float:
    return group.relation.severity if group.relation is not None else 0.0


def _roots(agrees: Sequence[_Group], behind: Mapping[int, Backing]) -> frozenset[str]:
    """The articles that those go back to who say what the draft says."""
    return frozenset(root for group in agrees for root in behind[id(group)].roots)


def _known(group: _Group, backing: Backing, roots: frozenset[str]) -> Known:
    lead = group.forms[0] if group.relation is None else _lead(group)
    relation = group.relation
    outlet = backing.tellings[0].outlet if backing.tellings else None
    value = _value(lead.form())
    return Known(
        value=value,
        relation=str(relation.relation) if relation is not None else str(Relation.AGREE),
        reason=relation.reason if relation is not None else str(Reason.EQUAL),
        sentence=_sentence(relation, lead, outlet) if relation is not None else f"Both say {value}.",
        confidence=relation.confidence if relation is not None else 1.0,
        severity=_severity(group),
        question_id=lead.question_id,
        question=lead.question or question_text(lead.form(), lead.period),
        n_claims=backing.claims,
        n_articles=backing.articles,
        n_origins=backing.origins,
        same_origin=_is_against(relation) and backing.roots <= roots,
        outlets=backing.outlets,
        first_told=backing.first_told,
        tellings=backing.tellings,
    )


def _value(form: Form) -> str:
    """A value as it is shown: of a fact that is told by a word such as "its", whom that means."""
    told = (form.value_text or "").casefold()
    return form.object if form.kind is Kind.FACT and form.object and told in _MEANT else shown(form)


def _is_against(relation: FormRelation | None) -> bool:
    return relation is not None and relation.relation is Relation.CONTRADICT


def _lead(group: _Group) -> DraftForm:
    """The form that the shown relation is about."""
    assert group.relation is not None
    sides = (group.relation.form_a, group.relation.form_b)
    return next(row for row in group.forms if row.form_id in sides)


def _sentence(relation: FormRelation, lead: DraftForm, outlet: str | None) -> str:
    """Why the two stand as they do, what the draft says first."""
    words = relation.explanation if relation.form_b == lead.form_id else turned(relation.explanation)
    return named(words, SPEAKER, outlet or _UNNAMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What the mark of a claim rests on; `is_refuted` by a reference or by the draft itself."""

    agrees: Known | None
    contradicts: tuple[Known, ...]
    newer: tuple[Known, ...]
    is_compared: bool
    is_current: bool
    is_refuted: bool

    def mark(self) -> Mark:
        """The gravest mark that holds."""
        backed = is_better_backed(self.agrees, self.contradicts)
        if self.is_refuted or (self.contradicts and not backed):
            return Mark.CONTRADICTS
        if self.newer and self.is_current:
            return Mark.NEWER
        if self.contradicts:
            return Mark.DISPUTED
        if self.agrees is None:
            return Mark.UNKNOWN if self.is_compared else Mark.NOT_COMPARED
        if self.agrees.n_origins == 0:
            return Mark.OWN
        return Mark.ONE_ORIGIN if self.agrees.n_origins == 1 else Mark.AGREES


def _claim(
    number: int,
    claim: Claim,
    draft: ReadDraft,
    found: tuple[ComparedBlock, _Sorted] | None,
    known: Mapping[int, Known],
    *,
    is_clashing: bool,
) -> DraftClaim:
    start, end = claim.start or 0, claim.end or 0

    def of(groups: Callable[[_Sorted], list[_Group]]) -> tuple[Known, ...]:
        return tuple(known[id(group)] for group in groups(found[1])) if found is not None else ()

    agrees = of(lambda each: each.agrees)
    references = _references(*found) if found is not None else ()
    form = found[1].told.form if found is not None else None
    claimed = _Standing(
        agrees=agrees[0] if agrees else None,
        contradicts=of(lambda each: each.contradicts),
        newer=of(lambda each: each.newer),
        is_compared=found is not None,
        is_current=found is not None and found[1].is_current,
        is_refuted=is_clashing or any(each.relation == Relation.CONTRADICT for each in references),
    )
    return DraftClaim(
        number=number,
        mark=claimed.mark(),
        start=start,
        end=end,
        quote=draft.article.text[start:end],
        sentence=claim.sentence,
        in_headline=draft.is_in_headline(start),
        kind=str(claim.kind),
        subject=form.subject if form is not None else claim.subject,
        metric=claim.metric,
        value=_value(form) if form is not None else claim.value_text or claim.object or "",
        question=question_text(form, form.period) if form is not None else "",
        period=claim.period,
        status=str(claim.status),
        attributed_to=claim.attributed_to,
        confidence=round(claim.confidence, 4),
        agrees=claimed.agrees,
        contradicts=claimed.contradicts,
        more_against=found[1].more_against if found is not None else 0,
        newer=claimed.newer,
        earlier=of(lambda each: each.earlier),
        doubtful=of(lambda each: each.doubtful),
        references=references,
    )


def _references(block: ComparedBlock, found: _Sorted) -> tuple[Reference, ...]:
    """References that agree, or that contradict surely enough for an alert."""
    shown_relations = (Relation.AGREE, Relation.CONTRADICT)
    rows = []
    for each in block.found.references:
        sure = each.relation is Relation.AGREE or (each.alert and not each.dismissed)
        if each.form_id == found.told.form.form_id and each.relation in shown_relations and sure:
            reference = block.references[each.reference_id]
            rows.append(
                Reference(
                    relation=str(each.relation),
                    reason=each.reason,
                    value=reference.value_text,
                    source=reference.source,
                    url=reference.url,
                    sentence=each.explanation,
                    confidence=each.confidence,
                    severity=each.severity,
                )
            )
    return tuple(sorted(rows, key=lambda row: (row.relation != Relation.CONTRADICT, -row.severity, row.url)))


def find_within(work: Work) -> tuple[Within, ...]:
    """The contradictions between claims of the draft, the gravest first."""
    numbers = {claim.claim_id: number for number, claim in enumerate(work.claims, start=1)}
    found: list[Within] = []
    for block in work.blocks.by_key.values():
        firsts = {each.form.form_id: _first(each, numbers) for each in block.found.told}
        for relation in block.found.within:
            if relation.relation is Relation.CONTRADICT and not relation.dismissed:
                sides = (firsts[relation.form_a], firsts[relation.form_b])
                found += _within(relation, sides, work)
    return tuple(sorted(found, key=lambda each: (-each.severity, each.first, each.later)))


def _first(told: Told, numbers: Mapping[str, int]) -> tuple[int, Claim]:
    """The first claim of a form, with its number."""
    return min(((numbers[each.claim.claim_id], each.claim) for each in told.tellings), key=itemgetter(0))


def _within(
    relation: FormRelation, sides: tuple[tuple[int, Claim], tuple[int, Claim]], work: Work
) -> Iterator[Within]:
    heads = [work.draft.is_in_headline(claim.start or 0) for _, claim in sides]
    in_headline = heads[0] != heads[1] and sides[0][1].kind is not Kind.QUOTE
    if not relation.alert and not (in_headline and _is_sure(relation, work.blocks.rules)):
        return
    first, later = sorted(number for number, _ in sides)
    words = relation.explanation if sides[0][0] == first else turned(relation.explanation)
    names = ("the headline", "the text") if in_headline else ("first", "later")
    yield Within(
        first=first,
        later=later,
        in_headline=in_headline,
        reason=relation.reason,
        sentence=named(words, *names),
        confidence=relation.confidence,
        severity=relation.severity,
    )


def _is_sure(relation: FormRelation, rules: Rules) -> bool:
    """Whether a headline is contradicted surely enough: it sums up the one story that stands under it.

    So what is asked for is what is asked for between two articles, less than between two figures of one text.
    """
    limits = rules.thresholds
    return (
        relation.confidence >= limits.alert_confidence.share
        and relation.severity >= limits.alert_severity.share
    )
