"""What tracing knows of articles and of the texts they share, without the texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from checkers.records import LineageKind

Hashes = npt.NDArray[np.uint64]
"""Hashes of more than a word: of shingles, of sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An article among others: identity, words of prose, and the hashes of its names and figures.

    `telling` holds both, `figures` the latter alone.
    """

    article_id: str
    url: str
    outlet: str | None
    author: str | None
    published: str | None
    size: int
    telling: frozenset[int]
    figures: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedText:
    """Two articles that share text. `earlier` and `later` are places in the shelf's order, not a finding.

    `of_earlier` and `of_later` are the shares of the text of each that stand in the other.
    """

    earlier: int
    later: int
    kind: LineageKind
    of_earlier: float
    of_later: float
    evidence: str

    @property
    def containment(self) -> float:
        """The share of the smaller text that stands in the other."""
        return max(self.of_earlier, self.of_later)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """An article as it was traced. All but `known`, `sentences` and the fingerprints are keys to find it by.

    `page` and `own` are what others may credit it by, `linked` and `credited` what it credits.
    """

    known: Known
    text_sha256: str
    sentences: Hashes
    prose: Hashes
    quotations: Hashes
    page: int
    own: frozenset[int]
    credited: frozenset[int]
    linked: frozenset[int]
