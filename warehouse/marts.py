"""Views that are worked out once, when a file is published, and stored in it as tables of the schema `mart`.

The views are the contract, what is under them is free. Those here join or count most of the warehouse, and
an analyst would wait for them. The others find their rows through the order of the tables.
"""

from __future__ import annotations

import duckdb

from warehouse.statements import run, statement

MARTS = {
    "contradictions": "rank",
    "agreements": "subject, metric, answer_id",
    "outlets": "outlet",
    "retellings": "subject, metric, claim_id, source_claim_id",
    "unfollowed_corrections": "edit_id, copy_url",
    "silent_edits": "rank",
    "disagreements": "outlet, other_outlet",
    "subjects": "subject",
    "blind_spots": "day, location, gap, code",
    "coverage": "outlet, day",
    "changes": "changed_at, change, finding_id, article_url",
    "copied_sources": "source, article_url",
}
"""The views that are stored, in the order in which they are worked out, each with the order of its rows."""


def store_marts(con: duckdb.DuckDBPyConnection) -> None:
    """Store these views of the current database as tables, and have the views read them, comments included.

    Cost: that of the views, each once.
    """
    con.execute("create schema mart")
    for view, order in MARTS.items():
        comments = run(con, "marts/comments", view=view)
        for name in ("marts/lay", "marts/show"):
            con.execute(statement(name).format(view=view, order=order))
        for (comment,) in comments:
            con.execute(comment)
