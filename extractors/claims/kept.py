"""The first claims of an article in order of place, of however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nsmallest

from extractors.records import Claim, Kind


def first_claims(claims: Iterable[Claim], most: int) -> tuple[list[Claim], int]:
    """The first `most` claims in order of place, and how many there were; no more than `most` are held."""
    counted = _Counted(claims)
    kept = nsmallest(most, counted, key=_place)
    return kept, counted.number


class _Counted:
    """Claims as they come, and how many have come."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims = claims
        self.number = 0

    def __iter__(self) -> Iterator[Claim]:
        for claim in self._claims:
            self.number += 1
            yield claim


def _place(claim: Claim) -> tuple[int, int, Kind, str, str]:
    return claim.start or 0, claim.end or 0, claim.kind, claim.metric, claim.subject
