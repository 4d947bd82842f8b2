"""Ready-made claims: the cases of `claims.toml`, grouping, identity and files larger than a group."""

from __future__ import annotations

import json
import tomllib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from extractors.articles.files import read_source
from extractors.articles.limits import limit
from extractors.articles.lines import BadLine, cut_lines, json_rows
from extractors.articles.ready import ReadyClaims
from extractors.articles.ready_groups import ClaimRows, read_rows, unknown_claim_fields
from extractors.ids import article_id, claim_id
from extractors.records import Claim, Issue

DATA = tomllib.loads((Path(__file__).parent / "cases" / "claims.toml").read_text("utf-8"))
BASE: dict[str, Any] = DATA["base"]
URL = BASE["article_url"]


def read_lines(folder: Path, *lines: str) -> list[ReadyClaims | Issue]:
    path = folder / "made.claims.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    (rows,) = read_source(str(path))
    assert isinstance(rows, ClaimRows)
    read = read_rows(rows)
    unknown = [unknown_claim_fields(str(path), read.unknown)] if read.unknown else []
    return [*read.issues, *read.groups, *unknown]


def line(**fields: object) -> str:
    return json.dumps({**BASE, **fields})


@pytest.mark.parametrize("case", DATA["row"], ids=lambda case: case["why"])
def test_rows(case: dict[str, Any], tmp_path: Path) -> None:
    changed = case["json"].replace("@LONG@", "a" * 20_001)
    base = json.dumps(BASE)[:-1]
    (reading,) = read_lines(tmp_path, f"{base}, {changed[1:]}")  # of two equal keys, JSON keeps the last
    if "problem" in case:
        assert isinstance(reading, Issue), reading
        assert reading.code == "bad_claim"
        assert reading.where.endswith("made.claims.jsonl:1")
        assert case["problem"] in reading.message
        return
    assert isinstance(reading, ReadyClaims), reading
    (claim,) = reading.claims
    assert {field: plain(claim, field) for field in case["claim"]} == case["claim"]
    assert (claim.start, claim.end, claim.article_id) == (None, None, article_id(URL))


def plain(claim: Claim, field: str) -> object:
    value = getattr(claim, field)
    return [list(pair) for pair in value] if isinstance(value, tuple) else str(value)


def test_neighbours_of_one_article_are_a_group_and_a_later_one_still_works(tmp_path: Path) -> None:
    other = "https://daily.example/b"
    readings = read_lines(
        tmp_path, line(), line(), line(article_url=other), line(subject="Southwind"), line()
    )
    groups = [reading for reading in readings if isinstance(reading, ReadyClaims)]
    assert len(groups) == len(readings) == 3
    assert [(group.article.url, len(group.claims)) for group in groups] == [(URL, 2), (other, 1), (URL, 2)]
    ids = [claim.claim_id for group in groups for claim in group.claims]
    assert len(set(ids)) == len(ids)
    key = (article_id(URL), BASE["sentence"], BASE["value_text"])
    assert [ids[n] for n in (0, 1, 3, 4)] == [claim_id(*key, n) for n in range(4)]
    assert all(group.article.text == "" for group in groups)


def test_groups_are_bounded(tmp_path: Path) -> None:
    most = limit("claims_per_group")
    readings = read_lines(tmp_path, *[line(low=n, high=n, value_text=str(n)) for n in range(most + 5)])
    assert [len(reading.claims) for reading in readings if isinstance(reading, ReadyClaims)] == [most, 5]


def test_the_article_of_a_row(tmp_path: Path) -> None:
    (group,) = read_lines(
        tmp_path,
        line(
            article_url=URL + "?utm_source=x",
            outlet=" The Daily Example ",
            published="2024-10-02T16:05:00+02:00",
            title="T",
        ),
    )
    assert isinstance(group, ReadyClaims)
    found = group.article
    assert (found.url, found.outlet, found.published, found.title) == (
        URL,
        "The Daily Example",
        "2024-10-02T14:05:00Z",
        "T",
    )


def test_rows_without_an_article_belong_to_the_file(tmp_path: Path) -> None:
    (group,) = read_lines(tmp_path, line(article_url=None))
    assert isinstance(group, ReadyClaims)
    assert group.article.url == "file:made.claims.jsonl"


def test_a_bad_date_does_not_cost_the_claim(tmp_path: Path) -> None:
    issue, group = read_lines(tmp_path, line(published="last week"))
    assert isinstance(issue, Issue)
    assert isinstance(group, ReadyClaims)
    assert (issue.code, group.article.published, len(group.claims)) == ("bad_date", None, 1)


def test_bad_lines_and_rows_do_not_cost_the_others(tmp_path: Path) -> None:
    readings = read_lines(
        tmp_path, line(), "{", "[1]", "", line(kind="fictt"), line(low=2, high=1), line(subjct="x")
    )
    codes = [reading.code if isinstance(reading, Issue) else len(reading.claims) for reading in readings]
    assert codes == ["broken_line", "broken_line", "bad_claim", "bad_claim", 2, "unknown_field"]
    lines = [reading.where.rpartition(":")[2] for reading in readings if isinstance(reading, Issue)]
    assert lines[:4] == ["2", "3", "5", "6"]
    assert isinstance(readings[-1], Issue)
    assert "'subjct'" in readings[-1].message


def test_a_long_file_is_cut_at_line_ends_and_lines_keep_their_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [line(subject=f"Northwind {n}") for n in range(40)]
    lines[7] = "{"
    lines[20] = ""
    body = ("\ufeff" + "\n".join(lines)).encode()
    stretches = list(cut_lines(BytesIO(body), 1_000))
    assert len(stretches) > 5
    assert all(each.endswith(b"\n") for _, each in stretches[:-1])
    whole = list(json_rows(BytesIO(body)))
    cut = [row for first, each in stretches for row in json_rows(BytesIO(each), first)]
    assert cut == whole
    assert [row.number for row in cut if isinstance(row, BadLine)] == [8]


def test_a_line_too_long_to_be_read_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.articles.lines.limit", lambda name: 2_000)
    body = b"\n".join([b"{}", b'{"a": "' + b"x" * 9_000 + b'"}', b"{}", b"[1]"])
    for size in (1, 5, 700, 2_500, 8_000, 20_000):
        cut = [
            row for first, each in cut_lines(BytesIO(body), size) for row in json_rows(BytesIO(each), first)
        ]
        codes = [row.code if isinstance(row, BadLine) else "row" for row in cut]
        assert codes == ["row", "line_too_long", "row", "broken_line"], size
        assert [row.number for row in cut] == [1, 2, 3, 4], size
