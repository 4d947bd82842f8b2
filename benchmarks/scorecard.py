"""The figures of a measurement: rates and shares by name, and what went wrong in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Precision, recall and their harmonic mean over counts; 1 where there was nothing to find or say."""

    hits: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is labelled that was found."""
        return self.hits / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many; 1 of none."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.hits / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing that was missed or said falsely: of what sort, and a line for a person."""

    sort: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """What was measured on some topics. Every figure is better the higher it is."""

    rates: dict[str, Rate]
    shares: dict[str, Share]
    remarks: tuple[Remark, ...]

    def figures(self) -> dict[str, float]:
        """All figures that have a floor, by name: F1 of a rate, and of full matches also its two parts.

        What was not asked, or has no case, has no figure: a floor of 1 under nothing would break at once.
        """
        figures = {name: rate.f1 for name, rate in self.rates.items() if rate.found or rate.labelled}
        full = self.rates["quantity_full"]
        if full.found or full.labelled:
            figures |= {"quantity_full_precision": full.precision, "quantity_full_recall": full.recall}
        return figures | {name: share.value for name, share in self.shares.items() if share.of}

    def lines(self) -> list[str]:
        """The card as text, a figure a line; what was not asked is left out."""
        lines = [
            f"  {name:32} P {rate.precision:.3f}  R {rate.recall:.3f}  F1 {rate.f1:.3f}"
            f"   {rate.hits} right, {rate.found} found, {rate.labelled} labelled"
            for name, rate in self.rates.items()
            if rate.found or rate.labelled
        ]
        shares = [
            f"  {name:32} {share.value:.3f}   {share.hits} of {share.of}"
            for name, share in self.shares.items()
            if share.of
        ]
        return lines + shares
