"""The findings as the script of the findings page reads them: one assignment, no markup, safe in any text."""

from __future__ import annotations

import json
from collections.abc import Sequence

from reports.digest_words import UNNAMED, day_words, outlet_of
from reports.site import Finding
from reports.site_words import SORTS, first_words, metric_words

_NOT_IN_SCRIPTS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def list_script(findings: Sequence[Finding]) -> bytes:
    """A script that sets `twosource`: the sorts, then for each finding one row, most pressing first.

    The columns are those of `_row`; the script of the page names them in the same order.
    """
    told = {
        "sorts": [[sort, name, between] for sort, (name, between) in SORTS.items()],
        "rows": list(map(_row, findings)),
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    # Nothing in a file of its own could end it; this way it may be read as anything and still is text.
    return f"window.twosource={text.translate(_NOT_IN_SCRIPTS)};\n".encode("utf-8", "replace")


def _row(finding: Finding) -> list[object]:
    row = finding.row
    return [
        row.finding_id,
        finding.short,
        row.sort,
        int(row.is_told),
        finding.state,
        finding.title,
        row.subject,
        metric_words(row.metric),
        *side_words(finding, "a"),
        *side_words(finding, "b"),
        (finding.told or "")[:10],
        day_words(finding.told) if finding.told else "undated",
        sorted({outlet for outlet in (row.outlet_a, None if row.reference else row.outlet_b) if outlet}),
    ]


def side_words(finding: Finding, side: str) -> tuple[str, str]:
    """What one side of a finding says, and who says so, as a line of the list has it."""
    row = finding.row
    if side == "a":
        return _said(row.value_a, row.sentence_a, outlet_of(row.outlet_a, row.url_a), row.n_origins_a)
    if row.sort == "broken_sum":
        return row.explanation, ""
    said, who = _said(row.value_b, row.sentence_b, outlet_of(row.outlet_b, row.url_b), row.n_origins_b)
    return (said, "") if row.sort == "silent_edit" else (said, who)


def _said(
    value: str | None, sentence: str | None, outlet: str | None, n_origins: int | None
) -> tuple[str, str]:
    who = outlet or UNNAMED
    if n_origins and n_origins > 1:
        who += f", {n_origins:,} origins"
    return first_words(value or sentence or ""), who
