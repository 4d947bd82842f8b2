import time
from dataclasses import replace
from pathlib import Path

from checkers.records import ArticleOrigin, Relation
from tests.warehouse.made import article, batch, check_all, claim, contents, findings, sum_all
from warehouse import Published, Warehouse

KEY = "valuation|Halden AI"


def many_claims(n_articles: int, n_values: int, per_article: int = 1) -> list[object]:
    articles = [article(f"n{n}", f"Halden AI is worth ${n % n_values} billion.") for n in range(n_articles)]
    return [
        (
            a,
            [
                claim(
                    a, f"${n % n_values} billion", f"{n % n_values}000000000", claim_id=f"clm_{n:06}_{m:02}"
                )
                for m in range(per_article)
            ],
        )
        for n, a in enumerate(articles)
    ]


def test_blocks_come_in_order_of_key_and_tellings_in_order_of_time(warehouse: Warehouse) -> None:
    late = article("late", "Halden AI is worth $1 billion.", published="2024-10-03")
    early = article("early", "Halden AI is worth $2 billion.", published="2024-10-02T09:00:00Z")
    earlier = article("earlier", "Halden AI is worth $3 billion.", published="2024-10-02")
    undated = article("undated", "Halden AI is worth $4 billion.", published=None)
    other = article("other", "Abel is worth $5 billion.")
    for n, a in enumerate((undated, late, early, earlier), start=1):
        warehouse.load_batch(1, batch((a, [claim(a, a.text.split("worth ")[1][:-1], f"{n}")])))
    warehouse.load_batch(1, batch((other, [claim(other, "$5 billion", "5", subject="Abel")])))
    blocks = list(warehouse.stream_blocks(warehouse.dirty_blocks()))
    assert [key for key, _ in blocks] == ["valuation|Abel", KEY]
    assert [t.published for t in blocks[1][1]] == ["2024-10-02", "2024-10-02T09:00:00Z", "2024-10-03", None]


def test_unknown_keys_and_no_keys_give_no_blocks(warehouse: Warehouse) -> None:
    assert list(warehouse.stream_blocks(["nowhere"])) == []
    assert list(warehouse.stream_blocks([])) == []


def test_a_block_larger_than_a_record_batch_comes_whole(warehouse: Warehouse) -> None:
    warehouse.load_batch(1, batch(*many_claims(500, 5, per_article=40)))
    ((_, tellings),) = list(warehouse.stream_blocks([KEY]))
    assert len(tellings) == 20_000


def test_tellings_know_the_origin_of_their_article(warehouse: Warehouse) -> None:
    first, copy = (
        article("first", "Halden AI is worth $4 billion."),
        article("copy", "Halden AI is worth $4 billion."),
    )
    warehouse.load_batch(
        1, batch((first, [claim(first, "$4 billion", "4")]), (copy, [claim(copy, "$4 billion", "4")]))
    )
    check_all(warehouse)
    warehouse.replace_lineage([], [ArticleOrigin(article_id=copy.article_id, origin=first.article_id)])
    ((_, tellings),) = list(warehouse.stream_blocks(warehouse.dirty_blocks()))
    assert {t.origin for t in tellings} == {first.article_id}


def test_findings_may_be_stored_while_blocks_are_read(warehouse: Warehouse) -> None:
    for n in range(6):
        a = article(f"n{n}", f"Firm {n} is worth $4 billion.")
        warehouse.load_batch(1, batch((a, [claim(a, "$4 billion", "4", subject=f"Firm {n:02}")])))
    for key, tellings in warehouse.stream_blocks(warehouse.dirty_blocks()):
        warehouse.replace_blocks(1, [findings(key, tellings)])
    assert warehouse.dirty_blocks() == ()
    assert warehouse.broken_checks() == ()


def test_findings_are_replaced_not_added(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        warehouse.load_batch(1, batch(*many_claims(6, 3)))
        check_all(warehouse)
        ((key, tellings),) = list(warehouse.stream_blocks([KEY]))
        warehouse.replace_blocks(2, [findings(key, tellings), findings("empty", [tellings[0]])])
        warehouse.replace_blocks(2, [findings(key, tellings, Relation.UPDATE)])
    held = contents(data / "warehouse.duckdb")
    assert len([row for row in held["form_relations"] if KEY in row]) == 3
    assert {row[3] for row in held["form_relations"] if KEY in row} == {"update"}


def test_other_rules_make_every_block_dirty_once(warehouse: Warehouse) -> None:
    warehouse.load_batch(1, batch(*many_claims(6, 3)))
    check_all(warehouse)
    assert warehouse.use_rules("rules 1")
    assert check_all(warehouse) == (KEY,)
    assert not warehouse.use_rules("rules 1")
    assert warehouse.dirty_blocks() == ()


def test_a_question_of_50_000_claims_shows_representatives_quickly_and_says_so(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        warehouse.load_batch(1, batch(*many_claims(1000, 5, per_article=50)))
        check_all(warehouse)
        warehouse.publish()
    with Published(data / "claims.duckdb") as published:
        start = time.perf_counter()
        pairs = published.sql(
            "select relation, count(*) from claim_relations group by relation order by relation"
        )
        assert time.perf_counter() - start < 2
        assert pairs.rows == (("agree", 5 * 45), ("contradict", 10 * 100))
        (message,) = published.sql("select message from issues where code = 'shows_representatives'").rows
        assert "has 50,000 claims: claim_relations shows the earliest 10" in message[0]
        assert published.sql("select count(*) from contradictions").rows == ((10,),)


def test_a_question_of_1_000_claims_is_shown_whole(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        warehouse.load_batch(1, batch(*many_claims(1000, 2)))
        check_all(warehouse)
        warehouse.publish()
    with Published(data / "claims.duckdb") as published:
        assert published.sql("select count(*) from claim_relations").rows == ((1000 * 999 // 2,),)
        assert published.sql("select count(*) from claim_relations where claim_a >= claim_b").rows == ((0,),)
        assert published.sql("select count(*) from issues").rows == ((0,),)


def test_the_issue_about_representatives_goes_when_the_question_shrinks(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        warehouse.load_batch(1, batch(*many_claims(1001, 2)))
        check_all(warehouse)
        changed = article("n0", "Silence.")
        warehouse.load_batch(2, batch((changed, [])))
        check_all(warehouse, 2)
    assert contents(data / "warehouse.duckdb", "issues")["issues"] == []


def test_forms_of_two_questions_of_a_large_block_are_paired_by_representatives(data: Path) -> None:
    with Warehouse.open(data) as warehouse:
        warehouse.load_batch(1, batch(*many_claims(1200, 2)))
        ((key, tellings),) = list(warehouse.stream_blocks([KEY]))
        found = findings(key, tellings, Relation.UPDATE)
        second = replace(found.questions[0], question_id="qst_second", text="A second question")
        form = found.forms[1].form_id
        apart = replace(
            found,
            questions=(*found.questions, second),
            answers=(found.answers[0], replace(found.answers[1], question_id="qst_second")),
            question_of_form=(found.question_of_form[0], (form, "qst_second")),
        )
        warehouse.replace_blocks(1, [apart])
        sum_all(warehouse)
        warehouse.publish()
    with Published(data / "claims.duckdb") as published:
        counts = published.sql(
            "select relation, count(*) from claim_relations group by relation order by relation"
        )
        assert counts.rows == (("agree", 2 * 600 * 599 // 2), ("update", 100))
        assert [row[0].partition(":")[0] for row in published.sql("select message from issues").rows] == [
            f"The block {KEY} has 1,200 claims"
        ]
