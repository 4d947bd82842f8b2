"""Where everything of a drawn tree stands: rows, columns and words, in points, before any ink."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from reports.descent import Alteration, Descent, Telling
from reports.descent_words import (
    NEVER_HELD,
    Row,
    before_and_after,
    change_name,
    readable_moment,
    rows_of,
    tie_words,
    told_first,
)

MOST_ROWS = 120
"""Lines that are drawn; a larger tree is for `--json`."""

MARGIN = 28.0
ROW = 38.0
NAME, SMALL, TITLE, LEAD = 10.5, 8.0, 15.0, 9.5
MARK = 4.5
CHANGE_GAP = 12.0

_DATE_GAP = 18.0
_COLUMN_GAP = 22.0
_INDENT, _DEEPEST = 20.0, 220.0
_WIDEST_NAME, _WIDEST_VALUE = 300.0, 230.0
_NARROWEST = 760.0
_NAMES = 6
_EXCERPT = 74
_PATHS = TextToPath()


class Look(StrEnum):
    """How a telling is marked."""

    PLAIN = "plain"
    ERROR = "error"
    INHERITED = "inherited"
    LOSS = "loss"
    MENDED = "mended"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One telling on the drawing. `y` is the middle of its row, `x` that of its mark."""

    telling: Telling
    x: float
    y: float
    look: Look
    date: str
    name: str
    tie: str
    value: str
    excerpt: str
    changes: tuple[Alteration, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limb:
    """The line from a telling to the one above it; `is_sure` is false where the order is not known."""

    x: float
    top: float
    bottom: float
    end: float
    is_sure: bool
    is_error: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A drawing: its size, where its columns begin, what stands above the tree, and the tree."""

    width: float
    height: float
    value_x: float
    change_x: float
    title: tuple[str, ...]
    leads: tuple[tuple[str, bool], ...]
    top: float
    placed: tuple[Placed, ...]
    limbs: tuple[Limb, ...]
    left_out: int


@lru_cache(maxsize=4096)
def width_of(words: str, size: float, weight: str = "normal") -> float:
    """How wide words are in the font of the drawing, in points."""
    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    return float(_PATHS.get_text_width_height_descent(words, font, ismath=False)[0])


def lay_out(descent: Descent) -> Layout:
    """The drawing of a tree; of a large one its first `MOST_ROWS` lines."""
    rows, left_out = rows_of(descent, MOST_ROWS)
    looks = _looks(descent)
    dates = [readable_moment(row.telling.published) if not row.telling.source else "" for row in rows]
    tree_x = MARGIN + max((width_of(date, SMALL) for date in dates), default=0.0) + _DATE_GAP
    indent = min(_INDENT, _DEEPEST / max(1, *(row.depth for row in rows))) if rows else _INDENT
    names = [_fitted(_name(row), _WIDEST_NAME, NAME, "bold") for row in rows]
    xs = [tree_x + MARK + row.depth * indent for row in rows]
    value_x = _COLUMN_GAP + max(
        (x + MARK * 2 + width_of(name, NAME, "bold") for x, name in zip(xs, names, strict=True)), default=0.0
    )
    values = [_fitted(row.telling.value, _WIDEST_VALUE, NAME, "bold") for row in rows]
    excerpts = [_excerpt(row.telling) for row in rows]
    change_x = _COLUMN_GAP + value_x + max((width_of(value, NAME, "bold") for value in values), default=0.0)
    right = max(
        (
            max(
                change_x + _changes_width(_changes(row)),
                value_x + width_of(excerpt, SMALL),
            )
            for row, excerpt in zip(rows, excerpts, strict=True)
        ),
        default=0.0,
    )
    width = max(_NARROWEST, right + MARGIN)
    title = _wrapped(descent.question, width - 2 * MARGIN, TITLE, "bold")
    leads = _leads(descent, width - 2 * MARGIN)
    top = MARGIN + len(title) * TITLE * 1.35 + 16 + len(leads) * LEAD * 1.45 + 14
    placed = tuple(
        Placed(
            telling=row.telling,
            x=xs[n],
            y=top + (n + 0.5) * ROW,
            look=looks.get(row.telling.node_id, Look.PLAIN),
            date=dates[n],
            name=names[n],
            tie=_fitted(_tie(row), value_x - xs[n] - MARK * 2 - 8, SMALL),
            value=values[n],
            excerpt=excerpts[n],
            changes=_changes(row),
        )
        for n, row in enumerate(rows)
    )
    return Layout(
        width=width,
        height=top + len(rows) * ROW + 54 + (14 if left_out else 0),
        value_x=value_x,
        change_x=change_x,
        title=title,
        leads=leads,
        top=top,
        placed=placed,
        limbs=_limbs(placed),
        left_out=left_out,
    )


def _name(row: Row) -> str:
    if row.telling.source:
        return f"{row.telling.source} ({NEVER_HELD})"
    return f"{row.telling.name} and {len(row.also):,} more" if row.also else row.telling.name


def _tie(row: Row) -> str:
    words = tie_words(row.telling)
    if row.telling.source is None and not words:
        words = "first telling that we hold"
    if row.also:
        words += f"; also {', '.join(each.name for each in row.also)}"
    return words


def _changes(row: Row) -> tuple[Alteration, ...]:
    return row.telling.origin.changes if row.telling.origin is not None else ()


def _changes_width(changes: Sequence[Alteration]) -> float:
    return sum(width_of(change_name(each), SMALL, "bold") + CHANGE_GAP for each in changes)


def _excerpt(telling: Telling) -> str:
    """The words around the value, cut to a line."""
    sentence = " ".join(telling.sentence.split())
    if len(sentence) <= _EXCERPT:
        return f"“{sentence}”" if sentence else ""
    start = telling.value_start or 0
    end = telling.value_end or start
    head = max(0, min(start - (_EXCERPT - (end - start)) // 2, len(sentence) - _EXCERPT))
    cut = sentence[head : head + _EXCERPT]
    lead = "…" if head else ""
    if head and " " in cut[:16]:
        cut = cut[cut.index(" ") + 1 :]
    tail = "…" if head + _EXCERPT < len(sentence) else ""
    if tail and " " in cut[-16:]:
        cut = cut[: cut.rindex(" ")]
    return f"“{lead}{cut}{tail}”"


def _looks(descent: Descent) -> dict[str, Look]:
    """How each telling is marked; what is graver hides what is less so."""
    looks = {telling.node_id: Look.UNSEEN for telling in descent.tellings if telling.source is not None}
    for entrance in reversed(descent.entrances):  # errors stand first, so they are written last
        is_error = entrance.change.weight == "error"
        for node_id in entrance.corrected_by:
            looks[node_id] = Look.MENDED
        if is_error:
            for node_id in entrance.inherited_by:
                looks[node_id] = Look.INHERITED
        if is_error or entrance.node_id not in looks:
            looks[entrance.node_id] = Look.ERROR if is_error else Look.LOSS
    for entrance in descent.entrances:
        if entrance.change.weight == "error":
            looks[entrance.node_id] = Look.ERROR
    return looks


def _limbs(placed: Sequence[Placed]) -> tuple[Limb, ...]:
    by_id = {each.telling.node_id: each for each in placed}
    found: list[Limb] = []
    for each in placed:
        origin = each.telling.origin
        if origin is not None and origin.parent in by_id:
            above = by_id[origin.parent]
            limb = Limb(
                x=above.x,
                top=above.y,
                bottom=each.y,
                end=each.x,
                is_sure=origin.direction == "known",
                is_error=each.look is Look.INHERITED,
            )
            found.append(limb)
    return tuple(sorted(found, key=lambda limb: limb.is_error))  # so that red lies on top of grey


def _leads(descent: Descent, width: float) -> tuple[tuple[str, bool], ...]:
    """What went wrong, a line or two each, with whether it is an error."""
    by_id = {telling.node_id: telling for telling in descent.tellings}
    found: list[tuple[str, bool]] = []
    for entrance in told_first(descent):
        is_error = entrance.change.weight == "error"
        at = by_id[entrance.node_id]
        changed = before_and_after(entrance.change)
        words = f"{change_name(entrance.change)}{f' ({changed})' if changed else ''}"
        words = f"{words[0].upper()}{words[1:]} at {at.name}, {readable_moment(at.published)}"
        if entrance.inherited_by:
            words += f"; inherited by {_listed(entrance.inherited_by, by_id)}"
        if entrance.corrected_by:
            words += f"; told rightly again by {_listed(entrance.corrected_by, by_id)}"
        found.extend((line, is_error) for line in _wrapped(words, width, LEAD))
    return tuple(found)


def _listed(node_ids: Sequence[str], by_id: dict[str, Telling]) -> str:
    shown = ", ".join(by_id[node_id].name for node_id in node_ids[:_NAMES])
    more = len(node_ids) - _NAMES
    return f"{shown} and {more:,} more" if more > 0 else shown


def _wrapped(words: str, width: float, size: float, weight: str = "normal") -> tuple[str, ...]:
    per_line = max(20, int(len(words) * width / max(1.0, width_of(words, size, weight))))
    return tuple(textwrap.wrap(words, per_line)) or ("",)


def _fitted(words: str, width: float, size: float, weight: str = "normal") -> str:
    """Words cut to a width, with an ellipsis."""
    if width_of(words, size, weight) <= width:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width_of(f"{words[:middle].rstrip()}…", size, weight) <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    return f"{words[:low].rstrip()}…"
