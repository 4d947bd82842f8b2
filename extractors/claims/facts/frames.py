"""The fact lexicon made ready to be tried on folded sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from ahocorasick_rs import AhoCorasick

from extractors.claims.facts.text import Folded
from extractors.lexicon.facts import FactMetric, Frame, frame_pattern, kinds_needed, load_fact_metrics
from extractors.text.literals import required_words
from extractors.text.sieve import Sieve

# Marks that folding takes out of the midst of words.
_MARKS = re.compile(r"[*_`\[\]\\\u00ad\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _CompiledFrame:
    frame: Frame
    pattern: re.Pattern[str]
    needed: tuple[frozenset[str], ...]
    needs_value: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledMetric:
    """A fact metric with its frames as regular expressions."""

    of: FactMetric
    frames: tuple[_CompiledFrame, ...]
    not_cues: tuple[re.Pattern[str], ...]
    readings: tuple[tuple[str, re.Pattern[str]], ...]
    any_value: Sieve | None

    def foldings(self, among: int) -> Iterator[tuple[bool, int]]:
        """Whether names of no lexicon are to be signs, and which of the frames `among` want it so."""
        for with_unknown in (True, False):
            own = sum(
                1 << place
                for place, frame in enumerate(self.frames)
                if among >> place & 1 and (self.of.unknown_names or frame.frame.unlisted) is with_unknown
            )
            if own:
                yield with_unknown, own

    def value_of(self, text: str, start: int, end: int) -> str | None:
        """What `text[start:end]` stands for (`closed-source` is `proprietary`); cues may look ahead of it."""
        for name, pattern in self.readings:
            found = pattern.match(text, start)
            if found and found.end() == end:
                return name
        return None

    def matches(self, folded: Folded, among: int) -> Iterator[tuple[Frame, re.Match[str]]]:
        """Every place where a frame fits, of the frames whose bits are set in `among`.

        Frames whose signs or values the sentence lacks are not tried.
        """
        kinds = {item.kind for item in folded.items}
        possible = [
            frame
            for place, frame in enumerate(self.frames)
            if among >> place & 1 and all(needed & kinds for needed in frame.needed)
        ]
        if not possible or any(cue.search(folded.text) for cue in self.not_cues):
            return
        has_value = self.any_value is None or self.any_value.possible(folded.text) != 0
        for candidate in possible:
            if has_value or not candidate.needs_value:
                for match in candidate.pattern.finditer(folded.text):
                    yield candidate.frame, match


class FactSieve:
    """Which frames of which metrics a sentence as printed allows, before anything in it is folded."""

    def __init__(self, metrics: Sequence[CompiledMetric]) -> None:
        """Read off the words and the kinds of sign that each frame needs; linear in their length."""
        self._metrics: list[tuple[int, int, CompiledMetric]] = []
        frames: list[_CompiledFrame] = []
        for metric in metrics:
            every = (1 << len(metric.frames)) - 1
            self._metrics.append((len(frames), every << len(frames), metric))
            frames += metric.frames
        self._sieve = Sieve([frame.pattern for frame in frames], required_words)
        cues = sorted({cue for metric in metrics for cue in metric.of.cues})
        self._cues = AhoCorasick(cues)
        self._of_cue = [
            sum(every for _, every, metric in self._metrics if cue in metric.of.cues) for cue in cues
        ]
        self._needed = tuple(frame.needed for frame in frames)
        self._fitting: dict[frozenset[str], int] = {}

    def candidates(self, words: str, kinds: frozenset[str]) -> Iterator[tuple[CompiledMetric, int]]:
        """The metrics to try on the sentence `words`, each with the bits of the frames that may fit.

        `kinds` are those of the signs that the sentence may hold when it is folded.
        """
        possible = self._of_kinds(kinds)
        if not _MARKS.search(words):
            possible &= self._sieve.possible(words)
        if not possible:
            return
        possible &= self._cued(words.lower())
        for first, every, metric in self._metrics:
            if possible & every:
                yield metric, (possible & every) >> first

    def _cued(self, lowered: str) -> int:
        """The bits of the frames of metrics one of whose cues a sentence in lower case holds."""
        hits = self._cues.find_matches_as_indexes(lowered, overlapping=True)
        return reduce(or_, (self._of_cue[cue] for cue, _, _ in hits), 0)

    def _of_kinds(self, kinds: frozenset[str]) -> int:
        """The bits of the frames whose signs may all be among `kinds`."""
        fitting = self._fitting.get(kinds)
        if fitting is None:
            fitting = sum(
                1 << place for place, needed in enumerate(self._needed) if all(one & kinds for one in needed)
            )
            self._fitting[kinds] = fitting
        return fitting


def compile_metric(metric: FactMetric) -> CompiledMetric:
    """The metric ready for use."""
    values = metric.values or {}
    frames = tuple(
        _CompiledFrame(
            frame=frame,
            pattern=frame_pattern(frame.form, values, cased=frame.cased),
            needed=kinds_needed(frame.form),
            needs_value="{value}" in frame.form,
        )
        for frame in metric.frames
    )
    every = "|".join(cue for cues in values.values() for cue in cues)
    return CompiledMetric(
        of=metric,
        frames=frames,
        not_cues=tuple(re.compile(cue, re.IGNORECASE) for cue in metric.not_cues),
        readings=tuple((name, re.compile("|".join(cues), re.IGNORECASE)) for name, cues in values.items()),
        any_value=Sieve([re.compile(every, re.IGNORECASE)]) if every else None,
    )


@cache
def shipped_metrics() -> tuple[CompiledMetric, ...]:
    """The built-in fact lexicon, compiled once a process."""
    return tuple(compile_metric(metric) for metric in load_fact_metrics())


@cache
def shipped_sieve() -> FactSieve:
    """The sieve of the built-in fact lexicon, made once a process."""
    return FactSieve(shipped_metrics())
