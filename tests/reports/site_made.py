"""Made-up findings and questions of any size for the tests of the site, without a warehouse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from reports.digest import GivenAnswer, Quotation
from reports.site import (
    ClaimLine,
    Finding,
    FindingPage,
    Frame,
    GonePage,
    OutletPage,
    QuestionPage,
    RunPage,
    Side,
    SubjectPage,
)
from reports.site_list import list_script
from reports.site_pages import (
    ASSETS,
    asset,
    finding_page,
    findings_page,
    method_page,
    outlet_page,
    outlets_page,
    question_page,
    run_page,
    runs_page,
    subject_page,
    subjects_page,
)
from reports.site_plot import Told, plot_of
from reports.site_tree import TreeNode
from warehouse.review_rows import RunningPrecision
from warehouse.site_rows import (
    SiteDisagreement,
    SiteFinding,
    SiteGap,
    SiteOutlet,
    SiteQuestion,
    SiteRuling,
    SiteSubject,
)
from warehouse.summary_rows import Run, Totals

FRAME = Frame(told_until="2026-11-21")
SORTS = ("contradiction", "quotation", "silent_edit", "broken_sum", "reference")


def finding(number: int, words: str | None = None, **changes: object) -> Finding:
    """One finding; with `words` every field that an article fills holds these."""
    row = SiteFinding(
        sort=SORTS[number % len(SORTS)],
        finding_id=f"fnd_{number:016x}",
        is_told=True,
        ruling=None,
        question_id=f"qst_{number:016x}",
        question=words or f"Tarn Motors {number % 7}’s revenue, {2000 + number}",
        subject=words or f"Tarn Motors {number % 7}",
        metric=words or ("revenue", "employees")[number % 2],
        claim_a="clm_a",
        value_a=words or f"${number + 1} million",
        sentence_a=f"It said {words or f'${number + 1} million'} then.",
        outlet_a=words or f"Coast Courier {number % 3}",
        published_a=f"2026-10-{number % 28 + 1:02}",
        url_a="https://coast.example/one",
        n_origins_a=2,
        claim_b="clm_b",
        value_b=words or f"${number + 2} million",
        sentence_b=f"Not so, {words or f'${number + 2} million'}.",
        outlet_b=words or "Évening Post",
        published_b=f"2026-11-{number % 28 + 1:02}",
        url_b="https://post.example/two",
        n_origins_b=1,
        explanation=words or "50 % apart, beyond rounding.",
        working=words,
        reason="value_differs",
        confidence=0.9,
        severity=0.8,
        same_origin=False,
        within_article=False,
        reference=words,
        copies=[words] if words else [],
    )
    return Finding(row=replace(row, **changes), short=row.finding_id[4:12], has_question=True)  # type: ignore[arg-type]


def finding_page_of(found: Finding, link: str = "https://coast.example/one") -> FindingPage:
    """Its page, with the figure of either side marked."""
    row = found.row
    sides = []
    for value, sentence in ((row.value_a, row.sentence_a), (row.value_b, row.sentence_b)):
        assert value is not None
        assert sentence is not None
        start = sentence.find(value)
        said = Quotation(
            outlet=row.outlet_a,
            published=row.published_a,
            sentence=sentence,
            start=start,
            end=start + len(value),
            link=link,
        )
        sides.append(Side(value=value, quotation=said, n_origins=2))
    ruling = SiteRuling(
        finding_id=row.finding_id,
        ruling="comment",
        ruled_by=row.value_a or "",
        ruled_at="2026-11-20T08:00:00Z",
        note=row.value_a or "",
        right_answer=row.value_a,
        assignee=row.value_a,
    )
    return FindingPage(finding=found, sides=tuple(sides), rulings=(ruling,))


def gone_page_of(found: Finding) -> GonePage:
    """The page of the same finding, dismissed."""
    rulings = tuple(replace(each, ruling="dismissed") for each in finding_page_of(found).rulings)
    return GonePage(finding_id=found.row.finding_id, short=found.short, rulings=rulings)


def question_page_of(found: Finding, link: str = "https://coast.example/one") -> QuestionPage:
    """The page of its question, with two claims, one a copy."""
    row = found.row
    words = row.value_a or ""
    said = finding_page_of(found, link).sides[0].quotation
    assert said is not None
    answer = GivenAnswer(
        value=words,
        n_articles=2,
        n_origins=1,
        outlets=(row.outlet_a or "",),
        first_told="2026-10-01",
        first_outlet=row.outlet_a,
        quotations=(),
    )
    line = ClaimLine(
        claim_id="clm_a",
        value=words,
        quotation=said,
        title=words,
        status="rumoured",
        attributed_to=row.outlet_a,
        copy_of=row.outlet_a,
    )
    node = TreeNode(
        name=words,
        published="2026-10-01",
        value=words,
        claim_id="clm_a",
        tie="copied from it",
        note="",
        children=(),
    )
    told = [
        Told(lane=0, published="2026-10-01", is_first=True, label=words),
        Told(lane=1, published="2026-10-05T12:00:00Z", is_first=False, label=words),
        Told(lane=1, published=None, is_first=False, label=words),
    ]
    return QuestionPage(
        row=SiteQuestion(
            question_id=row.question_id or "",
            question=row.question or "",
            kind="quantity",
            subject=row.subject,
            metric=row.metric,
            scope="{}",
            period=None,
            verdict="disputed",
            n_claims=3,
            n_origins=1,
            n_articles=2,
            first_told="2026-10-01",
            last_answer="2026-10-05",
            value=words,
        ),
        answers=(answer, answer),
        claims=(line, replace(line, claim_id="clm_b", status=None)),
        n_more=1,
        findings=(found,),
        plot=plot_of([words, words], told),
        trees=(replace(node, tie="", children=(node,)), replace(node, claim_id=None, note="not held")),
    )


def listing_pages(found: Finding) -> Iterator[tuple[str, bytes]]:
    """The lists of subjects, outlets and runs, and a page of each, with the words of one finding."""
    row = found.row
    subject = SiteSubject(
        subject=row.subject, n_questions=3, n_settled=1, n_single_origin=1, n_disputed=1, n_claims=9
    )
    outlet = SiteOutlet(
        outlet=row.outlet_a,
        n_articles=9,
        n_claims=12,
        n_contradictions=3,
        n_copies=1,
        n_not_read=2,
        n_not_parsed=1,
        n_not_dated=0,
        n_read_in_part=0,
        n_without_claims=4,
        first_day="2026-10-01",
        last_day="2026-11-21",
    )
    clash = SiteDisagreement(
        outlet=row.outlet_a or "",
        other_outlet=row.outlet_b,
        n_contradictions=3,
        n_independent=2,
        n_alerts=1,
        last_at="2026-11-20",
    )
    run = Run(
        run_number=7,
        status="done",
        started_at=datetime(2026, 11, 21, 6, 0, tzinfo=UTC),
        finished_at=datetime(2026, 11, 21, 6, 4, tzinfo=UTC),
        counts="{}",
        code_version="1",
        lexicon_sha="a",
    )
    gap = SiteGap(
        run_number=7,
        gap="not_read",
        code="fetch_failed",
        outlet=row.outlet_a,
        host=row.outlet_b,
        n_met=3,
        location=row.outlet_a or "",
        message=row.outlet_a or "",
    )
    page = RunPage(row=run, n_new=12, counts=("12 new articles",), gaps=(gap,), n_more=2)
    asked = question_page_of(found).row
    frame = replace(FRAME, subjects=frozenset({row.subject}), outlets=frozenset({row.outlet_a or ""}))
    totals = Totals(
        n_articles=9,
        n_outlets=2,
        n_claims=12,
        n_questions=3,
        n_disputed=1,
        n_contradictions=3,
        n_alerts=2,
        n_agreements=1,
        n_updates=0,
        n_issues=4,
    )
    found_on = SubjectPage(row=subject, findings=(found,), n_findings=2, questions=(asked,))
    stands_in = OutletPage(row=outlet, findings=(found,), n_findings=2, against=(clash,))
    yield "subjects/index.html", subjects_page(frame, [(subject, 1)], 2)
    yield frame.subject_page(row.subject) or "", subject_page(frame, found_on)
    yield "outlets/index.html", outlets_page(frame, [outlet, replace(outlet, outlet=None)], 2)
    yield frame.outlet_page(row.outlet_a) or "", outlet_page(frame, stands_in)
    yield "runs/index.html", runs_page(frame, [page])
    yield "runs/7.html", run_page(frame, page)
    yield "method.html", method_page(frame, totals, precisions())


def precisions() -> list[RunningPrecision]:
    """The running precision of all findings, of contradictions, and of these on one metric."""
    of_all = RunningPrecision(
        relation=None,
        metric=None,
        n_ruled=12,
        n_right=9,
        precision=0.75,
        low=0.468,
        high=0.911,
        n_dismissed=2,
        n_wrong_match=1,
        n_wrong_reading=0,
    )
    return [
        of_all,
        replace(of_all, metric="revenue"),
        replace(of_all, relation="contradict"),
        replace(of_all, relation="contradict", metric="revenue"),
    ]


def site_of(findings: Sequence[Finding], *, each: bool = True) -> Iterator[tuple[str, bytes]]:
    """A site of these findings, with the pages of each unless they are too many to look at."""
    yield from ((f"assets/{name}", asset(name)) for name in ASSETS)
    yield "assets/findings-data.js", list_script(findings)
    yield "index.html", findings_page(FRAME, findings, 50, 0)
    yield from listing_pages(findings[0])
    for one in findings if each else ():
        yield one.page, finding_page(FRAME, finding_page_of(one))
        yield f"questions/{one.row.question_id}.html", question_page(FRAME, question_page_of(one))
