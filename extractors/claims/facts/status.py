"""How far a text stands behind a fact: reported, projected, rumoured or denied, by the words around it."""

from __future__ import annotations

import re

from extractors.claims.facts.text import Folded
from extractors.lexicon.facts import load_fact_words
from extractors.records import Status


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:\b|(?=n't))(?:{'|'.join(words)})\b", re.IGNORECASE)


_WORDS = load_fact_words()
_DOUBT = _any_of(_WORDS.doubt)
_DENIAL = _any_of(_WORDS.denial + _WORDS.doubt)
_RUMOUR = _any_of(_WORDS.rumour)
_FUTURE = _any_of(_WORDS.future)
_CLAUSE_BREAK = re.compile("|".join(_WORDS.breaks))
_REACH = 90  # characters before a frame in which a rumour, a plan or a doubt still governs it
_NEAR = 30  # the same for a bare "not"


def status_of(match: re.Match[str], folded: Folded, *, tensed: bool, deniable: bool) -> Status:
    """The status of the fact a frame found.

    Args:
        match: The frame's match; its group `value`, if it has one, is what may be denied.
        folded: The sentence.
        tensed: Whether the metric takes its status from the tense around it.
        deniable: Whether words before the frame may deny the value (a licence, not a place).
    """
    before = folded.text[max(0, match.start() - _REACH) : match.start()]
    breaks = list(_CLAUSE_BREAK.finditer(before))
    clause = before[breaks[-1].end() :] if breaks else before
    if _is_denied(match, folded, clause if deniable else ""):
        return Status.DENIED
    value_end = match.end("value") if _has(match, "value") else match.end()
    words = clause + folded.text[match.start() : value_end]
    if tensed and _RUMOUR.search(words):
        return Status.RUMOURED
    if tensed and _FUTURE.search(words):
        return Status.PROJECTED
    return Status.REPORTED


def _is_denied(match: re.Match[str], folded: Folded, clause: str) -> bool:
    if not _has(match, "value"):
        return bool(_DENIAL.search(match.group()))
    value = match.start("value")
    start = (
        match.end("subject") if _has(match, "subject") and match.end("subject") <= value else match.start()
    )
    inner = folded.text[start:value]
    return bool(_DENIAL.search(inner) or _DOUBT.search(clause) or _DENIAL.search(clause[-_NEAR:]))


def _has(match: re.Match[str], group: str) -> bool:
    return match.groupdict().get(group) is not None
