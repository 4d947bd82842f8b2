"""The forms in which an answer is written."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """How the answer to a query is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
