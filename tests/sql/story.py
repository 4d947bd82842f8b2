"""A small invented world in which every public view has something to show.

Two outlets print a valuation, one copies the other, a third has another figure, and a register agrees with
the first. A founding year is agreed on by two origins, a register has another. A quotation is altered between
copies. One contradiction has been dismissed, one claim is ready-made. A town paper changes a figure in
silence, and a reprint keeps the old one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from checkers.records import (
    ArticleOrigin,
    BlockFindings,
    Direction,
    LineageEdge,
    LineageKind,
    ReferenceFinding,
    Relation,
    Verdict,
)
from checkers.ruling_records import Judgement, Ruling
from extractors.ids import text_sha256
from extractors.records import Article, Claim, Kind, Reference, Stage
from tests.warehouse.made import article, batch, claim, credit, findings, issue, revise_all, sum_all
from warehouse import RunStatus, Warehouse

WIRE = article(
    "wire",
    'Halden AI is worth $4.2 billion, filings show. "We will not sell," said Ida Berg.'
    " It was founded in 2019.",
    outlet="North Wire",
    published="2024-10-02T06:00:00Z",
)
COPY = article(
    "ledger",
    'Halden AI is worth $4.2 billion, filings show. "We will sell," said Ida Berg.',
    outlet="The Ledger",
    published="2024-10-02T08:30:00Z",
)
POST = article(
    "post",
    "People familiar say Halden AI is worth $5 billion. The firm, founded in 2019, lost $90 million.",
    outlet="Evening Post",
    published="2024-10-03",
)
TOWN = article(
    "town",
    "Orre Mills had sales of $7 billion last year, the mayor said.",
    outlet="Town Gazette",
    published="2024-10-01",
)
REPRINT = article(
    "reprint",
    "Orre Mills had sales of $7 billion last year, the mayor said on Tuesday.",
    outlet="Evening Post",
    published="2024-10-02",
)
_MENDED = "Orre Mills had sales of $9 billion last year, the mayor said."
MENDED = replace(TOWN, text=_MENDED, text_sha256=text_sha256(_MENDED))
"""The town's text with another figure, which the reprint does not have."""
BARE = article("bare", "", outlet=None, published=None)

REGISTER = Reference(
    reference_id="ref_register_worth",
    kind=Kind.QUANTITY,
    subject="Halden AI",
    metric="valuation",
    value_text="$4.2 billion",
    source="Register of companies",
    url="https://register.example/halden-ai",
    place="ours.toml: line 1",
    low=Decimal(4_200_000_000),
    high=Decimal(4_200_000_000),
    unit="USD",
    scope=(("basis", "post_money"),),
    period="2024-10",
    is_own=True,
)
FOUNDED = replace(
    REGISTER,
    reference_id="ref_register_founded",
    kind=Kind.FACT,
    metric="founded",
    value_text="2018",
    low=None,
    high=None,
    unit=None,
    object="2018",
    scope=(),
    period=None,
    is_own=False,
)
UNASKED = replace(FOUNDED, reference_id="ref_unasked", subject="Tarn AI")
"""Nobody claims anything about it."""


def tell(path: Path) -> Path:
    """Tell the story into a new warehouse; the published file."""
    with Warehouse.open(path, threads=1) as warehouse:
        number = warehouse.begin_run(
            started_at=datetime(2024, 10, 3, 12, 0, tzinfo=UTC), code_version="0.1.0", lexicon_sha="abc"
        )
        warehouse.load_batch(
            number,
            batch(
                (
                    WIRE,
                    [
                        _valuation(WIRE, "$4.2 billion", "4200000000"),
                        _quote(WIRE, "We will not sell,"),
                        _founded(WIRE),
                    ],
                ),
                (COPY, [_valuation(COPY, "$4.2 billion", "4200000000"), _quote(COPY, "We will sell,")]),
                (
                    POST,
                    [
                        _valuation(POST, "$5 billion", "5000000000"),
                        _founded(POST),
                        _loss(POST, "$90 million", "-90000000"),
                    ],
                ),
                (TOWN, [_sales(TOWN, "$7 billion", "7000000000")]),
                (REPRINT, [_sales(REPRINT, "$7 billion", "7000000000")]),
                (BARE, [_loss(BARE, "$80 million", "-80000000", external_id="notes/c1")]),
                credits=[credit(POST, "North Wire")],
                issues=[issue("The table of POST could not be read.", POST)],
            ),
        )
        warehouse.load_batch(number, batch((MENDED, [_sales(MENDED, "$9 billion", "9000000000")])))
        warehouse.add_issues(number, [issue("The feed did not answer.", stage=Stage.READ)])
        warehouse.replace_lineage(
            [
                LineageEdge(
                    article_id=COPY.article_id,
                    origin_article_id=WIRE.article_id,
                    origin_name=None,
                    kind=LineageKind.SYNDICATED,
                    direction=Direction.KNOWN,
                    confidence=0.95,
                    evidence="is worth $4.2 billion, filings show",
                ),
                LineageEdge(
                    article_id=POST.article_id,
                    origin_article_id=None,
                    origin_name="The Morning Sheet",
                    kind=LineageKind.CITES,
                    direction=Direction.KNOWN,
                    confidence=0.8,
                    evidence="first reported by The Morning Sheet",
                ),
            ],
            [
                ArticleOrigin(article_id=COPY.article_id, origin=WIRE.article_id),
                ArticleOrigin(article_id=REPRINT.article_id, origin=TOWN.article_id),
            ],
        )
        warehouse.replace_judgements(
            [
                Judgement(
                    ruling=Ruling.DISMISSED,
                    left="$90 million",
                    right="$80 million",
                    subject="Halden AI",
                    metric="net_loss",
                    user="ed",
                    at="2024-10-03T12:00:00Z",
                    note="two companies",
                ),
                Judgement(
                    ruling=Ruling.RESOLVED,
                    left="2018",
                    right="2019",
                    subject="Halden AI",
                    metric="founded",
                    user="ed",
                    at="2024-10-03T12:05:00Z",
                    note="the register is right",
                    ruling_id="rul_founded",
                    finding_id="rfd_founded",
                    claim_a="clm_founded",
                    claim_b="ref_register_founded",
                    answer="2018",
                ),
                Judgement(
                    ruling=Ruling.UNDONE,
                    user="ed",
                    at="2024-10-03T12:06:00Z",
                    ruling_id="rul_undone",
                    undoes="rul_assigned",
                ),
                Judgement(
                    ruling=Ruling.ASSIGNED,
                    user="ed",
                    at="2024-10-03T12:04:00Z",
                    ruling_id="rul_assigned",
                    finding_id="fnd_worth",
                    assignee="ida",
                    holds=False,
                ),
            ]
        )
        warehouse.replace_references(
            [(f"{each.metric}|{each.subject}", each) for each in (REGISTER, FOUNDED, UNASKED)]
        )
        found = [
            _judged(findings(key, told)) for key, told in warehouse.stream_blocks(warehouse.dirty_blocks())
        ]
        warehouse.replace_blocks(number, found)
        sum_all(warehouse, number)
        revise_all(warehouse, number)
        warehouse.finish_run(
            number,
            finished_at=datetime(2024, 10, 3, 12, 1, tzinfo=UTC),
            status=RunStatus.DONE,
            counts={"articles": 6, "claims": 11},
        )
        assert warehouse.broken_checks() == ()
        return warehouse.publish().path


def _valuation(of: Article, value: str, number: str) -> Claim:
    return claim(
        of, value, number, scope=(("basis", "post_money"),), period="2024-10", attributed_to="filings"
    )


def _loss(of: Article, value: str, number: str, **more: str) -> Claim:
    return claim(of, value, number, metric="net_loss", **{"mention": "The firm", **more})


def _sales(of: Article, value: str, number: str) -> Claim:
    return claim(of, value, number, subject="Orre Mills")


def _founded(of: Article) -> Claim:
    return claim(of, "2019", None, kind=Kind.FACT, metric="founded", unit=None, object="2019")


def _quote(of: Article, words: str) -> Claim:
    return claim(
        of,
        words,
        None,
        kind=Kind.QUOTE,
        metric="said",
        subject="Ida Berg",
        unit=None,
        object=words,
        value_text=None,
    )


def _beside(found: BlockFindings, reference: Reference) -> BlockFindings:
    """How the forms stand to the reference of their block: printed alike they agree, else they contradict."""
    stated = reference.object or reference.value_text
    relations = [
        Relation.AGREE if (form.object or form.value_text) == stated else Relation.CONTRADICT
        for form in found.forms
    ]
    references = tuple(
        ReferenceFinding(
            reference_id=reference.reference_id,
            form_id=form.form_id,
            relation=relation,
            reason="value_differs" if relation is Relation.CONTRADICT else "same_value",
            explanation=f"{reference.source}: {stated}; an article: {form.object or form.value_text}.",
            confidence=0.9,
            severity=0.6 if relation is Relation.CONTRADICT else 0.0,
            alert=relation is Relation.CONTRADICT,
        )
        for form, relation in zip(found.forms, relations, strict=True)
    )
    return replace(found, references=references)


def _judged(found: BlockFindings) -> BlockFindings:
    """What the checkers would have ruled on top of `findings`."""
    if found.block_key.startswith("said|"):
        grave = tuple(
            replace(r, reason="lost_not", severity=0.9, explanation='One has "not".') for r in found.relations
        )
        return replace(found, relations=grave)
    if found.block_key.endswith("|Orre Mills"):
        return found
    if found.block_key.startswith("net_loss|"):
        return replace(
            found, relations=tuple(replace(r, dismissed=True, alert=False) for r in found.relations)
        )
    if found.block_key.startswith("founded|"):
        found = _beside(found, FOUNDED)
        return replace(found, questions=(replace(found.questions[0], verdict=Verdict.SETTLED),))
    assert all(r.relation is Relation.CONTRADICT for r in found.relations)
    return _beside(found, REGISTER)
