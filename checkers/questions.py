"""Claims to blocks, forms and questions: what is compared with what, without ever pairing claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checkers.behaviours import MetricBehaviour, Values
from checkers.changes import change_of
from checkers.compare.names import edition_key, name_key, subject_key
from checkers.compare.periods import interval
from checkers.compare.scopes import scope_words
from checkers.compare.statuses import is_plan, is_unfinished
from checkers.compare.wording import wording_of
from checkers.compare.written import clean_text, written_number
from checkers.records import Change, Form, Telling
from checkers.rules import Rules
from extractors.ids import content_id
from extractors.lexicon.metrics import Behaviour
from extractors.records import Claim, Kind, Scope, Status

_OTHER = "other:"
_ALONE = "alone:"
_NOBODY = frozenset(("", "(not told)"))
_NAMELESS = frozenset(
    ("other:amount", "other:share", "other:multiple", "other:count", "other:percent", "other:times")
)
_WINDOW_METRICS = frozenset(("weekly_users", "monthly_users", "daily_users"))


def canonical_metric(metric: str) -> str:
    """The name under which a metric is compared: ready-made `other:weekly_users` is `weekly_users`."""
    bare = metric.removeprefix(_OTHER)
    return bare if bare in _WINDOW_METRICS else metric


def block_key(kind: Kind, subject: str, metric: str, family: str | None = None) -> str:
    """The block that a claim belongs to; only claims of one block are ever compared.

    Quotations block by speaker, facts by the family of their subject (one on a family compares with one
    about its members), quantities by the exact subject, editions of one model together.

    Args:
        kind: What the claim is.
        subject: Its canonical subject, after `Judgements.subject_of`.
        metric: Its metric.
        family: The name of the family that the entity lexicon gives for the subject, if any.
    """
    name = canonical_metric(metric)
    if kind is Kind.QUOTE:
        return f"{kind}:{subject_key(subject)}"
    if kind is Kind.FACT and family is not None:
        return f"{kind}:{name}:{subject_key(family)}"
    return f"{kind}:{name}:{edition_key(subject, name)}"


def block_of(claim: Claim, subject: str, family: str | None) -> str:
    """The block of a claim whose canonical subject is `subject`, see `block_key`.

    A claim that nobody owns, or whose quantity has no noun, answers no question that another could answer:
    it is kept in a block of its own and compared with nothing.
    """
    if subject in _NOBODY or claim.metric in _NAMELESS:
        return f"{_ALONE}{claim.claim_id}"
    return block_key(claim.kind, subject, claim.metric, family)


def is_alone(block: str) -> bool:
    """Whether a block is that of one claim which is compared with nothing."""
    return block.startswith(_ALONE)


def is_unowned(claim: Claim) -> bool:
    """Whether it is not known whom a claim is about."""
    return claim.subject in _NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A form with every claim that says it and every way it was printed."""

    form: Form
    spellings: frozenset[str]
    tellings: tuple[Telling, ...]


def gather_forms(block: str, tellings: Sequence[Telling], rules: Rules) -> tuple[Told, ...]:
    """The distinct forms of a block in order of id. Linear in the claims.

    A form's id rests on what it says alone: value, precision, hedge, scope, period, status, second party,
    and, where a rule of time needs it, the month of the article.
    """
    known: dict[tuple[object, ...], str] = {}
    forms: dict[str, Form] = {}
    members: dict[str, list[Telling]] = {}
    together = told_together(tellings)
    for telling in tellings:
        beside = together.get(sentence_key(telling))
        raw = (*_raw_key(telling), beside, _change(telling.claim))
        form_id = known.get(raw)
        if form_id is None:
            form = form_of(block, telling, rules, beside)
            form_id = known[raw] = form.form_id
            forms[form_id] = _smaller(form, forms.get(form_id))
        members.setdefault(form_id, []).append(telling)
    return tuple(_told(forms[form_id], members[form_id]) for form_id in sorted(forms))


def _told(form: Form, members: list[Telling]) -> Told:
    ordered = sorted(members, key=lambda telling: telling.claim.claim_id)
    printed = {clean_text(each.claim.value_text or _object(each.claim) or "") for each in members}
    return Told(form=form, spellings=frozenset(printed - {""}), tellings=tuple(ordered))


def _smaller(form: Form, other: Form | None) -> Form:
    """Of two spellings of one form the shorter, so that the form does not depend on who came first."""
    if other is None:
        return form
    return min(form, other, key=lambda each: (*_length(each.value_text), *_length(each.object), each.subject))


def _length(text: str | None) -> tuple[int, str]:
    return len(text or ""), text or ""


def _raw_key(telling: Telling) -> tuple[object, ...]:
    claim = telling.claim
    return (
        claim.subject,
        claim.metric,
        claim.low,
        claim.high,
        claim.unit,
        claim.modifier,
        claim.value_text,
        claim.scope,
        claim.period,
        claim.status,
        claim.counterparty,
        claim.object,
        claim.attributed_to,
        claim.sentence if claim.kind is Kind.QUOTE else None,
        (telling.published or "")[:7],
    )


def sentence_key(telling: Telling) -> tuple[str, str, str]:
    """The sentence of a telling, and whom it speaks of there."""
    return telling.claim.article_id, telling.claim.sentence, telling.claim.subject


def told_together(tellings: Sequence[Telling]) -> Mapping[tuple[str, str, str], str]:
    """The sentences that give one subject several values, each with an id of that set for `Form.beside`.

    The id is of the values, not of the place, so that forty copies of a sentence still are one form.
    """
    values: dict[tuple[str, str, str], set[tuple[object, ...]]] = {}
    for telling in tellings:
        claim = telling.claim
        if claim.kind is not Kind.QUOTE and claim.status is not Status.DENIED:
            said = (claim.low, claim.high, claim.unit, claim.object)
            values.setdefault(sentence_key(telling), set()).add(said)
    return {
        key: content_id("tog", *sorted("|".join(map(_part, said)) for said in several))
        for key, several in values.items()
        if len(several) > 1
    }


def _part(said: object) -> str:
    return _plain(said) if isinstance(said, Decimal) else str(said)


def form_of(block: str, telling: Telling, rules: Rules, beside: str | None = None) -> Form:
    """What one claim says, as a form; `beside` as `Form` explains it."""
    claim = telling.claim
    metric = canonical_metric(claim.metric)
    draft = Form(
        form_id="",
        block_key=block,
        kind=claim.kind,
        subject=rules.judgements.subject_of(claim.subject),
        metric=metric,
        low=claim.low,
        high=claim.high,
        unit=claim.unit,
        modifier=claim.modifier,
        value_text=clean_text(claim.value_text) if claim.value_text else None,
        object=_object(claim),
        scope=_scope(claim),
        period=claim.period if interval(claim.period) else None,
        status=claim.status,
        counterparty=claim.counterparty,
        provider=None,
        told=None,
        beside=beside,
        change=_change(claim),
    )
    behaviour = rules.behaviours.of(metric)
    provider, told = _provider(claim, draft, behaviour), _month(telling, draft, behaviour)
    form_id = _form_id(draft, provider, told, behaviour, rules)
    return replace(draft, form_id=form_id, provider=provider, told=told)


def _change(claim: Claim) -> Change | None:
    return change_of(claim.sentence, claim.value_text) if claim.kind is not Kind.QUOTE else None


def _object(claim: Claim) -> str | None:
    if claim.kind is Kind.QUOTE:
        return clean_text(claim.object or claim.sentence)
    if claim.object is not None or claim.kind is Kind.QUANTITY:
        return clean_text(claim.object) if claim.object is not None else None
    return clean_text(claim.value_text) if claim.value_text else None


def _scope(claim: Claim) -> Scope:
    if claim.kind is not Kind.QUANTITY or any(slot == "part" for slot, _ in claim.scope):
        return claim.scope
    printed = clean_text(claim.value_text or "").casefold()
    for words in scope_words().printed_increments:
        if printed.startswith(words + " "):
            return tuple(sorted((*claim.scope, ("part", "additional"))))
    return claim.scope


def _provider(claim: Claim, form: Form, behaviour: MetricBehaviour) -> str | None:
    """Whose forecast or estimate a value is; facts told as such need no provider, so they stay few forms."""
    if claim.attributed_to is None:
        return None
    if claim.status is Status.ESTIMATED:
        return claim.attributed_to if claim.attributed_to[:1].isupper() else None
    if is_plan(form, behaviour) and subject_key(claim.attributed_to) == subject_key(claim.subject):
        return form.subject
    return None


def _month(telling: Telling, form: Form, behaviour: MetricBehaviour) -> str | None:
    """The month of the article, where time decides and the text states no period, or only plans."""
    if form.kind is Kind.QUOTE or not telling.published:
        return None
    month = telling.published[:7]
    moves = behaviour.guessed or behaviour.behaviour in (Behaviour.EVENT, Behaviour.STOCK)
    flows = behaviour.behaviour is Behaviour.FLOW
    needed = (moves and form.period is None) or is_plan(form, behaviour)
    needed = needed or (flows and is_unfinished(form.period, month))
    return month if needed and interval(month) else None


def _form_id(
    form: Form, provider: str | None, told: str | None, behaviour: MetricBehaviour, rules: Rules
) -> str:
    return content_id(
        "frm",
        form.block_key,
        subject_key(form.subject),
        form.metric,
        _value_key(form, behaviour, rules),
        form.modifier,
        ";".join(f"{slot}={name_key(value)}" for slot, value in form.scope),
        form.period or "",
        form.status,
        subject_key(form.counterparty or ""),
        subject_key(provider or ""),
        told or "",
        form.beside or "",
        form.change or "",
    )


def _value_key(form: Form, behaviour: MetricBehaviour, rules: Rules) -> str:
    if form.kind is Kind.QUOTE:
        words = wording_of(form.object or "")
        return " ".join(
            f"[{word}]" if free else word for word, free in zip(words.words, words.free, strict=True)
        )
    if form.kind is Kind.FACT:
        dated = behaviour.values is Values.DATE
        return (form.object or "") if dated else name_key(form.object or "")
    parts = [form.unit or ""]
    full_below = rules.thresholds.full_digits_below.value
    for end in (form.low, form.high):
        if end is not None:
            number = written_number(end, form.value_text or "", form.unit, full_below)
            parts += [_plain(end), _plain(number.step), *(_plain(other) for other in number.others)]
    return "|".join(parts)


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def spellings_of(told: Sequence[Told]) -> Mapping[str, frozenset[str]]:
    """Every printed value of each form, by form id."""
    return {each.form.form_id: each.spellings for each in told}
