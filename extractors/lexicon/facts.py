"""The lexicon of facts: one TOML a metric in `facts/`, with frames, examples and counterexamples.

A frame is a regular expression over a sentence whose names and dates have been folded to single signs.
`{class}` stands for a sign of a class, `{group:class}` also says what it is to the fact (`subject`,
`object`, `date`, `value`). The classes are those of `CLASSES`; `{value}` is any cue of the metric's own
`values`, and `{gapN}` a gap of at most N characters within one clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.lexicon.strict import LexiconError, build, read_toml
from extractors.records import Status

_FOLDER = Path(__file__).with_name("facts")
_WORDS_FILE = Path(__file__).with_name("fact_words.toml")
_BLOCK = 256
_FIRST = 0xE000
SIGNS = ("organisation", "person", "model", "product", "unknown", "period")
MAX_PER_SENTENCE = _BLOCK

_PLACEHOLDER = re.compile(r"\{(?:(?P<group>[a-z]+2?):)?(?P<kind>[a-z]+?)(?P<length>\d+)?\}")
_GROUPS = frozenset({"subject", "object", "object2", "value", "date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWords:
    """The word lists of `fact_words.toml`; what each means stands there."""

    denial: tuple[str, ...]
    doubt: tuple[str, ...]
    rumour: tuple[str, ...]
    future: tuple[str, ...]
    breaks: tuple[str, ...]
    adverbs: tuple[str, ...]
    nouns: tuple[str, ...]
    oblique: tuple[str, ...]
    moves: tuple[str, ...]


@cache
def load_fact_words() -> FactWords:
    """The words that frames and statuses share, read once a process.

    Raises:
        LexiconError: when the file cannot be read or does not fit.
    """
    return build(FactWords, read_toml(_WORDS_FILE), str(_WORDS_FILE))


def sign(kind: str, number: int) -> str:
    """The sign that stands for item `number` (below 256) of a kind of `SIGNS`."""
    return chr(_FIRST + SIGNS.index(kind) * _BLOCK + number)


def number_of(token: str) -> int | None:
    """Which item of its sentence a sign stands for; `None` for a plain character."""
    place = ord(token) - _FIRST
    return place % _BLOCK if 0 <= place < _BLOCK * len(SIGNS) else None


def _any(*kinds: str) -> str:
    ranges = "".join(f"{sign(kind, 0)}-{sign(kind, _BLOCK - 1)}" for kind in kinds)
    return f"[{ranges}]"


def _list(item: str) -> str:
    """One item, "A and B", or "A, B(,) and C"; "A, and B …" is where the next clause begins.

    An item may carry the name of a part behind a stroke ("A/transformers").
    """
    item += r"(?:/[a-z][\w.-]{1,30})?"
    last = "(?:and|or|&|as well as)"
    return rf"{item}(?:(?:, {item}){{1,11}},? {last} {item}|(?: {last} |/){item})?"


_WORDS = load_fact_words()
_ORG, _WHO, _MODEL = (
    _any("organisation", "unknown"),
    _any("organisation", "unknown", "person"),
    _any("model", "product"),
)
_NAMED = _any("organisation", "person", "model", "product", "unknown")
_OWNED = rf"(?:(?:the )?{_any('organisation', 'unknown', 'product')}'s (?:own )?(?:[\w-]+ ){{0,2}})?"
_GOVERNED = "(?:" + "|".join(rf"(?<=\b{word} )" for word in _WORDS.oblique) + ")"
CLASSES = {
    "org": _ORG,
    "known": _any("organisation"),
    "actor": "".join(rf"(?<!\b{word} )" for word in _WORDS.oblique) + _ORG,
    "person": _any("person"),
    "who": _WHO,
    "model": _MODEL,
    "thing": _any("model", "product", "unknown"),
    "modelsonly": _list(f"(?:the )?{_OWNED}{_any('model')}"),
    "date": _any("period"),
    "name": _any("organisation", "unknown", "person", "model", "product"),
    "orgs": _list(f"(?:the )?{_ORG}"),
    "people": _list(_any("person")),
    "whos": _list(f"(?:the )?{_WHO}"),
    "folk": _list(_any("person", "unknown")),
    "body": _any("person", "unknown"),
    "its": rf"(?:the|its|their|his|her|an?|{_NAMED}'s)",
    "models": _list(f"(?:the )?{_OWNED}{_MODEL}"),
    "modelsororgs": _list(f"(?:the )?{_OWNED}{_any('model', 'product', 'organisation')}"),
    "bill": r"(?:(?:[A-Z][a-z]+(?:'s)? )?(?:SB|AB|HB|HR|H\.R\.|S\.) ?\d{1,4}|the (?:bill|act|law)\b)",
    "words": r"(?:[\w&.%/-]+ ){0,4}?",
    "adverbs": rf"(?:(?:{'|'.join(_WORDS.adverbs)}),? ?){{0,6}}",
    "noun": rf"(?:(?:'s)? (?:(?:[a-z-]+|AI|LLM) ){{0,2}}?(?:{'|'.join(_WORDS.nouns)})){{0,3}}",
}
_KINDS_OF = {
    "org": ("organisation", "unknown"),
    "orgs": ("organisation", "unknown"),
    "actor": ("organisation", "unknown"),
    "known": ("organisation",),
    "person": ("person",),
    "people": ("person",),
    "who": ("organisation", "unknown", "person"),
    "whos": ("organisation", "unknown", "person"),
    "folk": ("person", "unknown"),
    "body": ("person", "unknown"),
    "model": ("model", "product"),
    "models": ("model", "product"),
    "modelsonly": ("model",),
    "modelsororgs": ("model", "product", "organisation"),
    "thing": ("model", "product", "unknown"),
    "name": ("organisation", "unknown", "person", "model", "product"),
    "date": ("period",),
}


def kinds_needed(form: str) -> tuple[frozenset[str], ...]:
    """For each subject and object of a frame the kinds of sign one of which the sentence must hold."""
    needed = []
    for match in _PLACEHOLDER.finditer(form):
        if match["group"] in ("subject", "object") and match["kind"] in _KINDS_OF:
            needed.append(frozenset(_KINDS_OF[match["kind"]]))
    return tuple(needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What an example must yield."""

    subject: str
    object: str
    status: Status = Status.REPORTED
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence or short article with the facts of this metric it states, all of them."""

    text: str
    expect: tuple[Expected, ...]
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterexample:
    """A text that looks like this metric and states none of it, and why."""

    text: str
    because: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way of saying the fact.

    `object` is set when the frame itself says what is stated (`announced`), `object_before` when it is the
    person last spoken of ("The boss of Nimbus says"). With `confirm = "known"` the lexicon must know the
    object as the subject's developer, with `"unless_other"` it must not know another. `named` asks for a
    subject in its own name, no pronoun, `described` for a pronoun or a description. `deal` makes "A / B deal"
    of subject and object. `precision = "day"` takes dates to the day only. `subject_suffix` is added to a
    company's name ("OpenAI" + " models"). `unlisted` frames see names of no lexicon as names although their
    metric does not. `by_place` takes an unknown name in the object's place for a person ("founded by Ilva
    Torn").
    """

    form: str
    confidence: float = 0.85
    object: str | None = None
    object_before: bool = False
    status: Status | None = None
    confirm: str | None = None
    named: bool = False
    described: bool = False
    deal: bool = False
    precision: str | None = None
    subject_suffix: str = ""
    cased: bool = False
    unlisted: bool = False
    by_place: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FactMetric:
    """One metric of facts.

    `cues` are lower-case words of which a sentence must hold one to be looked at. `values` maps what may be
    stated to the ways of saying it. `subject_kinds` are the kinds a missing subject may be found among
    (`organisation`, `model`); none means that a frame without subject yields nothing. `once` drops
    repetitions within an article. `unknown_names = false` leaves names the lexicon does not know as words,
    so that places, bills and licences can be read. `tensed` facts take their status from the tense around
    them, `dated` ones their period from the one period of the sentence.
    """

    name: str
    definition: str
    cues: tuple[str, ...]
    frames: tuple[Frame, ...]
    examples: tuple[Example, ...]
    counterexamples: tuple[Counterexample, ...]
    values: dict[str, tuple[str, ...]] | None = None
    not_cues: tuple[str, ...] = ()
    subject_kinds: tuple[str, ...] = ()
    object_kind: str = "name"
    unknown_names: bool = True
    once: bool = False
    tensed: bool = False
    dated: bool = False

    def __post_init__(self) -> None:
        if any(frame.confirm not in (None, "known", "unless_other") for frame in self.frames):
            raise ValueError("confirm is neither 'known' nor 'unless_other'")
        for frame in self.frames:
            frame_pattern(frame.form, self.values or {}, cased=frame.cased)
        if self.object_kind not in ("name", "person", "value", "date", "place"):
            raise ValueError(
                f"object_kind {self.object_kind!r} is not one of name, person, value, date, place"
            )


def frame_pattern(form: str, values: dict[str, tuple[str, ...]], *, cased: bool = False) -> re.Pattern[str]:
    """The regular expression of a frame.

    Raises:
        ValueError: unknown placeholder or group, or not a regular expression.
    """

    def expand(match: re.Match[str]) -> str:
        group, kind, length = match.group("group", "kind", "length")
        if kind == "gap" and length:
            inner = rf"[^;:!?]{{0,{length}}}?"
        elif kind == "clause" and length:  # no other organisation acts in between
            inner = rf"(?:[^;:!?{_ORG[1:-1]}]|{_GOVERNED}{_ORG}){{0,{length}}}?"
        elif kind == "value":
            cues = [cue for alternatives in values.values() for cue in alternatives]
            inner = "(?:" + "|".join(sorted(cues, key=lambda cue: (-len(cue), cue))) + ")"
            group = group or "value"
        elif kind == "licence":
            inner = "(?:" + "|".join(cue for cues in values.values() for cue in cues) + ")"
        elif kind in CLASSES and not length:
            inner = f"(?:{CLASSES[kind]})"
        else:
            raise ValueError(f"unknown placeholder {match.group()} in frame {form!r}")
        if group is None:
            return inner
        if group not in _GROUPS:
            raise ValueError(
                f"unknown group {group!r} in frame {form!r}; known: {', '.join(sorted(_GROUPS))}"
            )
        return f"(?P<{group}>{inner})"

    try:
        return _compiled(_PLACEHOLDER.sub(expand, form), 0 if cased else re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"frame {form!r}: {error}") from error


@cache
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    """The pattern; kept, since a frame is compiled to be checked and again to be used."""
    return re.compile(pattern, flags)


@cache
def load_fact_metrics(folder: Path = _FOLDER) -> tuple[FactMetric, ...]:
    """All fact metrics of a folder by name, read once a process.

    Raises:
        LexiconError: a file that cannot be read or does not fit, or is not named after its metric.
    """
    metrics = []
    for path in sorted(folder.glob("*.toml")):
        metric = build(FactMetric, read_toml(path), str(path))
        if metric.name != path.stem:
            raise LexiconError(f"{path}: name is {metric.name!r}, but the file is called {path.stem!r}")
        metrics.append(metric)
    if not metrics:
        raise LexiconError(f"{folder}: holds no fact metric")
    return tuple(metrics)
