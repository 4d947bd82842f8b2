"""Each public view against a file of expected rows: `tests/sql/<view>/{rows.sql,expected.csv}`.

After a wanted change, `python -m tests.sql.test_views` writes the files anew; read the difference.
"""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest

from tests.sql.story import tell
from warehouse import Published
from warehouse.view_names import VIEWS

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tell(tmp_path_factory.mktemp("story") / "data")


@pytest.mark.parametrize("view", VIEWS)
def test_view(story: Path, view: str) -> None:
    assert rows_of(story, view) == (HERE / view / "expected.csv").read_text(encoding="utf-8")


def rows_of(path: Path, view: str) -> str:
    with Published(path) as published:
        table = published.sql((HERE / view / "rows.sql").read_text(encoding="utf-8"))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([["NULL" if value is None else value for value in row] for row in table.rows])
    return out.getvalue()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        published_file = tell(Path(folder) / "data")
        for name in VIEWS:
            (HERE / name / "expected.csv").write_text(rows_of(published_file, name), encoding="utf-8")
