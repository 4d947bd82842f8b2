"""What invented articles are made of, read from `lineage_texts.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.lineage_grammar import Pattern, parse_pattern
from extractors.lexicon.strict import build, read_toml

_FILE = Path(__file__).with_name("lineage_texts.toml")
_SPOKEN = "“{quote},” {{<person>|chief executive <person>}} {{said|told reporters|added on <day>}}."


@dataclass(frozen=True, slots=True, kw_only=True)
class FactText:
    """A fact of a topic: what kind of figure, in which range, and how reporters tell it."""

    id: str
    value: str
    range: tuple[float, ...]
    voice: tuple[str, ...]
    noun: str | None = None
    hedges: tuple[str, ...] = ()
    forecast: bool = False
    total: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """What only one reporter of a story tells."""

    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicText:
    """A kind of story: its facts, and what only one reporter tells."""

    name: str
    short: str
    fact: tuple[FactText, ...]
    own: OwnText


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonText:
    """What any reporter may add, what people say, and what stands under every article of an outlet."""

    details: tuple[str, ...]
    quotes: tuple[str, ...]
    standing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The whole file."""

    topic: tuple[TopicText, ...]
    common: CommonText


@cache
def load_texts() -> Texts:
    """The shipped texts.

    Raises:
        LexiconError: an unknown key or a value of another type.
    """
    return build(Texts, read_toml(_FILE), str(_FILE))


@cache
def pattern(text: str) -> Pattern:
    """The parsed pattern of a text, each parsed once."""
    return parse_pattern(text)


@cache
def spoken(quote: str) -> Pattern:
    """The sentence in which somebody says these words."""
    return parse_pattern(_SPOKEN.replace("{{", "{").replace("}}", "}").replace("{quote}", quote, 1))
