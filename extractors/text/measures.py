"""A number with its unit, before neighbours are joined and hedges are read."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extractors.text.readings import COUNT


class Measure(NamedTuple):
    """A value at `[start, end)` of the shadow; `number_end` is where its digits and magnitude end.

    `own_magnitude` and `own_unit` say whether they are printed on this value. A `weak` measure ("one",
    a bare "half") is dropped unless it becomes part of a longer value.
    """

    start: int
    end: int
    number_end: int
    low: Decimal
    high: Decimal
    mantissa: Decimal
    magnitude: Decimal
    unit: str
    noun: str | None
    dimension: str
    ambiguous: tuple[str, ...]
    lexeme: str
    letter: str
    sign: bool
    minor: bool = False
    weak: bool = False
    joined: bool = False

    @property
    def blank(self) -> bool:
        """Whether no unit and no noun is printed."""
        return self.unit == COUNT and self.noun is None

    def in_metres(self) -> Measure:
        """A value whose letter `m` was read as million ("3m") as metres."""
        return self._replace(
            low=self.mantissa, high=self.mantissa, magnitude=Decimal(1), letter="", unit="metres",
            dimension="length",
        )  # fmt: skip

    def with_unit_of(self, other: Measure, *, magnitude: bool) -> Measure:
        """This value read with the unit, and if asked the magnitude, that `other` prints for both."""
        factor = other.magnitude if magnitude and self.magnitude == 1 else self.magnitude
        value = self.mantissa * factor
        return self._replace(
            low=value, high=value, magnitude=factor, unit=other.unit, noun=other.noun,
            dimension=other.dimension, ambiguous=other.ambiguous, minor=other.minor, weak=False,
        )  # fmt: skip
