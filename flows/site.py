"""`twosource site`: the published file as pages that open in any browser, without a server. No Prefect."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from flows.exact_words import differing, pages_of, quotation_of
from flows.report import open_published
from flows.settings import Settings
from flows.site_folder import is_site, write_site
from flows.site_listings import outlet_files, run_files, subject_files
from flows.site_questions import question_pages
from reports.digest import Quotation
from reports.digest_words import outlet_of
from reports.short_ids import short_ids
from reports.site import Finding, FindingPage, Frame, GonePage, Side
from reports.site_limits import SiteLimits, load_site_limits
from reports.site_list import list_script
from reports.site_pages import (
    ASSETS,
    asset,
    finding_page,
    findings_page,
    gone_page,
    method_page,
    question_page,
)
from warehouse import Published
from warehouse.durable import write_durably
from warehouse.review_rows import RunningPrecision
from warehouse.site_rows import (
    SiteFinding,
    SiteOutlet,
    SiteQuestion,
    SiteRuling,
    SiteState,
    SiteSubject,
    SiteWords,
)
from warehouse.summary_rows import Totals

R = TypeVar("R")

NAME = "site"
LIST_NAME = "sites.txt"
_IS_ID = re.compile(r"[a-z]{3}_[0-9a-f]{16}")
_AWAY = ("dismissed", "wrong_match", "wrong_reading")
_BATCH = 500
"""Findings, or questions, of which the texts are in memory at once."""

_MOST_ORIGIN_WORDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSite:
    """Where the site is, and what it has. `left_out` findings are published and have no page."""

    folder: str
    pages: int
    findings: int
    left_out: int


def write(
    settings: Settings, out: Path | None = None, made: Callable[[], None] = lambda: None
) -> WrittenSite:
    """Write the site of what is published into `out`, else into DATA/site; `made` hears of each page.

    Cost: linear in findings, questions and their shown claims; 2 ms of a processor a page, 10,000 findings
    with as many questions in less than a minute, in 400 MB.

    Raises:
        WarehouseError: nothing has been published yet.
        SettingsError: `out` is there and is no site.
        WarehouseLocked: another command is writing it.
    """
    place = out or settings.data / NAME
    limits = load_site_limits()
    with open_published(settings) as published:
        _remember(settings.data, place)
        (state,) = published.rows(SiteState)
        findings = published.rows(SiteFinding, limit=limits.findings)
        left_out = max(0, state.n_findings - len(findings))
        count = write_site(place, _heard(site_pages(published, state, findings, limits), made))
    return WrittenSite(folder=str(place), pages=count, findings=len(findings), left_out=left_out)


def _heard(pages: Iterator[tuple[str, bytes]], made: Callable[[], None]) -> Iterator[tuple[str, bytes]]:
    for page in pages:
        yield page
        made()


def site_places(data: Path) -> tuple[Path, ...]:
    """Where sites of this data folder were written: what is forgotten leaves them too."""
    path = data / LIST_NAME
    listed = path.read_text(encoding="utf-8").splitlines() if path.is_file() else ()
    return tuple(place for place in map(Path, listed) if is_site(place))


def _remember(data: Path, place: Path) -> None:
    known = site_places(data)
    whole = place.parent.resolve() / place.name  # of the place itself, not of the pages it leads to
    if whole not in known:
        lines = "".join(f"{each}\n" for each in sorted({*known, whole}))
        write_durably(data / LIST_NAME, lines.encode())


def site_pages(
    published: Published, state: SiteState, rows: Sequence[SiteFinding], limits: SiteLimits
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site by its path, in an order that is always the same."""
    questions = published.rows(SiteQuestion, limit=limits.questions)
    subjects = published.rows(SiteSubject, limit=limits.subjects)
    outlets = published.rows(SiteOutlet, limit=limits.outlets)
    frame = Frame(
        told_until=state.told_until,
        subjects=frozenset(row.subject for row in subjects),
        outlets=frozenset(row.outlet for row in outlets if row.outlet),
    )
    paged = {question.question_id for question in questions}
    rulings = _rulings(published)
    shorts = short_ids({*rulings, *(row.finding_id for row in rows)})
    findings = [
        Finding(row=row, short=shorts[row.finding_id], has_question=row.question_id in paged) for row in rows
    ]
    yield from ((f"assets/{name}", asset(name)) for name in ASSETS)
    yield "assets/findings-data.js", list_script(findings)
    yield "index.html", findings_page(frame, findings, limits.first, state.n_findings - len(rows))
    for some in _batches(findings):
        for page in _finding_pages(published, some, rulings):
            yield page.finding.page, finding_page(frame, page)
    for gone in _gone_pages(rulings, {row.finding_id for row in rows}, shorts):
        yield f"findings/{gone.finding_id}.html", gone_page(frame, gone)
    of_question = by_question(findings)
    for group in _batches(questions):
        for asked in question_pages(published, group, of_question, limits.claims):
            yield f"questions/{asked.row.question_id}.html", question_page(frame, asked)
    yield from subject_files(frame, subjects, findings, questions, state=state, limits=limits)
    yield from outlet_files(frame, outlets, findings, published, state=state, limits=limits)
    yield from run_files(frame, published, limits)
    (totals,) = published.rows(Totals)
    yield "method.html", method_page(frame, totals, published.rows(RunningPrecision))


def _batches(rows: Sequence[R]) -> Iterator[Sequence[R]]:
    return (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))


def by_question(findings: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    """The findings of each question, in their order."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.row.question_id:
            found[finding.row.question_id].append(finding)
    return found


def _rulings(published: Published) -> Mapping[str, list[SiteRuling]]:
    found: dict[str, list[SiteRuling]] = defaultdict(list)
    for ruling in published.rows(SiteRuling):
        if _IS_ID.fullmatch(ruling.finding_id):  # a file of rulings may be written by hand: no path of a page
            found[ruling.finding_id].append(ruling)
    return found


def _gone_pages(
    rulings: Mapping[str, Sequence[SiteRuling]], there: Collection[str], shorts: Mapping[str, str]
) -> Iterator[GonePage]:
    """What people ruled away: letters told of it, and their links should say what became of it."""
    for finding_id in sorted(rulings):
        said = tuple(rulings[finding_id])
        if finding_id not in there and any(each.ruling in _AWAY for each in said):
            yield GonePage(finding_id=finding_id, short=shorts[finding_id], rulings=said)


def _finding_pages(
    published: Published, findings: Sequence[Finding], rulings: Mapping[str, Sequence[SiteRuling]]
) -> Iterator[FindingPage]:
    ids = sorted({c for each in findings for c in (each.row.claim_a, each.row.claim_b) if c})
    words = published.rows(SiteWords, claim_ids=ids) if ids else ()
    texts = pages_of(published, words)
    quotations = {row.claim_id: quotation_of(row, texts) for row in words}
    for finding in findings:
        yield FindingPage(
            finding=finding,
            sides=tuple(_sides(finding.row, quotations)),
            rulings=tuple(rulings.get(finding.row.finding_id, ())),
        )


def _sides(row: SiteFinding, quotations: Mapping[str, Quotation]) -> Iterator[Side]:
    left = quotations.get(row.claim_a or "") or _as_told(
        row.sentence_a, row.value_a, row.outlet_a, row.published_a, row.url_a
    )
    right = None
    if row.sort != "reference" and row.sentence_b is not None:
        right = quotations.get(row.claim_b or "") or _as_told(
            row.sentence_b, row.value_b, row.outlet_b, row.published_b, row.url_b
        )
        if row.sort == "quotation":
            left, right = differing(left, right)
    yield Side(value=_short(row.value_a or row.sentence_a), quotation=left, n_origins=row.n_origins_a)
    if row.sort == "reference":
        yield Side(value=row.value_b or "", quotation=None, n_origins=None, is_reference=True)
    elif right is not None:
        value = _short(row.value_b or right.sentence)
        yield Side(value=value, quotation=right, n_origins=row.n_origins_b)


def _as_told(
    sentence: str, value: str | None, outlet: str | None, published: str | None, url: str | None
) -> Quotation:
    """The words of a claim that is held no more: of an article's former text."""
    start = sentence.find(value) if value and value != sentence else -1
    return Quotation(
        outlet=outlet_of(outlet, url),
        published=published,
        sentence=sentence,
        start=start if start >= 0 else None,
        end=start + len(value) if start >= 0 and value else None,
        link=url,
    )


def _short(value: str) -> str:
    words = value.split()
    return (
        " ".join(words) if len(words) <= _MOST_ORIGIN_WORDS else f"{' '.join(words[:_MOST_ORIGIN_WORDS])} …"
    )
