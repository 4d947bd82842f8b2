"""The summary of a published file, read through the named queries of the warehouse."""

from __future__ import annotations

import json
from importlib.resources import files

from reports.counting import noun_words
from reports.summary import (
    AgainstReference,
    Agreement,
    BlindSpot,
    Copy,
    Counts,
    Disagreement,
    Listing,
    SilentChange,
    Summary,
    Voice,
    WrongSum,
)
from warehouse.query import Published
from warehouse.summary_rows import Agreement as AgreementRow
from warehouse.summary_rows import (
    BrokenSum,
    Contradiction,
    KindCount,
    ReferenceClash,
    Run,
    SilentEdit,
    Totals,
)
from warehouse.summary_rows import Copy as CopyRow

SHOWN = 10
"""How many of each list a summary shows."""

INDEPENDENT = 2
"""Origins that make an answer more than one voice: the newsroom's rule this program is named after."""

_LOOKED_AT = 500
"""Contradictions that are looked at, gravest first, to find the first few of each sort."""

TRY_SQL = "select question, value_a, value_b from contradictions"


def summarise(published: Published, *, program: str = "twosource", shown: int = SHOWN) -> Summary:
    """What the published file holds and what its last run met; `program` is how a person starts this one."""
    (totals,) = published.rows(Totals)
    numbers = _numbers(published)
    clashes = published.rows(Contradiction, limit=_LOOKED_AT)
    quotes = tuple(row for row in clashes if row.kind == "quote")
    others = tuple(row for row in clashes if row.kind != "quote" and row.alert)
    return Summary(
        published=str(published.path),
        counts=_last_counts(published),
        articles=totals.n_articles,
        outlets=totals.n_outlets,
        claims_by_kind=tuple((row.kind, row.n_claims) for row in published.rows(KindCount)),
        contradictions=tuple(map(_disagreement, others[:shown])),
        broken_sums=tuple(map(_wrong_sum, published.rows(BrokenSum, limit=shown))),
        silent_edits=tuple(map(_silent_change, published.rows(SilentEdit, limit=shown))),
        against_references=tuple(map(_against, published.rows(ReferenceClash, limit=shown))),
        changed_quotations=tuple(map(_disagreement, quotes[:shown])),
        agreements=tuple(
            _agreement(row) for row in published.rows(AgreementRow, min_origins=INDEPENDENT, limit=shown)
        ),
        copies=tuple(map(_copy, published.rows(CopyRow, limit=shown))),
        blind_spots=tuple(
            _blind_spot(number, noun, rest) for name, noun, rest in _BLIND if (number := numbers[name])
        ),
        totals=Listing(
            contradictions=numbers["alerts"],
            broken_sums=numbers["broken_sums"],
            silent_edits=numbers["silent_edits"],
            against_references=numbers["reference_alerts"],
            changed_quotations=numbers["changed_quotations"],
            agreements=totals.n_agreements,
            copies=numbers["copies"],
        ),
        try_sql=f'{program} sql "{TRY_SQL}" --data {published.path.parent}',
    )


_BLIND = (
    ("set_aside", "thing", "set aside where twosource has a bug: `issues`, codes poison_*"),
    ("below_alert", "contradiction", "too uncertain to show: `contradictions` where not alert"),
    (
        "sums_below_alert",
        "sum",
        "that may not add up, too uncertain or small to show: `broken_sums`",
    ),
    ("silent_below_alert", "change", "without a note, too uncertain to show: `silent_edits`"),
    ("undated", "article", "without a date: what is said there cannot be put in time"),
    ("without_claims", "article", "in which no figure, fact or quotation was found"),
    ("without_outlet", "article", "of an unknown outlet"),
    ("single_origin", "question", "with one origin only: nobody else has said it yet"),
)
"""What is counted: its noun and what is said of it."""


def _blind_spot(number: int, noun: str, rest: str) -> BlindSpot:
    return BlindSpot(number=number, what=f"{noun_words(number, noun)} {rest}")


def _numbers(published: Published) -> dict[str, int]:
    table = published.sql(files("reports").joinpath("summary_numbers.sql").read_text(encoding="utf-8"))
    return dict(zip(table.columns, map(int, table.rows[0]), strict=True))


def _last_counts(published: Published) -> Counts:
    runs = published.rows(Run, limit=1)
    counts: dict[str, int] = json.loads(runs[0].counts) if runs else {}
    known = {name: counts.get(name, 0) for name in Counts.__dataclass_fields__ if name != "skipped"}
    prefix = "skipped."
    skipped = {key.removeprefix(prefix): number for key, number in counts.items() if key.startswith(prefix)}
    return Counts(**known, skipped=tuple(sorted(skipped.items())))


def _disagreement(row: Contradiction) -> Disagreement:
    return Disagreement(
        question=row.question,
        kind=row.kind,
        left=Voice(
            value=row.value_a or row.sentence_a,
            outlet=row.outlet_a,
            published=row.published_a,
            url=row.article_url_a,
            sentence=row.sentence_a,
            n_origins=row.n_origins_a,
        ),
        right=Voice(
            value=row.value_b or row.sentence_b,
            outlet=row.outlet_b,
            published=row.published_b,
            url=row.article_url_b,
            sentence=row.sentence_b,
            n_origins=row.n_origins_b,
        ),
        reason=row.reason,
        explanation=row.explanation,
        same_origin=row.same_origin,
        reference_side=row.reference_side,
        reference=row.reference,
    )


def _against(row: ReferenceClash) -> AgainstReference:
    return AgainstReference(
        question=row.question or f"{row.subject}: {row.metric}",
        value=row.value,
        source=row.source,
        url=row.url,
        voice=Voice(
            value=row.told or row.sentence,
            outlet=row.outlet,
            published=row.published,
            url=row.article_url,
            sentence=row.sentence,
            n_origins=row.n_origins,
        ),
        reason=row.reason,
        explanation=row.explanation,
    )


def _wrong_sum(row: BrokenSum) -> WrongSum:
    return WrongSum(
        rule=row.rule,
        working=row.working,
        outlet=row.outlet,
        published=row.published,
        url=row.article_url,
        sentence=row.sentence,
        explanation=row.explanation,
    )


def _silent_change(row: SilentEdit) -> SilentChange:
    return SilentChange(
        edit_id=row.edit_id,
        subject=row.subject,
        metric=row.metric,
        outlet=row.outlet,
        url=row.article_url,
        old_value=row.old_value,
        new_value=row.new_value,
        old_sentence=row.old_sentence,
        new_sentence=row.new_sentence,
        explanation=row.explanation,
        copies=tuple(row.copies),
    )


def _agreement(row: AgreementRow) -> Agreement:
    return Agreement(
        question=row.question,
        value=row.value or "",
        n_articles=row.n_articles,
        n_origins=row.n_origins,
        outlets=tuple(row.outlets),
    )


def _copy(row: CopyRow) -> Copy:
    return Copy(
        url=row.article_url,
        outlet=row.outlet,
        kind=row.kind,
        origin=row.origin_name or row.origin_url or "an unknown source",
        direction_known=row.direction == "known",
    )
