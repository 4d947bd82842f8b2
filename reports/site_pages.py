"""The pages of the site: records in, self-contained HTML out. Every word of an article is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined

from reports.counting import count_words
from reports.digest_words import day_words, is_web, marked, name_words
from reports.measured import load_measured
from reports.site import Finding, FindingPage, Frame, GonePage, OutletPage, QuestionPage, RunPage, SubjectPage
from reports.site_commands import ruling_commands
from reports.site_list import side_words
from reports.site_words import (
    between_words,
    first_words,
    gap_words,
    metric_words,
    number_words,
    relation_words,
    ruling_words,
    sort_words,
    verdict_words,
)
from warehouse.review_rows import RunningPrecision
from warehouse.site_rows import SiteOutlet, SiteSubject
from warehouse.summary_rows import Totals

PAGES = (
    ("Findings", "index.html"),
    ("Subjects", "subjects/index.html"),
    ("Outlets", "outlets/index.html"),
    ("Runs", "runs/index.html"),
    ("Method", "method.html"),
)
"""What the head of every page leads to."""

ASSETS = ("site.css", "findings.js")
"""What lies beside the pages as it is shipped."""

_TEMPLATES = (
    *("base", "words", "findings", "finding", "question", "subjects", "subject", "outlets", "outlet", "runs"),
    *("run", "method", "gone"),
)


def findings_page(frame: Frame, findings: Sequence[Finding], most: int, left_out: int) -> bytes:
    """The first page: the `most` most pressing of the findings, and the fields that search all of them.

    `left_out` counts those that are published and not on this site. Those that letters do not tell come only
    by searching.
    """
    told = [finding for finding in findings if finding.row.is_told]
    counted = {"n_told": len(told), "n_all": len(findings), "left_out": left_out}
    return _page("findings", "", "Findings", frame, shown=told[:most], **counted)


def finding_page(frame: Frame, page: FindingPage) -> bytes:
    """The page of one finding."""
    return _page("finding", "../", "", frame, page=page)


def gone_page(frame: Frame, page: GonePage) -> bytes:
    """The page of a finding that people ruled away."""
    return _page("gone", "../", "", frame, page=page)


def question_page(frame: Frame, page: QuestionPage) -> bytes:
    """The page of one question."""
    return _page("question", "../", "", frame, page=page)


def subjects_page(frame: Frame, rows: Sequence[tuple[SiteSubject, int]], n_more: int) -> bytes:
    """The list of subjects, each with the number of its findings; `n_more` have no page."""
    return _page("subjects", "../", "Subjects", frame, rows=rows, n_more=n_more)


def subject_page(frame: Frame, page: SubjectPage) -> bytes:
    """The page of one subject."""
    return _page("subject", "../", "", frame, page=page)


def outlets_page(frame: Frame, rows: Sequence[SiteOutlet], n_more: int) -> bytes:
    """The list of outlets; `n_more` have no page."""
    return _page("outlets", "../", "Outlets", frame, rows=rows, n_more=n_more)


def outlet_page(frame: Frame, page: OutletPage) -> bytes:
    """The page of one outlet."""
    return _page("outlet", "../", "", frame, page=page)


def runs_page(frame: Frame, rows: Sequence[RunPage]) -> bytes:
    """The list of runs, the latest first."""
    return _page("runs", "../", "Runs", frame, rows=rows)


def run_page(frame: Frame, page: RunPage) -> bytes:
    """The page of one run."""
    return _page("run", "../", "", frame, page=page)


def method_page(frame: Frame, totals: Totals, ruled: Sequence[RunningPrecision]) -> bytes:
    """How findings are made, how often they were right when measured, and how often by the rulings here."""
    return _page("method", "", "Method", frame, totals=totals, ruled=ruled, measured=load_measured())


def asset(name: str) -> bytes:
    """A style sheet or script as it is shipped."""
    return files("reports").joinpath("templates", "site", name).read_bytes()


def _page(template: str, root: str, here: str, frame: Frame, **shown: object) -> bytes:
    text = (
        _environment()
        .get_template(f"{template}.html")
        .render(root=root, here=here, frame=frame, pages=PAGES, **shown)
    )
    return text.encode("utf-8", "replace")  # half a surrogate pair from a broken text is no character


@cache
def _environment() -> Environment:
    folder = files("reports").joinpath("templates", "site")
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=DictLoader({f"{n}.html": folder.joinpath(f"{n}.html").read_text("utf-8") for n in _TEMPLATES}),
    )
    environment.filters |= {
        "between": between_words,
        "commands": ruling_commands,
        "count": count_words,
        "day": day_words,
        "first_words": first_words,
        "gap": gap_words,
        "marked": marked,
        "metric": metric_words,
        "names": name_words,
        "number": number_words,
        "plot_words": _plot_words,
        "relation": relation_words,
        "ruling": ruling_words,
        "side_words": side_words,
        "sort_words": sort_words,
        "verdict": verdict_words,
        "web": is_web,
    }
    return environment


def _plot_words(page: QuestionPage) -> str:
    """The picture of a question in words; what it shows stands in the list of claims as well."""
    if page.plot is None:
        return ""
    told = "; ".join(
        f"{first_words(answer.value)}: first told "
        + (day_words(answer.first_told) if answer.first_told else "at an unknown time")
        for answer in page.answers
    )
    first, last = day_words(page.plot.first), day_words(page.plot.last)
    return f"Claims from {first} to {last}, a line for each answer. {told}."
