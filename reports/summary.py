"""What a person wants to know at the end of a run, as records. How it looks is `reports.summary_view`.

Everything here comes from the published file, so the summary can be printed again at any time.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the last run met, as its row in `runs` has it.

    `read` articles are `new`, `changed`, `reread` (old text, but extracted again) or `unchanged`. What had
    no article to read is in `skipped` by issue code, what came twice in one run in `repeated`.
    """

    new: int = 0
    changed: int = 0
    reread: int = 0
    unchanged: int = 0
    repeated: int = 0
    ready_claims: int = 0
    new_claims: int = 0
    removed_claims: int = 0
    skipped: tuple[tuple[str, int], ...] = ()

    @property
    def read(self) -> int:
        """Distinct articles read."""
        return self.new + self.changed + self.reread + self.unchanged

    @property
    def skipped_in_all(self) -> int:
        """How many inputs could not be read."""
        return sum(number for _, number in self.skipped)

    @property
    def nothing_new(self) -> bool:
        """Whether the run met only what was known before."""
        added = self.new + self.changed + self.reread + self.new_claims + self.removed_claims
        return self.read > 0 and added == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One telling: who says what, when and in which words."""

    value: str
    outlet: str | None
    published: str | None
    url: str
    sentence: str
    n_origins: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two answers to one question that cannot both hold, each with its earliest telling.

    `reference` is what references say, when they stand behind one side: `a` is the left, `b` the right.
    """

    question: str
    kind: str
    left: Voice
    right: Voice
    reason: str
    explanation: str
    same_origin: bool = False
    reference_side: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstReference:
    """What somebody tells against a reference: value, source and address of the one, voice of the other."""

    question: str
    value: str
    source: str
    url: str
    voice: Voice
    reason: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongSum:
    """A sum that one article tells and that does not come out: its working, and where it stands."""

    rule: str
    working: str
    outlet: str | None
    published: str | None
    url: str
    sentence: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentChange:
    """A value that an article changed without telling its readers; `copies` still carry the old one."""

    edit_id: str
    subject: str
    metric: str
    outlet: str | None
    url: str
    old_value: str
    new_value: str
    old_sentence: str
    new_sentence: str
    explanation: str
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One answer told by two or more independent origins."""

    question: str
    value: str
    n_articles: int
    n_origins: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An article that is a copy or a rewrite of another, or of a named source."""

    url: str
    outlet: str | None
    kind: str
    origin: str
    direction_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindSpot:
    """Something the findings cannot see: how many, and what it means."""

    number: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """How many there are in all, of which a summary shows the first."""

    contradictions: int = 0
    broken_sums: int = 0
    silent_edits: int = 0
    against_references: int = 0
    changed_quotations: int = 0
    agreements: int = 0
    copies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The state of the published file after a run; lists hold the first few, `totals` how many there are."""

    published: str
    counts: Counts
    articles: int
    outlets: int
    claims_by_kind: tuple[tuple[str, int], ...]
    contradictions: tuple[Disagreement, ...]
    broken_sums: tuple[WrongSum, ...]
    silent_edits: tuple[SilentChange, ...] = ()
    against_references: tuple[AgainstReference, ...] = ()
    changed_quotations: tuple[Disagreement, ...]
    agreements: tuple[Agreement, ...]
    copies: tuple[Copy, ...]
    blind_spots: tuple[BlindSpot, ...]
    totals: Listing
    try_sql: str

    @property
    def claims(self) -> int:
        """How many claims are held."""
        return sum(number for _, number in self.claims_by_kind)


def to_json(summary: Summary) -> str:
    """The summary for programs: one JSON object, keys as the records name them."""
    return json.dumps(asdict(summary), ensure_ascii=False, indent=2)
