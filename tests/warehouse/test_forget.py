"""What is forgotten is in no table and no block of a file, and does not come back."""

from pathlib import Path

import pytest

from tests.warehouse.made import article, batch, check_all, claim, contents, credit, issue
from warehouse import Warehouse
from warehouse.durable import wal_of

CANARY = "Zyxquork"
TEXT = f"Halden AI is worth $4 billion, {CANARY} said, and nobody at the fair in the harbour hall disagreed."


def load(warehouse: Warehouse) -> None:
    gone = article("gone", TEXT, outlet=f"{CANARY} Post", links=True)
    stays = article("stays", "Halden AI is worth $5 billion, others say.")
    warehouse.load_batch(
        1,
        batch(
            (
                gone,
                [claim(gone, "$4 billion", "4000000000"), claim(gone, CANARY, None, subject="Orre Energy")],
            ),
            (stays, [claim(stays, "$5 billion", "5000000000")]),
            credits=[credit(gone, CANARY)],
            issues=[issue("A table was skipped.", gone)],
        ),
    )


@pytest.mark.parametrize(
    ("url", "outlet"), [("https://gone.example/story", None), (None, f"{CANARY} post")], ids=["url", "outlet"]
)
def test_nothing_of_it_is_left_and_it_is_not_stored_again(
    data: Path, url: str | None, outlet: str | None
) -> None:
    path = data / "warehouse.duckdb"
    with Warehouse.open(data, threads=1) as warehouse:
        load(warehouse)
        check_all(warehouse)
        warehouse.publish()
    assert CANARY.encode() in path.read_bytes()
    assert CANARY.encode() in (data / "claims.duckdb").read_bytes()
    with Warehouse.open(data, threads=1) as warehouse:
        assert warehouse.addresses(url=url, outlet=outlet) == ("https://gone.example/story",)
        done = warehouse.forget(url=url, outlet=outlet)
        assert (done.articles, done.claims) == (1, 2)
        assert warehouse.is_erasing()
        assert warehouse.dirty_blocks() == ("valuation|Halden AI",)
        check_all(warehouse)
        warehouse.publish()
        warehouse.rewrite()
        assert warehouse.broken_checks() == ()
        for file in (path, wal_of(path), data / "claims.duckdb"):
            assert not file.exists() or CANARY.encode() not in file.read_bytes(), file
        before = contents_of(warehouse, path)
        load(warehouse)
        check_all(warehouse)
        after = contents_of(warehouse, path)
        told = [row for row in after["issues"] if row not in before["issues"]]
        assert len(told) == 1
        assert "forgotten_article" in told[0]
        assert {**after, "issues": [], "ledger": []} == {**before, "issues": [], "ledger": []}
        assert CANARY not in str(after)
        warehouse.erased()
        assert not warehouse.is_erasing()


def contents_of(warehouse: Warehouse, path: Path) -> dict[str, list[tuple[object, ...]]]:
    warehouse.close()
    held = contents(path)
    warehouse.__dict__.update(Warehouse.open(warehouse.data, threads=1).__dict__)
    return held


def test_what_is_not_there_yet_is_passed_by_too(data: Path) -> None:
    with Warehouse.open(data, threads=1) as warehouse:
        assert warehouse.forget(url="https://gone.example/story", outlet=None).articles == 0
        load(warehouse)
        check_all(warehouse)
    held = contents(data / "warehouse.duckdb")
    assert len(held["articles"]) == 1
    assert CANARY not in str(held)


def test_a_file_written_anew_is_smaller_and_holds_the_same(data: Path) -> None:
    path = data / "warehouse.duckdb"
    with Warehouse.open(data, threads=1) as warehouse:
        load(warehouse)
        many = [
            article(f"n{n}", f"Halden AI is worth ${n} billion. " + "So it goes. " * n) for n in range(2000)
        ]
        warehouse.load_batch(1, batch(*((each, []) for each in many)))
        check_all(warehouse)
        for each in many[:1500]:
            warehouse._con.execute("delete from core.articles where article_id = ?", [each.article_id])
    before, size = contents(path), path.stat().st_size
    with Warehouse.open(data, threads=1) as warehouse:
        share = warehouse.dead_space()
        warehouse.rewrite()
        assert warehouse.dead_space() < share or share == 0
        warehouse.publish()
        assert warehouse.scan().differing == ()
    assert contents(path) == before
    assert path.stat().st_size < size


def test_a_published_file_that_differs_is_named_and_a_damaged_block_is_found(data: Path) -> None:
    import duckdb  # noqa: PLC0415

    from warehouse import WarehouseBroken  # noqa: PLC0415

    with Warehouse.open(data, threads=1) as warehouse:
        load(warehouse)
        check_all(warehouse)
        warehouse.publish()
        assert warehouse.scan().differing == ()
    with duckdb.connect(str(data / "claims.duckdb")) as con:
        con.execute("update core.claims set subject = 'Somebody Else'")
    with Warehouse.open(data, threads=1) as warehouse:
        assert warehouse.scan().differing == ("core.claims",)
    path = data / "warehouse.duckdb"
    body = bytearray(path.read_bytes())
    place = body.index(CANARY.encode())
    body[place] ^= 1
    path.write_bytes(body)
    with pytest.raises(WarehouseBroken, match=r"(?i)checksum"), Warehouse.open(data, threads=1) as warehouse:
        warehouse.scan()
