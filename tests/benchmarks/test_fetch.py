"""The fetch benchmark in its short form: every healthy page comes, no hostile host holds anything up."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.fetch import main
from benchmarks.fetch_world import host_of, is_hostile, urls_of


def test_the_short_form(tmp_path: Path) -> None:
    out = tmp_path / "fetch.json"
    short = {"hosts": 60, "pages": 2, "deadline": 1.0, "pace": 0.01, "naive": 0.5}
    main([*(part for name, value in short.items() for part in (f"--{name}", str(value))), "--json", str(out)])
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (found["hostile"], found["urls"], found["pages"]) == (3, 120, 114)
    assert sum(found["issues"].values()) == 6
    assert found["longest"] < 2
    assert 0 < found["naive_rate"] < found["rate"]


def test_hosts_have_addresses_of_their_own() -> None:
    assert len({host_of(number) for number in range(2_000)}) == 2_000
    assert sum(map(is_hostile, range(2_000))) == 100
    assert urls_of(2, 1, 80) == ["http://127.1.0.1:80/0", "http://127.1.0.2:80/0"]
