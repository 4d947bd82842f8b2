"""What currencies were worth, from a shipped table: enough to tell a converted figure from another one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from extractors.lexicon.strict import LexiconError, build, read_toml

_DOLLAR = "USD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """US dollars for one unit, by month or year, and how far a day may lie from the average."""

    usd: dict[str, Decimal]
    spread: Decimal
    month_spread: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What one unit of one currency is worth in another: the average and the range around it."""

    mean: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The whole table. `far` widens the range for each year that the nearest listed one is away."""

    far: Decimal
    currency: dict[str, Currency]

    def is_currency(self, unit: str | None) -> bool:
        """Whether a unit is a currency: three capitals, listed or not."""
        return unit is not None and len(unit) == 3 and unit.isalpha() and unit.isupper()

    def rate(self, source: str, target: str, day: str | None) -> Rate | None:
        """What one `source` was worth in `target` around an ISO date or period, `None` when not listed.

        Without a date the whole span of listed years is the range.
        """
        left, right = self._in_dollars(source, day), self._in_dollars(target, day)
        if left is None or right is None:
            return None
        return Rate(mean=left.mean / right.mean, low=left.low / right.high, high=left.high / right.low)

    def _in_dollars(self, unit: str, day: str | None) -> Rate | None:
        if unit == _DOLLAR:
            return Rate(mean=Decimal(1), low=Decimal(1), high=Decimal(1))
        entry = self.currency.get(unit)
        if entry is None:
            return None
        if day is None or not day[:4].isdigit():
            years = [entry.usd[key] for key in entry.usd if len(key) == 4]
            return _around(sum(years, Decimal(0)) / len(years), (max(years) - min(years)) / min(years) / 2)
        month = entry.usd.get(day[:7]) if entry.month_spread is not None else None
        if month is not None and entry.month_spread is not None:
            return _around(month, entry.month_spread)
        year = min(
            (key for key in entry.usd if len(key) == 4), key=lambda key: (abs(int(key) - int(day[:4])), key)
        )
        return _around(entry.usd[year], entry.spread + self.far * abs(int(year) - int(day[:4])))


def _around(mean: Decimal, spread: Decimal) -> Rate:
    return Rate(mean=mean, low=mean * (1 - spread), high=mean * (1 + spread))


@lru_cache(maxsize=8)
def load_rates(path: Path | None = None) -> Rates:
    """The table of `path`, or the one that ships with the package.

    Raises:
        LexiconError: unknown key, a rate that is no positive number, or a currency without a single year.
    """
    source = path or Path(str(files("checkers") / "rates.toml"))
    table = build(Rates, read_toml(source), source.name)
    for name, entry in table.currency.items():
        if not any(len(key) == 4 for key in entry.usd) or min(entry.usd.values()) <= 0:
            raise LexiconError(f"{source.name}: currency {name} needs positive rates and at least one year")
    return table
