"""What editors read: a question in words, a form as printed, and the sentence that explains a relation.

A sentence is stored once per pair of forms, and who told them is known only where it is shown. So it is kept
with marks: `{a}` and `{/}` around what the first form says, `{b}` and `{/}` around the second. `named` puts
outlets before them; the public views do the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from checkers.amounts import apart_words
from checkers.compare.names import edition_key, name_key
from checkers.compare.periods import interval, period_words
from checkers.reasons import MEANING, Reason
from checkers.records import Comparison, Form, Relation
from checkers.rules import Rules
from extractors.records import Kind, Modifier, Scope, Status

_SHOWN_WORDS = 8
_SHOWN_QUOTE_WORDS = 16
_BARE_VALUE = re.compile(r"(?:[A-Z]{1,3} ?)?[$€£¥₹₩]? ?-?\d|[$€£¥₹₩]")
_SIDES = re.compile(r"\{a\}(.*?)\{/\}; \{b\}(.*?)\{/\}", re.DOTALL)
_MARKS = re.compile(r"\{[ab/]\}")
_HEDGES = {
    Modifier.ABOUT: "about ",
    Modifier.OVER: "over ",
    Modifier.UNDER: "under ",
    Modifier.AT_LEAST: "at least ",
    Modifier.UP_TO: "up to ",
}
_FACT_TEXTS: Mapping[str, str] = {
    "license": "The licence of {}",
    "ceo": "The chief executive of {}",
    "founded": "When {} was founded",
    "founder": "Who founded {}",
    "developer": "Who made {}",
    "event_status": "The state of {}",
}
_SECOND_PARTIES = {
    "investment": "in",
    "stake": "in",
    "other:stake_value": "in",
    "acquisition_price": "for",
    "deal_value": "with",
}
_STATUSES = {
    Status.PROJECTED: "forecast",
    Status.TARGET: "target",
    Status.RUMOURED: "rumour",
    Status.ESTIMATED: "estimate",
}
_PLAIN_SLOTS = frozenset(("part", "tranche", "segment", "region", "window", "condition", "instant"))
_ROUNDING = frozenset((Reason.VALUE_DIFFERS, Reason.RANGE_DIFFERS, Reason.CONVERSION_DIFFERS))
_SUSPECTED = {
    Reason.TEN_FOLD: "perhaps a nought too many or too few",
    Reason.THOUSAND_FOLD: "perhaps thousands for units",
    Reason.MILLION_BILLION: "perhaps a billion for a million",
    Reason.DIGIT_SWAP: "perhaps two digits that changed places",
    Reason.WRONG_CURRENCY: "perhaps the wrong currency",
    Reason.PERCENT_POINTS: "perhaps percent for percentage points",
    Reason.SAME_VALUE_OTHER_PERIOD: "perhaps one is given to the wrong period",
}


def question_text(form: Form, period: str | None) -> str:
    """A question as an editor reads it: "OpenAI's valuation, October 2024"."""
    if form.kind is Kind.QUOTE:
        words = (form.object or "").split()
        tail = " …" if len(words) > _SHOWN_WORDS else ""
        return f"What {form.subject} said: “{' '.join(words[:_SHOWN_WORDS])}{tail}”"
    return _asked(form.subject, form.metric, form.counterparty, form.scope, period)


@lru_cache(maxsize=8192)
def _asked(subject: str, metric: str, counterparty: str | None, scope: Scope, period: str | None) -> str:
    bare = metric.removeprefix("other:").replace("_", " ")
    pattern = _FACT_TEXTS.get(metric)
    text = pattern.format(subject) if pattern is not None else f"{_owner(subject)} {bare}"
    if counterparty is not None:
        by = _SECOND_PARTIES.get(metric)
        text += f" {by} {counterparty}" if by else f" ({counterparty})"
    if scope:
        text += f" ({narrowed(scope)})"
    return f"{text}, {period_words(period)}" if period else text


def _owner(subject: str) -> str:
    if not subject:
        return "Somebody’s"
    return f"{subject}’" if subject.endswith("s") else f"{subject}’s"


def narrowed(scope: Scope) -> str:
    """A scope in words: `Series B, post-money`, `second tranche`, `benchmark MMLU`."""
    return ", ".join(_slot_words(slot, value) for slot, value in scope)


def _slot_words(slot: str, value: str) -> str:
    words = value.replace("_", " ").replace(";", ",")
    if slot == "round":
        return words.title() if words.startswith("series") else f"{words} round"
    if slot == "basis":
        return words.replace(" ", "-")
    return words if slot in _PLAIN_SLOTS else f"{slot.replace('_', ' ')} {words}"


def explain(a: Form, b: Form, found: Comparison, rules: Rules) -> str:
    """One sentence with marks: what either says, what both are about, and why it is what it is.

    What the two share stands in the topic, what tells them apart in brackets behind each.
    """
    one = a.subject == b.subject or edition_key(a.subject, a.metric) == edition_key(b.subject, b.metric)
    party = a.counterparty == b.counterparty or _same_party(a, b)
    sides = f"{{a}}{_side(a, b, one, party)}{{/}}; {{b}}{_side(b, a, one, party)}{{/}}"
    return f"{sides}, both {_topic(a, b, one, party)}; {why(a, b, found, rules)}."


def plain(sentence: str) -> str:
    """A sentence without its marks, for where nobody is named."""
    return _MARKS.sub("", sentence)


def turned(sentence: str) -> str:
    """A sentence with the second form before the first, for where that was told first."""
    return _SIDES.sub(r"{a}\2{/}; {b}\1{/}", sentence, count=1)


def named(sentence: str, first: str, second: str) -> str:
    """A sentence with the outlets of the form that stands first and of the other before what they say."""
    return plain(sentence.replace("{a}", f"{first}: ", 1).replace("{b}", f"{second}: ", 1))


def _topic(a: Form, b: Form, one: bool, party: bool) -> str:
    if a.kind is Kind.QUOTE:
        return f"{_owner(a.subject)} words"
    period = a.period if a.period == b.period else None
    if not one:
        bare = a.metric.removeprefix("other:").replace("_", " ")
        return f"on the {bare}, {period_words(period)}" if period else f"on the {bare}"
    scope = a.scope if a.scope == b.scope else tuple(slot for slot in a.scope if slot in b.scope)
    text = _asked(a.subject, a.metric, a.counterparty if party else None, scope, period)
    by_name = a.kind is Kind.FACT and a.metric in _FACT_TEXTS
    return f"on {text[:1].lower()}{text[1:]}" if by_name else text


def _same_party(a: Form, b: Form) -> bool:
    return name_key(a.counterparty or "") == name_key(b.counterparty or "")


def _side(form: Form, other: Form, one: bool, party: bool) -> str:
    """What a form says, and in brackets what it has of its own."""
    if form.kind is Kind.QUOTE:
        return shown(form)
    status = form.status if form.status is not other.status or form.status is Status.DENIED else None
    if one and party and status is None and form.scope == other.scope and form.period == other.period:
        return _printed(form)
    scope = tuple(slot for slot in form.scope if slot not in other.scope) if form.scope else ()
    return _printed(form) + _own(
        status,
        None if one else form.subject,
        None if party else form.counterparty,
        scope,
        form.period if form.period not in (other.period, form.object) else None,
    )


@lru_cache(maxsize=8192)
def _own(
    status: Status | None, subject: str | None, counterparty: str | None, scope: Scope, period: str | None
) -> str:
    words = (
        "denied" if status is Status.DENIED else None,
        subject,
        counterparty,
        narrowed(scope),
        period_words(period),
        _STATUSES.get(status) if status is not None else None,
    )
    own = ", ".join(filter(None, words))
    return f" ({own})" if own else ""


def why(a: Form, b: Form, found: Comparison, rules: Rules) -> str:
    """The end of an explanation: how far two forms lie apart, and what may be behind it."""
    reason = Reason(found.reason)
    detail = found.detail[:1].lower() + found.detail[1:]
    apart = _apart(a, b, found, rules)
    if reason in _ROUNDING and apart:
        return f"{apart}, beyond {_beyond(a, b)}"
    if reason in _SUSPECTED:
        words = _SUSPECTED[reason]
        return f"{apart}, {words}" if apart else f"{MEANING[reason]}, {words}"
    return f"{apart}: {detail}" if apart else detail


def _beyond(a: Form, b: Form) -> str:
    return "rounding and “about”" if Modifier.ABOUT in (a.modifier, b.modifier) else "rounding"


def _apart(a: Form, b: Form, found: Comparison, rules: Rules) -> str:
    """How far the two lie apart, where that is what tells them apart."""
    if found.relation not in (Relation.CONTRADICT, Relation.UPDATE):
        return ""
    if a.kind is Kind.QUANTITY:
        return apart_words(a, b, rules)
    first, second = interval(a.object), interval(b.object)
    if found.reason != Reason.DATE_DIFFERS or first is None or second is None:
        return ""
    days = abs((first.start - second.start).days)
    return f"{days:,} day{'' if days == 1 else 's'} apart" if first.days == second.days == 1 else ""


@lru_cache(maxsize=8192)
def shown(form: Form) -> str:
    """A form as it is printed in a sentence: hedge, value and, where it matters, that it is denied."""
    if form.kind is Kind.QUOTE:
        words = (form.object or "").split()
        tail = " …" if len(words) > _SHOWN_QUOTE_WORDS else ""
        return f"“{' '.join(words[:_SHOWN_QUOTE_WORDS])}{tail}”"
    return f"{_printed(form)} (denied)" if form.status is Status.DENIED else _printed(form)


@lru_cache(maxsize=8192)
def _printed(form: Form) -> str:
    value = form.value_text or form.object or "?"
    if form.kind is Kind.FACT and form.object and interval(form.object) is not None:
        value = period_words(form.object)
    elif form.kind is Kind.FACT and form.object and form.object.replace("-", "").isdigit():
        value = form.object
    hedge = _HEDGES.get(form.modifier, "") if _BARE_VALUE.match(value) else ""
    return f"{hedge}{value}"
