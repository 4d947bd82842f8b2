"""What a run published, and the tally that scoring keeps while it goes through the topics."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from benchmarks.matching import Found
from benchmarks.scorecard import Rate, Remark, Scorecard, Share

ATTRIBUTES = ("modifier", "period", "status", "attributed_to", "unit")
_RATES = ("quantity_found", "quantity_metric", "quantity_full", "facts", "quotes", "quote_speakers", "copies")
_SHARES = (
    *ATTRIBUTES,
    "contradiction_precision",
    "contradiction_precision_strict",
    "contradiction_recall",
    "agree_recall",
    "update_recall",
    "different_recall",
    "hard_negatives_spared",
    "cites_recall",
)

Pair = frozenset[str]
"""The ids of two claims, in no order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEdge:
    """A row of the published view `lineage`."""

    article_url: str
    origin_url: str | None
    origin_name: str | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a run published: claims, the relation of each pair of them, and lineage."""

    claims: tuple[Found, ...]
    relations: dict[Pair, str]
    edges: tuple[FoundEdge, ...]


@dataclass(slots=True)
class Tally:
    """Counts by name, the errors in words, and which claim stands for which label."""

    vocabulary: frozenset[str]
    counts: Counter[str] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)
    claim_of: dict[tuple[str, str], str] = field(default_factory=dict)
    label_of: dict[str, tuple[str, str]] = field(default_factory=dict)
    said: dict[str, Found] = field(default_factory=dict)

    def remark(self, sort: str, *parts: object) -> None:
        """Note one error."""
        line = " | ".join(str(part) for part in parts)
        self.remarks.append(Remark(sort=sort, line=line.replace("\n", " / ")))

    def rate(self, name: str, hits: int, found: int, labelled: int) -> None:
        """Add to a rate."""
        self.counts[f"{name}.hits"] += hits
        self.counts[f"{name}.found"] += found
        self.counts[f"{name}.labelled"] += labelled

    def share(self, name: str, is_hit: bool) -> None:
        """Add one case to a share."""
        self.counts[f"{name}.hits"] += is_hit
        self.counts[f"{name}.of"] += 1

    def card(self) -> Scorecard:
        """The scorecard of all that was counted."""
        counts = self.counts
        return Scorecard(
            rates={
                name: Rate(
                    hits=counts[f"{name}.hits"],
                    found=counts[f"{name}.found"],
                    labelled=counts[f"{name}.labelled"],
                )
                for name in _RATES
            },
            shares={name: Share(hits=counts[f"{name}.hits"], of=counts[f"{name}.of"]) for name in _SHARES},
            remarks=tuple(self.remarks),
        )
