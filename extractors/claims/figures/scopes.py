"""What narrows a value: the scope slots that its masked sentence states (`lexicon/scope.toml`).

Most cues speak of the one figure they stand with: "adjusted net income of {Q} and GAAP net income of {Q}".
So a cue beyond another figure, or close upon one, is that figure's; only slots that spread (a round, a
condition) hold for every figure of their sentence. What a relative clause in passing says ("which led the
Series B,") narrows nothing outside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.claims.figures.clauses import compile_cue
from extractors.claims.masking import (
    ANY_PERIOD,
    ANY_QUANTITY,
    VALUE,
    Masked,
    count_quantities,
    is_entity,
    last_quantity,
)
from extractors.lexicon.strict import build, read_toml, shipped
from extractors.records import Scope
from extractors.text.sieve import Sieve

_OWN_WORDS = re.compile(rf"(?: [^\s,;:{ANY_QUANTITY}]{{1,24}}){{0,4}} ?")
_APART = re.compile(r"[,;]| (?:and|but|while|before|after|against|from|to|up|down) ")
_PASSING = re.compile(r", (?:which|who|whose)\b[^,;]*$")
# "£812m (2025: £790m)": the other is what stands before the bracket.
_IN_BRACKETS = re.compile(rf"[{ANY_QUANTITY}] ?\( ?[{ANY_PERIOD}] ?[:,] ?[^()]{{0,40}}$")
_EDGES = ".,;:!?\"'() "


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One way a scope slot is stated. `reach` is in characters of masked text on either side of the value.

    With no reach it is looked for in the printed value ("$3 per million input tokens"). `spreads` says that
    it holds for every figure within reach, not only for the one it stands with.
    """

    name: str
    metrics: tuple[str, ...]
    cue: str
    value: str
    reach: int
    spreads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _ScopeFile:
    slot: tuple[Slot, ...]


def scope_of(masked: Masked, number: int, metric: str) -> Scope:
    """The scope slots that the sentence states for quantity `number`, sorted; the nearest cue wins.

    A figure set in brackets beside another one is narrowed as that is, where it says nothing else.
    """
    own = _stated(masked, number, metric)
    if number and _IN_BRACKETS.search(masked.text[: masked.position_of(number)]):
        own = dict(_stated(masked, number - 1, metric)) | own
    return tuple(sorted(own.items()))


def _stated(masked: Masked, number: int, metric: str) -> dict[str, str]:
    """The slots that words beside a figure state."""
    text, printed = masked.for_value(number), masked.quantities[number].text
    place = text.index(VALUE)
    slots: dict[str, tuple[int, str]] = {}
    slots_of, cues = _slots()
    for found in cues.candidates(f"{text} {printed}"):
        slot = slots_of[found]
        if metric not in slot.metrics and not ("other" in slot.metrics and metric.startswith("other:")):
            continue
        if not slot.reach and (match := cues.patterns[found].search(printed)):
            slots[slot.name] = (0, _worded(masked, slot, match))
        for match in cues.patterns[found].finditer(text) if slot.reach else ():
            distance = max(match.start() - place, place - match.end(), 0)
            if distance > slot.reach or (slot.name in slots and slots[slot.name][0] <= distance):
                continue
            if _is_in_passing(text, match, place) or not (slot.spreads or _is_own(text, match, place)):
                continue
            slots[slot.name] = (distance, _worded(masked, slot, match))
    return {name: value for name, (_, value) in slots.items()}


def _worded(masked: Masked, slot: Slot, match: re.Match[str]) -> str:
    """The value of a slot: `{1}`, `{2}` are the groups of its cue in lower case, names spelt out."""
    worded = slot.value
    for number, group in enumerate(match.groups(), start=1):
        spelt = (masked.referent_of(token).name if is_entity(token) else token for token in group or "")
        worded = worded.replace(f"{{{number}}}", "".join(spelt).lower().strip(_EDGES))
    return re.sub(r"[\ue000-\uf8ff]", "", worded).strip(_EDGES)


def _is_own(text: str, match: re.Match[str], place: int) -> bool:
    """Whether a cue stands with the value and with no other figure of the sentence."""
    if match.start() <= place < match.end():
        return True
    if place < match.start():
        between = text[place + 1 : match.start()]
        return (between == ", " or not _APART.search(between + " ")) and not count_quantities(between)
    between = text[match.end() : place]
    if count_quantities(between):
        return False
    figure = last_quantity(text, match.start())
    if figure is None or not _APART.search(between):
        return True
    return not _OWN_WORDS.fullmatch(text, figure + 1, match.start())


def _is_in_passing(text: str, match: re.Match[str], place: int) -> bool:
    """Whether a cue stands in a relative clause between commas that the value stands outside of."""
    opening = _PASSING.search(text[: match.start()])
    if opening is None:
        return False
    closing = text.find(",", match.end())
    return not opening.start() < place < (closing if closing >= 0 else len(text))


@lru_cache(maxsize=1)
def _slots() -> tuple[tuple[Slot, ...], Sieve]:
    path = shipped("scope.toml")
    rows = build(_ScopeFile, read_toml(path), str(path)).slot
    return rows, Sieve([compile_cue(row.cue) for row in rows])
