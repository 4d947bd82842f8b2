"""When each answer to a question was told, as a small picture: a lane an answer, a dot a claim.

Filled dots are first words of an origin, hollow ones repeat it. Places across are in percent of the width, so
that the picture fits a phone and its letters stay as large as those around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

LANE = 46
"""Height of a lane, in pixels."""

_TOP = 30
_MARGIN = 2.0
_STACK = 8
_NEAR = 1.6
_MOST_STACKED = 2
_DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim as the picture needs it. `lane` is the place of its answer."""

    lane: int
    published: str | None
    is_first: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A claim on the picture: `x` in percent, `y` in pixels."""

    x: float
    y: int
    is_first: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The line of one answer, `y` in pixels; `start` is where it was first told, in percent."""

    label: str
    y: int
    start: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The picture. `first` and `last` are the ISO days at its ends; `undated` claims are not on it."""

    height: int
    lanes: tuple[Lane, ...]
    dots: tuple[Dot, ...]
    first: str
    last: str
    undated: int


def plot_of(labels: Sequence[str], told: Sequence[Told]) -> Plot | None:
    """The picture of these answers; `None` when all was told at one moment, which needs no picture."""
    moments = [(moment, each) for each in told if (moment := _seconds(each.published)) is not None]
    if len({moment for moment, _ in moments}) < 2:
        return None
    low, high = min(m for m, _ in moments), max(m for m, _ in moments)
    dots: list[Dot] = []
    starts: dict[int, float] = {}
    for moment, each in sorted(moments, key=lambda pair: (pair[0], pair[1].lane, not pair[1].is_first)):
        x = round(_MARGIN + (100 - 2 * _MARGIN) * (moment - low) / (high - low), 2)
        starts.setdefault(each.lane, x)
        level = _TOP + each.lane * LANE
        near = sum(1 for dot in dots if abs(dot.x - x) < _NEAR and abs(dot.y - level) <= 2 * _STACK)
        rise = min(near, _MOST_STACKED) * _STACK
        dots.append(Dot(x=x, y=level - rise, is_first=each.is_first, label=each.label))
    return Plot(
        height=_TOP + (len(labels) - 1) * LANE + 36,
        lanes=tuple(
            Lane(label=label, y=_TOP + n * LANE, start=starts.get(n, 100 - _MARGIN))
            for n, label in enumerate(labels)
        ),
        dots=tuple(dots),
        first=datetime.fromtimestamp(low, UTC).date().isoformat(),
        last=datetime.fromtimestamp(high, UTC).date().isoformat(),
        undated=len(told) - len(moments),
    )


def _seconds(published: str | None) -> float | None:
    """A moment in seconds; a day without a time stands at its noon, a month or year at its first day."""
    if not published:
        return None
    try:
        if len(published) > len("2024-10-02"):
            moment = datetime.fromisoformat(published)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
        parts = [int(part) for part in published.split("-")]
        day = date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() + _DAY / 2
