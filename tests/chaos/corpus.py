"""Invented news for the chaos test: stories, copies, corrections, ready-made claims and broken inputs.

No company, outlet or figure of it is real. The same seed writes the same bytes.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

COMPANIES = ("Orre Energy", "Vesk Robotics", "Halden AI", "Tamsin Foods", "Brackwater Labs", "Quill Motors")
FUNDS = ("Brisk Capital", "Fennel Partners", "Oddny Ventures")
OUTLETS = ("Alpha Post", "Beta Times", "Gamma Daily", "Delta Wire", "Evening Post", "Harbour Courier")
CITIES = ("Tromso", "Lund", "Galway", "Porto")
ASIDES = (
    "The mill by the weir was restored by volunteers who kept its drawings in a biscuit tin, a curator said.",
    "A heron has nested on the crane since the strike, and nobody on the quay wants to move it.",
    "The town choir will sing on the slipway in April if the tide tables and the bishop agree.",
    "Its first office was a bakery, and on humid mornings the meeting room smells of cardamom still.",
    "The lift was out of order that day, which gave the board nine floors to talk about the weather.",
)


def write_corpus(folder: Path, *, articles: int = 8, later: bool = False, shuffle: int = 0) -> Path:
    """A folder of sources. `later` is the same a day after: some texts changed, more articles came.

    `shuffle` puts the lines of the files in another order, which must make no difference.
    """
    folder.mkdir(parents=True)
    rows = [_article(number) for number in range(articles)]
    rows += [_copy(rows[number], number) for number in range(0, articles, 5)]
    if later:
        for number in range(0, articles, 4):
            rows[number]["text"] = rows[number]["text"].replace("$4", "$5")
        rows += [_article(number) for number in range(articles, articles + articles // 2)]
    half = len(rows) // 2
    order = random.Random(shuffle)
    for name, part in (("one", rows[:half]), ("two", rows[half:])):
        if shuffle:
            order.shuffle(part)
        _write_lines(folder / f"{name}.jsonl", part)
    claims = [_claim(number) for number in range(articles + (articles if later else 0))]
    _write_lines(folder / "desk.claims.jsonl", claims)
    _write_broken(folder)
    return folder


def _article(number: int) -> dict[str, str]:
    chance = random.Random(f"article {number}")
    company = COMPANIES[number % len(COMPANIES)]
    outlet = OUTLETS[(number * 5 + 1) % len(OUTLETS)]
    raised = 40 + chance.choice((0, 0, 0, 1, 5))
    told = (
        f"{company} raised ${raised} million in a Series B round led by {FUNDS[number % 3]}, it said. "
        f"The round valued {company} at ${chance.choice((4, 4, 5))}00 million. "
        f"{company} has {chance.choice((120, 120, 140))} employees in {CITIES[number % 4]}."
    )
    own = f"Desk {number} of the {outlet} wrote {number + 3} letters for this report. {chance.choice(ASIDES)}"
    return {
        "url": f"https://{outlet.lower().replace(' ', '-')}.example/{number}",
        "outlet": outlet,
        "published": f"2031-05-{number % 27 + 1:02}",
        "title": f"{company} raises money",
        "text": f"{told}\n\n{own}",
    }


def _copy(of: dict[str, str], number: int) -> dict[str, str]:
    return of | {
        "url": f"https://copies.example/{number}",
        "outlet": "Copy Gazette",
        "published": f"2031-05-{number % 27 + 2:02}",
        "text": of["text"] + f"\n\nThis story first ran in the {of['outlet']}.",
    }


def _claim(number: int) -> dict[str, object]:
    company = COMPANIES[number % len(COMPANIES)]
    people = 120 + number % 3 * 20
    return {
        "external_id": f"desk-{number}",
        "article_url": f"https://desk.example/{number}",
        "outlet": "Desk",
        "published": "2031-06-01",
        "sentence": f"{company} employs {people} people.",
        "kind": "quantity",
        "subject": company,
        "metric": "employees",
        "low": people,
        "high": people,
        "unit": "people",
        "value_text": f"{people}",
    }


def _write_broken(folder: Path) -> None:
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "cut.jsonl").write_text('{"url": "https://cut.example/1", "text": "Orre En', encoding="utf-8")
    (folder / "noise.html").write_bytes(bytes(range(256)) * 40)
    (folder / "tags.html").write_text("<div>" * 400 + "<p>Nothing is told here.</p>", encoding="utf-8")
    (folder / "odd.jsonl").write_text(
        '{"url": 7, "text": "A number for an address."}\n{"text": ["no", "words"]}\nnot JSON at all\n',
        encoding="utf-8",
    )


def _write_lines(path: Path, rows: list[dict[str, str]] | list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row, sort_keys=True) + "\n" for row in rows), encoding="utf-8")
