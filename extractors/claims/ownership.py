"""Whose a figure is: the referent of a sentence that is most like the subject of what is measured."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.claims.masking import Masked, Referent, is_entity, is_quantity
from extractors.claims.metrics import unit_class
from extractors.lexicon.metrics import frame_words
from extractors.lexicon.tuning import tuned

_GOVERNED = re.compile(r"\b(?:in|into|of|for|to|by|on) (?:the |AI )?$")
_GOVERNED_BONUS = 40
_OWNS = re.compile(r"'s? (?:[\w-]+ ){0,3}")
_RELATIVE = re.compile(r", (?:which|who) (?:has|had|have|is|was|will|would|\w+s|\w+ed)\b")


def nearest_subject(
    masked: Masked, number: int, kinds: Sequence[str], excluded: str | None, topic: str | None
) -> Referent | None:
    """The most subject-like referent around quantity `number`, among `kinds` and unknown names.

    Before the figure, not governed by a preposition, not a mere reporter, near; `excluded` is a name that
    has another part in the sentence (the counterparty),
    `topic` what the article is about. `None` when no name is subject enough: better the topic then.
    """
    place = masked.position_of(number)
    insertions = [match.span() for match in _insertion().finditer(masked.text)]
    antecedent = _relative_antecedent(masked, place, kinds)
    best: tuple[float, Referent] | None = None
    for position, token in enumerate(masked.text):
        if not is_entity(token):
            continue
        referent = masked.referent_of(token)
        if referent.kind not in (*kinds, "unknown") or referent.name == excluded or referent.credited:
            continue
        if (
            position > place
            and not masked.text[place + 1 : position].strip()
            and not _is_money(masked, number)
        ):
            continue  # what is counted: "3,072 Nvidia H100 GPUs"
        score = _likeness(referent, kinds) + _place_score(masked, position, place)
        score += tuned("subject_topic") if referent.name == topic else 0.0
        if position == antecedent:
            score += tuned("subject_relative")
        if _inserted(insertions, position) and not _inserted(insertions, place):
            score += tuned("subject_parenthetical")
        if best is None or score > best[0]:
            best = (score, referent)
    return best[1] if best and best[0] >= tuned("subject_least") else None


def other_party(masked: Masked, number: int, subject: str) -> Referent | None:
    """The second party of a figure that has one: a name after "in", "of" or "by", else the nearest."""
    place = masked.position_of(number)
    found: list[tuple[float, int, Referent]] = []
    for position, token in enumerate(masked.text):
        if not is_entity(token):
            continue
        referent = masked.referent_of(token)
        if referent.name == subject or referent.kind in ("outlet", "place") or referent.speaker:
            continue
        governed = bool(_GOVERNED.search(masked.text[max(0, position - 14) : position]))
        found.append((abs(position - place) - (_GOVERNED_BONUS if governed else 0), position, referent))
    return min(found, key=lambda item: item[:2])[2] if found else None


def _likeness(referent: Referent, kinds: Sequence[str]) -> float:
    score = 0.0 if referent.oblique else tuned("subject_nominative")
    if referent.kind == kinds[0]:
        score += tuned("subject_first_kind")
    else:
        score += tuned("subject_other_kind" if referent.kind in kinds else "subject_unknown_kind")
    return score + (tuned("subject_speaker") if referent.speaker else 0.0)


def _place_score(masked: Masked, position: int, place: int) -> float:
    after = position > place
    between = masked.text[min(position, place) + 1 : max(position, place)]
    score = -abs(place - position) / tuned("subject_reach_after" if after else "subject_reach_before")
    score += tuned("subject_after") if after else 0.0
    if not after and _OWNS.fullmatch(between):
        score += tuned("subject_possessive")
    return score + tuned("subject_figure_between") * sum(1 for token in between if is_quantity(token))


def _inserted(insertions: Sequence[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in insertions)


def _relative_antecedent(masked: Masked, place: int, kinds: Sequence[str]) -> int | None:
    """Where the name stands that the value's relative clause is about ("Google, which has invested V")."""
    opened = [
        match
        for match in _RELATIVE.finditer(masked.text, 0, place)
        if "," not in masked.text[match.end() : place]
    ]
    if not opened:
        return None
    for position in range(opened[-1].start() - 1, -1, -1):
        token = masked.text[position]
        if is_entity(token) and masked.referent_of(token).kind in (*kinds, "unknown"):
            return position
    return None


def _is_money(masked: Masked, number: int) -> bool:
    return unit_class(masked.quantities[number]) == "currency"


@lru_cache(maxsize=1)
def _insertion() -> re.Pattern[str]:
    return re.compile(rf", (?:{'|'.join(frame_words().parentheticals)})\b[^,;]*,")
