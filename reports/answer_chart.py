"""The answers to one question as a small picture: what each may mean as a bar, who says so as dots.

Every dot is a claim; filled dots are independent origins, hollow ones repeat an origin. Colours differ in
lightness, so that the picture can be read in grey, and it never is the only place where a value stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reports.digest import Bar

WIDTH_PIXELS = 560
"""Width in a letter; the picture is drawn at twice that, for screens of twice the density."""

_DOTS_PER_INCH = 100
_ROW_INCHES = 0.42
_FRAME_INCHES = 0.55
_MOST_DOTS = 12
_INK = "#1f2933"
_BARS = ("#b3541e", "#1d5c8a", "#4f7a28", "#6b4c9a", "#7a6a2f", "#8a2846")
_SHARE_OF_RANGE = 0.012


def answer_chart(bars: Sequence[Bar], axis: str) -> bytes:
    """A PNG of these values along one axis; `axis` says what is measured. Needs two bars or more.

    Bounds that are open on one side end in an arrow at the edge.

    Raises:
        ValueError: fewer than two bars.
    """
    if len(bars) < 2:
        raise ValueError("a chart of fewer than two values shows nothing")
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 -- seconds to import
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.ticker import FuncFormatter, MaxNLocator  # noqa: PLC0415

    figure = Figure(
        figsize=(WIDTH_PIXELS / _DOTS_PER_INCH, _FRAME_INCHES + _ROW_INCHES * len(bars)),
        dpi=2 * _DOTS_PER_INCH,
    )
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.30, 0.42 / figure.get_figheight(), 0.66, 1 - 0.5 / figure.get_figheight()))
    low, high = _range(bars)
    margin = (high - low) * 0.08 or abs(high) * 0.05 or 1.0
    axes.set_xlim(low - margin, high + margin)
    axes.set_ylim(len(bars) - 0.5, -0.5)
    for row, bar in enumerate(bars):
        colour = _BARS[row % len(_BARS)]
        left = float(bar.low) if bar.low is not None else low - margin
        right = float(bar.high) if bar.high is not None else high + margin
        least = (high - low + 2 * margin) * _SHARE_OF_RANGE
        axes.barh(
            row, max(right - left, least), left=min(left, right - least), height=0.5, color=colour, alpha=0.3
        )
        _draw_dots(axes, row, bar, colour, (high - low + 2 * margin) * 0.022)
    axes.set_yticks(range(len(bars)), [_short(bar.label) for bar in bars])
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.xaxis.set_major_formatter(FuncFormatter(_plain_numbers))
    axes.set_xlabel(axis, fontsize=7, color=_INK)
    axes.tick_params(labelsize=7.5, colors=_INK, length=2)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="x", color="#d9dee3", linewidth=0.6)
    axes.set_axisbelow(True)
    out = BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _range(bars: Sequence[Bar]) -> tuple[float, float]:
    ends = [float(end) for bar in bars for end in (bar.low, bar.high, bar.value) if end is not None]
    return min(ends), max(ends)


def _draw_dots(axes: object, row: int, bar: Bar, colour: str, step: float) -> None:
    """Dots beside each other around the value, within an open bound from it; independent origins first."""
    shown = min(bar.n_claims, _MOST_DOTS)
    before = 0 if bar.high is None else shown - 1 if bar.low is None else (shown - 1) / 2
    left = float(bar.value) - step * before
    for place in range(shown):
        filled = place < bar.n_origins
        axes.plot(  # type: ignore[attr-defined]  # matplotlib's axes are not typed where they are made
            left + step * place,
            row,
            marker="o",
            markersize=5,
            color=colour,
            markerfacecolor=colour if filled else "white",
            markeredgewidth=1.1,
        )


def _plain_numbers(value: float, _: float) -> str:
    for size, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:,.4g}{name}"
    return f"{value:,.6g}"


def _short(label: str) -> str:
    return label if len(label) <= 26 else f"{label[:25]}…"
