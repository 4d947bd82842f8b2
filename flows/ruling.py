"""A finding, a ruling, who and why, made one record. Any front end rules through it; it touches no file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checkers.judgements import Judgements, reading_of, scope_text
from checkers.ruling_records import Judgement, Ruling
from extractors.records import Claim, Scope
from warehouse import QueryRefused

_WITHOUT_ANSWERS = ("sum_", "edt_")
MOST_WORDS = 2_000
MOST_NAME = 120


class RulingError(QueryRefused):
    """A ruling that cannot be. The message says why and what to do."""


class Side(StrEnum):
    """Which of two answers is right."""

    A = "a"
    B = "b"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """Who rules, and why: the note, or the comment."""

    user: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a finding is of, as rulings are keyed on it: both printed values, and what they are values of."""

    finding_id: str
    left: str
    right: str
    subject: str
    metric: str
    scope: Scope = ()
    period: str = ""
    claim_a: str = ""
    claim_b: str = ""


def rule_on(topic: Topic, ruling: Ruling, ruler: Ruler, right: Side | None = None) -> Judgement:
    """A ruling on a finding: dismissed, confirmed, wrong match, or resolved with the side that is right.

    Raises:
        RulingError: it does not say why; only what is confirmed needs no reason.
    """
    if ruling is not Ruling.CONFIRMED:
        _refuse_unreasoned(ruler)
    answer = {Side.A: topic.left, Side.B: topic.right, Side.NEITHER: "neither"}.get(right, "")  # type: ignore[arg-type]
    return Judgement(
        ruling=ruling,
        left=topic.left,
        right=topic.right,
        subject=topic.subject,
        metric=topic.metric,
        scope=scope_text(topic.scope),
        period=topic.period,
        user=ruler.user,
        note=ruler.why,
        finding_id=topic.finding_id,
        claim_a=topic.claim_a,
        claim_b=topic.claim_b,
        answer=answer,
    )


def resolve(topic: Topic, right: Side | None, ruler: Ruler) -> Judgement:
    """The ruling that a finding is right and settled, with the side that is right.

    Raises:
        RulingError: a side is missing where there are two answers, or named where there are none.
    """
    if topic.finding_id.startswith(_WITHOUT_ANSWERS):
        if right is not None:
            raise RulingError(f"{topic.finding_id} has no answers of which one is right: leave --right out.")
    elif right is None:
        raise RulingError(
            f"say which is right: --right a ({topic.left}), --right b ({topic.right}) or --right neither."
        )
    return rule_on(topic, Ruling.RESOLVED, ruler, right)


def rule_misread(claim: Claim, finding_id: str, ruler: Ruler) -> Judgement:
    """The ruling that a claim is not what its words say; `finding_id` is what showed it, if anything did.

    It is of this reading alone: should the words be read otherwise later, the claim is back.

    Raises:
        RulingError: it does not say why.
    """
    _refuse_unreasoned(ruler)
    return Judgement(
        ruling=Ruling.WRONG_READING,
        left=claim.value_text or "",
        subject=claim.subject,
        metric=claim.metric,
        period=claim.period or "",
        user=ruler.user,
        note=ruler.why,
        finding_id=finding_id,
        claim_a=claim.claim_id,
        reading=reading_of(claim),
    )


def _refuse_unreasoned(ruler: Ruler) -> None:
    if not ruler.why:
        raise RulingError("say why, in a few words: whoever looks at it next will ask.")


def rule_names(ruling: Ruling, names: tuple[str, str], ruler: Ruler, known: Judgements) -> Judgement:
    """The ruling that two names are one subject, or are not.

    Raises:
        RulingError: they are one name; or earlier rulings, taken together, say the opposite.
    """
    one, other = names
    plain = Judgements(known.rulings)
    same = plain.subject_of(one) == plain.subject_of(other)
    if one == other:
        raise RulingError(f"{one!r} is one name: give two.")
    if ruling is Ruling.NOT_SAME_SUBJECT and same and not _ruled(plain, names):
        raise RulingError(
            f"{one!r} and {other!r} are one by what was ruled of other names: "
            f"{_listed(plain, one)} are {plain.subject_of(one)!r}. Undo one of those first."
        )
    return Judgement(ruling=ruling, left=one, right=other, user=ruler.user, note=ruler.why)


def _ruled(known: Judgements, names: tuple[str, str]) -> bool:
    return any(
        {each.left, each.right} == set(names) for each in known.in_force if each.ruling is Ruling.SAME_SUBJECT
    )


def _listed(known: Judgements, name: str) -> str:
    root = known.subject_of(name)
    alike = sorted(
        {
            written
            for each in known.in_force
            if each.ruling is Ruling.SAME_SUBJECT
            for written in (each.left, each.right)
            if known.subject_of(written) == root
        }
    )
    return ", ".join(map(repr, alike))


def assign(finding_id: str, assignee: str, ruler: Ruler) -> Judgement:
    """Who shall look at a finding."""
    return Judgement(
        ruling=Ruling.ASSIGNED,
        finding_id=finding_id,
        assignee=line_of(assignee, "the name of who shall look at it", MOST_NAME),
        user=ruler.user,
        note=ruler.why,
    )


def comment(finding_id: str, ruler: Ruler) -> Judgement:
    """A remark on a finding, which rules nothing.

    Raises:
        RulingError: it says nothing.
    """
    if not ruler.why:
        raise RulingError("a comment says something: give it some words.")
    return Judgement(ruling=Ruling.COMMENT, finding_id=finding_id, user=ruler.user, note=ruler.why)


def undo(ruling: Judgement, ruler: Ruler) -> Judgement:
    """The ruling that takes another back. What that overruled is in force again.

    Raises:
        RulingError: the other one was written by hand, or is not in force.
    """
    if not ruling.ruling_id:
        raise RulingError("that ruling was written by hand: take it out of its file.")
    if not ruling.holds or ruling.ruling is Ruling.UNDONE:
        raise RulingError(f"{ruling.ruling_id} is not in force, so there is nothing to undo: rule again.")
    return Judgement(
        ruling=Ruling.UNDONE,
        user=ruler.user,
        note=ruler.why,
        finding_id=ruling.finding_id,
        undoes=ruling.ruling_id,
    )


def line_of(text: str, what: str, most: int = MOST_WORDS) -> str:
    """What a person wrote as one line.

    Raises:
        RulingError: it is empty, too long, or holds signs that would steer a terminal.
    """
    words = " ".join(text.split())
    if not words:
        raise RulingError(f"{what} is empty.")
    if len(words) > most:
        raise RulingError(f"{what} has {len(words):,} characters; at most {most:,} are kept.")
    if not words.isprintable():
        raise RulingError(f"{what} holds a control character: write it in plain text.")
    return words
