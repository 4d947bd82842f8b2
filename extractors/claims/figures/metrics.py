"""Which metric a quantity is of: the frames of the metric lexicon, tried on the masked sentence.

A frame that fits costs its length (filler is doubt) less its metric's priority; the cheapest wins. Units
decide first which metrics may be asked at all. A value no frame fits takes over the metric of the value
before it where the words between say so ("up from", "and", a bracket with the same sum in pounds).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extractors.claims.masking import (
    ANY_LIGHT,
    ANY_PERIOD,
    ANY_QUANTITY,
    KINDS,
    VALUE,
    Masked,
    Referent,
    entity_class,
    is_entity,
)
from extractors.lexicon.metrics import Metric, frame_words
from extractors.lexicon.tuning import tuned
from extractors.records import Quantity
from extractors.text.expressions import Expression
from extractors.text.sieve import WrittenSieve

_FILLER = rf"[^;{ANY_QUANTITY}]{{0,60}}?"
_EXPLICIT = re.compile(r"(?:by|from|to|of|with|\)) \{S\}|\{V\}.*\{S\}")
COUNTERPARTY_KINDS = (
    "company",
    "investor",
    "institution",
    "model",
    "product",
    "person",
    "outlet",
    "unknown",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A metric that a value was found to be of, with what the frame bound.

    `cost` is lower the tighter the frame; `earlier` marks the old value of a change, which is told as known;
    `explicit` says that the frame itself puts the subject after a preposition ("bought by S") or after the
    value; `phrase` is a printed noun phrase that stands for the subject.
    """

    metric: Metric
    cost: float
    subject: Referent | None = None
    counterparty: Referent | None = None
    phrase: str | None = None
    negative: bool = False
    inherited: bool = False
    earlier: bool = False
    explicit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """A frame; `bare` if it is the value alone."""

    pattern: Expression
    explicit: bool
    bare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compiled:
    metric: Metric
    frames: tuple[_Frame, ...]
    not_cues: tuple[Expression, ...]
    negative: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """The metrics that may be asked for of one unit, and which of their patterns a text allows.

    In the sieve stand for each metric its frames, then its `not_cues`; `patterns` says for each whose it is,
    with the frame unless it is a cue.
    """

    patterns: tuple[tuple[_Compiled, _Frame | None], ...]
    cues: tuple[Expression, ...]
    sieve: WrittenSieve

    def possible(self, text: str) -> Iterator[tuple[_Compiled, list[_Frame], list[Expression]]]:
        """The metrics that have frames or cues which may match in `text`, with these."""
        numbers = self.sieve.candidates(text)
        for _, own in groupby(numbers, key=lambda number: id(self.patterns[number][0])):
            numbers_of_one = list(own)
            frames = [frame for number in numbers_of_one if (frame := self.patterns[number][1]) is not None]
            cues = [self.cues[n] for n in numbers_of_one if self.patterns[n][1] is None]
            yield self.patterns[numbers_of_one[0]][0], frames, cues


class MetricFrames:
    """The frames of a metric lexicon."""

    def __init__(self, metrics: Sequence[Metric]) -> None:
        """Read off what each frame needs; linear in their length. One is compiled when it is first tried."""
        by_unit: dict[str, list[_Compiled]] = {}
        self.by_name = {metric.name: metric for metric in metrics}
        self._not_cues: dict[str, tuple[Expression, ...]] = {}
        for metric in metrics:
            compiled = _Compiled(
                metric=metric,
                frames=tuple(
                    _Frame(
                        pattern=frame_expression(frame, metric),
                        explicit=bool(_EXPLICIT.search(frame)),
                        bare=frame == "{V}",
                    )
                    for frame in metric.frames
                ),
                not_cues=tuple(frame_expression(cue, metric) for cue in metric.not_cues),
                negative=tuple(frame_expression(cue, metric) for cue in metric.negative),
            )
            self._not_cues[metric.name] = compiled.not_cues
            for unit in metric.units:
                by_unit.setdefault(unit, []).append(compiled)
        self._by_unit = {unit: _unit(own) for unit, own in by_unit.items()}

    def decide(self, masked: Masked, number: int) -> Fit | None:
        """The metric of quantity `number` of the sentence by its own frames, or `None`."""
        quantity = masked.quantities[number]
        text = masked.for_value(number)
        unit = self._by_unit.get(unit_class(quantity))
        best: Fit | None = None
        for compiled, frames, cues in unit.possible(text) if unit is not None else ():
            if not frames or not compiled.metric.may_be(quantity) or any(cue.search(text) for cue in cues):
                continue
            framed = quantity.unit in compiled.metric.framed_units
            fit = _best_fit(compiled, frames, masked, text, framed=framed)
            if fit is not None and (best is None or fit.cost < best.cost):
                best = fit
        return best

    def is_barred(self, metric: Metric, masked: Masked, number: int) -> bool:
        """Whether the words around quantity `number` say that it is not of this metric."""
        text = masked.for_value(number)
        return any(cue.search(text) for cue in self._not_cues[metric.name])


def _unit(metrics: Sequence[_Compiled]) -> _Unit:
    rows = [
        (compiled, frame, pattern)
        for compiled in metrics
        for frame, pattern in (
            *((frame, frame.pattern) for frame in compiled.frames),
            *((None, cue) for cue in compiled.not_cues),
        )
    ]
    return _Unit(
        patterns=tuple((compiled, frame) for compiled, frame, _ in rows),
        cues=tuple(pattern for _, _, pattern in rows),
        sieve=WrittenSieve([pattern for _, _, pattern in rows]),
    )


def unit_class(quantity: Quantity) -> str:
    """The name under which metrics ask for a quantity's unit: `currency`, or the unit itself."""
    return "currency" if len(quantity.unit) == 3 and quantity.unit.isupper() else quantity.unit


def compile_frame(frame: str, metric: Metric) -> re.Pattern[str]:
    """A frame of the lexicon, compiled; see `frame_expression`."""
    return frame_expression(frame, metric).compiled


def frame_expression(frame: str, metric: Metric) -> Expression:
    """A frame of the lexicon as an expression over masked text (see `extractors.lexicon.metrics`)."""
    subject_kinds = [kind for kind in metric.subject if kind in KINDS]
    subject = f"(?P<S>[{entity_class((*subject_kinds, 'unknown'))}])" if subject_kinds else "(?P<S>(?!))"
    anyone = f"[{entity_class(KINDS)}]"
    other = f"(?P<O>[{entity_class(metric.counterparty_kinds or COUNTERPARTY_KINDS)}])"
    pattern = frame
    for name, fragment in frame_words().fragments.items():
        pattern = pattern.replace(f"{{{name}}}", fragment)
    pattern = pattern.replace("(?:.. )?", "\x00").replace(" .. ", "\x01").replace("..", _FILLER)
    pattern = pattern.replace("\x00", f"(?:{_FILLER} )??").replace("\x01", f"(?:,?{_FILLER})?? ")
    words = frame_words()
    determiners = f"(?:(?:{'|'.join(words.determiners)}),? ){{0,4}}"
    pattern = pattern.replace("{V}", f"{determiners}[\"'(]?{VALUE}[\"')]?")
    pattern = (
        pattern.replace("{E}", anyone).replace("{Q}", f"[{ANY_QUANTITY}]").replace("{D}", f"[{ANY_PERIOD}]")
    )
    pattern = pattern.replace("{L}", f"[{ANY_LIGHT}]")
    pattern = pattern.replace("{BENCH}", f"(?-i:{'|'.join(words.benchmarks)})")
    for name, group in (("{S}", subject), ("{O}", other)):
        first, *rest = pattern.split(name)
        pattern = first + "".join((group if n == 0 else anyone) + part for n, part in enumerate(rest))
    return Expression(rf"(?<![\w$]){pattern}")


def _best_fit(
    compiled: _Compiled, frames: Sequence[_Frame], masked: Masked, text: str, *, framed: bool
) -> Fit | None:
    best: Fit | None = None
    for frame in frames:
        match = None if framed and frame.bare else _closest(frame.pattern.compiled, text)
        if match is None:
            continue
        groups = match.groupdict()
        length = len(match.group()) - (len(groups.get("np") or ""))
        if groups.get("S") and match.start("S") == match.start():
            length -= 1
        cost = length - tuned("frame_priority") * compiled.metric.priority
        cost -= tuned("frame_binding") * sum(1 for group in ("S", "O", "np") if groups.get(group))
        if best is not None and best.cost <= cost:
            continue
        best = Fit(
            metric=compiled.metric,
            cost=cost,
            subject=_referent(masked, groups.get("S")),
            counterparty=_referent(masked, groups.get("O")),
            phrase=groups.get("np"),
            explicit=frame.explicit,
            negative=any(cue.search(match.group()) for cue in compiled.negative),
        )
    return best


def _closest(frame: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match of a frame that covers the value and begins nearest to it."""
    match = frame.search(text)
    if "np" in frame.groupindex:  # a printed noun phrase is wanted whole
        return match
    while match is not None:
        later = frame.search(text, match.start() + 1)
        if later is None or VALUE not in later.group():
            return match if VALUE in match.group() else None
        match = later
    return None


def _referent(masked: Masked, token: str | None) -> Referent | None:
    return masked.referent_of(token) if token and is_entity(token) else None
