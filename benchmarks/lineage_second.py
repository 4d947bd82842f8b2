"""A second world of news whose sources are known, with another grammar of edits: tracing is not tuned on it.

    python -m benchmarks.lineage --world second
    python -m benchmarks.genealogy --world second

It shares nothing with `lineage_world` but invented names and the form of its truth. There, sentences hold
choices, and a rewrite chooses anew. Here editors work on printed sentences:

- a reprint puts a word for a word here and there, cuts the tail, and leaves a slip of the pen now and then;
- a trimmed copy loses clauses and whole paragraphs from its middle;
- a rework turns sentences round, joins two, moves a paragraph, and puts a head and an end of its own;
- a brief keeps some sentences in their order; a woven article puts passages of another
  reporter into a reprint;
- some only take the figures, with a credit; some outlets update their own.

House style is the trap: outlets that spell alike change the same words without having anything from each
other. Copies come soon after what they copy, one in twenty-five has a stamp that is too early, one in
thirty none.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from benchmarks.lineage_figures import Figure, draw_figure
from benchmarks.lineage_names import Desk, place_name, story_names
from benchmarks.lineage_second_edits import EDITORS, Changed, Sources, in_style, mutate
from benchmarks.lineage_second_texts import Line, Topic, filled, load_texts
from benchmarks.lineage_texts import FactText
from benchmarks.lineage_truth import Mutation, Told, Truth
from benchmarks.lineage_world import Row, World

_START = datetime(2024, 9, 2, 6, tzinfo=UTC)
_WAYS = {"reprint": 30, "trim": 16, "rework": 20, "brief": 9, "weave": 8, "credit": 12, "update": 5}
_TAKEN_UP = (0, 0, 1, 1, 2, 3, 4, 5, 7, 11)
_MUTATED = 0.25
_UNHELD = 0.15
_HOURS = 3.0
_TITLES = ("Times", "Tribune", "Echo", "Star", "Bulletin", "Examiner", "Journal", "News")
_KNOWN = (
    ("Reuters", "reuters.com"),
    ("Associated Press", "apnews.com"),
    ("Bloomberg", "bloomberg.com"),
    ("The New York Times", "nytimes.com"),
    ("Financial Times", "ft.com"),
    ("CNBC", "cnbc.com"),
)
_CREDITS = (
    "The news was first reported by {}.",
    "{} was first to report on it.",
    "That is what {} reported.",
    "The figures come from a report by {}.",
)
_EARS = ("{} told reporters", "{} said", "{} added")
_FOOT = (
    "Read all of {} on paper for less, with the puzzle page and the tides, from our kiosk at the station.",
    "{} is set in its own type and printed on the river; letters to the editors are read by people.",
    "Did you like this? {} sends such pieces every Sunday to those who leave an address with our front desk.",
)


@dataclass(slots=True, kw_only=True)
class _Node:
    desk: Desk
    style: int
    lines: list[Line]
    figures: Mapping[str, Figure]
    way: str
    at: datetime
    is_held: bool
    parent: _Node | None = None
    url: str = ""
    mark: str = ""

    @property
    def root(self) -> _Node:
        return self if self.parent is None else self.parent.root


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    number: int
    topic: Topic
    names: Mapping[str, str]
    figures: Mapping[str, Figure]
    begun: datetime
    unused: list[tuple[str, ...]]


def make_second_world(articles: int, seed: int = 1) -> World:
    """A world of so many articles, or a few more so that the last story is whole; linear."""
    rand = random.Random(f"second {seed}")
    desks = _desks(rand, max(40, articles // 12))
    rows: list[Row] = []
    told: list[Told] = []
    mutations: list[Mutation] = []
    number = 0
    while len(rows) < articles:
        nodes, changes = _tell(_begin(number, rand), desks, rand)
        rows += [_row(node, rand) for node in nodes if node.is_held]
        told += [_told(node, number) for node in nodes if node.is_held]
        mutations += changes
        number += 1
    return World(rows=tuple(rows), truth=Truth(seed=seed, articles=tuple(told), mutations=tuple(mutations)))


def _desks(rand: random.Random, papers: int) -> list[tuple[Desk, int]]:
    """All outlets, each with its house style: 0 leaves words as they come."""
    names = list(_KNOWN)
    while len(names) < papers + len(_KNOWN):
        name = f"{place_name(rand)} {rand.choice(_TITLES)}"
        if all(name != known for known, _ in names):
            names.append((name, name.lower().replace(" ", "") + ".example"))
    feet = [rand.choice((None, *_FOOT)) for _ in names]
    return [
        (
            Desk(name=name, site=site, standing=(foot.format(name),) if foot else ()),
            rand.choice((0, 1, 2)),
        )
        for (name, site), foot in zip(names, feet, strict=True)
    ]


def _begin(number: int, rand: random.Random) -> _Story:
    texts = load_texts()
    topic = rand.choice(texts.topic)
    figures = {
        fact.id: draw_figure(
            FactText(
                id=fact.id, value=fact.value, range=fact.range, voice=(), noun=fact.noun, hedges=fact.hedges
            ),
            rand,
        )
        for fact in topic.fact
    }
    return _Story(
        number=number,
        topic=topic,
        names=story_names(rand, _START.year),
        figures=figures,
        begun=_START + timedelta(minutes=rand.randrange(300_000)),
        unused=rand.sample(texts.background.pair, len(texts.background.pair)),
    )


def _details(story: _Story, count: int, rand: random.Random) -> list[Line]:
    """Background that nobody told before; when all is used up the sentences come again with other words."""
    lines = []
    for _ in range(count):
        if not story.unused:
            story.unused.extend(load_texts().background.pair)
            rand.shuffle(story.unused)
        lines.append(Line(ways=filled(story.unused.pop(), story.names, rand), told=rand.randrange(2)))
    return lines


def _said(story: _Story, rand: random.Random) -> Line:
    words = filled((rand.choice(load_texts().background.said),), story.names, rand)[0]
    ears = rand.choice(_EARS).format(story.names["person"])
    return Line(ways=(f"“{words},” {ears}.",))


def _tell(
    story: _Story, desks: Sequence[tuple[Desk, int]], rand: random.Random
) -> tuple[list[_Node], list[Mutation]]:
    """The articles of a story and the figures changed among them."""
    used: set[str] = set()
    nodes: list[_Node] = []
    changes: list[Mutation] = []
    for voice in range(rand.choice((1, 1, 2))):
        family = [_first(story, voice, _desk(desks, used, rand), rand)]
        for _ in range(rand.choice(_TAKEN_UP) or int(not family[0].is_held)):
            desk = _desk(desks, used, rand)
            node, change = _take_up(story, family, nodes, desk, rand)
            family.append(node)
            changes += change
        nodes += family
    return nodes, changes


def _desk(desks: Sequence[tuple[Desk, int]], used: set[str], rand: random.Random) -> tuple[Desk, int]:
    pool = desks[: len(_KNOWN)] if rand.random() < 0.15 else desks
    free = [desk for desk in pool if desk[0].name not in used] or [
        desk for desk in desks if desk[0].name not in used
    ]
    desk = rand.choice(free)
    used.add(desk[0].name)
    return desk


def _first(story: _Story, voice: int, desk: tuple[Desk, int], rand: random.Random) -> _Node:
    lines = [
        Line(
            ways=filled(fact.voice[voice], story.names, rand),
            told=rand.randrange(2),
            fact=fact.id,
            words=story.figures[fact.id].words,
        )
        for fact in story.topic.fact
    ]
    rest = [*_details(story, rand.randint(11, 16), rand), _said(story, rand), _said(story, rand)]
    rand.shuffle(rest)
    for line in rest:
        lines.insert(rand.randint(1, len(lines)), line)
    node = _Node(
        desk=desk[0],
        style=desk[1],
        lines=in_style(lines, desk[1]),
        figures=story.figures,
        way="own",
        at=story.begun + timedelta(minutes=rand.randrange(400)),
        is_held=rand.random() >= _UNHELD,
    )
    node.url = _url(node, story, 100 * voice)
    return node


def _take_up(
    story: _Story,
    family: Sequence[_Node],
    others: Sequence[_Node],
    desk: tuple[Desk, int],
    rand: random.Random,
) -> tuple[_Node, list[Mutation]]:
    weights = [3.0 if node.way == "own" else 0.4 if node.way == "brief" else 1.0 for node in family]
    parent = rand.choices(family, weights)[0]
    way = rand.choices(tuple(_WAYS), tuple(_WAYS.values()))[0]
    if way == "update" and not parent.is_held:
        way = "reprint"
    desk = (parent.desk, parent.style) if way == "update" else desk
    at = parent.at + timedelta(minutes=6, hours=rand.expovariate(1 / _HOURS))
    sources = Sources(
        names=story.names,
        others=[node.lines for node in others if node.is_held and node.way == "own" and node.at < at],
        details=lambda count: _details(story, count, rand),
        saying=lambda: _said(story, rand),
    )
    lines = in_style(EDITORS[way](parent.lines, sources, rand), desk[1])
    node = _Node(
        desk=desk[0],
        style=desk[1],
        lines=lines,
        figures=parent.figures,
        way=way,
        at=at,
        is_held=True,
        parent=parent,
    )
    node.url = _url(node, story, 100 * len(others) + len(family))
    made = mutate(lines, parent.figures, rand) if way != "update" and rand.random() < _MUTATED else None
    changes = []
    if made is not None:
        node.lines, node.figures, change = made
        changes = [_mutation(parent, node, change)] if parent.is_held else []
    _say_source(node, rand)
    return node, changes


def _mutation(parent: _Node, child: _Node, change: Changed) -> Mutation:
    return Mutation(
        parent=parent.url,
        child=child.url,
        kind=change.kind,
        old_value_text=change.old.value_text,
        new_value_text=change.new.value_text,
        old_low=change.old.low,
        new_low=change.new.low,
    )


def _url(node: _Node, story: _Story, number: int) -> str:
    slug = f"{story.names['company']}-{story.topic.short}-{story.number}-{number}".lower().replace(" ", "-")
    return f"https://{node.desk.site}/{node.at:%Y/%m/%d}/{slug}"


def _say_source(node: _Node, rand: random.Random) -> None:
    source = node.parent
    assert source is not None
    agency = source.desk.name in {name for name, _ in _KNOWN[:3]}
    if node.way == "update":
        return
    if agency and node.way in ("reprint", "trim", "weave"):
        node.mark = source.desk.name if rand.random() < 0.7 else ""
        return
    often = {"credit": 1.0, "brief": 0.5, "rework": 0.4}.get(node.way, 0.12)
    if rand.random() < (often if source.is_held else max(often, 0.8)):
        name = source.desk.name
        printed = f"[{name}]({source.url})" if source.is_held and rand.random() < 0.3 else name
        line = Line(ways=(rand.choice(_CREDITS).format(printed),))
        node.lines.insert(rand.choice((1, len(node.lines))), line)


def _sentences(lines: Sequence[Line]) -> list[str]:
    printed: list[str] = []
    for line in lines:
        text = line.text()
        if line.is_joined and printed and printed[-1].endswith(".") and text.split(" ")[0] in _SMALL:
            printed[-1] = f"{printed[-1][:-1]}; {text[:1].lower()}{text[1:]}"
        else:
            printed.append(text)
    return printed


_SMALL = (
    "The",
    "A",
    "In",
    "For",
    "On",
    "By",
    "Of",
    "Behind",
    "Nothing",
    "No",
    "Every",
    "Where",
    "When",
    "It",
)


def _row(node: _Node, rand: random.Random) -> Row:
    body = _sentences(node.lines)
    if node.mark:
        body[0] = f"{place_name(rand).upper()}, {node.at:%B} {node.at.day} ({node.mark}) - {body[0]}"
    paragraphs = []
    while body:
        size = rand.choice((1, 2, 3))
        paragraphs.append(" ".join(body[:size]))
        body = body[size:]
    at = node.at - timedelta(hours=rand.uniform(1, 6)) if node.parent and rand.random() < 0.04 else node.at
    chance = rand.random()
    published = None if chance < 0.033 else f"{at:%Y-%m-%d}" if chance < 0.09 else f"{at:%Y-%m-%dT%H:%M:00Z}"
    return Row(
        url=node.url,
        outlet=node.desk.name,
        published=published,
        title=node.lines[0].text().split(",")[0],
        text="\n".join((*paragraphs, *node.desk.standing)),
    )


def _told(node: _Node, story: int) -> Told:
    parent = node.parent
    words = "\n".join(_sentences(node.lines))
    return Told(
        url=node.url,
        outlet=node.desk.name,
        story=story,
        way=node.way,
        parent=parent.url if parent and parent.is_held else None,
        parent_name=parent.desk.name if parent else None,
        root=node.root.url if node.root.is_held else node.root.desk.name,
        text=sha256(words.encode()).hexdigest()[:16],
    )
