"""What is looked after once a week: whether what is stored holds together."""

from __future__ import annotations

from flows.session import Session


def maintain(session: Session) -> tuple[str, ...]:
    """Check the stored tables against each other; one sentence for each check that fails. Scans them all."""
    return tuple(
        f"{each.meaning} ({each.n_rows:,} rows, such as {', '.join(each.examples[:1])})"
        for each in session.warehouse.broken_checks()
    )
