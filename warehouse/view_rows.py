"""The views of the published file with their comments: a record per named query, as in `summary_rows`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewColumn:
    """A column of a public view, in order of view and place."""

    view: str
    view_comment: str
    column: str
    type: str
    comment: str


QUERIES = {ViewColumn: "view_columns"}
"""The named query of each record."""
