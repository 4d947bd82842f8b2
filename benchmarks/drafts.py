"""How long an editor waits for `twosource check`, and for what, against a data folder of any size.

    python -m benchmarks.drafts DATA            a draft of 800 words on the largest questions of DATA
    python -m benchmarks.drafts DATA DRAFT      one of your own

Each step is timed once, in the order in which a command takes it, in a process that has done nothing before.
Beside the wall clock stands the time of the processor, which a busy machine changes less. A folder to try
it on: `python -m benchmarks.scale_child DATA 2 CLAIMS` with claims of `benchmarks.scale_world`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from warehouse import Published

T = TypeVar("T")

_WORDS = 800
_FILLER = (
    "The talks went on through the night, and those who were there said that the mood was better than the "
    "weather outside."
)
_TOLD = {
    "revenue": "{subject} had revenue of {value} in {period}.",
    "net_income": "{subject} reported net income of {value} in {period}.",
    "valuation": "{subject} is valued at {value}.",
    "funding_round": "{subject} raised {value} in a funding round.",
    "employees": "{subject} has {value} employees.",
    "monthly_users": "{subject} has {value} monthly users.",
}
_LARGEST = """
select subject, metric, any_value(value_text), coalesce(any_value(period), '2030'), count(*)
from claims
where kind = 'quantity' and modifier = 'exact' and value_text is not null
group by all
order by count(*) desc, subject, metric
limit 400
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drafts", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("draft", type=Path, nargs="?")
    options = parser.parse_args(argv)
    begun = time.perf_counter(), time.process_time()
    from extractors.claims.pipeline import Lexicon, extract_claims  # noqa: PLC0415 -- what is measured
    from flows.draft import check_read  # noqa: PLC0415
    from flows.draft_source import DraftSource, read_draft  # noqa: PLC0415
    from reports.draft_html import draft_html  # noqa: PLC0415
    from warehouse import Published  # noqa: PLC0415

    _print("import", begun)
    with Published(options.data / "claims.duckdb") as published:
        path = options.draft or write_draft(published, options.data / "draft-to-measure.md")
        draft = _timed("read the draft", lambda: read_draft(DraftSource(at=str(path)), date.today()))
        lexicon = _timed("read the lexicon", Lexicon.load)
        _timed("take its frames apart", lambda: lexicon.frames)
        found = _timed("find the claims", lambda: extract_claims(draft.article, lexicon))
        check = _timed("find them again and compare", lambda: check_read(published, draft, lexicon))
        _timed("make the page", lambda: draft_html(check))
    _print("all", begun)
    print(f"{check.draft.words} words, {len(found.claims)} claims, against {check.against.n_claims:,} claims")
    return 0


def write_draft(published: Published, path: Path) -> Path:
    """A draft on the subjects and metrics that most claims are on."""
    lines = []
    for subject, metric, value, period, _ in published.sql(_LARGEST).rows:
        if metric in _TOLD and len(" ".join(lines).split()) < _WORDS:
            told = _TOLD[metric].format(subject=subject, value=value, period=period)
            lines.append(f"{told} {_FILLER}")
    path.write_text("\n\n".join(("# Figures of the week", *lines)) + "\n", encoding="utf-8")
    return path


def _timed(name: str, step: Callable[[], T]) -> T:
    begun = time.perf_counter(), time.process_time()
    found = step()
    _print(name, begun)
    return found


def _print(name: str, begun: tuple[float, float]) -> None:
    wall, cpu = time.perf_counter() - begun[0], time.process_time() - begun[1]
    print(f"{name:<30} {wall:6.2f} s, {cpu:6.2f} s of a processor")


if __name__ == "__main__":
    sys.exit(main())
