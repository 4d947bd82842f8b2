"""What editors do to printed sentences in `lineage_second`: the ways of copying, and figures that change."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.lineage_figures import Figure, changed_figure
from benchmarks.lineage_second_texts import Line, filled, load_texts

MUTATIONS = ("rounded", "hedge_lost", "million_as_billion", "digit_swap", "wrong_currency")


@dataclass(frozen=True, slots=True)
class Sources:
    """What an editor has beside the article: names, other reporters' articles, background, sayings."""

    names: Mapping[str, str]
    others: Sequence[Sequence[Line]]
    details: Callable[[int], list[Line]]
    saying: Callable[[], Line]


Editor = Callable[[Sequence[Line], Sources, random.Random], list[Line]]


def _swapped(line: Line, rand: random.Random, rate: float) -> Line:
    if rand.random() >= rate or line.ways[0].startswith("“"):
        return line
    text = line.text()
    pairs = [pair for one, two in load_texts().edits.swaps for pair in ((one, two), (two, one))]
    fits = [pair for pair in pairs if re.search(rf"\b{re.escape(pair[0])}\b", text)]
    return replace(line, swaps=(*line.swaps, rand.choice(fits))) if fits else line


def _slipped(line: Line, rand: random.Random) -> Line:
    """The sentence with two letters of one long word changed about."""
    words = [word for word in re.findall(r"\b[a-z]{7,}\b", line.text()) if word not in line.words]
    if not words:
        return line
    word = rand.choice(words)
    at = rand.randrange(1, len(word) - 2)
    wrong = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return replace(line, swaps=(*line.swaps, (word, wrong)))


def in_style(lines: Sequence[Line], style: int) -> list[Line]:
    """The lines in the spelling of a house; style 0 leaves them."""
    if not style:
        return list(lines)
    pairs = [
        (one, two) if style == 1 else (two, one) for one, two in load_texts().edits.house if "<" not in one
    ]
    made = []
    for line in lines:
        text = line.text()
        fits = tuple(pair for pair in pairs if re.search(rf"\b{re.escape(pair[0])}\b", text))
        made.append(replace(line, swaps=(*line.swaps, *fits)) if fits else line)
    return made


def _reprint(lines: Sequence[Line], desk: Sources, rand: random.Random) -> list[Line]:
    made = [_swapped(line, rand, 0.12) for line in lines]
    if rand.random() < 0.15:
        at = rand.randrange(len(made))
        made[at] = _slipped(made[at], rand)
    return made[: max(6, round(len(made) * rand.uniform(0.6, 0.95)))] if rand.random() < 0.45 else made


def _trim(lines: Sequence[Line], desk: Sources, rand: random.Random) -> list[Line]:
    made = [replace(line, is_short=line.is_short or rand.random() < 0.5) for line in lines]
    for _ in range(rand.randint(1, 2)):
        if len(made) > 9:
            at = rand.randrange(2, len(made) - 3)
            del made[at : at + rand.randint(1, 3)]
    return [_swapped(line, rand, 0.1) for line in made]


def _rework(lines: Sequence[Line], desk: Sources, rand: random.Random) -> list[Line]:
    made = [line for line in lines if line.fact or rand.random() > 0.15]
    made = [replace(line, told=line.told + (rand.random() < 0.35)) for line in made]
    made = [replace(line, is_short=line.is_short or rand.random() < 0.2) for line in made]
    made = [_swapped(line, rand, 0.3) for line in made]
    made = [replace(line, is_joined=line.is_joined or (rand.random() < 0.1)) for line in made]
    if len(made) > 8 and rand.random() < 0.6:
        at, size = rand.randrange(1, len(made) - 4), rand.randint(2, 4)
        block = made[at : at + size]
        del made[at : at + size]
        made[(to := rand.randint(1, len(made))) : to] = block
    texts = load_texts().background
    lead, close = (
        Line(ways=filled((rand.choice(one),), desk.names, rand)) for one in (texts.lead, texts.close)
    )
    return [lead, *made, close]


def _brief(lines: Sequence[Line], desk: Sources, rand: random.Random) -> list[Line]:
    kept = set(rand.sample(range(1, len(lines)), min(len(lines) - 1, rand.randint(5, 7)))) | {0}
    return [_swapped(line, rand, 0.15) for at, line in enumerate(lines) if at in kept]


def _weave(lines: Sequence[Line], desk: Sources, rand: random.Random) -> list[Line]:
    made = _reprint(lines, desk, rand)
    source = rand.choice(desk.others) if desk.others else desk.details(6)
    passage = [line for line in source if not line.fact]
    at = rand.randrange(max(1, len(passage) - 3))
    made[(to := rand.randint(2, len(made))) : to] = passage[at : at + rand.randint(2, 4)]
    return made


def _figures_only(lines: Sequence[Line], desk: Sources, rand: random.Random) -> list[Line]:
    facts = [replace(line, told=line.told + 1, is_short=True, swaps=()) for line in lines if line.fact]
    return [*facts, *desk.details(rand.randint(6, 10))]


def _update(lines: Sequence[Line], desk: Sources, rand: random.Random) -> list[Line]:
    made = list(lines)
    for line in (*desk.details(rand.randint(1, 2)), desk.saying()):
        made.insert(rand.randint(1, min(5, len(made))), line)
    return made


EDITORS: Mapping[str, Editor] = {
    "reprint": _reprint,
    "trim": _trim,
    "rework": _rework,
    "brief": _brief,
    "weave": _weave,
    "credit": _figures_only,
    "update": _update,
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure changed on the way: how, and the figure before and after."""

    kind: str
    old: Figure
    new: Figure


def mutate(
    lines: Sequence[Line], figures: Mapping[str, Figure], rand: random.Random
) -> tuple[list[Line], Mapping[str, Figure], Changed] | None:
    """The lines with one figure changed in one way; `None` where none can be changed so."""
    kind = rand.choice(MUTATIONS)
    places = [at for at, line in enumerate(lines) if line.fact]
    rand.shuffle(places)
    for at in places:
        line = lines[at]
        fact = line.fact or ""
        old = figures[fact]
        new = _changed(old, kind, rand)
        if new is not None:
            made = [*lines[:at], replace(line, words=new.words), *lines[at + 1 :]]
            return made, {**figures, fact: new}, Changed(kind, old, new)
    return None


def _changed(old: Figure, kind: str, rand: random.Random) -> Figure | None:
    if kind == "wrong_currency":
        return replace(old, sign="€") if old.sign == "$" else None
    if kind != "digit_swap":
        return changed_figure(old, kind)
    digits = f"{old.number:.{old.decimals}f}"
    places = [
        at
        for at in range(len(digits) - 1)
        if digits[at] != digits[at + 1] and "." not in digits[at : at + 2] and (at or digits[1] != "0")
    ]
    if not places or (not old.decimals and old.hedge):
        return None
    at = rand.choice(places)
    return replace(old, number=float(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]))
