"""A `.claims.jsonl` file to groups of claims, one article at a time, in bounded memory.

The file is cut into stretches of lines, and each can be read by another process. What needs the whole file,
which of several equal claims one is, is settled where the stretches come together (`EqualClaims`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from extractors.articles.limits import limit
from extractors.articles.lines import BadLine, cut_lines, json_rows
from extractors.articles.ready import (
    CLAIM_FIELDS,
    ClaimError,
    Occurrences,
    ReadyClaims,
    claim_article,
    ready_claim,
)
from extractors.records import Article, Claim, Issue, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRows:
    """Some lines of a file of ready-made claims, not read yet.

    `name` is the file's name for identity, `shown` for people; `first_line` counts from 1.
    """

    name: str
    shown: str
    first_line: int
    body: bytes

    @property
    def is_whole(self) -> bool:
        """Whether these are all lines of the file."""
        return self.first_line == 1 and len(self.body) < limit("claim_rows_bytes")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsRead:
    """What some lines hold: groups of claims, an issue for each line that is no claim, unknown fields."""

    groups: tuple[ReadyClaims, ...]
    issues: tuple[Issue, ...]
    unknown: frozenset[str]


def cut_rows(stream: BinaryIO, *, name: str, shown: str) -> Iterator[ClaimRows]:
    """The lines of a file, so many at a time as another process reads in about a second."""
    for first, body in cut_lines(stream, limit("claim_rows_bytes")):
        yield ClaimRows(name=name, shown=shown, first_line=first, body=body)


def read_rows(rows: ClaimRows) -> RowsRead:
    """Groups of neighbouring claims of one article, and what was no claim.

    An article whose rows are scattered over the file comes in several groups. What the first row of a group
    says of the article holds for the group. Equal claims are told apart within these lines only.
    """
    occurrences = Occurrences()
    groups: list[ReadyClaims] = []
    issues: list[Issue] = []
    unknown: set[str] = set()
    article: Article | None = None
    claims: list[Claim] = []
    for row in json_rows(BytesIO(rows.body), rows.first_line):
        if isinstance(row, BadLine):
            where = f"{rows.shown}:{row.number}"
            issues.append(
                _issue(row.code, where, f"{row.reason}; this line is left out, the others are read")
            )
            continue
        if not row.fields.keys() <= _KNOWN_FIELDS:
            unknown.update(row.fields.keys() - _KNOWN_FIELDS)
        try:
            owner, bad_date = claim_article(row.fields, name=rows.name)
            claim = ready_claim(row.fields, owner.article_id, occurrences)
        except ClaimError as error:
            issues.append(_issue("bad_claim", f"{rows.shown}:{row.number}", f"is left out: {error}"))
            continue
        if bad_date:
            reason = (
                f"has published {bad_date[:40]!r}, which is not a day such as 2024-10-02; read as undated"
            )
            issues.append(_issue("bad_date", f"{rows.shown}:{row.number}", reason))
        changes = article is None or article.article_id != owner.article_id
        if article is not None and claims and (changes or len(claims) >= limit("claims_per_group")):
            groups.append(ReadyClaims(article=article, claims=tuple(claims)))
            claims = []
        article = owner if changes else article
        claims.append(claim)
    if article is not None and claims:
        groups.append(ReadyClaims(article=article, claims=tuple(claims)))
    return RowsRead(groups=tuple(groups), issues=tuple(issues), unknown=frozenset(unknown))


_KNOWN_FIELDS = frozenset(CLAIM_FIELDS)


def unknown_fields(shown: str, unknown: Collection[str], known: Collection[str]) -> Issue:
    """The issue that names the fields of a file's rows that nothing reads."""
    named = ", ".join(repr(key[:40]) for key in sorted(unknown)[:8])
    reason = f"has fields that are not read: {named}; those read are {', '.join(known)}"
    return _issue("unknown_field", shown, reason)


def unknown_claim_fields(shown: str, unknown: Collection[str]) -> Issue:
    """The same for a file of ready-made claims."""
    return unknown_fields(shown, unknown, CLAIM_FIELDS)


def _issue(code: str, where: str, what: str) -> Issue:
    return Issue(stage=Stage.READ, code=code, where=where, message=f"{where} {what}.")
