"""One block of claims in, everything found about it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checkers.answers import agreements_of, find_answers
from checkers.compare.names import subject_key
from checkers.grouping import Asked, group_questions
from checkers.identity import joined_issue
from checkers.pairs import form_pairs, is_sampled, sampled_issue
from checkers.questions import Told, gather_forms, spellings_of
from checkers.records import Answer, BlockFindings, FormRelation, Question, Telling
from checkers.references import compare_references, standing_of
from checkers.relations import judge
from checkers.ruled import spread
from checkers.rules import Rules
from checkers.severity import Bench
from checkers.verdicts import decide, disputed_questions
from extractors.records import Issue


def check_block(block_key: str, tellings: Sequence[Telling], rules: Rules) -> BlockFindings:
    """Forms, questions, answers and relations of the claims of one block.

    Claims that a person ruled misread take no part. Does not depend on the order of `tellings`. Relations are
    judged once per pair of distinct forms; two claims of one form agree by saying the same and have no row.
    Linear in claims; quadratic in forms up to the cap of `thresholds.toml`, near-linear above, which an issue
    then says.

    Args:
        block_key: The block, as `questions.block_key` gives it.
        tellings: Its claims with their articles' date, outlet and origin.
        rules: The tables of `rules.load_rules`.
    """
    told = gather_forms(block_key, rules.judgements.rightly_told(tellings), rules)
    forms = tuple(each.form for each in told)
    bench = Bench(
        rules=rules,
        spellings=spellings_of(told),
        sureness={each.form.form_id: max(t.claim.confidence for t in each.tellings) for each in told},
        articles=_sole_articles(told),
        named=named_claims(told, rules),
    )
    against = compare_references(block_key, told, bench)
    bench = replace(bench, standing=standing_of(against))
    relations = _relations(told, bench)
    asked = group_questions(forms, relations, rules)
    by_id = {each.form.form_id: each for each in told}
    agreements = agreements_of(relations)
    question_of = {form.form_id: each.question_id for each in asked for form in each.forms}
    given = [(each, find_answers(each, by_id, agreements, rules)) for each in asked]
    answers = tuple(answer for _, found in given for answer in found)
    relations = spread(relations, answers, forms, bench)
    disputed = disputed_questions(relations, question_of)
    questions = [_question(block_key, each, found, each.question_id in disputed) for each, found in given]
    sampled = bool(forms) and is_sampled(forms, rules.thresholds)
    return BlockFindings(
        block_key=block_key,
        forms=forms,
        questions=tuple(questions),
        answers=answers,
        relations=relations,
        form_of_claim=_form_of_claim(told),
        question_of_form=tuple(sorted(question_of.items())),
        issues=(
            *((sampled_issue(block_key, len(forms), rules.thresholds),) if sampled else ()),
            *_joined_issues(block_key, tellings, rules),
        ),
        references=against,
    )


def _joined_issues(block: str, tellings: Sequence[Telling], rules: Rules) -> Iterator[Issue]:
    """One issue for each name of the block that evidence made another name of its subject."""
    joined = rules.judgements.joined
    if joined:
        keys = {subject_key(telling.claim.subject) for telling in tellings}
        for key in sorted(keys & joined.keys()):
            yield joined_issue(block, joined[key])


def _relations(told: Sequence[Told], bench: Bench) -> tuple[FormRelation, ...]:
    forms = [each.form for each in told]
    if not forms:
        return ()
    tellings = {each.form.form_id: len(each.tellings) for each in told}
    judged = (judge(a, b, bench) for a, b in form_pairs(forms, tellings, bench.rules.thresholds))
    found = [relation for relation in judged if relation is not None]
    return tuple(sorted(found, key=lambda each: (each.form_a, each.form_b)))


def _sole_articles(told: Sequence[Told]) -> dict[str, str]:
    """The article of each form that one article alone tells, by form id."""
    found: dict[str, str] = {}
    for each in told:
        articles = {telling.claim.article_id for telling in each.tellings}
        if len(articles) == 1:
            found[each.form.form_id] = articles.pop()
    return found


def named_claims(told: Sequence[Told], rules: Rules) -> dict[str, frozenset[str]]:
    """The claims of each form that people's rulings name, by form id."""
    known = rules.judgements.named_claims
    if not known:
        return {}
    return {
        each.form.form_id: known.intersection(telling.claim.claim_id for telling in each.tellings)
        for each in told
    }


def _form_of_claim(told: Sequence[Told]) -> tuple[tuple[str, str], ...]:
    pairs = ((telling.claim.claim_id, each.form.form_id) for each in told for telling in each.tellings)
    return tuple(sorted(pairs))


def _question(block_key: str, asked: Asked, answers: Sequence[Answer], disputed: bool) -> Question:
    return Question(
        question_id=asked.question_id,
        block_key=block_key,
        kind=asked.kind,
        subject=asked.subject,
        metric=asked.metric,
        scope=asked.scope,
        period=asked.period,
        text=asked.text,
        verdict=decide(disputed, [answer.n_origins for answer in answers]),
    )
