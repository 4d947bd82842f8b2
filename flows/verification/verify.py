"""`twosource verify`: what an id means, and the checks of that finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from flows.lookup import find_thing, with_sides
from flows.report import open_published
from flows.settings import Settings
from flows.verification.claims import claim_checks
from flows.verification.findings import (
    edit_checks,
    former_checks,
    question_checks,
    relation_check,
    sum_check,
    summed_up,
)
from flows.verification.held import Held
from flows.verification.lineage import lineage_checks
from flows.verification.pages import page_checks
from reports.verification import Check, Outcome, Verification
from warehouse import Published, QueryRefused
from warehouse.held_rows import NamedThing
from warehouse.stored_rows import StoredAnswer, StoredClaim, StoredEdit, StoredFormer, StoredSum

_HINT = "verify takes one finding, or two claims for their relation"
_CLAIMS_OF_A_QUESTION = 200
"""Claims of a question whose texts are read again, the earliest: some milliseconds an article."""


def verify(settings: Settings, ids: Sequence[str], *, online: bool = False) -> Verification:
    """A finding worked out again by its id, or the relation of two claims by theirs.

    The beginning of an id will do where it begins one thing only. With `online`, pages are fetched again.

    Raises:
        WarehouseError: nothing has been published yet.
        QueryRefused: an id that is unknown, or begins several; the message names candidates.
        LexiconError: the user's lexicon, references or rulings cannot be understood.
    """
    with open_published(settings) as published:
        things = find_things(published, ids)
        return verify_things(Held(published, settings, online=online), things)


def find_things(published: Published, ids: Sequence[str]) -> tuple[NamedThing, ...]:
    """What one id means, or the two claims that two ids, or that of a contradiction, mean.

    Raises:
        QueryRefused: as `verify`.
    """
    ids = with_sides(published, ids)
    wanted = ("claim",) if len(ids) > 1 else tuple(_CHECKS)
    things = tuple(find_thing(published, given, wanted, _HINT) for given in ids)
    if len(things) > 1 and things[0].id == things[1].id:
        raise QueryRefused(f"{ids[0]} and {ids[1]} are one claim ({things[0].id}): give two.")
    return things


def verify_things(held: Held, things: Sequence[NamedThing]) -> Verification:
    """The verification of what `find_things` found."""
    if len(things) == 1:
        return _verify_one(held, things[0])
    return _relation(held, (things[0].id, things[1].id))


def _verify_one(held: Held, thing: NamedThing) -> Verification:
    checks = _CHECKS[thing.sort](held, thing.id)
    return Verification(sort=thing.sort, id=thing.id, words=thing.words, checks=checks)


def _of_claim(held: Held, claim_id: str) -> tuple[Check, ...]:
    (row,) = held.claims(claim_ids=(claim_id,))
    articles = (row.article_id,)
    return (*claim_checks(held, row), *lineage_checks(held, articles), *page_checks(held, articles))


def _relation(held: Held, claim_ids: tuple[str, str]) -> Verification:
    by_id = {row.claim_id: row for row in held.claims(claim_ids=claim_ids)}
    left, right = (by_id[claim_id] for claim_id in claim_ids)
    relation, steps = relation_check(held, (left, right))
    articles = [left.article_id, right.article_id]
    one = left.origin == right.origin
    origins = Check(
        name="origins",
        about=relation.about,
        outcome=Outcome.OK,
        detail="both go back to one origin" if one else "they go back to two origins",
    )
    return Verification(
        sort="relation",
        id=f"{claim_ids[0]} {claim_ids[1]}",
        words=f"{left.subject}, {left.metric}: {_value(left)} / {_value(right)}",
        checks=(
            *claim_checks(held, left),
            *claim_checks(held, right),
            relation,
            origins,
            *lineage_checks(held, articles),
            *page_checks(held, articles),
        ),
        trace=steps,
    )


def _value(row: StoredClaim) -> str:
    return row.value_text or row.object or ""


def _of_question(held: Held, question_id: str | None, answer_id: str | None = None) -> tuple[Check, ...]:
    answers = held.published.rows(StoredAnswer, question_id=question_id, answer_id=answer_id)
    block = held.claims(block_keys=(answers[0].block_key,))
    asked = [row for row in block if row.question_id == answers[0].question_id]
    own = asked[:_CLAIMS_OF_A_QUESTION]
    articles = list(dict.fromkeys(row.article_id for row in own))
    each = chain.from_iterable(claim_checks(held, row) for row in own)
    first = "its claims" if len(own) == len(asked) else f"its {len(own):,} earliest claims of {len(asked):,}"
    return (
        *summed_up(each, first),
        *question_checks(held, answers, block),
        *summed_up(lineage_checks(held, articles), "lineage of their articles"),
        *summed_up(page_checks(held, articles), "pages of their articles"),
    )


def _of_answer(held: Held, answer_id: str) -> tuple[Check, ...]:
    return _of_question(held, None, answer_id)


def _of_sum(held: Held, sum_id: str) -> tuple[Check, ...]:
    (row,) = held.published.rows(StoredSum, sum_id=sum_id)
    claims = held.claims(claim_ids=row.claim_ids)
    return (
        *chain.from_iterable(claim_checks(held, claim) for claim in claims),
        sum_check(held, row),
        *page_checks(held, (row.article_id,)),
    )


def _of_edit(held: Held, edit_id: str) -> tuple[Check, ...]:
    (row,) = held.published.rows(StoredEdit, edit_id=edit_id)
    return tuple(edit_checks(held, row))


def _of_former(held: Held, claim_id: str) -> tuple[Check, ...]:
    (row,) = held.published.rows(StoredFormer, claim_id=claim_id)
    return tuple(former_checks(held, row))


_CHECKS: Mapping[str, Callable[[Held, str], tuple[Check, ...]]] = {
    "claim": _of_claim,
    "question": _of_question,
    "answer": _of_answer,
    "broken sum": _of_sum,
    "edit": _of_edit,
    "former claim": _of_former,
}
"""What is checked of each sort of thing that an id may mean (`ids_like.sql`)."""
