from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse import Warehouse


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def warehouse(data: Path) -> Iterator[Warehouse]:
    with Warehouse.open(data, threads=1, memory="500MB") as opened:
        yield opened
