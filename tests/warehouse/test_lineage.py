from checkers.records import ArticleOrigin, Direction, LineageEdge, LineageKind
from checkers.ruling_records import Judgement, Ruling
from tests.warehouse.made import article, batch, check_all, claim
from warehouse import Warehouse

A, B, C = (article(n, f"Firm {n} is worth $4 billion.") for n in "abc")


def load(warehouse: Warehouse) -> None:
    warehouse.load_batch(
        1, batch(*((a, [claim(a, "$4 billion", "4", subject=f"Firm {a.url[8]}")]) for a in (A, B, C)))
    )
    check_all(warehouse)


def edge(confidence: float = 0.9) -> LineageEdge:
    return LineageEdge(
        article_id=B.article_id,
        origin_article_id=A.article_id,
        origin_name=None,
        kind=LineageKind.SYNDICATED,
        direction=Direction.KNOWN,
        confidence=confidence,
        evidence="worth $4 billion",
    )


ORIGIN = ArticleOrigin(article_id=B.article_id, origin=A.article_id)


def test_blocks_of_articles_with_another_origin_become_dirty(warehouse: Warehouse) -> None:
    load(warehouse)
    own = ArticleOrigin(article_id=C.article_id, origin=C.article_id)
    assert warehouse.replace_lineage([edge()], [ORIGIN, own]) == 1
    assert warehouse.dirty_blocks() == ("valuation|Firm b",)


def test_the_same_lineage_again_makes_nothing_dirty(warehouse: Warehouse) -> None:
    load(warehouse)
    warehouse.replace_lineage([edge()], [ORIGIN])
    check_all(warehouse)
    assert warehouse.replace_lineage([edge(), edge()], [ORIGIN]) == 0
    assert warehouse.replace_lineage([edge(0.5)], [ORIGIN]) == 0
    assert warehouse.dirty_blocks() == ()


def test_an_origin_that_goes_makes_its_blocks_dirty(warehouse: Warehouse) -> None:
    load(warehouse)
    warehouse.replace_lineage([edge()], [ORIGIN])
    check_all(warehouse)
    assert warehouse.replace_lineage([], []) == 1
    assert warehouse.dirty_blocks() == ("valuation|Firm b",)


DISMISSED = Judgement(
    ruling=Ruling.DISMISSED, left="$4 billion", right="$5 billion", subject="firm A", metric="valuation"
)
SAME = Judgement(
    ruling=Ruling.SAME_SUBJECT, left="Firm b", right="Firm x", note="one house", user="me", at="2024-11-01"
)


def test_a_new_ruling_makes_the_blocks_of_its_subjects_dirty(warehouse: Warehouse) -> None:
    load(warehouse)
    assert warehouse.replace_judgements([DISMISSED, SAME]) == 2
    assert warehouse.dirty_blocks() == ("valuation|Firm a", "valuation|Firm b")
    assert warehouse.judgements() == (DISMISSED, SAME)


def test_the_same_rulings_in_any_order_make_nothing_dirty(warehouse: Warehouse) -> None:
    load(warehouse)
    warehouse.replace_judgements([DISMISSED, SAME])
    check_all(warehouse)
    assert warehouse.replace_judgements([SAME, DISMISSED, SAME]) == 0
    assert warehouse.dirty_blocks() == ()


def test_a_ruling_that_is_withdrawn_makes_its_blocks_dirty(warehouse: Warehouse) -> None:
    load(warehouse)
    warehouse.replace_judgements([DISMISSED, SAME])
    check_all(warehouse)
    assert warehouse.replace_judgements([SAME]) == 1
    assert warehouse.dirty_blocks() == ("valuation|Firm a",)
    assert warehouse.judgements() == (SAME,)
