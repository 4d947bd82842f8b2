"""How many witnesses stand behind an answer: articles, outlets, independent origins, and what those share.

Tellings are one witness when their articles are copies of one text, of one outlet or one owner, when they
credit one source, or when one credits the other. Whoever gives a figure on the word of somebody of his own
(a person, unnamed people, a document) does not have it from the outlet that his article credits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checkers.compare.names import name_key
from checkers.records import Telling
from checkers.tracing import TracingRules, load_tracing_rules
from checkers.unions import components
from extractors.records import CreditKind

_OUTLETS = (CreditKind.OUTLET, CreditKind.WIRE)
_PLACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """The witnesses of an answer: `effective` <= `origins` <= `outlets`.

    `outlets` counts the articles of one origin that have no outlet as one. `effective` is the number of
    independent origins that would weigh as much as these, whose words overlap (Kish's effective sample
    size, 1965): origins squared over the sum of their correlations.
    """

    outlets: int
    origins: int
    effective: float


@dataclass(frozen=True, slots=True)
class _Voice:
    """What of a telling tells witnesses apart."""

    origin: str
    outlet: str | None
    credited: str | None
    kind: CreditKind | None
    sources: tuple[str, ...]


def count_witnesses(tellings: Iterable[Telling], rules: TracingRules | None = None) -> Witnesses:
    """The witnesses behind the tellings of one answer. A copy raises none but `outlets`; near-linear."""
    voices = {
        _Voice(
            telling.origin,
            telling.outlet,
            telling.claim.attributed_to,
            telling.claim.attribution_kind,
            telling.sources,
        )
        for telling in tellings
    }
    outlets = {name_key(voice.outlet) if voice.outlet else f"{voice.origin}/" for voice in voices}
    joined = components((f"article:{voice.origin}", key) for voice in voices for key in _keys(voice, outlets))
    origin_of = {key: number for number, keys in enumerate(joined) for key in keys}
    origins = len(joined)
    shared = _correlations(voices, origin_of, rules or load_tracing_rules()) if origins > 1 else 0.0
    effective = max(1.0, origins * origins / (origins + 2 * shared)) if origins else 0.0
    return Witnesses(outlets=len(outlets), origins=origins, effective=round(effective, _PLACES))


def _keys(voice: _Voice, outlets: set[str]) -> Iterator[str]:
    """What makes a voice one witness with every other that has the same; its origin comes first."""
    yield f"article:{voice.origin}"
    if voice.outlet:
        yield f"outlet:{name_key(voice.outlet)}"
    yield from (key for key in voice.sources if key.startswith("owner:"))
    if voice.credited is not None:
        key = name_key(voice.credited)
        if voice.kind in _OUTLETS or (voice.kind is None and key in outlets):
            yield f"outlet:{key}"
        elif voice.kind is CreditKind.DOCUMENT:
            yield f"document:{key}"
    if voice.kind is None or voice.kind in _OUTLETS or voice.kind is CreditKind.LINK:
        yield from (key for key in voice.sources if key.startswith(("outlet:", "article:")))


def _correlations(voices: Iterable[_Voice], origin_of: Mapping[str, int], rules: TracingRules) -> float:
    """The sum over pairs of origins of how likely they have their words from one mouth; linear."""
    speakers: dict[str, set[int]] = defaultdict(set)
    quoting: set[frozenset[int]] = set()
    for voice in voices:
        own = origin_of[f"article:{voice.origin}"]
        if voice.kind in (CreditKind.PERSON, CreditKind.COMPANY) and voice.credited:
            speakers[name_key(voice.credited)].add(own)
        for key in voice.sources:
            quoted = key.replace("quotes:", "article:", 1)
            if key.startswith("quotes:") and quoted in origin_of:
                quoting.add(frozenset((own, origin_of[quoted])))
    pairs = sum(len(each) * (len(each) - 1) / 2 for each in speakers.values())
    return rules.shared_speaker * pairs + rules.shared_quotation * sum(len(pair) == 2 for pair in quoting)
