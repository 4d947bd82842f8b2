"""The answers to one question as a small picture: what each may mean as a bar, who says so as dots.

Every dot is a claim; filled dots are independent origins, hollow ones repeat an origin. Colours differ in
lightness, so that the picture can be read in grey, and it never is the only place where a value stands.
Drawn by hand with Pillow: a letter of 25 charts takes Matplotlib, which knows far more, two seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from reports.digest import Bar

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

Colour = tuple[int, int, int]

WIDTH_PIXELS = 560
"""Width in a letter; the picture is drawn at twice that, for screens of twice the density."""

_WIDTH = 2 * WIDTH_PIXELS
_MARGIN = 24
_ROW = 104
_LABEL = 46
"""Height of a row, and how much of it is its label, which stands above the bar: phones are narrow."""

_FOOT = 84
_TEXT, _SMALL = 30, 26
"""Heights of letters in pixels: on a phone, where the picture is a quarter as wide, still 8 points."""

_DOT = 22
_MOST_DOTS = 12
_INK, _GREY, _WHITE = (31, 41, 51), (217, 222, 227), (255, 255, 255)
_COLOURS = ((179, 84, 30), (29, 92, 138), (79, 122, 40), (107, 76, 154), (122, 106, 47), (138, 40, 70))
_LEAST_BAR = 10
_COMPRESSION = 3
"""Of zlib: a fifth faster than its usual 6, for 2.5 kB more."""

_MOST_LETTERS = 60


def answer_chart(bars: Sequence[Bar], axis: str) -> bytes:
    """A PNG of these values along one axis; `axis` says what is measured. Needs two bars or more.

    Bounds that are open on one side end in an arrow at the edge.

    Raises:
        ValueError: fewer than two bars.
    """
    if len(bars) < 2:
        raise ValueError("a chart of fewer than two values shows nothing")
    from PIL import Image, ImageDraw  # noqa: PLC0415 -- only who draws needs it

    picture = Image.new("RGB", (_WIDTH, len(bars) * _ROW + _FOOT), _WHITE)
    draw = ImageDraw.Draw(picture)
    scale = _Scale(bars)
    _draw_axis(draw, scale, axis, len(bars) * _ROW)
    for row, bar in enumerate(bars):
        _draw_bar(picture, draw, scale, bar, row)
    out = BytesIO()
    # A palette of our own colours and what lies between them: a quarter of the bytes, a quarter of the time.
    drawn = picture.quantize(palette=_palette(), dither=Image.Dither.NONE)
    drawn.save(out, format="png", compress_level=_COMPRESSION)
    return out.getvalue()


class _Scale:
    """Where a number stands, from left to right."""

    def __init__(self, bars: Sequence[Bar]) -> None:
        ends = [float(end) for bar in bars for end in (bar.low, bar.high, bar.value) if end is not None]
        margin = (max(ends) - min(ends)) * 0.08 or abs(max(ends)) * 0.05 or 1.0
        self.low, self.high = min(ends) - margin, max(ends) + margin

    def at(self, value: float) -> float:
        """The place of a number, in pixels from the left."""
        return _MARGIN + (value - self.low) / (self.high - self.low) * (_WIDTH - 2 * _MARGIN)

    def ticks(self) -> list[tuple[float, str]]:
        """Round numbers along it, each with its words: as short as tells them apart."""
        from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 -- half a second to import

        values = [float(each) for each in MaxNLocator(nbins=5).tick_values(self.low, self.high)]
        shown = [value for value in values if self.low <= value <= self.high]
        words: list[str] = []
        for digits in (4, 6, 9):
            words = [_plain_number(value, digits) for value in shown]
            if len(set(words)) == len(words):
                break
        return list(zip(shown, words, strict=True))


def _draw_axis(draw: ImageDraw, scale: _Scale, axis: str, height: int) -> None:
    for value, words in scale.ticks():
        x = scale.at(value)
        draw.line((x, 0, x, height + 8), fill=_GREY, width=2)
        half = draw.textlength(words, font=_font(_SMALL)) / 2
        place = min(max(x, half + 4), _WIDTH - half - 4)
        draw.text((place, height + 14), words, font=_font(_SMALL), fill=_INK, anchor="ma")
    draw.line((_MARGIN, height, _WIDTH - _MARGIN, height), fill=_INK, width=2)
    draw.text((_WIDTH / 2, height + 46), _short(axis), font=_font(_SMALL), fill=_INK, anchor="ma")


def _draw_bar(picture: Image, draw: ImageDraw, scale: _Scale, bar: Bar, row: int) -> None:
    colour = _COLOURS[row % len(_COLOURS)]
    tint = _tint(colour)
    top, bottom = row * _ROW + _LABEL, (row + 1) * _ROW - 14
    left = scale.at(float(bar.low)) if bar.low is not None else float(_MARGIN)
    right = scale.at(float(bar.high)) if bar.high is not None else float(_WIDTH - _MARGIN)
    missing = max(0.0, _LEAST_BAR - (right - left)) / 2
    draw.rectangle((left - missing, top, right + missing, bottom), fill=tint)
    middle = (top + bottom) / 2
    for is_open, tip, base in (
        (bar.low is None, 4, _MARGIN),
        (bar.high is None, _WIDTH - 4, _WIDTH - _MARGIN),
    ):
        if is_open:
            draw.polygon(((tip, middle), (base, top), (base, bottom)), fill=tint)
    _draw_dots(picture, scale.at(float(bar.value)), middle, bar, colour)
    words = _short(bar.label)
    start = min(max(left, _MARGIN), _WIDTH - _MARGIN - draw.textlength(words, font=_font(_TEXT)))
    draw.text((max(4, start), row * _ROW + 6), words, font=_font(_TEXT), fill=_INK)


def _draw_dots(picture: Image, x: float, y: float, bar: Bar, colour: Colour) -> None:
    """Dots beside each other around the value, within an open bound from it; independent origins first."""
    shown = min(bar.n_claims, _MOST_DOTS)
    step = _DOT + 2
    before = 0.0 if bar.high is None else shown - 1 if bar.low is None else (shown - 1) / 2
    left = min(max(x - step * before, _DOT), _WIDTH - _DOT - step * (shown - 1))
    for place in range(shown):
        dot, mask = _dot(colour, place < bar.n_origins)
        corner = (round(left + step * place - _DOT / 2), round(y - _DOT / 2))
        picture.paste(dot, corner, mask)


@lru_cache(maxsize=16)
def _dot(colour: Colour, is_filled: bool) -> tuple[Image, Image]:
    """A dot with soft edges, and where it covers what is below: drawn large, then made small."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    large = 8 * _DOT
    dot = Image.new("RGB", (large, large), colour)
    mask = Image.new("L", (large, large), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, large - 1, large - 1), fill=255)
    if not is_filled:
        edge = large // 7
        ImageDraw.Draw(dot).ellipse((edge, edge, large - 1 - edge, large - 1 - edge), fill=_WHITE)
    small = (_DOT, _DOT)
    return dot.resize(small, Image.Resampling.LANCZOS), mask.resize(small, Image.Resampling.LANCZOS)


@lru_cache(maxsize=1)
def _palette() -> Image:
    from PIL import Image  # noqa: PLC0415

    colours = [*_between(_WHITE, _INK, 12), _GREY]
    for colour in _COLOURS:
        colours += [*_between(_WHITE, colour, 8), *_between(_tint(colour), colour, 6)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in dict.fromkeys(colours) for part in colour])
    return palette


def _between(one: Colour, other: Colour, steps: int) -> list[Colour]:
    """The colours on the way from one to another, both of them with it."""
    return [
        (
            round(one[0] + (other[0] - one[0]) * step / (steps - 1)),
            round(one[1] + (other[1] - one[1]) * step / (steps - 1)),
            round(one[2] + (other[2] - one[2]) * step / (steps - 1)),
        )
        for step in range(steps)
    ]


def _tint(colour: Colour) -> Colour:
    return _between(_WHITE, colour, 11)[3]


@lru_cache(maxsize=4)
def _font(size: int) -> FreeTypeFont:
    """The font that Matplotlib brings: no machine needs one of its own."""
    from matplotlib import get_data_path  # noqa: PLC0415
    from PIL import ImageFont  # noqa: PLC0415

    return ImageFont.truetype(f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf", size)


def _plain_number(value: float, digits: int) -> str:
    for size, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:,.{digits}g}{name}"
    return f"{value:,.{digits + 2}g}"


def _short(label: str) -> str:
    return label if len(label) <= _MOST_LETTERS else f"{label[: _MOST_LETTERS - 1]}…"
