"""The reliability page of docs/: a table of confidence bands, and its curve as a PNG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import sqrt
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

DOCS = Path(__file__).resolve().parent.parent / "docs"
_Z = 1.96
"""Two-sided 95 %."""
_COLOURS = ("#1f5c99", "#b3541e")
_MARKS = ("o", "s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Claims whose confidence is in `[low, high)`: their mean confidence, how many, and how many right."""

    low: float
    high: float
    mean: float
    claims: int
    right: int

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.claims

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share after Wilson 1927."""
        n, p = self.claims, self.share
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)


def page(groups: Mapping[str, Sequence[Band]]) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(groups)) + "\n"


def _lines(groups: Mapping[str, Sequence[Band]]) -> Iterator[str]:
    yield "# What a confidence means"
    yield ""
    yield "Made by `python -m benchmarks.reliability --docs`, which measures it on the labelled articles of"
    yield "`tests/gold`. A quantity is right when its value, metric and subject are; a fact when its object"
    yield "is, too; a quotation when its words and its speaker are. What nobody labelled counts as wrong."
    yield ""
    yield "![Share of claims that are right, by confidence](reliability.png)"
    for title, found in groups.items():
        yield ""
        yield f"## {title[0].upper()}{title[1:]}"
        yield ""
        yield "| confidence | mean | claims | right | share right | 95 % interval |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for band in found:
            low, high = band.interval
            yield (
                f"| {band.low:.2f} to {band.high:.2f} | {band.mean:.2f} | {band.claims} | {band.right} |"
                f" {band.share:.2f} | {low:.2f} to {high:.2f} |"
            )


def curve_png(groups: Mapping[str, Sequence[Band]]) -> bytes:
    """The reliability curve as PNG: share right over mean confidence, a line a group, 95 % intervals."""
    with mpl.rc_context({"font.size": 11, "svg.hashsalt": "twosource"}):
        figure = Figure(figsize=(6.4, 5.2), dpi=110, layout="constrained")
        axes = figure.add_subplot()
        axes.plot((0, 1), (0, 1), color="#888888", linestyle="--", linewidth=1, label="as promised")
        for (title, found), colour, mark in zip(groups.items(), _COLOURS, _MARKS, strict=False):
            means, shares = [band.mean for band in found], [band.share for band in found]
            below = [max(0.0, band.share - band.interval[0]) for band in found]
            above = [max(0.0, band.interval[1] - band.share) for band in found]
            axes.errorbar(
                means, shares, yerr=(below, above), color=colour, marker=mark, capsize=3, label=title
            )
            for band in found:
                axes.annotate(
                    str(band.claims),
                    (band.mean, band.share),
                    textcoords="offset points",
                    xytext=(6, -12),
                    fontsize=9,
                    color=colour,
                )
        axes.set(
            xlim=(0, 1.03), ylim=(0, 1.03), xlabel="confidence of the claim", ylabel="share that is right"
        )
        axes.set_title("Reliability of confidences (small figures: claims)", fontsize=12)
        axes.legend(loc="upper left", frameon=False)
        axes.spines[["top", "right"]].set_visible(False)
        out = BytesIO()
        figure.savefig(out, format="png", metadata={"Description": page(groups), "Software": None})
        return out.getvalue()
