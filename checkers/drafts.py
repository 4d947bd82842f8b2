"""A draft beside what is known: its forms against those of a block, by the comparators and rules of a run.

What is found is what a run would find that had read the draft, for every pair with a form of the draft in
it; pairs of known forms are not judged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from checkers.compare.periods import Interval, interval
from checkers.compare.statuses import is_plan
from checkers.compare.written import clean_text
from checkers.pairs import form_pairs, is_sampled
from checkers.questions import Told, gather_forms
from checkers.records import Form, FormRelation, ReferenceFinding, Relation, Telling
from checkers.references import compare_references, standing_of
from checkers.relations import judge
from checkers.rules import Rules
from checkers.ruling_records import Ruling
from checkers.severity import Bench
from extractors.lexicon.metrics import Behaviour


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownForm:
    """A written form of the published file: how surely it was read, how it is printed, who alone tells it.

    `named` are its claims that rulings name.
    """

    form: Form
    sureness: float
    spellings: frozenset[str]
    only_article: str | None
    n_claims: int
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftBlock:
    """What was found for the claims of a draft in one block.

    `told` are the draft's forms with their claims; `against` has, by form id, how each stands to known forms
    (those that say nothing of each other left out; a form that is known as it is has no relation to itself);
    `within` is how the draft's own forms stand to each other. `resolved` has the pairs of which a person
    ruled which is right, the draft's form first, and whether it is the draft's. `is_sampled` says that the
    block holds so many forms that each was compared with its neighbours only, as in a run.
    """

    told: tuple[Told, ...]
    against: Mapping[str, tuple[FormRelation, ...]]
    within: tuple[FormRelation, ...]
    references: tuple[ReferenceFinding, ...]
    resolved: Mapping[tuple[str, str], bool]
    is_sampled: bool


def compare_draft(
    block: str,
    tellings: Sequence[Telling],
    known: Sequence[KnownForm],
    standing: Mapping[str, Mapping[str, Relation]],
    rules: Rules,
) -> DraftBlock:
    """How the claims of a draft stand to the known forms of their block, and to each other.

    Costs the draft's forms times the known ones up to the cap of `thresholds.toml`, near-linear above.

    Args:
        block: The block, as `questions.block_key` gives it.
        tellings: The draft's claims of that block.
        known: The written forms of the block, without those that only the draft itself tells.
        standing: How known forms stand to references, by form id.
        rules: The tables of `rules.load_rules`.
    """
    told = gather_forms(block, tellings, rules)
    bench = _bench(told, known, rules)
    references = compare_references(block, told, bench)
    bench = _with_standing(bench, standing, references)
    own = {each.form.form_id: each.form for each in told}
    others = {each.form.form_id: each.form for each in known if each.form.form_id not in own}
    against: dict[str, list[FormRelation]] = {form_id: [] for form_id in own}
    within: list[FormRelation] = []
    known_as_own = [each.form for each in known if each.form.form_id in own]
    for form, other in _pairs(own, others, _counts(told, known), rules):
        found = judge(form, other, bench)
        if found is None:
            continue
        if form.form_id in own and other.form_id in own:
            within.append(found)
        else:
            against[form.form_id if form.form_id in own else other.form_id].append(found)
    for form, twin in product(own.values(), known_as_own):  # a known form that is also the draft's
        if form.form_id != twin.form_id and (found := judge(form, twin, bench)) is not None:
            against[form.form_id].append(found)
    forms = own | others
    return DraftBlock(
        told=told,
        against={form_id: tuple(sorted(found, key=_order)) for form_id, found in against.items()},
        within=tuple(sorted(within, key=_order)),
        references=references,
        resolved={
            (form_id, other): right
            for form_id, found in against.items()
            for other in _others(form_id, found)
            if (right := _is_right(own[form_id], forms[other], bench)) is not None
        },
        is_sampled=bool(told) and is_sampled([*own.values(), *others.values()], rules.thresholds),
    )


def _others(form_id: str, found: Iterable[FormRelation]) -> Iterator[str]:
    return (each.form_b if each.form_a == form_id else each.form_a for each in found)


def _is_right(form: Form, other: Form, bench: Bench) -> bool | None:
    """Whether a person ruled that of two values the first is right; `None` where nobody ruled which is."""
    ruling = bench.rules.judgements.on_pair(form, other, bench.spellings, bench.named)
    if ruling is None or ruling.ruling is not Ruling.RESOLVED or not ruling.answer:
        return None
    printed = bench.spellings.get(form.form_id, frozenset())
    return clean_text(ruling.answer).casefold() in {words.casefold() for words in printed}


def _order(found: FormRelation) -> tuple[str, str]:
    return found.form_a, found.form_b


def _pairs(
    own: Mapping[str, Form], others: Mapping[str, Form], counts: Mapping[str, int], rules: Rules
) -> Iterator[tuple[Form, Form]]:
    """The pairs that a run would judge and that have a form of the draft in them, each once."""
    every = sorted((*own.values(), *others.values()), key=lambda form: form.form_id)
    if len(every) <= rules.thresholds.forms_cap.value:
        yield from product(own.values(), others.values())
        yield from combinations(own.values(), 2)
        return
    for form, other in form_pairs(every, counts, rules.thresholds):
        if form.form_id in own or other.form_id in own:
            yield form, other


def _counts(told: Iterable[Told], known: Iterable[KnownForm]) -> Mapping[str, int]:
    counts = {each.form.form_id: each.n_claims for each in known}
    for each in told:
        counts[each.form.form_id] = counts.get(each.form.form_id, 0) + len(each.tellings)
    return counts


def _bench(told: Sequence[Told], known: Sequence[KnownForm], rules: Rules) -> Bench:
    spellings = {each.form.form_id: each.spellings for each in known}
    sureness = {each.form.form_id: each.sureness for each in known}
    articles = {each.form.form_id: each.only_article for each in known if each.only_article is not None}
    for each in told:
        form_id = each.form.form_id
        known_too = form_id in sureness
        own = max(telling.claim.confidence for telling in each.tellings)
        spellings[form_id] = spellings.get(form_id, frozenset()) | each.spellings
        sureness[form_id] = max(own, sureness.get(form_id, 0.0))
        if known_too:
            articles.pop(form_id, None)
        else:
            articles[form_id] = each.tellings[0].claim.article_id
    return Bench(
        rules=rules,
        spellings=spellings,
        sureness=sureness,
        articles=articles,
        named={each.form.form_id: each.named for each in known if each.named},
    )


def _with_standing(
    bench: Bench, standing: Mapping[str, Mapping[str, Relation]], found: Sequence[ReferenceFinding]
) -> Bench:
    return replace(bench, standing={**standing, **standing_of(found)})


def is_current(form: Form, day: str, rules: Rules) -> bool:
    """Whether a draft of that day tells a value as one that holds now: a plan, or of no time but its own.

    A report of a stated time, "85 employees in January", stays one of that time.
    """
    span, now = interval(form.period), interval(day[:10])
    return (
        is_plan(form, rules.behaviours.of(form.metric)) or span is None or now is None or now.end <= span.end
    )


def is_newer(form: Form, other: Form, agreeing: Sequence[Form], day: str, rules: Rules) -> bool | None:
    """Whether a known value took the place of a draft's, where the two are an update.

    `None` where neither takes the place of the other: figures of two stated periods. An outcome takes the
    place of a plan. What a draft tells as holding now is as old as the latest known telling of the same value
    (`agreeing`), else as new as the draft: "has 200 million users" is an old figure when 200 million was told
    in August and 250 million in October.
    """
    behaviour = rules.behaviours.of(form.metric)
    plans = (is_plan(form, behaviour), is_plan(other, behaviour))
    if plans[0] != plans[1]:
        return plans[0]
    current = is_current(form, day, rules)
    if not current and other.period is not None and behaviour.behaviour is not Behaviour.STOCK:
        return None
    told = [_held(each, plan=plans[0]) for each in (agreeing if agreeing and current else (form,))]
    starts = [span.start for span in told if span is not None]
    there = _held(other, plan=plans[1])
    if there is None or not starts:
        return None
    return there.start > max(starts)


def _held(form: Form, *, plan: bool) -> Interval | None:
    """When a value was so: its stated period, else the month it was told; a plan when it was made."""
    told = interval(form.told)
    return told if plan and told is not None else interval(form.period) or told
