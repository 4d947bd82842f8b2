"""The page on alerts of docs/: precision and recall by confidence as a table, and the curve as a PNG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from checkers.thresholds import load_thresholds

DOCS = Path(__file__).resolve().parent.parent / "docs"
WANTED_PRECISION = 0.9
_STEPS = (0.0, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
_COLOURS = ("#1f5c99", "#b3541e")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A contradiction that was found. `is_right` is `None` where no label judges it."""

    confidence: float
    is_right: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """The contradictions found in some topics, and for each labelled one the confidence it was found with.

    A labelled contradiction that was not found has confidence 0.
    """

    found: tuple[Alarm, ...]
    wanted: tuple[float, ...]

    def counts(self, least: float) -> tuple[int, int, int]:
        """How many of at least this confidence are right, wrong, and unjudged."""
        kept = [alarm.is_right for alarm in self.found if alarm.confidence >= least]
        return kept.count(True), kept.count(False), kept.count(None)

    def precision(self, least: float) -> float | None:
        """The share of the judged ones that is right; `None` when none is judged."""
        right, wrong, _ = self.counts(least)
        return right / (right + wrong) if right + wrong else None

    def recall(self, least: float) -> float | None:
        """The share of the labelled ones that is found with at least this confidence."""
        if not self.wanted:
            return None
        return sum(sure > 0 and sure >= least for sure in self.wanted) / len(self.wanted)

    def lowest(self, wanted: float = WANTED_PRECISION) -> float | None:
        """The lowest confidence of a found one from which precision is, and stays, what is wanted."""
        good = None
        for least in sorted({alarm.confidence for alarm in self.found}, reverse=True):
            precision = self.precision(least)
            if precision is not None and precision < wanted:
                break
            good = least
        return good


def page(groups: Mapping[str, Alarms]) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(groups)) + "\n"


def _lines(groups: Mapping[str, Alarms]) -> Iterator[str]:
    limits = load_thresholds()
    needed = limits.alert_confidence.share
    yield "# When an editor is told"
    yield ""
    yield "Made by `python -m benchmarks.alerts --docs`, which reads and checks the labelled articles of"
    yield "`tests/gold`. Each line counts the pairs of claims that were found to contradict each other with"
    yield "at least that confidence. Right and wrong are those that labels judge; recall is the share of the"
    yield "labelled contradictions that were found. One below the threshold is stored and in the view"
    yield "`contradictions`, and is no alert."
    yield ""
    yield f"Wanted is a precision of {WANTED_PRECISION:g}. `alert_confidence` is {needed:g}; for quantities"
    yield f"of no known metric it is {limits.alert_confidence_unnamed.share:g}, for two figures of one"
    yield f"article {limits.alert_confidence_one_article.share:g}."
    yield ""
    yield "![Precision and recall by confidence](alerts.png)"
    for title, alarms in groups.items():
        yield ""
        yield f"## {title[0].upper()}{title[1:]}"
        yield ""
        yield _verdict(alarms, needed)
        yield ""
        yield "| confidence at least | found | right | wrong | unjudged | precision | recall |"
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        for least in sorted({*_STEPS, needed}):
            right, wrong, unjudged = alarms.counts(least)
            yield (
                f"| {least:.2f} | {right + wrong + unjudged} | {right} | {wrong} | {unjudged} |"
                f" {_share(alarms.precision(least))} | {_share(alarms.recall(least))} |"
            )


def _verdict(alarms: Alarms, needed: float) -> str:
    right, wrong, unjudged = alarms.counts(needed)
    lowest = alarms.lowest()
    reached = "never reached" if lowest is None else f"reached from {lowest:.2f} up"
    return (
        f"At {needed:g}: {right} right, {wrong} wrong, {unjudged} unjudged; precision "
        f"{_share(alarms.precision(needed))}, recall {_share(alarms.recall(needed))}. "
        f"A precision of {WANTED_PRECISION:g} is {reached}."
    )


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.2f}"


def curve_png(groups: Mapping[str, Alarms]) -> bytes:
    """Precision and recall over the least confidence as PNG, a colour a group."""
    with mpl.rc_context({"font.size": 11, "svg.hashsalt": "twosource"}):
        figure = Figure(figsize=(6.4, 5.2), dpi=110, layout="constrained")
        axes = figure.add_subplot()
        steps = [step / 100 for step in range(100)]
        for (title, alarms), colour in zip(groups.items(), _COLOURS, strict=False):
            for measure, style, name in (
                (alarms.precision, "-", "precision"),
                (alarms.recall, ":", "recall"),
            ):
                drawn = [(step, share) for step in steps if (share := measure(step)) is not None]
                if drawn:
                    across, up = zip(*drawn, strict=True)
                    axes.step(across, up, style, color=colour, where="post", label=f"{name}, {title}")
        needed = load_thresholds().alert_confidence.share
        axes.axvline(needed, color="#888888", linewidth=1, linestyle="--")
        axes.axhline(WANTED_PRECISION, color="#888888", linewidth=1, linestyle="--")
        axes.set(xlim=(0, 1), ylim=(0, 1.03), xlabel="confidence at least", ylabel="share")
        axes.set_title("Contradictions: what a threshold of confidence gives", fontsize=12)
        axes.legend(loc="upper left", bbox_to_anchor=(0, 0.86), frameon=False, fontsize=9)
        axes.spines[["top", "right"]].set_visible(False)
        out = BytesIO()
        figure.savefig(out, format="png", metadata={"Description": page(groups), "Software": None})
        return out.getvalue()
