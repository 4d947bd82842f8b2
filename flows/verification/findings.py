"""Relations, questions, sums and edits worked out again and held against what is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from checkers.blocks import check_block
from checkers.judgements import rightly_read
from checkers.records import BlockFindings, Step
from checkers.revisions.diff import Draft, diff_claims
from checkers.revisions.records import SeenText
from checkers.sums.find import find_sums
from extractors.records import Kind
from flows.explain import explain_pair
from flows.revise import read_text
from flows.verification.claims import sentence_check, text_check
from flows.verification.held import Held
from flows.verification.pages import former_check
from reports.verification import Check, Outcome
from warehouse.held_rows import HeldRelation
from warehouse.stored_rows import (
    StoredAnswer,
    StoredClaim,
    StoredEdit,
    StoredFormer,
    StoredRelation,
    StoredRevision,
    StoredSum,
)

_OTHER = "the file was made by another version of twosource; run again to bring it up to date"


def relation_check(held: Held, pair: tuple[StoredClaim, StoredClaim]) -> tuple[Check, tuple[Step, ...]]:
    """Whether comparing the two forms again gives what is stored, and the rules that settle it."""
    left, right = pair
    found = explain_pair(held.published, (left.claim_id, right.claim_id), held.rules(pair))
    about = f"claims {left.claim_id} and {right.claim_id}"
    again = (found.relation, found.reason, found.confidence)
    stored = _stored_relation(held, left, right)
    said = f"{found.relation or 'no relation'} [{found.reason}]: {found.sentence}"
    if left.form_id == right.form_id and left.block_key == right.block_key:
        detail = f"{said} One written form, so no relation is stored"
        return Check(name="relation", about=about, outcome=Outcome.OK, detail=detail), found.steps
    if stored is None and found.relation is None:
        return Check(name="relation", about=about, outcome=Outcome.OK, detail=said), found.steps
    if stored == again:
        return Check(name="relation", about=about, outcome=Outcome.OK, detail=said), found.steps
    if stored is None:
        detail = f"{said} None is stored: of many forms only neighbours are compared, or {_OTHER}"
        return Check(name="relation", about=about, outcome=Outcome.OPEN, detail=detail), found.steps
    words = f"{said} Stored is {stored[0]} [{stored[1]}], confidence {stored[2]}"
    check = _unlike(held, "relation", about, words)
    return check, found.steps


def _stored_relation(
    held: Held, left: StoredClaim, right: StoredClaim
) -> tuple[str | None, str, float | None] | None:
    if left.form_id is None or right.form_id is None or left.block_key != right.block_key:
        return None
    first, second = sorted((left.form_id, right.form_id))
    rows = held.published.rows(HeldRelation, form_a=first, form_b=second)
    return (rows[0].relation, rows[0].reason, rows[0].confidence) if rows else None


def question_checks(
    held: Held, answers: Sequence[StoredAnswer], rows: Sequence[StoredClaim]
) -> Iterator[Check]:
    """Forms, relations, answers, origins and verdict of a question, from the claims of its block."""
    block, question_id = answers[0].block_key, answers[0].question_id
    about = f"question {question_id}"
    found = check_block(block, [row.telling() for row in rows], held.rules(rows))
    yield _forms_check(held, rows, found, about)
    yield _relations_check(held, block, found, about)
    yield _answers_check(held, answers, found, about)
    verdict = next((str(each.verdict) for each in found.questions if each.question_id == question_id), None)
    if verdict == answers[0].verdict:
        yield Check(
            name="verdict", about=about, outcome=Outcome.OK, detail=answers[0].verdict.replace("_", " ")
        )
    else:
        yield _unlike(held, "verdict", about, f"{verdict or 'no question'}, stored {answers[0].verdict}")


def _forms_check(held: Held, rows: Sequence[StoredClaim], found: BlockFindings, about: str) -> Check:
    again = dict(found.form_of_claim)
    unlike = [row.claim_id for row in rows if again.get(row.claim_id) != row.form_id]
    if unlike:
        return _unlike(held, "forms", about, f"other written forms for {_listed(unlike)}")
    detail = f"{len(rows):,} claims of the block are {len(found.forms):,} written forms, as stored"
    return Check(name="forms", about=about, outcome=Outcome.OK, detail=detail)


def _relations_check(held: Held, block: str, found: BlockFindings, about: str) -> Check:
    stored = {
        (row.form_a, row.form_b): (row.relation, row.reason, row.confidence)
        for row in held.published.rows(StoredRelation, block_key=block)
    }
    again = {(r.form_a, r.form_b): (str(r.relation), r.reason, r.confidence) for r in found.relations}
    unlike = sorted(pair for pair in stored.keys() | again.keys() if stored.get(pair) != again.get(pair))
    if unlike:
        pairs = [f"{a}/{b}: {again.get((a, b))}, stored {stored.get((a, b))}" for a, b in unlike]
        return _unlike(held, "relations", about, f"{len(unlike):,} differ: {_listed(pairs)}")
    detail = f"{len(stored):,} relations of written forms, with reason and confidence as stored"
    return Check(name="relations", about=about, outcome=Outcome.OK, detail=detail)


def _answers_check(held: Held, stored: Sequence[StoredAnswer], found: BlockFindings, about: str) -> Check:
    again = {each.answer_id: (each.n_claims, each.n_articles, each.n_origins) for each in found.answers}
    known = [(row.answer_id, row) for row in stored if row.answer_id is not None]
    unlike = [
        f"{row.value}: {again.get(answer_id)}, stored {(row.n_claims, row.n_articles, row.n_origins)}"
        for answer_id, row in known
        if again.get(answer_id) != (row.n_claims, row.n_articles, row.n_origins)
    ]
    if unlike:
        return _unlike(held, "origins", about, f"claims, articles, origins of {_listed(unlike)}")
    told = "; ".join(f"{row.value}: {row.n_articles} articles, {row.n_origins} origins" for _, row in known)
    return Check(name="origins", about=about, outcome=Outcome.OK, detail=told or "denied only: no answer")


def sum_check(held: Held, row: StoredSum) -> Check:
    """Whether the figures of the text read again make the stored sum."""
    about = f"broken sum {row.sum_id}"
    is_own = held.is_own_reading(row.article_id)
    claims = [
        stored.claim()
        if stored.is_ready_made
        else held.read_again(row.article_id).get(stored.claim_id, stored.claim())
        for stored in held.claims(article_ids=(row.article_id,))
        if stored.kind == Kind.QUANTITY
    ]
    rightly = rightly_read(claims, held.judgements)
    sums = {each.sum_id: each for each in find_sums(row.article_id, rightly, held.rules().thresholds).sums}
    again = sums.get(row.sum_id)
    if again is not None and again.working == row.working:
        return Check(name="sum", about=about, outcome=Outcome.OK, detail=f"{row.rule}: {row.working}")
    detail = f"worked out again it is {again.working}" if again else "worked out again it comes out"
    outcome = held.unlike(is_own=is_own and held.is_own_file)
    return Check(name="sum", about=about, outcome=outcome, detail=f"{detail}; stored {row.working}")


def edit_checks(held: Held, row: StoredEdit) -> Iterator[Check]:
    """Both texts, both sentences, and the edit between them found again."""
    article = held.article(row.article_id)
    revisions = held.published.rows(StoredRevision, article_id=row.article_id)
    texts = {each.number: each.seen() for each in revisions}
    sides = ((row.old_number, row.old_sentence), (row.number, row.new_sentence))
    for number, sentence in sides:
        yield from _revision_checks(article.url, texts.get(number), number, sentence)
    if all(number in texts and texts[number].text is not None for number, _ in sides):
        yield _edit_check(held, row, (texts[row.old_number], texts[row.number]))
    yield former_check(held, article, row.number)


def _revision_checks(url: str, seen: SeenText | None, number: int, sentence: str | None) -> Iterator[Check]:
    about = f"revision {number} of {url}"
    if seen is None or seen.text is None:
        detail = "is one of the old texts of which only the hash is kept"
        yield Check(name="text", about=about, outcome=Outcome.OPEN, detail=detail)
        return
    yield text_check(seen.text, seen.text_sha256, about)
    if sentence is not None:
        yield sentence_check(seen.text, sentence, about)


def _edit_check(held: Held, row: StoredEdit, texts: tuple[SeenText, SeenText]) -> Check:
    article = held.article(row.article_id).article()
    old, new = (Draft(seen=seen, claims=read_text(article, seen, held.lexicon)) for seen in texts)
    edits = {each.edit_id: each for each in diff_claims(row.article_id, old, new, held.rules())}
    again = edits.get(row.edit_id)
    about = f"edit {row.edit_id}"
    if again is not None and (again.kind, again.notice, again.reason) == (row.kind, row.notice, row.reason):
        words = f"{row.kind.replace('_', ' ')}, {row.notice}: {row.explanation}"
        return Check(name="edit", about=about, outcome=Outcome.OK, detail=words)
    found = f"{again.kind}, {again.notice} [{again.reason}]" if again else "no such edit"
    is_own = texts[1].compared_by == held.version and held.is_own_file
    detail = f"both texts read again give {found}; stored {row.kind}, {row.notice} [{row.reason}]"
    return Check(name="edit", about=about, outcome=held.unlike(is_own=is_own), detail=detail)


def former_checks(held: Held, row: StoredFormer) -> Iterator[Check]:
    """A claim that an article no longer makes, against the revision that made it last."""
    article = held.article(row.article_id)
    revisions = held.published.rows(StoredRevision, article_id=row.article_id)
    seen = next((each.seen() for each in revisions if each.number == row.number), None)
    yield from _revision_checks(article.url, seen, row.number, row.sentence)
    yield former_check(held, article, row.number)


def summed_up(checks: Iterable[Check], about: str) -> Iterator[Check]:
    """Many checks as one for each name: how many hold, and those that do not each for itself."""
    by_name: dict[str, list[Check]] = defaultdict(list)
    for check in checks:
        by_name[check.name].append(check)
    for name, some in by_name.items():
        good = sum(check.outcome is Outcome.OK for check in some)
        if good:
            detail = f"{good:,} of {len(some):,}"
            yield Check(name=name, about=about, outcome=Outcome.OK, detail=detail)
        yield from (check for check in some if check.outcome is not Outcome.OK)


def _unlike(held: Held, name: str, about: str, detail: str) -> Check:
    is_own = held.is_own_file
    words = detail if is_own else f"{detail}: {_OTHER}"
    return Check(name=name, about=about, outcome=held.unlike(is_own=is_own), detail=words)


def _listed(words: Sequence[str], shown: int = 3) -> str:
    more = f" and {len(words) - shown:,} more" if len(words) > shown else ""
    return "; ".join(words[:shown]) + more
