"""How news is copied: what each way of copying does to the sentences of the article it copies."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.lineage_figures import Figure, changed_figure, wording_of
from benchmarks.lineage_grammar import Line, line_of
from benchmarks.lineage_texts import FactText, pattern

MUTATIONS = ("rounded", "converted", "hedge_lost", "forecast_as_fact", "million_as_billion", "round_as_total")

_CREDITS = (
    "{The story|This} was first reported by <source>.",
    "<source> first reported {the <short>|the story} {on <day>|earlier}.",
    "{That|This} is according to {a report by|a report in|reporting by} <source>.",
    "<source> {reported the <short> earlier|had reported on the <short> before}.",
)


@dataclass(frozen=True, slots=True)
class Text:
    """The sentences of an article, and the figures they tell by fact."""

    lines: tuple[Line, ...]
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure changed on the way: the fact, how, and the figure before and after."""

    fact: str
    kind: str
    old: Figure
    new: Figure


def verbatim(text: Text, rand: random.Random) -> Text:
    """A wire story as papers print it: words changed here and there, the tail cut."""
    lines = [line.reworded(rand, 0.5) if rand.random() < 0.08 else line for line in text.lines]
    lines = _touched(lines, rand)
    if rand.random() < 0.5:
        lines = lines[: max(6, round(len(lines) * rand.uniform(0.65, 0.95)))]
    return replace(text, lines=tuple(lines))


def rewritten(text: Text, own: Sequence[Line], rand: random.Random) -> Text:
    """Told in other words by somebody with the text in front of him: sentences dropped, swapped and added."""
    lines = [line.reworded(rand, 0.5) for line in text.lines if line.fact or rand.random() > 0.15]
    for place in range(1, len(lines) - 1):
        if rand.random() < 0.15:
            lines[place], lines[place + 1] = lines[place + 1], lines[place]
    for line in own[: rand.randint(0, 2)]:
        lines.insert(rand.randint(2, len(lines)), line)
    return replace(text, lines=tuple(lines))


def translated(text: Text, rand: random.Random) -> Text:
    """As a text that came back from another language: every sentence in its place, half the words others."""
    return replace(text, lines=tuple(line.turned(rand, 0.8) for line in text.lines))


def excerpted(text: Text, rand: random.Random) -> Text:
    """A teaser: the first sentences as they stand."""
    lines = _touched(list(text.lines[: rand.randint(6, 9)]), rand)
    return replace(text, lines=tuple(lines))


def embedded(text: Text, own: Sequence[Line], rand: random.Random) -> Text:
    """A copy within an article of one's own: own sentences before and after."""
    lines = _touched([line.reworded(rand, 0.3) if rand.random() < 0.1 else line for line in text.lines], rand)
    cut = len(own) // 2
    return replace(text, lines=(*lines[:2], *own[:cut], *lines[2:], *own[cut:]))


def updated(text: Text, own: Sequence[Line], rand: random.Random) -> Text:
    """A later version in the same outlet: new sentences, the rest as it was."""
    lines = list(text.lines)
    for line in own[: rand.randint(1, 3)]:
        lines.insert(rand.randint(1, len(lines)), line)
    return replace(text, lines=tuple(lines))


def credit_line(
    source: str, short: str, link: str | None, names: Mapping[str, str], rand: random.Random
) -> Line:
    """A sentence that says who had the story first, with a link to it where one is given."""
    printed = f"[{source}]({link})" if link else source
    slots = {**names, "source": printed, "short": short}
    return line_of(pattern(rand.choice(_CREDITS)), slots, rand)


def mutate(
    text: Text, facts: Mapping[str, FactText], kind: str, rand: random.Random
) -> tuple[Text, tuple[Changed, ...]] | None:
    """The text with one of its figures changed in this way; `None` where that can happen to none of them.

    A forecast told as a fact and a round told as a total lose their hedge besides, a change of its own.
    """
    told = [line for line in text.lines if line.fact]
    rand.shuffle(told)
    for line in told:
        fact = facts[line.fact or ""]
        old = text.figures[fact.id]
        new = changed_figure(old, kind)
        wording = wording_of(fact, kind)
        if new is None or (kind in ("forecast_as_fact", "round_as_total") and not wording):
            continue
        if wording:
            new = replace(new, hedge="")
            made = line_of(pattern(rand.choice(wording)), line.names, rand, fact=fact.id, words=new.words)
        else:
            made = replace(line, words=new.words)
        lines = tuple(made if each is line else each for each in text.lines)
        kinds = (kind, "hedge_lost") if wording and old.hedge else (kind,)
        if wording and any(line.pattern is pattern(one) for one in wording):
            kinds = kinds[1:]  # its source had told it so already
        changes = tuple(Changed(fact.id, each, old, new) for each in kinds)
        return Text(lines, {**text.figures, fact.id: new}), changes
    return None


def _touched(lines: list[Line], rand: random.Random) -> list[Line]:
    """The lines with three of them surely in other words: a copy can be told from what it copies."""
    for place in rand.sample(range(len(lines)), min(3, len(lines))):
        for _ in range(4):
            made = lines[place].reworded(rand, 0.4)
            if made.text() != lines[place].text():
                lines[place] = made
                break
    return lines
