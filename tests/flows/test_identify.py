"""Two names of one unlisted subject meet by what they say alike; a ruling parts them again."""

from __future__ import annotations

import json
from pathlib import Path

from tests.flows.conftest import RunJob
from warehouse import Published

_APART = '[[judgement]]\nruling = "not_same_subject"\nleft = "Harnby"\nright = "Harnby Systems"\n'


def _claim(outlet: str, subject: str, metric: str, value: str, low: int) -> dict[str, object]:
    return {
        "article_url": f"https://{outlet.lower()}.example/harnby",
        "outlet": outlet,
        "published": "2030-05-02",
        "title": f"{outlet} on {subject}",
        "sentence": f"{subject}: {metric} {value}.",
        "kind": "quantity",
        "subject": subject,
        "metric": metric,
        "low": low,
        "high": low,
        "unit": "USD",
        "period": "2030-05",
        "value_text": value,
    }


def _write(path: Path) -> Path:
    rows = [
        _claim("Herald", "Harnby Systems", "valuation", "$4.37bn", 4_370_000_000),
        _claim("Herald", "Harnby Systems", "funding_round", "$412m", 412_000_000),
        _claim("Courier", "Harnby", "valuation", "$4.37bn", 4_370_000_000),
        _claim("Courier", "Harnby", "funding_round", "$421m", 421_000_000),
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _found(data: Path) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    with Published(data / "claims.duckdb") as published:
        relations = published.sql("select relation, reason from claim_relations order by relation")
        issues = published.sql("select code, message from issues where code = 'names_joined'")
    return list(relations.rows), list(issues.rows)


def test_names_meet_by_evidence_and_a_ruling_parts_them(tmp_path: Path, run_job: RunJob) -> None:
    source, data = _write(tmp_path / "harnby.claims.jsonl"), tmp_path / "data"
    run_job([str(source)], data)
    relations, issues = _found(data)
    assert relations == [("agree", "equal"), ("contradict", "digit_swap")]
    assert len(issues) == 2
    assert "$4.37bn" in str(issues[0][1])

    run_job([str(source)], data)
    assert _found(data) == (relations, issues), "the same again changes nothing"

    rulings = tmp_path / "judgements.toml"
    rulings.write_text(_APART, encoding="utf-8")
    run_job([str(source)], data, judgements=rulings)
    assert _found(data) == ([], [])
