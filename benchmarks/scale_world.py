"""A world of ready-made claims of any size, the same for the same seed: what the scale benchmark reads.

Names, figures and words are invented. How they are distributed is stated here, because speed depends on it:

- Questions: claims a question fall as a power law, P(n or more) = n^-1.1, from 1 claim to 200,000. One
  question holds a fifth of all claims, 200,000 at most.
- Subjects: Zipf with exponent 0.8, one subject to 10 claims. Metrics: weighted, figures 84 %, facts 10 %,
  quotations 6 % of the questions.
- Values: one true value a question. 60 % of its claims print it in full, 17 % rounded, 11 % hedged or as a
  bound, 3 % as a range, 5 % in another scale of the same figure, 4 % wrong: a slip or another figure, drawn
  from a pool that grows with the root of the claims, the commonest first.
- Time: 92 days. A question is told from its first day on, four days later on average; one of more than
  1,000 claims over a month. Of the claims whose question has a period, 55 % state it, 10 % state its year,
  35 % nothing.
- Articles: 1 to 6 claims of one day each, of 2,000 outlets; a claim in five credits another outlet.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from operator import itemgetter
from pathlib import Path

LARGEST = 200_000
"""Claims of the largest question."""

_SHARE = 0.2
_SPREAD = 1.1
_OUTLETS = 2_000
_DAYS = 92
_LASTING = 1_000
_START = date(2031, 1, 2)
_SYLLABLES = tuple(a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "il"))
_ENDS = ("Systems", "Labs", "Energy", "Foods", "Robotics", "Bank", "Motors", "Health", "AI", "Group")
_PLACES = ("Osterby", "Calder", "Wexholm", "Tarn", "Northmere", "Lindal", "Askerton", "Veyle")
_SPOKEN = (
    "we will not raise prices before the end of the year",
    "the new plant can supply every customer in the region",
    "nobody on the board asked for this sale and nobody will get it",
    "our engineers found the fault within two days and repaired it",
    "the talks were hard but both sides kept their word",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric of the world: what it counts, how often it is asked, and when it holds."""

    name: str
    unit: str
    weight: int
    least: int
    periods: tuple[str | None, ...]
    scopes: tuple[Mapping[str, str], ...] = ({},)


_QUARTERS = ("2030", "2030-Q1", "2030-Q2", "2030-Q3", "2030-Q4", "2029", "2031")
_MONTHS = ("2031-01", "2031-02", "2031-03", "2030-12")
_FIGURES = (
    Metric(name="revenue", unit="USD", weight=18, least=7, periods=_QUARTERS),
    Metric(name="net_income", unit="USD", weight=8, least=6, periods=_QUARTERS),
    Metric(name="valuation", unit="USD", weight=12, least=9, periods=_MONTHS),
    Metric(
        name="funding_round",
        unit="USD",
        weight=12,
        least=7,
        periods=_MONTHS,
        scopes=({}, {"round": "series_b"}, {"round": "series_c"}),
    ),
    Metric(name="employees", unit="people", weight=9, least=2, periods=(None, "2030", "2031")),
    Metric(name="layoffs", unit="people", weight=6, least=2, periods=_MONTHS),
    Metric(name="monthly_users", unit="users", weight=7, least=5, periods=_MONTHS),
    Metric(name="parameter_count", unit="parameters", weight=5, least=9, periods=(None,)),
    Metric(name="power_capacity", unit="gigawatts", weight=3, least=0, periods=(None, "2032", "2033")),
    Metric(name="market_share", unit="percent", weight=6, least=0, periods=_QUARTERS),
    Metric(name="fine", unit="EUR", weight=4, least=6, periods=_MONTHS),
    Metric(name="other:deliveries", unit="count", weight=6, least=3, periods=_QUARTERS),
)
_FACTS = ("ceo", "headquarters", "founded", "lead_investor", "license")
_STATUSES = (
    *["reported"] * 86,
    *["estimated"] * 5,
    *["projected"] * 4,
    *["rumoured"] * 2,
    *["target"] * 2,
    "denied",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One question of the world with its true value; `size` is how many claims tell it."""

    number: int
    kind: str
    subject: str
    metric: str
    unit: str
    scope: Mapping[str, str]
    period: str | None
    digits: int
    power: int
    size: int


def write_claims(path: Path, claims: int, *, late: int = 0, share: float = _SHARE) -> tuple[Path, ...]:
    """Write a world of so many claims to `path`, and the `late` ones that are told last beside it.

    Args:
        path: A file whose name ends in `.claims.jsonl`.
        claims: How many it gets.
        late: How many more go to the second file.
        share: Which share of them answers the largest question.

    Returns:
        The files: `path`, and if there are late claims one more, whose name ends in `.late.claims.jsonl`.
    """
    rows = rows_of(claims + late, share=share)
    paths = [path]
    with path.open("w", encoding="utf-8") as file:
        for _, row in zip(range(claims), rows, strict=False):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    if late:
        after = path.with_name(path.name.replace(".claims.jsonl", ".late.claims.jsonl"))
        with after.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        paths.append(after)
    return tuple(paths)


def rows_of(claims: int, *, seed: int = 1, share: float = _SHARE) -> Iterator[dict[str, object]]:
    """The rows of a world as `.claims.jsonl` holds them, day by day and article by article."""
    rng = random.Random(seed)
    stories = list(stories_of(claims, rng, share))
    outlets = [f"{_name(rng)} {rng.choice(('Post', 'Times', 'Wire', 'Courier'))}" for _ in range(_OUTLETS)]
    left, article, about_day, about = 0, 0, -1, {}
    for day, place in _tellings(stories, rng):
        if not left or day != about_day:
            left, about_day, article = rng.choice((1, 1, 2, 2, 3, 3, 4, 6)), day, article + 1
            outlet = outlets[int(_OUTLETS * rng.random() ** 2)]
            about = {
                "article_url": f"https://{outlet.split()[0].lower()}.example/{article}",
                "outlet": outlet,
                "published": (_START + timedelta(days=day)).isoformat(),
            }
        left -= 1
        yield about | _telling(stories[place], rng, outlets)


def _tellings(stories: Sequence[Story], rng: random.Random) -> list[tuple[int, int]]:
    """Every telling as its day and the place of its story, in order of day, shuffled within it."""
    told: list[tuple[int, int]] = []
    for place, story in enumerate(stories):
        first = rng.randrange(_DAYS) if story.size <= _LASTING else 0
        delay = 4 if story.size <= _LASTING else 30
        for _ in range(story.size):
            told.append((min(_DAYS - 1, first + int(rng.expovariate(1 / delay))), place))
    rng.shuffle(told)
    return sorted(told, key=itemgetter(0))


def stories_of(claims: int, rng: random.Random, share: float = _SHARE) -> Iterator[Story]:
    """Questions until their sizes add up to `claims`; the first is the largest."""
    subjects = _subjects(max(20, claims // 10), rng)
    taken: set[tuple[object, ...]] = set()
    left, number = claims, 0
    while left:
        size = max(1, round(claims * share)) if number == 0 else int(rng.random() ** (-1 / _SPREAD))
        story = _story(number, min(size, LARGEST, left), subjects, rng)
        key = (story.kind, story.subject, story.metric, story.period, *story.scope.items())
        if story.kind != "quote" and key in taken:
            continue
        taken.add(key)
        yield story
        left, number = left - story.size, number + 1


class _Subjects:
    """Names drawn by Zipf's law."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._sums = list(accumulate((rank + 1) ** -0.8 for rank in range(len(names))))

    def draw(self, rng: random.Random) -> str:
        """A name, the first ones most often."""
        return rng.choices(self._names, cum_weights=self._sums)[0]


def _subjects(count: int, rng: random.Random) -> _Subjects:
    names: dict[str, None] = {}
    while len(names) < count:
        names[f"{_name(rng)} {rng.choice(_ENDS)}"] = None
    return _Subjects(list(names))


def _name(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.choice((2, 3, 3)))).capitalize()


def _story(number: int, size: int, subjects: _Subjects, rng: random.Random) -> Story:
    kind = "quantity" if number == 0 else rng.choices(("quantity", "fact", "quote"), (84, 10, 6))[0]
    metric = rng.choices(_FIGURES, [each.weight for each in _FIGURES])[0]
    name = {"quantity": metric.name, "fact": rng.choice(_FACTS), "quote": "said"}[kind]
    is_figure = kind == "quantity"
    return Story(
        number=number,
        kind=kind,
        subject=subjects.draw(rng) if kind != "quote" else f"{_name(rng)} {_name(rng)}",
        metric=name,
        unit=metric.unit if is_figure else "",
        scope=rng.choice(metric.scopes) if is_figure else {},
        period=rng.choice(metric.periods) if is_figure else None,
        digits=rng.randrange(100, 1000) if metric.unit != "percent" else rng.randrange(20, 700),
        power=metric.least - 2 + rng.randrange(3) if metric.unit != "percent" else -1,
        size=size,
    )


def _telling(story: Story, rng: random.Random, outlets: list[str]) -> dict[str, object]:
    """One claim of a story."""
    row: dict[str, object] = {"kind": story.kind, "subject": story.subject, "metric": story.metric}
    if rng.random() < 0.2:
        row["attributed_to"] = outlets[int(60 * rng.random() ** 2)]
    if story.kind == "quote":
        return row | _quoted(story, rng)
    if story.kind == "fact":
        return row | _stated(story, rng)
    row |= _figure(story, rng)
    row["status"] = rng.choice(_STATUSES)
    if story.scope and rng.random() < 0.7:
        row["scope"] = dict(story.scope)
    if story.period is not None:
        chance = rng.random()
        if chance < 0.65:
            row["period"] = story.period if chance < 0.55 else story.period[:4]
    words = story.metric.removeprefix("other:").replace("_", " ")
    row["sentence"] = rng.choice(
        (
            f"{story.subject} put its {words} at {row['value_text']}, according to figures seen this week.",
            f"The {words} of {story.subject} came to {row['value_text']}, the company said in a statement.",
            f"At {row['value_text']}, the {words} of {story.subject} surprised those who follow the trade.",
        )
    )
    return row


def _figure(story: Story, rng: random.Random) -> dict[str, object]:
    """The printed value of a claim with its numbers and hedge."""
    chance = rng.random()
    if chance < 0.04:
        return _printed(_wrong(story, rng), story, "exact")
    if chance < 0.07:
        low, high = Decimal(story.digits // 10), Decimal(story.digits // 10 + 1)
        ends = [_printed(each.scaleb(story.power + 1), story, "range") for each in (low, high)]
        text = f"{ends[0]['value_text']} to {ends[1]['value_text']}"
        return ends[0] | {"high": ends[1]["high"], "value_text": text}
    rounded = Decimal(round(story.digits, -1)).scaleb(story.power)
    if chance < 0.24:
        return _printed(rounded, story, "exact")
    if chance < 0.35:
        floor = Decimal((story.digits - 1) // 10 * 10).scaleb(story.power)
        modifier = rng.choice(("about", "about", "over", "up_to", "at_least"))
        bound = {"about": rounded, "up_to": floor + Decimal(10).scaleb(story.power)}
        return _printed(bound.get(modifier, floor), story, modifier)
    return _printed(Decimal(story.digits).scaleb(story.power), story, "exact", short=chance < 0.4)


def _wrong(story: Story, rng: random.Random) -> Decimal:
    """A wrong figure of a story: of a pool that is the same for all who tell it."""
    rank = min(int(1 / max(rng.random(), 1e-9)), 1 + int(story.size**0.5))
    digits = Decimal(story.digits)
    slips = (digits * 10, digits.scaleb(-3), Decimal(str(story.digits)[::-1]), digits + 1)
    return (slips[rank - 1] if rank <= len(slips) else digits + 7 * rank).scaleb(story.power)


_SCALES = ((12, "trillion", "tn"), (9, "billion", "bn"), (6, "million", "m"))
_SIGNS = {"USD": "${}", "EUR": "€{}", "percent": "{}%", "gigawatts": "{} gigawatts"}


def _printed(value: Decimal, story: Story, modifier: str, *, short: bool = False) -> dict[str, object]:
    number = f"{value:,f}" if abs(value) < 10**6 else ""
    for power, word, sign in _SCALES:
        if not number and abs(value) >= Decimal(10) ** power:
            scaled = value.scaleb(-power).normalize()
            number = f"{scaled:f}{sign}" if short else f"{scaled:f} {word}"
    number = number.rstrip("0").rstrip(".") if "." in number and number[-1:] == "0" else number
    exact = float(value) if value != value.to_integral_value() else int(value)
    return {
        "value_text": _SIGNS.get(story.unit, "{}").format(number),
        "low": exact,
        "high": exact,
        "unit": story.unit,
        "modifier": modifier,
    }


def _stated(story: Story, rng: random.Random) -> dict[str, object]:
    wrong = rng.random() < 0.04
    names = random.Random(story.number)
    person, other = f"{_name(names)} {_name(names)}", f"{_name(names)} {_name(names)}"
    year = 1950 + story.digits % 70
    stated: tuple[str, str] = {
        "ceo": (person, other),
        "lead_investor": (f"{person} Capital", f"{other} Partners"),
        "headquarters": (_PLACES[year % 8], _PLACES[(year + 1) % 8]),
        "founded": (str(year), str(year + 1)),
        "license": ("Apache 2.0", "proprietary"),
    }[story.metric]
    said = stated[wrong]
    sentence = f"{story.subject} names {said} as its {story.metric.replace('_', ' ')}."
    return {"object": said, "value_text": said, "sentence": sentence}


def _quoted(story: Story, rng: random.Random) -> dict[str, object]:
    names = random.Random(story.number)
    words = f"{_SPOKEN[story.number % 5]} and {_name(names).lower()} {_name(names).lower()} knows it".split()
    chance = rng.random()
    if chance < 0.04:
        words[3] = _name(rng).lower()
    elif chance < 0.3:
        words = words[: len(words) // 2]
    return {"object": " ".join(words), "sentence": " ".join(words)}
