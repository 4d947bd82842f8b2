"""The pages of subjects, outlets and runs, and the lists that lead to them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reports.site import Finding, Frame, OutletPage, RunPage, SubjectPage
from reports.site_limits import SiteLimits
from reports.site_pages import outlet_page, outlets_page, run_page, runs_page, subject_page, subjects_page
from reports.site_words import run_counts
from warehouse import Published
from warehouse.site_rows import (
    SiteDisagreement,
    SiteGap,
    SiteOutlet,
    SiteQuestion,
    SiteState,
    SiteSubject,
)
from warehouse.summary_rows import Run

_AGAINST = 20
"""Outlets that stand against one, listed on its page."""


def subject_files(
    frame: Frame,
    rows: Sequence[SiteSubject],
    findings: Sequence[Finding],
    questions: Sequence[SiteQuestion],
    *,
    state: SiteState,
    limits: SiteLimits,
) -> Iterator[tuple[str, bytes]]:
    """The list of subjects, and a page for each."""
    found: dict[str, list[Finding]] = defaultdict(list)
    asked: dict[str, list[SiteQuestion]] = defaultdict(list)
    for finding in findings:
        found[finding.row.subject].append(finding)
    for question in questions:
        asked[question.subject].append(question)
    listed = [(row, sum(each.row.is_told for each in found[row.subject])) for row in rows]
    listed.sort(key=lambda pair: -pair[1])
    yield "subjects/index.html", subjects_page(frame, listed, max(0, state.n_subjects - len(rows)))
    for row in rows:
        page = SubjectPage(
            row=row,
            findings=tuple(found[row.subject][: limits.first]),
            n_findings=len(found[row.subject]),
            questions=tuple(asked[row.subject][: limits.rows]),
        )
        yield frame.subject_page(row.subject) or "", subject_page(frame, page)


def outlet_files(
    frame: Frame,
    rows: Sequence[SiteOutlet],
    findings: Sequence[Finding],
    published: Published,
    *,
    state: SiteState,
    limits: SiteLimits,
) -> Iterator[tuple[str, bytes]]:
    """The list of outlets, and a page for each that has a name."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        other = None if finding.row.sort == "reference" else finding.row.outlet_b
        for outlet in {finding.row.outlet_a, other} - {None}:
            found[str(outlet)].append(finding)
    against: dict[str, list[SiteDisagreement]] = defaultdict(list)
    for clash in published.rows(SiteDisagreement, most=_AGAINST):
        against[clash.outlet].append(clash)
    yield "outlets/index.html", outlets_page(frame, rows, max(0, state.n_outlets - len(rows)))
    for row in rows:
        if row.outlet is None:
            continue
        page = OutletPage(
            row=row,
            findings=tuple(found[row.outlet][: limits.first]),
            n_findings=len(found[row.outlet]),
            against=tuple(against[row.outlet]),
        )
        yield frame.outlet_page(row.outlet) or "", outlet_page(frame, page)


def run_files(frame: Frame, published: Published, limits: SiteLimits) -> Iterator[tuple[str, bytes]]:
    """The list of the last runs, and a page for each with what it could not see."""
    runs = published.rows(Run, limit=limits.runs)
    gaps: dict[int, list[SiteGap]] = defaultdict(list)
    for gap in published.rows(SiteGap, runs=[run.run_number for run in runs]) if runs else ():
        gaps[gap.run_number].append(gap)
    pages = [
        RunPage(
            row=run,
            n_new=json.loads(run.counts).get("new", 0),
            counts=run_counts(json.loads(run.counts)),
            gaps=tuple(gaps[run.run_number][: limits.rows]),
            n_more=max(0, len(gaps[run.run_number]) - limits.rows),
        )
        for run in runs
    ]
    yield "runs/index.html", runs_page(frame, pages)
    for page in pages:
        yield f"runs/{page.row.run_number}.html", run_page(frame, page)
