"""What trees of claims say in words, the same on a terminal and in a drawing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reports.counting import count_words
from reports.descent import Alteration, Descent, Entrance, Telling
from reports.summary_view import readable_day

NEVER_HELD = "a story we do not hold"
"""What is said of a source that is named only."""

TIES = {
    "syndicated": "copied from it",
    "rewrite": "rewritten from it",
    "cites": "cites it",
    "quotes_from": "shares its quotations",
    "credited": "credits it for this",
    "shared_change": "has its change",
}
"""How a telling hangs on the one above it."""

_SHORT = {
    "rounded": "rounded",
    "made_finer": "made finer",
    "converted": "converted",
    "hedge_lost": "hedge lost",
    "hedge_gained": "hedge put in",
    "hedge_changed": "hedge turned round",
    "status_changed": "standing changed",
    "percent_points": "percent for points",
    "pre_post_money": "pre-money for post-money",
    "ten_fold": "a nought too many or too few",
    "thousand_fold": "a thousand times apart",
    "digit_swap": "digits swapped",
    "denial_lost": "denial lost",
    "denial_gained": "denial put in",
}
_SIZES = {
    "million": "million", "mn": "million", "m": "million",
    "billion": "billion", "bn": "billion", "b": "billion",
    "trillion": "trillion", "tn": "trillion", "t": "trillion",
}  # fmt: skip
_SIZE = re.compile(r"(?<![a-z])(million|mn|m|billion|bn|b|trillion|tn|t)(?![a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a tree: a telling, how deep it stands, and the tellings that it stands for as well."""

    telling: Telling
    depth: int
    also: tuple[Telling, ...] = ()


def change_name(change: Alteration) -> str:
    """The name of a change, as an editor says it: `million turned billion`."""
    if change.mutation == "million_billion":
        sizes = [_SIZE.findall(side.casefold()) for side in (change.before, change.after)]
        if all(sizes):
            before, after = (_SIZES[each[-1]] for each in sizes)
            return f"{before} turned {after}"
        return "millions for billions"
    return _SHORT.get(change.mutation, change.mutation.replace("_", " "))


def before_and_after(change: Alteration) -> str:
    """What was told before and after."""
    return f"{change.before} → {change.after}" if change.before != change.after else ""


def tie_words(telling: Telling) -> str:
    """How a telling hangs on the one above it, and how sure that is; empty for a first telling."""
    if telling.origin is None:
        return ""
    words = TIES.get(telling.origin.tie, telling.origin.tie.replace("_", " "))
    if telling.origin.through:
        words += f" by way of {', '.join(telling.origin.through)}"
    if telling.origin.direction == "unknown":
        words += ", or the other way round"
    return f"{words} ({telling.origin.confidence:.2f})"


def readable_moment(published: str | None) -> str:
    """A date with its time of day, where that is known: `2 Oct 2024 14:05`, in UTC."""
    day = readable_day(published)
    if not published or len(published) <= len("2024-10-02"):
        return day
    try:
        moment = datetime.fromisoformat(published).astimezone(UTC)
    except ValueError:
        return day
    return f"{readable_day(moment.date().isoformat())} {moment:%H:%M}"


def summary_line(descent: Descent) -> str:
    """How many tell it, and from how many beginnings."""
    parts = [count_words(descent.n_articles, "article"), count_words(descent.n_first, "first telling")]
    if descent.n_unseen:
        parts.append(f"{count_words(descent.n_unseen, 'source')} we do not hold")
    return ", ".join(parts)


def told_first(descent: Descent) -> tuple[Entrance, ...]:
    """The changes to be told before the tree: errors, and losses that others inherited.

    The others are shown where they came in.
    """
    wrong = {entrance.node_id for entrance in descent.entrances if entrance.change.weight == "error"}
    return tuple(
        entrance
        for entrance in descent.entrances
        if entrance.change.weight == "error" or (entrance.inherited_by and entrance.node_id not in wrong)
    )


def rows_of(descent: Descent, most: int) -> tuple[tuple[Row, ...], int]:
    """The tree in lines, up to `most`, and how many tellings are left out after that.

    In a tree that is too large, copies that changed nothing and were copied by nobody share one line.
    """
    depths: dict[str, int] = {}
    for telling in descent.tellings:
        depths[telling.node_id] = depths[telling.origin.parent] + 1 if telling.origin else 0
    rows = [Row(telling=telling, depth=depths[telling.node_id]) for telling in descent.tellings]
    if len(rows) > most:
        rows = list(_with_silent_copies_together(descent, rows))
    shown = rows[:most]
    left = sum(1 + len(row.also) for row in rows[most:])
    return tuple(shown), left


def _with_silent_copies_together(descent: Descent, rows: Sequence[Row]) -> Iterator[Row]:
    parents = {telling.origin.parent for telling in descent.tellings if telling.origin is not None}
    silent: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        origin = row.telling.origin
        if origin is not None and not origin.changes and row.telling.node_id not in parents:
            silent[origin.parent, origin.tie, row.telling.value].append(row)
    together = {group[0].telling.node_id: group for group in silent.values()}
    gone = {row.telling.node_id for group in silent.values() for row in group[1:]}
    for row in rows:
        if row.telling.node_id in together:
            also = tuple(each.telling for each in together[row.telling.node_id][1:])
            yield Row(telling=row.telling, depth=row.depth, also=also)
        elif row.telling.node_id not in gone:
            yield row
