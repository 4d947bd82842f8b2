"""What the articles of `lineage_second` are made of, and sentences as editors leave them."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.lineage_names import place_name
from extractors.lexicon.strict import build, read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact of a topic; `voice` has for each reporter the two ways of telling it."""

    id: str
    value: str
    range: tuple[float, ...]
    voice: tuple[tuple[str, ...], ...]
    noun: str | None = None
    hedges: tuple[str, ...] = ()
    forecast: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A kind of story."""

    name: str
    short: str
    fact: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What surrounds the facts: sentences told in two ways, sayings, heads and ends."""

    pair: tuple[tuple[str, ...], ...]
    said: tuple[str, ...]
    lead: tuple[str, ...]
    close: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """Words put for each other: by any hand, and by the style of a house."""

    swaps: tuple[tuple[str, ...], ...]
    house: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The whole file."""

    topic: tuple[Topic, ...]
    background: Background
    words: dict[str, tuple[str, ...]]
    edits: Edits


@cache
def load_texts() -> Texts:
    """The shipped texts.

    Raises:
        LexiconError: an unknown key or a value of another type.
    """
    path = Path(__file__).with_name("lineage_second.toml")
    return build(Texts, read_toml(path), str(path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence with what editors did to it: `ways` of telling it, the one told, words put for others."""

    ways: tuple[str, ...]
    told: int = 0
    is_short: bool = False
    is_joined: bool = False
    swaps: tuple[tuple[str, str], ...] = ()
    fact: str | None = None
    words: str = ""

    def text(self) -> str:
        """The sentence as printed."""
        way = self.ways[self.told % len(self.ways)]
        way = re.sub(r"\[\[.*?\]\]", "", way) if self.is_short else way.replace("[[", "").replace("]]", "")
        for old, new in self.swaps:
            way = re.sub(rf"\b{re.escape(old)}\b", new, way)
        printed = way.replace("<V>", self.words)
        return printed[:1].upper() + printed[1:]


def filled(ways: Sequence[str], names: Mapping[str, str], rand: random.Random) -> tuple[str, ...]:
    """The ways of telling with one draw of words for all of them; a slot that recurs is drawn again."""
    drawn: dict[tuple[str, int], str] = {}

    def one(way: str) -> str:
        seen: dict[str, int] = {}

        def slot(match: re.Match[str]) -> str:
            name = match.group(1)
            if name == "V":
                return "<V>"
            if name in names and name != "person":
                return names[name]
            seen[name] = seen.get(name, 0) + 1
            key = name, seen[name]
            if key not in drawn:
                drawn[key] = _drawn(name, rand)
            return drawn[key]

        return re.sub(r"<(\w+)>", slot, way)

    return tuple(one(way) for way in ways)


def _drawn(name: str, rand: random.Random) -> str:
    if name == "place":
        return place_name(rand)
    if name == "person":
        return f"{rand.choice('ABCDEFGHJKLMNPRSTVW')}. {place_name(rand)}"
    return rand.choice(load_texts().words[name])
