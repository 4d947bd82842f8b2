"""Predictions of one part of the product on a public set, for the set's own scorer.

    python -m benchmarks.predict quantity IN.jsonl OUT.jsonl [--progress]

`quantity` reads rows `{"id", "text"}` and writes rows `{"id", "quantities": [{"low", "high", "unit",
"change", "start", "end", "text"}]}`: every quantity of the text, with the unit as the sets name it, the
one that is printed ("64.2 cents" is 64.2 cents, not 0.642 dollars).

    python -m benchmarks.predict dates IN.jsonl OUT.jsonl [--progress]

`dates` reads rows `{"id", "text", "reference"}`, where the reference is the ISO day or instant from which
relative words are reckoned, or null, and writes rows `{"id", "dates": [{"start", "end", "span"}]}`: every
period of the text that can be told, as ISO days, the end exclusive and an open side null. A period that a
word opens ("before 2012", "until Friday") is given with that word.

    python -m benchmarks.predict pairs IN.jsonl OUT.jsonl [--progress]

`pairs` reads rows `{"id", "a", "b"}`, two sentences, and writes rows `{"id", "label"}`: whether the first
entails the second, contradicts it, or neither (`entail`, `contradict`, `neutral`).

    python -m benchmarks.predict names IN.jsonl OUT.jsonl [--progress]

`names` reads rows `{"id", "a", "b"}`, two names, and writes rows `{"id", "score"}`: how alike they are, 0..1.

    python -m benchmarks.predict articles IN.jsonl OUT.jsonl [--progress]

`articles` reads rows `{"id", "html"}`, where `html` is the path of a page, from the folder of IN.jsonl on,
and writes rows `{"id", "text", "date"}`: the text of the article and its day of publication; a page without
an article gives an empty text and no day. A `url` in a row is where the page was read.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.pairs import relation
from checkers.compare.likeness import likeness
from extractors.articles.page import parse_page
from extractors.records import Issue, Modifier, Quantity
from extractors.text.periods import PeriodKind, PeriodMention, find_periods, interval
from extractors.text.quantities import find_quantities

_MINOR = frozenset(("cent", "penny", "pence", "sen", "paisa", "kopeck", "kopiyka", "eurocent", "euro cent"))
_CHANGE = {
    Modifier.EXACT: "=",
    Modifier.ABOUT: "~",
    Modifier.OVER: ">",
    Modifier.AT_LEAST: "at_least",
    Modifier.UNDER: "<",
    Modifier.UP_TO: "up_to",
    Modifier.RANGE: "range",
}

Row = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one sub-command. Returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, help_line) in PREDICTORS.items():
        command = commands.add_parser(name, help=help_line)
        command.add_argument("source", type=Path, metavar="IN.jsonl")
        command.add_argument("target", type=Path, metavar="OUT.jsonl")
        command.add_argument("--progress", action="store_true", help="say how far it is, on standard error")
    options = parser.parse_args(argv)
    predictor, _ = PREDICTORS[options.command]
    try:
        written = _write(options.target, _predicted(predictor, options.source, progress=options.progress))
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return 2
    except (json.JSONDecodeError, KeyError) as error:
        sys.stderr.write(f"{options.source}: not a set of rows with id and text: {error}\n")
        return 2
    sys.stderr.write(f"{written} rows written to {options.target}\n")
    return 0


def predict_quantity(row: Row) -> Row:
    """The quantities of one row's text."""
    return {"id": row["id"], "quantities": [_printed(quantity) for quantity in find_quantities(row["text"])]}


def predict_dates(row: Row) -> Row:
    """The periods of one row's text that can be told."""
    mentions = find_periods(row["text"], row["reference"])
    return {"id": row["id"], "dates": [_dated(mention) for mention in mentions if mention.period]}


def predict_pairs(row: Row) -> Row:
    """How one row's first sentence stands to its second."""
    return {"id": row["id"], "label": relation(row["a"], row["b"])}


def predict_names(row: Row) -> Row:
    """How alike one row's two names are."""
    return {"id": row["id"], "score": round(likeness(row["a"], row["b"]), 4)}


def predict_articles(row: Row) -> Row:
    """The article on one row's page, as a run reads it."""
    found = parse_page(Path(row["html"]).read_bytes(), url=row.get("url") or f"file:{row['id']}.html")
    if isinstance(found, Issue):
        return {"id": row["id"], "text": "", "date": None}
    return {"id": row["id"], "text": found.text, "date": found.published_on}


PREDICTORS: dict[str, tuple[Callable[[Row], Row], str]] = {
    "quantity": (predict_quantity, "values, units and hedges of a text"),
    "pairs": (predict_pairs, "whether one sentence entails or contradicts another"),
    "names": (predict_names, "how alike two names are"),
    "dates": (predict_dates, "the days and periods that a text tells"),
    "articles": (predict_articles, "text and day of publication of web pages"),
}


def _printed(quantity: Quantity) -> Row:
    low, high = quantity.low, quantity.high
    unit = quantity.unit
    if quantity.unit_noun in _MINOR:
        low, high, unit = low * 100, high * 100, quantity.unit_noun or unit
    elif quantity.ambiguous and quantity.unit_noun:
        unit = quantity.unit_noun  # "riyals" of which country the text does not say
    elif quantity.unit == "tonnes" and quantity.unit_noun:
        unit = quantity.unit_noun
    elif quantity.unit == "pounds":
        unit = "lb"  # "pound" alone is money to some sets
    elif quantity.unit in ("count", "people", "gpus", "users", "customers", "requests", "downloads"):
        unit = quantity.unit_noun or ""
    return {
        "low": _number(low),
        "high": _number(high),
        "unit": unit,
        "change": _CHANGE[quantity.modifier],
        "start": quantity.span.start,
        "end": quantity.span.end,
        "text": quantity.text,
    }


def _dated(mention: PeriodMention) -> Row:
    """The days of one mention as the sets count them.

    A range ends where its last end begins, and so does a time opened by "before", "until" or "by"; one
    opened by "after" begins behind it, but on a day itself. "By the end of" a time is up to its last day.
    """
    assert mention.period is not None
    start, end = interval(mention.days or mention.period)
    if mention.kind is PeriodKind.RANGE and not mention.days:
        end = interval(mention.period.rpartition("/")[2])[0]
    if mention.cue in ("before", "until", "by"):
        start, end = date.min, end if mention.text.lower().startswith("end ") else start
    elif mention.cue == "after":
        start, end = start if mention.kind is PeriodKind.DAY else end, date.max
    elif mention.cue == "from":
        end = date.max
    return {
        "start": None if start == date.min else start.isoformat(),
        "end": None if end == date.max else end.isoformat(),
        "span": [mention.whole.start, mention.whole.end],
    }


def _number(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() else float(value)


def _predicted(predictor: Callable[[Row], Row], source: Path, *, progress: bool) -> Iterator[Row]:
    begun = time.perf_counter()
    with source.open(encoding="utf-8") as rows:
        for count, line in enumerate(rows, start=1):
            if line.strip():
                row = json.loads(line)
                if predictor is predict_articles:
                    row["html"] = source.parent / row["html"]
                yield predictor(row)
            if progress and count % 100 == 0:
                rate = count / (time.perf_counter() - begun)
                sys.stderr.write(f"\r{count} rows, {rate:.0f} a second")
    if progress:
        sys.stderr.write("\n")


def _write(target: Path, rows: Iterator[Row]) -> int:
    count = 0
    with target.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


if __name__ == "__main__":
    sys.exit(main())
