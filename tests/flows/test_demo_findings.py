"""What is planted in examples/ must be found, and no contradiction that is not there.

The pipeline runs once, through its plain functions; every assertion reads the published views.
"""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from flows.job import MainJob
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings
from warehouse import Published

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
KESTREL = "https://kestrelwire.example"
DISPATCH_COPY = "https://morningdispatch.example/openai-funding-round-closes"

PLANTED_CONTRADICTIONS = {
    ("Nordlicht AI", "funding_round"),
    ("Skerry 2", "parameter_count"),
    ("Thrive Capital", "investment"),
    ("Ingrid Solberg", "said"),
    ("Skerry 2", "license"),
}
"""Subject and metric. Nothing else in the samples contradicts."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    settings = Settings(data=tmp_path_factory.mktemp("demo") / "data")
    with Session(settings) as session:
        MainJob(session, RunProgress(Console(file=StringIO()))).run([str(EXAMPLES)])
    with Published(settings.published) as opened:
        yield opened


def one_column(published: Published, sql: str) -> list[str]:
    return [row[0] for row in published.sql(sql).rows]


def relations_of(published: Published, metric: str, subject: str, low_a: float, low_b: float) -> set[str]:
    """The relations between claims of two values, whichever is told first."""
    return set(
        one_column(
            published,
            f"""
            select r.relation
            from claim_relations as r
            join claims as a on a.claim_id = r.claim_a
            join claims as b on b.claim_id = r.claim_b
            where a.metric = '{metric}' and b.metric = '{metric}'
                and a.subject = '{subject}' and b.subject = '{subject}'
                and least(a.low, b.low) = {min(low_a, low_b)}
                and greatest(a.low, b.low) = {max(low_a, low_b)}
            """,
        )
    )


def contradictions(published: Published, subject: str, metric: str) -> list[tuple[str, str, bool]]:
    table = published.sql(
        f"""
        select coalesce(value_a, ''), coalesce(value_b, ''), alert
        from contradictions
        where subject = '{subject}' and metric = '{metric}'
        """
    )
    return [(a, b, alert) for a, b, alert in table.rows]


def test_every_readable_sample_is_an_article(published: Published) -> None:
    urls = one_column(published, "select article_url from articles")
    assert len(urls) == 16
    assert "https://nordlicht.example/news/skerry-2" in urls


def test_furniture_of_pages_makes_no_claims(published: Published) -> None:
    values = one_column(published, "select value_text from claims where value_text is not null")
    furniture = {"$4", "$71.20", "$2,655", "0.4%", "45,000 readers", "45,000", "$12 million", "$200 billion"}
    assert not furniture & set(values)


@pytest.mark.parametrize(
    ("host", "value"),
    [
        ("kestrelwire.example/openai-raises", "$6.6 billion"),
        ("harbourledger.example/openai-record", "$6.6 billion"),
        ("harbourledger.example/openai-40", "$6.6 billion"),
        ("pensionpost.example/2024", "$6.6 billion"),
        ("openai-by-the-numbers", "$6.57 billion"),
    ],
)
def test_openai_round_is_read_in_each_article(published: Published, host: str, value: str) -> None:
    found = published.sql(
        f"""
        select count(*) from claims
        where article_url like '%{host}%' and subject = 'OpenAI' and metric = 'funding_round'
            and value_text = '{value}'
        """
    )
    assert found.rows[0][0] >= 1


def test_openai_round_agrees_between_independent_origins(published: Published) -> None:
    origins = one_column(
        published,
        "select max(n_origins) from agreements where subject = 'OpenAI' and metric = 'funding_round'"
        " and value in ('$6.6 billion', '$6.57 billion')",
    )
    assert origins[0] is not None
    assert int(origins[0]) >= 3


def test_rounding_of_the_openai_round_agrees(published: Published) -> None:
    assert relations_of(published, "funding_round", "OpenAI", 6.57e9, 6.6e9) == {"agree"}


def test_rounding_of_parameters_agrees(published: Published) -> None:
    assert relations_of(published, "parameter_count", "Skerry 2", 72e9, 72.3e9) == {"agree"}


def test_openai_valuation_is_updated_not_contradicted(published: Published) -> None:
    assert relations_of(published, "valuation", "OpenAI", 157e9, 300e9) == {"update"}


def test_meta_spending_plan_is_updated(published: Published) -> None:
    assert relations_of(published, "capex", "Meta", 60e9, 64e9) == {"update"}


def test_old_meta_plan_in_the_newer_article_agrees_with_the_older_one(published: Published) -> None:
    assert relations_of(published, "capex", "Meta", 60e9, 60e9) == {"agree"}


def test_dispatch_is_a_copy_of_kestrel_wire(published: Published) -> None:
    edges = published.sql(
        f"select origin_url, kind, direction from lineage where article_url = '{DISPATCH_COPY}'"
        " and kind in ('syndicated', 'rewrite')"
    )
    assert edges.rows == ((f"{KESTREL}/openai-raises-6-6-billion", "syndicated", "known"),)


def test_a_copy_adds_no_origin(published: Published) -> None:
    told = published.sql(
        "select n_articles, n_origins from agreements where subject = 'Sarah Friar' and kind = 'quote'"
    )
    assert told.rows == ((2, 1),)


@pytest.mark.parametrize(
    ("subject", "metric", "one", "other"),
    [
        ("Nordlicht AI", "funding_round", "€240 million", "€420 million"),
        ("Skerry 2", "parameter_count", "72", "27 billion"),
        ("Thrive Capital", "investment", "$1 billion", "$1.3 billion"),
        ("Ingrid Solberg", "said", "We will not train", "We will train"),
    ],
)
def test_planted_contradiction_is_found(
    published: Published, subject: str, metric: str, one: str, other: str
) -> None:
    found = contradictions(published, subject, metric)
    assert any(
        alert and any(x.startswith(one) and y.startswith(other) for x, y in ((a, b), (b, a)))
        for a, b, alert in found
    ), found


def test_changed_quotation_says_what_changed(published: Published) -> None:
    reasons = one_column(published, "select reason from contradictions where subject = 'Ingrid Solberg'")
    assert reasons == ["negation_differs"]


def test_licence_of_skerry_2_is_disputed(published: Published) -> None:
    said = published.sql(
        "select object, status from claims where subject = 'Skerry 2' and metric = 'license' order by all"
    ).rows
    assert ("open_source", "denied") in said
    assert ("open_source", "reported") in said
    assert any("Apache" in str(value) for value, _ in said)
    alerts = [alert for _, _, alert in contradictions(published, "Skerry 2", "license")]
    assert any(alerts)


def test_empty_file_is_an_issue(published: Published) -> None:
    issues = published.sql("select stage, location from issues where code = 'empty_file'")
    assert [(stage, Path(where).name) for stage, where in issues.rows] == [("read", "not-yet-written.txt")]


def test_no_other_contradiction_is_alerted(published: Published) -> None:
    table = published.sql(
        "select subject, metric, value_a, value_b, outlet_a, outlet_b, explanation"
        " from contradictions where alert"
    )
    others = [row for row in table.rows if (row[0], row[1]) not in PLANTED_CONTRADICTIONS]
    assert not others


def test_planted_contradictions_are_not_told_twice(published: Published) -> None:
    """One dispute is one line to an editor; the licence alone has more than two sides."""
    counts = published.sql(
        """
        select subject, metric, count(*) from contradictions
        where alert and metric <> 'license' group by all having count(*) > 1
        """
    )
    assert counts.rows == ()
