"""Figures of generated articles, and what happens to figures that are copied by careless hands."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from benchmarks.lineage_texts import FactText

_EURO = 1.08  # dollars, about the average of 2023 and 2024
_MILLION, _BILLION = 1_000_000, 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of a fact: `number` in units of `scale`, as printed with so many decimals."""

    number: float
    decimals: int
    scale: int = 1
    sign: str = ""
    hedge: str = ""
    noun: str = ""

    @property
    def low(self) -> float:
        """The printed number in base units."""
        return round(self.number, self.decimals) * self.scale

    @property
    def value_text(self) -> str:
        """The figure as printed, without hedge and noun."""
        digits = f"{self.number:,.{self.decimals}f}"
        scale = {_MILLION: " million", _BILLION: " billion"}.get(self.scale, "")
        return f"{self.sign}{digits}{scale}{' percent' if self.noun == 'percent' else ''}"

    @property
    def words(self) -> str:
        """The figure as a sentence prints it."""
        noun = "" if self.noun == "percent" else self.noun
        return " ".join(filter(None, (self.hedge, self.value_text, noun)))


def draw_figure(fact: FactText, rand: random.Random) -> Figure:
    """A figure in the range of a fact, two in five with a hedge where the fact allows one."""
    number = rand.uniform(*fact.range)
    hedge = rand.choice(fact.hedges) if fact.hedges and rand.random() < 0.4 else ""
    if fact.value == "money":
        if number >= 1_000:
            return Figure(number=number / 1_000, decimals=2, scale=_BILLION, sign="$", hedge=hedge)
        return Figure(number=number, decimals=1, scale=_MILLION, sign="$", hedge=hedge)
    if fact.value == "percent":
        return Figure(number=number, decimals=1, hedge=hedge, noun="percent")
    digits = 2 if hedge else 0
    return Figure(number=round(number, -digits), decimals=0, hedge=hedge, noun=fact.noun or "")


def changed_figure(figure: Figure, kind: str) -> Figure | None:
    """What becomes of a figure that is `rounded`, `converted`, ...; `None` where that cannot happen to it."""
    if kind == "rounded":
        if figure.decimals:
            changed = replace(figure, decimals=figure.decimals - 1)
        else:
            changed = replace(figure, number=float(round(figure.number, 2 - len(str(int(figure.number))))))
        return changed if changed.low != figure.low and changed.low else None
    if kind == "converted":
        if figure.sign != "$":
            return None
        return replace(figure, number=figure.number / _EURO, sign="€")
    if kind == "hedge_lost":
        return replace(figure, hedge="") if figure.hedge else None
    if kind == "million_as_billion":
        return replace(figure, scale=_BILLION) if figure.scale == _MILLION and not figure.hedge else None
    return figure


def wording_of(fact: FactText, kind: str) -> tuple[str, ...]:
    """Other sentences that the fact is told with after such a change; empty where there are none."""
    return {"forecast_as_fact": fact.outcome, "round_as_total": fact.total}.get(kind, ())
