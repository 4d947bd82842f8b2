"""What a ruling is keyed on: a finding, a claim or a name of the published file, looked up."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from checkers.compare.names import subject_key
from checkers.ruling_records import ON_FINDINGS, Ruling
from extractors.records import Claim
from flows.desk import Desk
from flows.lookup import find_thing
from flows.ruling import RulingError, Topic
from warehouse.held_rows import HeldClaim, HeldForm
from warehouse.review_rows import ClaimFinding
from warehouse.summary_rows import NameCount


def topic_of(desk: Desk, finding_id: str) -> Topic:
    """What a ruling on a finding is keyed on.

    Raises:
        RulingError: the finding is gone.
    """
    held = desk.findings.get(finding_id)
    if held is None:
        return _former_topic(desk, finding_id)
    plain = Topic(
        finding_id=finding_id,
        left=held.value_a or held.sentence_a or "",
        right=held.value_b or held.sentence_b or "",
        subject=held.subject or "",
        metric=held.metric or "",
        claim_a=held.claim_a or "",
        claim_b=held.claim_b or "",
    )
    if held.sort in ("edit", "sum"):
        return plain
    return _narrowed(desk, plain)


def _former_topic(desk: Desk, finding_id: str) -> Topic:
    """That of a finding which an earlier ruling took out of the published file."""
    said = [
        each
        for each in desk.judgements.rulings
        if each.finding_id == finding_id and each.ruling in ON_FINDINGS
    ]
    undone = {
        each.undoes
        for each in desk.judgements.rulings
        if each.ruling is Ruling.UNDONE and not desk.is_taken_in(each)
    }
    if not said or not any(each.holds or each.ruling_id in undone for each in said):
        raise RulingError(
            f"{finding_id} is gone: its answers changed, its claims were ruled misread, or its articles "
            "were forgotten. What was ruled on it: `twosource review show`."
        )
    last = said[-1]
    scope = tuple(
        (slot, value) for slot, _, value in (part.partition("=") for part in last.scope.split("; ") if part)
    )
    return Topic(
        finding_id=finding_id,
        left=last.left,
        right=last.right,
        subject=last.subject,
        metric=last.metric,
        scope=scope,
        period=last.period,
        claim_a=last.claim_a,
        claim_b=last.claim_b,
    )


def _narrowed(desk: Desk, topic: Topic) -> Topic:
    """A topic with the scope and period of its written forms, by which a later run compares them."""
    wanted = [claim for claim in (topic.claim_a, topic.claim_b) if claim]
    rows = {row.claim_id: row for row in desk.published.rows(HeldClaim, claim_ids=wanted)}
    forms: list[HeldForm] = []
    for claim in wanted:
        row = rows.get(claim)
        if row is not None and row.form_id is not None:
            forms += desk.published.rows(HeldForm, block_key=row.block_key, form_ids=[row.form_id])
    scopes = [form.form().scope for form in forms]
    return Topic(
        finding_id=topic.finding_id,
        left=topic.left,
        right=topic.right,
        subject=forms[0].subject if forms else topic.subject,
        metric=topic.metric,
        scope=next(filter(None, scopes), ()),
        period=next((form.period for form in forms if form.period), ""),
        claim_a=topic.claim_a,
        claim_b=topic.claim_b,
    )


def claim_of(desk: Desk, given: str) -> tuple[Claim, str]:
    """A claim by its id, and the most pressing finding that it is a side of, empty if none.

    Raises:
        RulingError: there is no such claim, or several.
    """
    thing = find_thing(desk.published, given, ("claim",), "review wrong-reading takes a claim")
    row = next(
        row for row in desk.published.rows(HeldClaim, claim_ids=[thing.id]) if row.claim_id == thing.id
    )
    shown = desk.published.rows(ClaimFinding, claim_id=thing.id)
    return row.telling().claim, shown[0].finding_id if shown else ""


def refuse_unknown(desk: Desk, names: Sequence[str]) -> None:
    """Refuse names that no claim is about: a slip of the pen would rule nothing.

    Raises:
        RulingError: there is no such name; the message has the nearest.
    """
    known = {row.name for row in desk.published.rows(NameCount)}
    keys = {subject_key(name) for name in known}
    for name in names:
        if subject_key(name) not in keys:
            near = get_close_matches(name, sorted(known), n=1, cutoff=0.5)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise RulingError(f"no claim is about {name!r}{hint}")
