"""The tree of a claim as a picture, SVG or PNG: a row for each telling, so that many and long names fit.

Drawn with matplotlib, which brings its own font and needs nothing of the system. The same tree makes the same
bytes. In SVG the words are text, and values are links that open the article at them.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from reports.descent import Descent
from reports.descent_words import change_name, summary_line
from reports.tree_layout import (
    CHANGE_GAP,
    LEAD,
    MARGIN,
    MARK,
    NAME,
    ROW,
    SMALL,
    TITLE,
    Layout,
    Limb,
    Look,
    Placed,
    lay_out,
    width_of,
)

_INK, _GREY, _LINE = "#1a1a1a", "#5f6368", "#9aa0a6"
_RED, _PURPLE, _GREEN, _TEAL = "#c5221f", "#8430ce", "#137333", "#00677d"
_BAND = "#f5f6f7"
_WEIGHTS = {"error": _RED, "loss": _PURPLE, "harmless": _TEAL}
_MARKS = {
    Look.PLAIN: (_GREY, _GREY),
    Look.ERROR: (_RED, _RED),
    Look.INHERITED: ("white", _RED),
    Look.LOSS: (_PURPLE, _PURPLE),
    Look.MENDED: ("white", _GREEN),
    Look.UNSEEN: ("white", _GREY),
}
_VALUES = {Look.ERROR: _RED, Look.INHERITED: _RED, Look.MENDED: _GREEN}
_DPI = 144


def draw(descent: Descent, path: Path, form: str) -> None:
    """Write the picture of a tree to a file.

    Args:
        descent: The tree.
        path: Where to; a file that is there is replaced.
        form: `svg` or `png`.

    Raises:
        OSError: the file cannot be written.
    """
    path.write_bytes(drawn(descent, form))


def drawn(descent: Descent, form: str) -> bytes:
    """The picture of a tree as the bytes of an SVG or PNG file. Signs that the font lacks become boxes."""
    layout = lay_out(descent)
    out = BytesIO()
    style = mpl.rc_context(
        {
            "font.family": "DejaVu Sans",
            "svg.fonttype": "none",
            "svg.hashsalt": "twosource",
            "text.parse_math": False,
        }
    )
    with style, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure = Figure(figsize=(layout.width / 72, layout.height / 72), dpi=_DPI)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, layout.width), ylim=(layout.height, 0))
        axes.set_axis_off()
        _head(axes, layout, descent)
        for n, each in enumerate(layout.placed):
            if n % 2 == 0:
                axes.axhspan(each.y - ROW / 2, each.y + ROW / 2, color=_BAND, zorder=0, linewidth=0)
        for limb in layout.limbs:
            _limb(axes, limb)
        for each in layout.placed:
            _row(axes, each, layout)
        _foot(axes, layout)
        about = {"Title": descent.question, "Date": None} if form == "svg" else {"Title": descent.question}
        figure.savefig(out, format=form, metadata=about)
    return out.getvalue()


def _head(axes: Axes, layout: Layout, descent: Descent) -> None:
    y = MARGIN
    for line in layout.title:
        axes.text(MARGIN, y, line, size=TITLE, weight="bold", color=_INK, va="center")
        y += TITLE * 1.35
    axes.text(MARGIN, y, summary_line(descent), size=LEAD, color=_GREY, va="center")
    y += 18
    for line, is_error in layout.leads:
        axes.text(MARGIN, y, line, size=LEAD, color=_RED if is_error else _PURPLE, va="center")
        y += LEAD * 1.45


def _limb(axes: Axes, limb: Limb) -> None:
    colour = _RED if limb.is_error else _LINE
    axes.plot(
        (limb.x, limb.x, limb.end - MARK),
        (limb.top + MARK, limb.bottom, limb.bottom),
        color=colour,
        linewidth=1.4 if limb.is_error else 1.1,
        linestyle="solid" if limb.is_sure else (0, (3, 2)),
        solid_joinstyle="round",
        zorder=2 if limb.is_error else 1,
    )


def _row(axes: Axes, each: Placed, layout: Layout) -> None:
    first, second = each.y - 6, each.y + 8
    colour = _VALUES.get(each.look, _INK)
    _mark(axes, each.x, each.y, each.look)
    axes.text(MARGIN, first, each.date, size=SMALL, color=_GREY, va="center")
    unseen = each.look is Look.UNSEEN
    left = each.x + MARK * 2
    asked = "▶ " if each.telling.is_asked else ""
    axes.text(
        left,
        each.y if unseen else first,
        f"{asked}{each.name}",
        size=NAME,
        weight="normal" if unseen else "bold",
        style="italic" if unseen else "normal",
        color=_GREY if unseen else _INK,
        va="center",
    )
    axes.text(left, second, each.tie, size=SMALL, color=_GREY, va="center")
    value = axes.text(layout.value_x, first, each.value, size=NAME, weight="bold", color=colour, va="center")
    if each.telling.quoted is not None and each.telling.quoted.link:
        value.set_url(each.telling.quoted.link)
    axes.text(layout.value_x, second, each.excerpt, size=SMALL, color=_GREY, va="center", style="italic")
    x = layout.change_x
    for change in each.changes:
        words = change_name(change)
        colour = _WEIGHTS[change.weight]
        axes.text(x, first, words, size=SMALL, color=colour, weight="bold", va="center")
        x += width_of(words, SMALL, "bold") + CHANGE_GAP


def _mark(axes: Axes, x: float, y: float, look: Look) -> None:
    inner, edge = _MARKS[look]
    dashed = (0, (2, 1.5)) if look is Look.UNSEEN else "solid"
    axes.add_patch(
        Circle((x, y), MARK, facecolor=inner, edgecolor=edge, linewidth=1.4, linestyle=dashed, zorder=3)
    )


def _foot(axes: Axes, layout: Layout) -> None:
    y = layout.height - 24
    x = MARGIN + MARK
    for look, words in (
        (Look.PLAIN, "a telling"),
        (Look.ERROR, "an error came in"),
        (Look.INHERITED, "has inherited it"),
        (Look.MENDED, "tells it rightly again"),
        (Look.LOSS, "lost caution or credit"),
        (Look.UNSEEN, "not held"),
    ):
        _mark(axes, x, y, look)
        axes.text(x + MARK * 2, y, words, size=SMALL, color=_GREY, va="center")
        x += MARK * 4 + width_of(words, SMALL) + 14
    axes.plot((x, x + 22), (y, y), color=_LINE, linewidth=1.1, linestyle=(0, (3, 2)))
    axes.text(x + 28, y, "which came first is not known", size=SMALL, color=_GREY, va="center")
    if layout.left_out:
        words = f"{layout.left_out:,} more tellings are not drawn"
        axes.text(MARGIN, y - 20, words, size=SMALL, color=_GREY, va="center")
