"""A checked draft as one self-contained page: the text with its claims marked, and what is known of each."""

from __future__ import annotations

import re
from base64 import b64encode
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from reports.counting import count_words
from reports.digest_words import is_web
from reports.draft import DraftCheck, DraftClaim, Known, Mark, Quoted, gravest_first
from reports.draft_words import (
    LABELS,
    briefly,
    changed_pieces,
    date_words,
    origin_words,
    plain,
    reason_words,
    summary_words,
    teller_words,
    topic,
)
from reports.summary_view import readable_day

_SIGNS = {
    Mark.CONTRADICTS: "✗",
    Mark.NEWER: "↻",
    Mark.DISPUTED: "≠",
    Mark.ONE_ORIGIN: "①",
    Mark.OWN: "◦",
    Mark.UNKNOWN: "?",
    Mark.NOT_COMPARED: "–",
    Mark.AGREES: "✓",
}
"""Beside each number in the text, so that no mark is told by its colour alone."""

_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_LOOKED_AT = (Mark.CONTRADICTS, Mark.NEWER, Mark.DISPUTED)
_NAMES_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What stands behind the last word of a claim."""

    number: int
    mark: str
    sign: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the draft's text between the ends of claims.

    `claim` is the narrowest claim that covers it, 0 for none, and `mark` that claim's; `starts` are the
    claims that begin here, `ends` those that end.
    """

    text: str
    claim: int = 0
    mark: str = ""
    starts: tuple[int, ...] = ()
    ends: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph or heading of the draft: its HTML tag and its pieces."""

    tag: str
    pieces: tuple[Piece, ...]


def draft_html(check: DraftCheck, only: Collection[Mark] = ()) -> str:
    """The page. It runs no script and asks for nothing; with `only`, claims of these marks are marked."""
    shown = [claim for claim in check.claims if not only or claim.mark in only]
    style = _text("draft.css")
    return _template().render(
        check=check,
        claims={claim.number: claim for claim in check.claims},
        shown=shown,
        first=[claim for claim in gravest_first(shown) if claim.mark in _LOOKED_AT],
        lines=list(lines_of(check, shown)),
        style=Markup(style),  # noqa: S704 -- shipped with the package
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )


def lines_of(check: DraftCheck, claims: Sequence[DraftClaim]) -> Iterator[Line]:
    """The lines of a draft that are not empty, cut where claims begin and end; linear in text and claims."""
    text = check.draft.text
    cuts = sorted({place for claim in claims for place in (claim.start, claim.end)})
    waiting, place = list(claims), 0
    for line in text.splitlines(keepends=True):
        start, end = place, place + len(line)
        place = end
        body = line.rstrip()
        if not body:
            continue
        heading = _HEADING.match(body)
        start += heading.end() if heading else 0
        end = place - len(line) + len(body)
        waiting = [claim for claim in waiting if claim.end > start]
        edges = [start, *cuts[bisect_right(cuts, start) : bisect_left(cuts, end)], end]
        own = [claim for claim in waiting if claim.start < end]
        pieces = tuple(_piece(text, edges[n], edges[n + 1], own) for n in range(len(edges) - 1))
        is_heading = heading is not None or " ".join(body.split()) == check.draft.title
        yield Line(tag="h3" if is_heading else "p", pieces=pieces)


def _piece(text: str, start: int, end: int, claims: Sequence[DraftClaim]) -> Piece:
    words = "".join(sign if sign.isprintable() or sign == "\t" else "\ufffd" for sign in text[start:end])
    over = [claim for claim in claims if claim.start <= start and end <= claim.end]
    if not over:
        return Piece(text=words)
    claim = min(over, key=lambda each: (each.end - each.start, list(Mark).index(each.mark), each.number))
    return Piece(
        text=words,
        claim=claim.number,
        mark=str(claim.mark),
        starts=tuple(each.number for each in over if each.start == start),
        ends=tuple(_sign(each) for each in over if each.end == end),
    )


def _sign(claim: DraftClaim) -> Sign:
    mark = claim.mark
    return Sign(number=claim.number, mark=str(mark), sign=_SIGNS[mark], label=LABELS[mark])


def _marked(told: Quoted, claim: DraftClaim) -> list[tuple[str, bool]]:
    """The pieces of a quoted sentence, each with whether it is to be set off."""
    if claim.kind == "quote":
        return changed_pieces(claim.quote, told.sentence)
    start, end, sentence = told.value_start, told.value_end, told.sentence
    pieces = [(sentence, False)]
    if start is not None and end is not None:
        pieces = [(sentence[:start], False), (sentence[start:end], True), (sentence[end:], False)]
    return [(_spaced(text), is_value) for text, is_value in pieces if text]


def _spaced(text: str) -> str:
    """A piece of a sentence with its spaces run together, none at its ends lost."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{plain(text)}{after}"


def _others(known: Known) -> str:
    names = [plain(name) for name in known.outlets if name != known.tellings[0].outlet]
    more = f" and {len(names) - _NAMES_SHOWN:,} more" if len(names) > _NAMES_SHOWN else ""
    return ", ".join(names[:_NAMES_SHOWN]) + more


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "briefly": briefly,
        "count": count_words,
        "date_from": date_words,
        "day": readable_day,
        "label": lambda claim: LABELS[claim.mark],
        "line": plain,
        "marked": _marked,
        "origins": origin_words,
        "others": _others,
        "reason": reason_words,
        "summary": summary_words,
        "teller": teller_words,
        "topic": topic,
        "web": is_web,
    }
    return environment.from_string(_text("draft.html"))


def _text(name: str) -> str:
    return files("reports").joinpath("templates", name).read_text(encoding="utf-8")
