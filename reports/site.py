"""The pages of the site as records. How they look is `site_pages`, what can be searched `site_list`."""

from __future__ import annotations

from dataclasses import dataclass

from reports.digest import GivenAnswer, Quotation
from reports.site_plot import Plot
from reports.site_tree import TreeNode
from reports.site_words import file_name, metric_words
from warehouse.site_rows import (
    SiteDisagreement,
    SiteFinding,
    SiteGap,
    SiteOutlet,
    SiteQuestion,
    SiteRuling,
    SiteSubject,
)
from warehouse.summary_rows import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a finding: what it says, in whose words, and on how many origins."""

    value: str
    quotation: Quotation | None
    n_origins: int | None
    is_reference: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding with its short id. `has_question` says whether the site has a page of its question."""

    row: SiteFinding
    short: str
    has_question: bool

    @property
    def state(self) -> str:
        """What sets it apart from the others: ruled on, or too uncertain for a letter; else empty."""
        return self.row.ruling or ("" if self.row.is_told else "uncertain")

    @property
    def title(self) -> str:
        """What it is about: its question, or subject and metric."""
        return self.row.question or f"{self.row.subject}: {metric_words(self.row.metric)}"

    @property
    def told(self) -> str | None:
        """The publication of its later side, ISO."""
        return max(filter(None, (self.row.published_a, self.row.published_b)), default=None)

    @property
    def page(self) -> str:
        """The address of its page, from the root of the site."""
        return f"findings/{self.row.finding_id}.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPage:
    """The page of a finding."""

    finding: Finding
    sides: tuple[Side, ...]
    rulings: tuple[SiteRuling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePage:
    """The page of a finding that people ruled away, for those who come by a link of a letter."""

    finding_id: str
    short: str
    rulings: tuple[SiteRuling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim on the page of its question; `copy_of` is who its article has its text from."""

    claim_id: str
    value: str
    quotation: Quotation
    title: str | None
    status: str | None
    attributed_to: str | None
    copy_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """The page of a question. `claims` are the earliest, `n_more` others are not shown."""

    row: SiteQuestion
    answers: tuple[GivenAnswer, ...]
    claims: tuple[ClaimLine, ...]
    n_more: int
    findings: tuple[Finding, ...]
    plot: Plot | None
    trees: tuple[TreeNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPage:
    """The page of a subject: what was found on it, and its questions that have a page."""

    row: SiteSubject
    findings: tuple[Finding, ...]
    n_findings: int
    questions: tuple[SiteQuestion, ...]

    @property
    def n_more(self) -> int:
        """Questions that are not listed."""
        return max(0, self.row.n_questions - len(self.questions))


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletPage:
    """The page of an outlet: the findings in which it stands for a side, and what was not seen of it."""

    row: SiteOutlet
    findings: tuple[Finding, ...]
    n_findings: int
    against: tuple[SiteDisagreement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPage:
    """The page of a run: what it met, and what it could not see. `counts` is what it counted, in words."""

    row: Run
    n_new: int
    counts: tuple[str, ...]
    gaps: tuple[SiteGap, ...]
    n_more: int

    @property
    def n_unseen(self) -> int:
        """How often it met something that it could not see, among those listed."""
        return sum(gap.n_met for gap in self.gaps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What all pages of one site share: the day of the latest article, ISO, and who has a page."""

    told_until: str | None
    subjects: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()

    def subject_page(self, subject: str) -> str | None:
        """The address of the page of a subject, from the root of the site; `None` when it has none."""
        return f"subjects/{file_name(subject)}" if subject in self.subjects else None

    def outlet_page(self, outlet: str | None) -> str | None:
        """The address of the page of an outlet, from the root of the site; `None` when it has none."""
        return f"outlets/{file_name(outlet)}" if outlet in self.outlets and outlet else None
