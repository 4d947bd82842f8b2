"""A world of news whose sources are known: articles, who copied whom, and which figures changed on the way.

    python -m benchmarks.lineage_world OUT.jsonl TRUTH.json --articles 2000 --seed 1

The same seed makes the same world. Names, figures and sentences are invented. How stories travel is stated
here, because what tracing finds depends on it:

- A story has one to three independent reporters, each in words and with background of his own; they share
  the facts, and sometimes a sentence that somebody said. One in six first articles is not in the corpus.
- Each is taken up by 0 to 14 others: near verbatim (with or without a wire's mark), rewritten, turned round
  like a text translated twice, as a teaser, inside a longer article, retold in other words with a credit,
  or updated by the same outlet; and these again by others, up to five deep.
- One copy in four changes a figure: rounds or converts it, loses its hedge, makes a forecast a fact, a
  million a billion, a round a total; its own copies inherit that.
- Outlets have standing lines under every article. A quarter of the stories is about the company of another
  story. Round-ups quote the heads of several stories. One article in 25 is undated, one in eight has a day
  without an hour.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from benchmarks import lineage_copying as copying
from benchmarks.lineage_copying import MUTATIONS, Text
from benchmarks.lineage_figures import Figure, draw_figure
from benchmarks.lineage_grammar import Line, line_of
from benchmarks.lineage_names import Desk, Press, make_press, place_name, story_names
from benchmarks.lineage_texts import FactText, TopicText, load_texts, pattern, spoken
from benchmarks.lineage_truth import Mutation, Told, Truth, write_truth
from extractors.ids import article_id, text_sha256
from extractors.records import Article

_START = datetime(2024, 2, 1, 5, tzinfo=UTC)
_TAKEN_UP = (0, 0, 0, 1, 1, 2, 2, 3, 4, 6, 9, 14)
_REPORTERS = (1, 1, 1, 2, 2, 3)
_WAYS = {
    "verbatim": 34,
    "rewrite": 20,
    "translation": 10,
    "excerpt": 9,
    "embedded": 8,
    "retold": 14,
    "update": 5,
}
_DEEPEST = 5
_MUTATED = 0.25
_UNHELD = 1 / 6
_ROUND_UPS = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An article in the form that a run reads."""

    url: str
    outlet: str
    published: str | None
    title: str
    text: str
    author: str | None = None

    def article(self) -> Article:
        """The article with its identity, as a run makes it of this row."""
        return Article(
            article_id=article_id(self.url),
            url=self.url,
            outlet=self.outlet,
            title=self.title,
            author=self.author,
            published=self.published,
            text=self.text,
            text_sha256=text_sha256(self.text),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Articles in the order of their making, and the truth about them."""

    rows: tuple[Row, ...]
    truth: Truth


@dataclass(slots=True, kw_only=True)
class _Node:
    """An article in the making; `is_held` says whether it is in the corpus."""

    story: int
    desk: Desk
    text: Text
    way: str
    at: datetime
    depth: int
    voice: int
    is_held: bool
    parent: _Node | None = None
    url: str = ""
    mark: str | None = None

    @property
    def root(self) -> _Node:
        """The first article of the chain."""
        return self if self.parent is None else self.parent.root


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    number: int
    topic: TopicText
    facts: Mapping[str, FactText]
    names: Mapping[str, str]
    figures: Mapping[str, Figure]
    details: int
    begun: datetime
    unused: list[str]
    quotes: list[str]


def make_world(articles: int, seed: int = 1, details: int = 18) -> World:
    """A world of so many articles, or a few more so that the last story is whole; linear.

    Args:
        articles: How many.
        seed: Another seed, another world.
        details: Sentences of background in a first article, on average: 18 make 450 words.
    """
    rand = random.Random(seed)
    press = make_press(rand, papers=max(40, min(2_000, articles // 12)))
    rows: list[Row] = []
    told: list[Told] = []
    mutations: list[Mutation] = []
    company: list[Mapping[str, str]] = []
    number = 0
    while len(rows) < articles:
        story = _begin(number, company, details, rand)
        for nodes, changes in _tell(story, press, rand):
            for node in nodes:
                if node.is_held:
                    rows.append(_row(node, rand))
                    told.append(_told(node))
            mutations += changes
        if rand.random() < _ROUND_UPS * 5:
            row, true = _round_up(rows, told, story, press, rand)
            rows.append(row)
            told.append(true)
        number += 1
    return World(rows=tuple(rows), truth=Truth(seed=seed, articles=tuple(told), mutations=tuple(mutations)))


def _begin(number: int, company: list[Mapping[str, str]], details: int, rand: random.Random) -> _Story:
    texts = load_texts()
    topic = rand.choice(texts.topic)
    names = story_names(rand, _START.year)
    if company and rand.random() < 0.25:
        known = rand.choice(company[-40:])
        names |= {slot: known[slot] for slot in ("company", "trade", "goods", "town", "person")}
    company.append(names)
    return _Story(
        number=number,
        topic=topic,
        facts={fact.id: fact for fact in topic.fact},
        names=names,
        figures={fact.id: draw_figure(fact, rand) for fact in topic.fact},
        details=details,
        begun=_START + timedelta(minutes=rand.randrange(400_000)),
        unused=rand.sample((*topic.own.details, *texts.common.details), 38),
        quotes=rand.sample(texts.common.quotes, len(texts.common.quotes)),
    )


def _tell(story: _Story, press: Press, rand: random.Random) -> Iterator[tuple[list[_Node], list[Mutation]]]:
    """The articles of a story, reporter by reporter, with the figures changed among them."""
    desks = rand.sample(tuple(dict.fromkeys(press.newsrooms)), 3)
    used = {desk.name for desk in desks}
    shared = _said(story, rand) if rand.random() < 0.4 else None
    for voice in range(rand.choice(_REPORTERS)):
        first = _first(story, voice, desks[voice], shared, rand)
        nodes, changes = [first], []
        for _ in range(rand.choice(_TAKEN_UP) or int(not first.is_held)):
            node, change = _take_up(story, nodes, used, press, rand)
            nodes.append(node)
            changes += change
        yield nodes, changes


def _first(story: _Story, voice: int, desk: Desk, shared: Line | None, rand: random.Random) -> _Node:
    lines = []
    for fact in story.topic.fact:
        if len(lines) < 2 or rand.random() < 0.85:
            wording = pattern(fact.voice[voice % len(fact.voice)])
            words = story.figures[fact.id].words
            lines.append(line_of(wording, story.names, rand, fact=fact.id, words=words))
    rest = _details(story, rand.randint(story.details - 2, story.details + 2), rand)
    rest += [_said(story, rand) for _ in range(2)]
    rest += [shared] if shared else []
    rand.shuffle(rest)
    for line in rest:
        lines.insert(rand.randint(2, len(lines)), line)
    at = story.begun + timedelta(minutes=rand.randrange(600))
    text = Text(tuple(lines), story.figures)
    node = _Node(
        story=story.number,
        desk=desk,
        text=text,
        way="own",
        at=at,
        depth=0,
        voice=voice,
        is_held=rand.random() >= _UNHELD,
    )
    node.url = _url(node, story, 0)
    return node


def _said(story: _Story, rand: random.Random) -> Line:
    """A sentence that somebody says, and no one has said yet."""
    return replace(line_of(spoken(story.quotes.pop()), story.names, rand), is_spoken=True)


def _details(story: _Story, count: int, rand: random.Random) -> list[Line]:
    """Background that no other reporter of the story tells; what is used up is drawn from all again."""
    while len(story.unused) < count:
        texts = load_texts()
        story.unused.extend(rand.sample((*story.topic.own.details, *texts.common.details), 20))
    return [line_of(pattern(story.unused.pop()), story.names, rand) for _ in range(count)]


def _take_up(
    story: _Story, nodes: Sequence[_Node], used: set[str], press: Press, rand: random.Random
) -> tuple[_Node, list[Mutation]]:
    """The next article of a family, and the figures it changed."""
    parent = _source(nodes, rand)
    way = rand.choices(tuple(_WAYS), tuple(_WAYS.values()))[0]
    if way == "update" and not parent.is_held:
        way = "verbatim"
    desk = parent.desk if way == "update" else _other_desk(used, press, rand)
    text = _copied(way, story, parent, rand)
    changes: tuple[copying.Changed, ...] = ()
    if way != "update" and rand.random() < _MUTATED:
        made = copying.mutate(text, story.facts, rand.choice(MUTATIONS), rand)
        if made is not None:
            text, changes = made
    hours = rand.uniform(0.3, 20) if way != "update" else rand.uniform(0.5, 5)
    node = _Node(
        story=story.number,
        desk=desk,
        text=text,
        way=way,
        at=parent.at + timedelta(hours=hours),
        depth=parent.depth + 1,
        voice=parent.voice,
        is_held=True,
        parent=parent,
    )
    node.url = _url(node, story, len(nodes))
    _say_source(node, story, press, rand)
    return node, [
        Mutation(
            parent=parent.url,
            child=node.url,
            kind=change.kind,
            old_value_text=change.old.value_text,
            new_value_text=change.new.value_text,
            old_low=change.old.low,
            new_low=change.new.low,
        )
        for change in changes
        if parent.is_held
    ]


def _source(nodes: Sequence[_Node], rand: random.Random) -> _Node:
    """Whom the next article takes the story from: often the first, else any that is not too deep or short."""
    if rand.random() < 0.45:
        return nodes[0]
    return rand.choice([node for node in nodes if node.depth < _DEEPEST and node.way != "excerpt"])


def _other_desk(used: set[str], press: Press, rand: random.Random) -> Desk:
    desk = rand.choice(press.papers)
    while desk.name in used:
        desk = rand.choice(press.papers)
    used.add(desk.name)
    return desk


def _copied(way: str, story: _Story, parent: _Node, rand: random.Random) -> Text:
    if way == "verbatim":
        return copying.verbatim(parent.text, rand)
    if way == "rewrite":
        return copying.rewritten(parent.text, _details(story, 2, rand), rand)
    if way == "translation":
        return copying.translated(parent.text, rand)
    if way == "excerpt":
        return copying.excerpted(parent.text, rand)
    if way == "embedded":
        return copying.embedded(parent.text, _details(story, rand.randint(3, 6), rand), rand)
    if way == "update":
        return copying.updated(parent.text, _details(story, 3, rand), rand)
    return _retold(story, parent, rand)


def _retold(story: _Story, parent: _Node, rand: random.Random) -> Text:
    """The facts of an article in a voice of one's own, with background of one's own."""
    voice = rand.randrange(3)
    lines = [
        line_of(
            pattern(_unlike(line, story.facts[line.fact].voice, voice)),
            line.names,
            rand,
            fact=line.fact,
            words=line.words,
        )
        for line in parent.text.lines
        if line.fact and (rand.random() < 0.7 or line is parent.text.lines[0])
    ]
    return Text((*lines, *_details(story, rand.randint(8, 12), rand)), parent.text.figures)


def _unlike(line: Line, voices: Sequence[str], start: int) -> str:
    """One of the voices, but not the one that the line is told in."""
    rest = [voice for voice in voices if pattern(voice) is not line.pattern]
    return rest[start % len(rest)]


def _say_source(node: _Node, story: _Story, press: Press, rand: random.Random) -> None:
    """Say in the article where it comes from, as its kind of article does, or not at all."""
    source = node.parent
    if source is None or node.way == "update":
        return
    agencies = {desk.name for desk in press.agencies}
    if node.way in ("verbatim", "embedded") and source.desk.name in agencies:
        if rand.random() < 0.8:
            node.mark = rand.choice(("dateline", "author", "tail"))
        return
    often = {"retold": 1.0, "excerpt": 0.7, "rewrite": 0.5, "embedded": 0.4}.get(node.way, 0.15)
    if rand.random() < (often if source.is_held else max(often, 0.8)):
        link = source.url if source.is_held and rand.random() < 0.35 else None
        line = copying.credit_line(source.desk.name, story.topic.short, link, story.names, rand)
        lines = list(node.text.lines)
        lines.insert(rand.choice((1, 2, len(lines))), line)
        node.text = Text(tuple(lines), node.text.figures)


def _url(node: _Node, story: _Story, number: int) -> str:
    slug = "-".join(
        (story.names["company"], story.topic.short, str(story.number), str(node.voice), str(number))
    )
    return f"https://{node.desk.site}/{node.at:%Y/%m}/{slug.lower().replace(' ', '-')}"


def _row(node: _Node, rand: random.Random) -> Row:
    body = [line.text() for line in node.text.lines]
    if node.mark and node.parent:
        agency = node.parent.desk.name
        if node.mark == "dateline":
            body[0] = f"{node.text.lines[0].names['town'].upper()} ({agency}) - {body[0]}"
        elif node.mark == "tail":
            body[-1] = f"{body[-1]} ({agency})"
    paragraphs: list[str] = []
    while body:
        size = rand.choice((1, 2, 2, 3))
        paragraphs.append(" ".join(body[:size]))
        body = body[size:]
    author = node.parent.desk.name if node.mark == "author" and node.parent else None
    return Row(
        url=node.url,
        outlet=node.desk.name,
        published=_stamp(node.at, rand),
        title=node.text.lines[0].text().split(",")[0],
        text="\n".join((*paragraphs, *node.desk.standing)),
        author=author,
    )


def _stamp(at: datetime, rand: random.Random) -> str | None:
    chance = rand.random()
    if chance < 0.04:
        return None
    return f"{at:%Y-%m-%d}" if chance < 0.16 else f"{at:%Y-%m-%dT%H:%M:00Z}"


def _told(node: _Node) -> Told:
    parent = node.parent
    words = "\n".join(line.text() for line in node.text.lines)
    return Told(
        url=node.url,
        outlet=node.desk.name,
        story=node.story,
        way=node.way,
        parent=parent.url if parent and parent.is_held else None,
        parent_name=parent.desk.name if parent else None,
        root=node.root.url if node.root.is_held else node.root.desk.name,
        text=sha256(words.encode()).hexdigest()[:16],
    )


def _round_up(
    rows: Sequence[Row], told: Sequence[Told], story: _Story, press: Press, rand: random.Random
) -> tuple[Row, Told]:
    """An article with the first sentences of several stories, each told by one of its articles."""
    latest = {one.story: row for one, row in zip(told[-150:], rows[-150:], strict=True) if one.story >= 0}
    heads = [row.text.split("\n")[0] for row in rand.sample([*latest.values()], min(4, len(latest)))]
    own = [line.text() for line in _details(story, 5, rand)]
    desk = rand.choice(press.papers)
    url = f"https://{desk.site}/digest/{story.number}-{place_name(rand).lower()}"
    at = story.begun + timedelta(days=1)
    text = "\n".join((own[0], *(f"{head} {line}" for head, line in zip(heads, own[1:], strict=False))))
    row = Row(url=url, outlet=desk.name, published=f"{at:%Y-%m-%d}", title="The day in brief", text=text)
    true = Told(
        url=url,
        outlet=desk.name,
        story=-1 - story.number,
        way="round_up",
        parent=None,
        parent_name=None,
        root=url,
        text=sha256(text.encode()).hexdigest()[:16],
    )
    return row, true


def write_rows(world: World, path: Path) -> None:
    """Write the articles as the JSONL that a run reads."""
    with path.open("w", encoding="utf-8") as file:
        for row in world.rows:
            given = {name: value for name in Row.__slots__ if (value := getattr(row, name)) is not None}
            file.write(json.dumps(given, ensure_ascii=False) + "\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Write a world and its truth. Returns the exit code, 0."""
    parser = argparse.ArgumentParser(description="Write a world of news whose sources are known.")
    parser.add_argument("rows", type=Path, help="where the articles go, as JSONL")
    parser.add_argument("truth", type=Path, help="where the truth goes, as JSON")
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    world = make_world(options.articles, options.seed)
    write_rows(world, options.rows)
    write_truth(world.truth, options.truth)
    return 0


if __name__ == "__main__":
    sys.exit(main())
