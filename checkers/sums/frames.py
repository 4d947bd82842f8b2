"""The frames of `frames.toml`: how news tells a sum within one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from extractors.lexicon.strict import LexiconError, build, read_toml

_SLOT = re.compile(r"\{([a-z_]+)\}")
_WORDS = re.compile(r"(?<!\?P)<([a-z]+)>")
_GAP_ENDS = " and | but | while | which | when | after | before | as |[#;:()]"
_PART = r"#\d+#(?! ?-)"  # "divided into 5- and 10-ounce packages" are sizes, not parts
_PARTS = rf"{_PART}(?:[^#;:.]{{0,60}}?(?:, and |,| and | plus )[^#;:.,]{{0,30}}?{_PART})+"
_NAMED = r"(?:[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,3} #\d+#(?:, and |, | and |; )?)+"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameWords:
    """The words of `frames.toml` that frames share."""

    hedges: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    increase: tuple[str, ...]
    decrease: tuple[str, ...]
    made: tuple[str, ...]
    place: tuple[str, ...]
    when: tuple[str, ...]
    kinds: tuple[str, ...]
    times: tuple[str, ...]
    its: tuple[str, ...]
    every: tuple[str, ...]
    paid: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameEntry:
    """One frame as written: its rule, its pattern, a sentence that breaks it and one that does not."""

    rule: str
    pattern: str
    needs: tuple[str, ...]
    example: str
    holds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameFile:
    """All of `frames.toml`."""

    words: FrameWords
    unless: dict[str, tuple[str, ...]]
    frame: tuple[FrameEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A frame ready to be tried on a sentence of `figures` or more that holds one of `needs`.

    `unless` finds what makes a sentence be left alone.
    """

    rule: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    figures: int
    unless: re.Pattern[str] | None


@lru_cache(maxsize=2)
def frame_file(path: Path | None = None) -> FrameFile:
    """The frames that ship with the package, or those of `path`.

    Raises:
        LexiconError: an unknown, missing or mistyped key.
    """
    source = path or Path(str(files("checkers.sums") / "frames.toml"))
    return build(FrameFile, read_toml(source), source.name)


def frame_words() -> FrameWords:
    """The words that frames share."""
    return frame_file().words


@lru_cache(maxsize=1)
def load_frames() -> tuple[Frame, ...]:
    """The frames that ship with the package, compiled, in the order of their file.

    Raises:
        LexiconError: a pattern that is none, or that names words which are not listed.
    """
    held = frame_file()
    unless = {rule: _any_of(words) for rule, words in held.unless.items()}
    return tuple(
        Frame(
            rule=entry.rule,
            pattern=_compiled(entry, held.words),
            needs=entry.needs,
            figures=_least_figures(entry.pattern),
            unless=unless.get(entry.rule),
        )
        for entry in held.frame
    )


def _least_figures(pattern: str) -> int:
    """How many figures a frame takes at least: two a list of parts, one any other slot.

    `{part}` and `{part_of}` are one slot at two places of a pattern.
    """
    slots = {name.partition("_")[0] for name in _SLOT.findall(pattern)}
    return len(slots) + len({"parts", "placed"} & slots)


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)


def _compiled(entry: FrameEntry, words: FrameWords) -> re.Pattern[str]:
    pattern = _SLOT.sub(_slot, _WORDS.sub(lambda match: _listed(match[1], words, entry), entry.pattern))
    try:
        return re.compile(pattern.replace("~", _gap(words)), re.IGNORECASE)
    except re.error as error:
        raise LexiconError(
            f"frames.toml: the pattern {entry.pattern!r} is no regular expression: {error}"
        ) from error


def _gap(words: FrameWords) -> str:
    """Up to 60 signs of one clause: no figure, no word that begins a clause, and nothing else that moves."""
    moves = _alternatives(tuple(word for word in (*words.up, *words.down) if word not in ("up", "down")))
    return rf"(?:(?!{_GAP_ENDS}|\b{moves}\b).){{0,60}}?"


def _slot(match: re.Match[str]) -> str:
    name = match[1]
    if name == "parts":
        return f"(?P<parts>{_PARTS})"
    if name == "named":
        return f"(?P<named>(?-i:{_NAMED}))"
    if name == "placed":
        return f"(?P<placed>{_placed()})"
    return rf"(?P<{name}>#\d+#)"


def _placed() -> str:
    """Two or more figures, each with where or in what it is: "1,100 in Germany and 950 in France"."""
    words = frame_words()
    where = rf"(?:the |its )?(?!{_alternatives(words.times)}\b)(?-i:[A-Z])[^#;:.,]{{1,40}}?"
    what = rf"(?:{_alternatives(words.kinds)}\b[^#;:.,]{{0,20}}?)"
    one = rf"#\d+#(?: [a-z-]+){{0,2}}? {_alternatives(words.place)} (?:{where}|{what})"
    return rf"{one}(?:(?:, and |, | and ){one})+"


def _listed(name: str, words: FrameWords, entry: FrameEntry) -> str:
    if name == "move":
        return rf"(?:\b(?P<up>{_alternatives(words.up)})|\b(?P<down>{_alternatives(words.down)}))"
    if name == "noun":
        return rf"(?:(?P<up>{_alternatives(words.increase)})|(?P<down>{_alternatives(words.decrease)}))"
    if name == "from":
        return _alternatives(words.sources)
    listed = {field: getattr(words, field) for field in FrameWords.__dataclass_fields__}
    if name not in listed:
        raise LexiconError(
            f"frames.toml: the pattern {entry.pattern!r} names <{name}>, which is not under [words]"
        )
    return _alternatives(listed[name])


def _alternatives(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"
