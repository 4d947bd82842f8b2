"""What a ruling on a finding does to the views, whichever claims and forms stand for it by now."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkers.ruling_records import Judgement, Ruling
from tests.sql.story import tell
from warehouse import Published, Warehouse
from warehouse.review_rows import Finding


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tell(tmp_path / "data").parent


def findings(data: Path) -> dict[str, Finding]:
    with Published(data / "claims.duckdb") as published:
        return {each.finding_id: each for each in published.rows(Finding)}


def rule(data: Path, *rulings: Judgement) -> int:
    """Take rulings in as a run does; how many blocks they make dirty."""
    with Warehouse.open(data, threads=1) as warehouse:
        warehouse.replace_judgements(rulings)
        dirty = len(warehouse.dirty_blocks())
        for key, _ in warehouse.stream_blocks(warehouse.dirty_blocks()):
            assert key  # their findings stay as they are: what is looked at are the views alone
        warehouse._con.execute("delete from private.dirty_blocks")
        warehouse.publish()
    return dirty


def test_every_sort_of_finding_leaves_its_view_and_comes_back(data: Path) -> None:
    before = findings(data)
    assert {each.sort for each in before.values()} >= {"contradiction", "quotation", "reference", "edit"}
    for ruling in (Ruling.DISMISSED, Ruling.WRONG_MATCH):
        rule(data, *(Judgement(ruling=ruling, finding_id=finding_id) for finding_id in before))
        assert findings(data) == {}
    rule(data, *(Judgement(ruling=Ruling.RESOLVED, finding_id=finding_id) for finding_id in before))
    resolved = findings(data)
    assert resolved.keys() == before.keys()
    assert not [each for each in resolved.values() if each.alert]
    rule(data, *(Judgement(ruling=Ruling.DISMISSED, finding_id=each, holds=False) for each in before))
    assert findings(data) == before


def test_rulings_on_edits_and_sums_and_remarks_make_no_block_dirty(data: Path) -> None:
    edits = [each for each in findings(data) if each.startswith(("edt_", "sum_"))]
    made = [Judgement(ruling=Ruling.DISMISSED, finding_id=each, subject="Orre Mills") for each in edits]
    made.append(Judgement(ruling=Ruling.COMMENT, finding_id=edits[0], subject="Orre Mills", note="hm"))
    made.append(Judgement(ruling=Ruling.ASSIGNED, finding_id=edits[0], subject="Orre Mills", assignee="ida"))
    with Warehouse.open(data, threads=1) as warehouse:
        assert warehouse.replace_judgements([*warehouse.judgements(), *made]) == len(made)
        assert warehouse.dirty_blocks() == ()
