"""A `.claims.jsonl` file to groups of claims, one article at a time, in bounded memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from extractors.articles.limits import limit
from extractors.articles.lines import BadLine, Row
from extractors.articles.ready import (
    CLAIM_FIELDS,
    ClaimError,
    Occurrences,
    ReadyClaims,
    claim_article,
    ready_claim,
)
from extractors.records import Article, Claim, Issue, Stage


def ready_groups(rows: Iterator[Row | BadLine], *, name: str, shown: str) -> Iterator[ReadyClaims | Issue]:
    """Groups of neighbouring claims of one article, and an issue for each row that is no claim.

    An article whose rows are scattered over the file comes in several groups; ids stay distinct, because
    equal claims are counted over the whole file. What the first row of a group says of the article holds
    for the group.

    Args:
        rows: The rows of the file.
        name: The file's name for identity.
        shown: The file's name for messages.
    """
    occurrences = Occurrences()
    unknown: set[str] = set()
    article: Article | None = None
    claims: list[Claim] = []
    for row in rows:
        where = f"{shown}:{row.number}"
        if isinstance(row, BadLine):
            yield _issue(row.code, where, f"{row.reason}; this line is left out, the others are read")
            continue
        unknown.update(row.fields.keys() - CLAIM_FIELDS)
        try:
            owner, bad_date = claim_article(row.fields, name=name)
            claim = ready_claim(row.fields, owner.article_id, occurrences)
        except ClaimError as error:
            yield _issue("bad_claim", where, f"is left out: {error}")
            continue
        if bad_date:
            reason = (
                f"has published {bad_date[:40]!r}, which is not a day such as 2024-10-02; read as undated"
            )
            yield _issue("bad_date", where, reason)
        changes = article is None or article.article_id != owner.article_id
        if article is not None and claims and (changes or len(claims) >= limit("claims_per_group")):
            yield ReadyClaims(article=article, claims=tuple(claims))
            claims = []
        article = owner if changes else article
        claims.append(claim)
    if article is not None and claims:
        yield ReadyClaims(article=article, claims=tuple(claims))
    if unknown:
        yield unknown_fields(shown, unknown, CLAIM_FIELDS)


def unknown_fields(shown: str, unknown: Collection[str], known: Collection[str]) -> Issue:
    """The issue that names the fields of a file's rows that nothing reads."""
    named = ", ".join(repr(key[:40]) for key in sorted(unknown)[:8])
    reason = f"has fields that are not read: {named}; those read are {', '.join(known)}"
    return _issue("unknown_field", shown, reason)


def _issue(code: str, where: str, what: str) -> Issue:
    return Issue(stage=Stage.READ, code=code, where=where, message=f"{where} {what}.")
