"""A draft before it is published: every claim with what is known of it. Plain functions, no Prefect.

Only the published file is read, so this takes no lock and works while a run goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from checkers.sums.find import find_sums
from extractors.claims.pipeline import Lexicon, extract_claims
from extractors.records import Claim, Issue
from flows.draft_answers import Answered, Work, answer_claims, find_within
from flows.draft_blocks import Blocks, compare_blocks
from flows.draft_source import DraftSource, ReadDraft, read_draft
from flows.report import open_published
from flows.settings import Settings
from reports.draft import Against, Draft, DraftCheck, Remark, WrongSum
from reports.draft import Published as AlreadyPublished
from warehouse import Published
from warehouse.draft_rows import DraftKnown, DraftTwin

_TWINS = 500
_QUIET = frozenset(("no_claims",))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A draft with its claims in the order of the text."""

    draft: ReadDraft
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]


def check_now(settings: Settings, source: DraftSource) -> DraftCheck:
    """As `check_draft`, a draft without a date being of today where the settings' time zone is."""
    return check_draft(settings, source, datetime.now(ZoneInfo(settings.timezone)).date())


def check_draft(settings: Settings, source: DraftSource, today: date) -> DraftCheck:
    """What is known of every claim of a draft, from the published file of the data folder.

    Raises:
        WarehouseError: nothing has been published yet.
        SettingsError: there is no such draft, or its date is none.
        NothingReadable: the draft is empty, too large or binary.
        LexiconError: the user's lexicon folder cannot be understood.
    """
    with open_published(settings) as published:
        draft = read_draft(source, today)
        return check_read(published, draft, Lexicon.load(settings.lexicon))


def check_read(published: Published, draft: ReadDraft, lexicon: Lexicon) -> DraftCheck:
    """What is known of every claim of a draft that was read."""
    extraction = extract_claims(draft.article, lexicon)
    claims = tuple(sorted(extraction.claims, key=_place))
    return _checked(published, _Read(draft=draft, claims=claims, issues=extraction.issues), lexicon)


def _place(claim: Claim) -> tuple[int, int, str]:
    return claim.start or 0, claim.end or 0, claim.claim_id


def _checked(published: Published, read: _Read, lexicon: Lexicon) -> DraftCheck:
    article = read.draft.article
    twins = _twins(published, read)
    left_out = [twin.article_id for twin in twins]
    blocks = compare_blocks(published, read.claims, lexicon, article.published or "", left_out)
    work = Work(draft=read.draft, claims=read.claims, blocks=blocks, left_out=tuple(left_out))
    within = find_within(work)
    answered = answer_claims(published, work, within)
    return DraftCheck(
        draft=_draft(read.draft),
        against=_against(published),
        already_published=tuple(
            AlreadyPublished(url=twin.url, outlet=twin.outlet, published=twin.published) for twin in twins
        ),
        claims=answered.claims,
        within=within,
        sums=_sums(read, blocks),
        remarks=tuple(_remarks(read, blocks, answered)),
    )


def _draft(draft: ReadDraft) -> Draft:
    article = draft.article
    return Draft(
        name=draft.name,
        title=article.title,
        outlet=article.outlet,
        date=article.published or "",
        date_from=str(draft.date_from),
        words=len(article.text.split()),
        text=article.text,
    )


def _against(published: Published) -> Against:
    (row,) = published.rows(DraftKnown)
    return Against(
        path=str(published.path),
        run_number=row.run_number,
        finished_at=f"{row.finished_at:%Y-%m-%dT%H:%M:%SZ}" if row.finished_at is not None else None,
        told_until=row.told_until,
        n_articles=row.n_articles,
        n_claims=row.n_claims,
    )


def _twins(published: Published, read: _Read) -> tuple[DraftTwin, ...]:
    """The articles that are this draft: of the same words, whatever spaces, marks and headline they have."""
    article = read.draft.article
    found = published.rows(
        DraftTwin,
        digest=article.text_sha256,
        sentences=sorted({claim.sentence for claim in read.claims}),
        subjects=sorted({claim.subject for claim in read.claims}),
        limit=_TWINS,
    )
    own = _body(article.text, article.title)
    return tuple(twin for twin in found if own and _body(twin.text, twin.title or article.title) == own)


def _body(text: str, title: str | None) -> str:
    """The letters and digits of a text without its headline."""
    words = "".join(filter(str.isalnum, text))
    head = "".join(filter(str.isalnum, title or ""))
    return words.removeprefix(head)


def _sums(read: _Read, blocks: Blocks) -> tuple[WrongSum, ...]:
    numbers = {claim.claim_id: number for number, claim in enumerate(read.claims, start=1)}
    found = find_sums(read.draft.article.article_id, read.claims, blocks.rules.thresholds)
    wrong = [
        WrongSum(
            claims=tuple(sorted(numbers[name] for name in each.claim_ids)),
            rule=each.rule,
            working=each.working,
            sentence=each.explanation,
            confidence=each.confidence,
        )
        for each in found.sums
        if each.alert
    ]
    return tuple(sorted(wrong, key=lambda each: each.claims))


def _remarks(read: _Read, blocks: Blocks, answered: Answered) -> Iterator[Remark]:
    for issue in read.issues:
        if issue.code not in _QUIET or not read.claims:
            yield Remark(code=issue.code, message=issue.message)
    if any(block.found.is_sampled for block in blocks.by_key.values()):
        yield Remark(
            code="block_sampled",
            message="Of some subjects so many values are known that each was compared with the nearest only.",
        )
    if answered.settled:
        yield Remark(
            code="settled",
            message=f"Left out by rulings: {answered.settled} contradicting values.",
        )
