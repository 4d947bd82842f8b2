"""What `twosource claim-review` writes. Plain functions, no Prefect."""

from __future__ import annotations

from flows.report import open_published
from flows.settings import Settings, SettingsError
from reports.claim_review import AUTHOR, to_json_ld
from warehouse.summary_rows import ToldAgainst


def claim_reviews(
    settings: Settings, *, author: str | None = None, author_url: str | None = None, every: bool = False
) -> str:
    """The published contradictions between articles as one JSON-LD document.

    Raises:
        WarehouseError: nothing has been published yet.
        SettingsError: the author's address is none.
    """
    if author_url is not None and not author_url.startswith(("http://", "https://")):
        raise SettingsError(f"--author-url is {author_url}: write an address that begins with https://")
    with open_published(settings) as published:
        return to_json_ld(published.rows(ToldAgainst, alerts=not every), author or AUTHOR, author_url)
