"""The texts that an article has had, told apart, numbered and compared one with the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from checkers.revisions.diff import Draft, diff_claims, gone_claims
from checkers.revisions.notices import new_notes
from checkers.revisions.records import (
    ArticleRevisions,
    ClaimEdit,
    FormerClaim,
    History,
    NoteKind,
    SeenText,
    TextChange,
)
from checkers.revisions.texts import change_of_text
from checkers.rules import Rules
from extractors.records import Claim

ReadText = Callable[[SeenText], tuple[Claim, ...] | None]
"""Reads the claims of one text of an article, as one version of extractor and lexicon reads them all.

`None` for a text that cannot be read, which is then compared with none.
"""


def follow(history: History, read: ReadText, version: str, rules: Rules) -> ArticleRevisions:
    """The revisions of an article, and what changed between those not yet compared by this `version`.

    All texts are read by one version, so that a better extractor never makes an edit. A text that says what
    the revision before says in the same words, or that is what a paywall leaves of it, is no revision: the
    next text is compared with the last whole one. Of more than `revisions_kept` the oldest lose their text.
    """
    texts = _revisions(history.texts, rules)
    article_id = history.article.article_id
    if len(texts) < 2:
        return ArticleRevisions(article_id=article_id, texts=(), reworked=(), edits=(), former=())
    edits: list[ClaimEdit] = []
    former: list[FormerClaim] = []
    reworked: list[int] = []
    drafts: dict[int, Draft | None] = {}
    for n in range(1, len(texts)):
        old, new = texts[n - 1], texts[n]
        if old.text is None or new.text is None or new.compared_by == version:
            continue
        before, after = (_draft(seen, read, drafts) for seen in (old, new))
        if before is None or after is None:
            continue
        edits += diff_claims(article_id, before, after, rules)
        former += [
            FormerClaim(number=old.number, until=new.number, claim=claim)
            for claim in gone_claims(before, after)
        ]
        reworked.append(new.number)
        notes = [
            note.text for note in new_notes(before.text, after.text) if note.kind is not NoteKind.ROLLING
        ]
        texts[n] = replace(new, compared_by=version, notes=tuple(notes))
    return ArticleRevisions(
        article_id=article_id,
        texts=_kept(texts, int(rules.thresholds.revisions_kept.value)),
        reworked=tuple(reworked),
        edits=tuple(edits),
        former=tuple(former),
    )


def unfollowed(history: History, rules: Rules) -> ArticleRevisions:
    """The texts of an article that could not be compared, all kept as revisions for when they can be."""
    texts: list[SeenText] = []
    for seen in history.texts:
        if all(each.text_sha256 != seen.text_sha256 for each in texts):
            number = seen.number or (texts[-1].number + 1 if texts else 1)
            texts.append(replace(seen, number=number))
    kept = _kept(texts, int(rules.thresholds.revisions_kept.value)) if len(texts) > 1 else ()
    return ArticleRevisions(
        article_id=history.article.article_id, texts=kept, reworked=(), edits=(), former=()
    )


def _revisions(texts: tuple[SeenText, ...], rules: Rules) -> list[SeenText]:
    """The texts that are revisions, each with its number. What was numbered before keeps its number."""
    kept: list[SeenText] = []
    for seen in texts:
        if any(each.text_sha256 == seen.text_sha256 for each in kept):
            continue
        if seen.number:
            kept.append(seen)
        elif not kept:
            kept.append(replace(seen, number=1))
        elif change_of_text(kept[-1].text or "", seen.text or "", rules.thresholds) is TextChange.EDITED:
            kept.append(replace(seen, number=kept[-1].number + 1))
    return kept


def _draft(seen: SeenText, read: ReadText, drafts: dict[int, Draft | None]) -> Draft | None:
    if seen.number not in drafts:
        claims = read(seen)
        drafts[seen.number] = None if claims is None else Draft(seen=seen, claims=claims)
    return drafts[seen.number]


def _kept(texts: list[SeenText], at_most: int) -> tuple[SeenText, ...]:
    cut = max(0, len(texts) - at_most)
    return (*(replace(each, text=None) for each in texts[:cut]), *texts[cut:])
