"""Articles, claims and findings for the warehouse's tests, made here: no outlet and no figure is real."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import combinations
from pathlib import Path

import duckdb

from checkers.records import (
    Answer,
    ArticleSums,
    BlockFindings,
    BrokenSum,
    Form,
    FormRelation,
    Question,
    Relation,
    Telling,
    Verdict,
)
from checkers.revisions.follow import follow
from checkers.revisions.records import SeenText
from checkers.rules import load_rules
from extractors.ids import article_id, claim_id, content_id, text_sha256
from extractors.records import (
    Article,
    Attribution,
    Claim,
    Credit,
    CreditKind,
    Issue,
    Kind,
    Link,
    Span,
    Stage,
)
from warehouse import Batch, Warehouse

VERSION = "extractor 1, lexicon 1"
BLOCK = "valuation|Halden AI"
RULES = load_rules()


def article(
    name: str,
    text: str,
    *,
    outlet: str | None = "The Ledger",
    published: str | None = "2024-10-02",
    links: bool = False,
) -> Article:
    url = f"https://{name}.example/story"
    return Article(
        article_id=article_id(url),
        url=url,
        outlet=outlet,
        title=f"Story of {name}",
        author=None,
        published=published,
        text=text,
        text_sha256=text_sha256(text),
        links=(Link(url="https://source.example/", span=Span(start=0, end=3)),) if links else (),
    )


def claim(
    of: Article,
    value: str,
    number: str | None,
    *,
    subject: str = "Halden AI",
    external_id: str | None = None,
    **more: object,
) -> Claim:
    """The claim that `of` makes with its words `value`; the whole text is its sentence."""
    start = of.text.find(value)
    fields: dict[str, object] = {
        "claim_id": claim_id(of.article_id, of.text or value, value, 0),
        "external_id": external_id,
        "article_id": of.article_id,
        "kind": Kind.QUANTITY,
        "subject": subject,
        "metric": "valuation",
        "sentence": of.text or value,
        "low": None if number is None else Decimal(number),
        "high": None if number is None else Decimal(number),
        "unit": "USD",
        "value_text": value,
        "start": start if start >= 0 else None,
        "end": start + len(value) if start >= 0 else None,
        "confidence": 0.9,
    }
    return Claim(**{**fields, **more})  # type: ignore[arg-type]


def batch(
    *pairs: tuple[Article, Sequence[Claim]],
    version: str = VERSION,
    credits: Sequence[Credit] = (),
    issues: Sequence[Issue] = (),
) -> Batch:
    claims = tuple(c for _, held in pairs for c in held)
    return Batch(
        articles=tuple(a for a, _ in pairs),
        claims=claims,
        block_keys=tuple(f"{c.metric}|{c.subject}" for c in claims),
        credits=tuple(credits),
        issues=tuple(issues),
        extractor_version=version,
    )


def credit(of: Article, name: str) -> Credit:
    attribution = Attribution(
        kind=CreditKind.OUTLET, name=name, span=Span(start=0, end=4), chain=("a filing",)
    )
    return Credit(article_id=of.article_id, attribution=attribution, evidence=f"{name} first reported")


def issue(message: str, of: Article | None = None, stage: Stage = Stage.EXTRACT) -> Issue:
    where = of.url if of else "feed.xml"
    return Issue(
        stage=stage, code="made_up", where=where, message=message, article_id=of.article_id if of else None
    )


def findings(
    key: str, tellings: Iterable[Telling], relation: Relation = Relation.CONTRADICT, **of_relation: object
) -> BlockFindings:
    """One question for the block, one form and answer for each printed value, every two of them related."""
    by_value: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_value.setdefault(telling.claim.value_text or telling.claim.object or "", []).append(telling)
    question = content_id("qst", key)
    forms = {value: content_id("frm", key, value) for value in by_value}
    first = {value: told[0] for value, told in by_value.items()}
    any_claim = next(iter(first.values())).claim
    return BlockFindings(
        block_key=key,
        forms=tuple(_form(forms[value], key, first[value].claim) for value in by_value),
        questions=(
            Question(
                question_id=question,
                block_key=key,
                kind=any_claim.kind,
                subject=any_claim.subject,
                metric=any_claim.metric,
                scope=(),
                period=None,
                text=f"{any_claim.subject}: {any_claim.metric}",
                verdict=Verdict.DISPUTED if len(by_value) > 1 else Verdict.SINGLE_ORIGIN,
            ),
        ),
        answers=tuple(_answer(question, forms[value], told) for value, told in by_value.items()),
        relations=tuple(
            _relation(a, b, relation, of_relation) for a, b in combinations(sorted(forms.values()), 2)
        ),
        form_of_claim=tuple(
            (t.claim.claim_id, forms[value]) for value, told in by_value.items() for t in told
        ),
        question_of_form=tuple((form, question) for form in forms.values()),
    )


def _form(form_id: str, key: str, c: Claim) -> Form:
    return Form(
        form_id=form_id,
        block_key=key,
        kind=c.kind,
        subject=c.subject,
        metric=c.metric,
        low=c.low,
        high=c.high,
        unit=c.unit,
        modifier=c.modifier,
        value_text=c.value_text,
        object=c.object,
        scope=c.scope,
        period=c.period,
        status=c.status,
        counterparty=c.counterparty,
        provider=None,
        told=None,
    )


def _answer(question: str, form: str, told: list[Telling]) -> Answer:
    c = told[0].claim
    return Answer(
        answer_id=content_id("ans", question, form),
        question_id=question,
        low=c.low,
        high=c.high,
        unit=c.unit,
        object=c.object,
        value_text=c.value_text,
        states=(form,),
        allows=(),
        n_claims=len(told),
        n_articles=len({t.claim.article_id for t in told}),
        n_outlets=len({t.outlet or t.origin for t in told}),
        n_origins=len({t.origin for t in told}),
        n_effective=float(len({t.origin for t in told})),
        first_seen_at=told[0].published,
        first_article_id=c.article_id,
    )


def _relation(a: str, b: str, relation: Relation, more: dict[str, object]) -> FormRelation:
    fields: dict[str, object] = {
        "form_a": a,
        "form_b": b,
        "relation": relation,
        "reason": "value_differs",
        "explanation": "The two values do not fit each other.",
        "confidence": 0.8,
        "severity": 0.5 if relation is Relation.CONTRADICT else 0.0,
        "alert": relation is Relation.CONTRADICT,
    }
    return FormRelation(**{**fields, **more})  # type: ignore[arg-type]


def check_all(warehouse: Warehouse, run_number: int = 1) -> tuple[str, ...]:
    """Check what is dirty, as the flows do, and return it."""
    dirty = warehouse.dirty_blocks()
    warehouse.replace_blocks(
        run_number, [findings(k, tellings) for k, tellings in warehouse.stream_blocks(dirty)]
    )
    sum_all(warehouse, run_number)
    revise_all(warehouse, run_number)
    return dirty


def revise_all(warehouse: Warehouse, run_number: int = 1) -> None:
    """Compare the texts of changed articles: every text is one claim of ours, its first amount of dollars."""
    waiting = warehouse.unrevised_articles()
    found = [
        follow(each, partial(amounts_of, each.article), VERSION, RULES)
        for each in warehouse.stream_histories(waiting)
    ]
    warehouse.replace_revisions(run_number, waiting, found)


def amounts_of(of: Article, seen: SeenText) -> tuple[Claim, ...]:
    """The claims of one text of an article."""
    told = replace(of, text=seen.text or "")
    amounts = dict.fromkeys(re.findall(r"\$(\d+) billion", told.text))
    subject = " ".join(told.text.split()[:2])
    return tuple(
        claim(told, f"${number} billion", f"{number}000000000", subject=subject) for number in amounts
    )


def sum_all(warehouse: Warehouse, run_number: int = 1) -> None:
    """Work out the sums that wait: an article with two valuations or two figures in a sentence has one."""
    waiting = warehouse.unsummed_articles()
    told = warehouse.stream_quantities(waiting, ("valuation",))
    warehouse.replace_sums(run_number, waiting, [broken_sum(of, claims) for of, claims in told])


def broken_sum(of: str, claims: Sequence[Claim]) -> ArticleSums:
    """A made-up sum of an article's claims."""
    ids = tuple(claim.claim_id for claim in claims)
    made = BrokenSum(
        sum_id=content_id("sum", of, "made_up", *sorted(ids)),
        article_id=of,
        rule="made_up",
        claim_ids=ids,
        told="$4 billion",
        low=Decimal(5),
        high=None,
        unit="USD",
        gap=0.25,
        working="$5 = $5, told: $4",
        explanation="$4 is told, but $5 gives $5.",
        confidence=0.9,
        alert=True,
    )
    return ArticleSums(article_id=of, sums=(made,))


def contents(path: Path, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    """What a database file holds, row by row in order, without the numbers of runs and the runs."""
    with duckdb.connect(str(path), read_only=True) as con:
        named = con.execute(
            "select schema_name, table_name, list(column_name order by column_index) from duckdb_columns()"
            " where schema_name in ('core', 'private') and table_name not in ('runs', 'state', 'publication')"
            " and column_name <> 'run_number' group by all order by all"
        ).fetchall()
        return {
            table: con.execute(f"select {', '.join(columns)} from {schema}.{table} order by all").fetchall()
            for schema, table, columns in named
            if not tables or table in tables
        }
