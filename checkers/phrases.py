"""What editors read: a question in words, a form as printed, and the sentence that explains a relation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from checkers.compare.names import edition_key
from checkers.compare.periods import period_words
from checkers.judgements import scope_text
from checkers.records import Comparison, Form, Relation
from extractors.records import Kind, Modifier, Status

_SHOWN_WORDS = 8
_SHOWN_QUOTE_WORDS = 12
_BARE_VALUE = re.compile(r"(?:[A-Z]{1,3} ?)?[$€£¥₹₩]? ?-?\d|[$€£¥₹₩]")
_HEDGES = {
    Modifier.ABOUT: "about ",
    Modifier.OVER: "over ",
    Modifier.UNDER: "under ",
    Modifier.AT_LEAST: "at least ",
    Modifier.UP_TO: "up to ",
}
_VERBS = {
    Relation.AGREE: "agree",
    Relation.CONTRADICT: "contradict each other",
    Relation.UPDATE: "are news of two times",
    Relation.DIFFERENT: "are two things",
}
_FACT_TEXTS: Mapping[str, str] = {
    "license": "The licence of {}",
    "ceo": "The chief executive of {}",
    "founded": "When {} was founded",
    "founder": "Who founded {}",
    "developer": "Who made {}",
    "event_status": "The state of {}",
}


@lru_cache(maxsize=8192)
def question_text(form: Form, period: str | None) -> str:
    """A question as an editor reads it: "OpenAI's valuation, October 2024"."""
    if form.kind is Kind.QUOTE:
        words = (form.object or "").split()
        tail = " …" if len(words) > _SHOWN_WORDS else ""
        return f"What {form.subject} said: “{' '.join(words[:_SHOWN_WORDS])}{tail}”"
    bare = form.metric.removeprefix("other:").replace("_", " ")
    owner = f"{form.subject}’" if form.subject.endswith("s") else f"{form.subject}’s"
    pattern = _FACT_TEXTS.get(form.metric)
    text = pattern.format(form.subject) if pattern is not None else f"{owner} {bare}"
    if form.counterparty is not None:
        text += f" ({form.counterparty})"
    if form.scope:
        text += f" [{scope_text(form.scope)}]"
    return f"{text}, {period_words(period)}" if period else text


def explain(a: Form, b: Form, found: Comparison) -> str:
    """One sentence that an editor understands: what stands beside what, and why it is what it is."""
    if found.relation is None:
        return found.detail
    one = edition_key(a.subject, a.metric) == edition_key(b.subject, b.metric)
    topic = ""
    if one and a.kind is Kind.QUOTE:
        topic = f"{a.subject}: "
    elif one:
        shared = a if a.scope == b.scope else _unscoped(a)
        topic = f"{question_text(shared, a.period if a.period == b.period else None)}: "
    detail = found.detail[:1].lower() + found.detail[1:]
    return f"{topic}{shown(a)} and {shown(b)} {_VERBS[found.relation]}: {detail}."


@lru_cache(maxsize=1024)
def _unscoped(form: Form) -> Form:
    return replace(form, scope=())


@lru_cache(maxsize=8192)
def shown(form: Form) -> str:
    """A form as it is printed in a sentence: hedge, value and, where it matters, that it is denied."""
    if form.kind is Kind.QUOTE:
        words = (form.object or "").split()
        tail = " …" if len(words) > _SHOWN_QUOTE_WORDS else ""
        return f"“{' '.join(words[:_SHOWN_QUOTE_WORDS])}{tail}”"
    value = form.value_text or form.object or "?"
    if form.kind is Kind.FACT and form.object and form.object.replace("-", "").isdigit():
        value = form.object
    hedge = _HEDGES.get(form.modifier, "") if _BARE_VALUE.match(value) else ""
    denied = " (denied)" if form.status is Status.DENIED else ""
    return f"{hedge}{value}{denied}"
