"""Readings to tables that can be loaded: texts extracted, lines of ready-made claims read, in any process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

from checkers.judgements import Judgements
from checkers.questions import block_of
from extractors.articles.ready_groups import ClaimRows, read_rows
from extractors.claims.pipeline import Extraction, Lexicon, extract_claims
from extractors.records import Article, Claim, Issue, Stage
from flows.families import widest_family
from flows.set_aside import Bug, attempt
from flows.versions import extractor_version
from warehouse import Batch
from warehouse.batches import BatchTables, batch_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesRead:
    """A batch of articles with the issues met in reading them; only those of `unread` are extracted."""

    articles: tuple[Article, ...]
    issues: tuple[Issue, ...]
    unread: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesRead:
    """Lines of ready-made claims: several whole files, or one stretch of a large one."""

    rows: tuple[ClaimRows, ...]


Work = ArticlesRead | LinesRead

_CHARS_A_SECOND = 150_000
_LINE_BYTES_A_SECOND = 6_000_000


def seconds_of(work: Work) -> float:
    """About how long it takes to prepare some work on one core of our time, to tell small from large."""
    if isinstance(work, LinesRead):
        return sum(len(rows.body) for rows in work.rows) / _LINE_BYTES_A_SECOND
    unread = (len(each.text) for each in work.articles if each.article_id in work.unread)
    return sum(unread) / _CHARS_A_SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A batch ready to be loaded, and what the tally of the run needs of it.

    `inputs` counts articles, or lines of ready-made claims; `unknown` holds, by file, fields nobody reads;
    `bugs` are those that some of the texts met.
    """

    tables: BatchTables
    article_ids: tuple[str, ...]
    issues: tuple[Issue, ...]
    inputs: int
    ready_claims: int = 0
    unknown: tuple[tuple[str, frozenset[str]], ...] = ()
    bugs: tuple[Bug, ...] = ()


class Preparer:
    """Prepares work with one lexicon. The same work gives the same tables in any process."""

    def __init__(self, lexicon: Lexicon, judgements: Judgements) -> None:
        self._lexicon = lexicon
        self._judgements = judgements
        self._blocks: dict[str, tuple[str, str | None]] = {}

    @cached_property
    def version(self) -> str:
        """What makes claims stale that were extracted with another."""
        return extractor_version(self._lexicon.sha256, self._judgements)

    def __call__(self, work: Work) -> Prepared:
        """The tables of some work. Linear in its text."""
        return self._of_lines(work) if isinstance(work, LinesRead) else self._of_articles(work)

    def _of_articles(self, work: ArticlesRead) -> Prepared:
        unread = [each for each in work.articles if each.text and each.article_id in work.unread]
        tried = [attempt(partial(self._read, each), each.url) for each in unread]
        read = [each for each in tried if not isinstance(each, Bug)]
        found = [each for each, _ in read]
        bugs = {
            article.article_id: each
            for article, each in zip(unread, tried, strict=True)
            if isinstance(each, Bug)
        }
        claims = tuple(chain.from_iterable(each.claims for each in found))
        batch = Batch(
            articles=work.articles,
            claims=claims,
            block_keys=tuple(chain.from_iterable(keys for _, keys in read)),
            credits=tuple(chain.from_iterable(each.credits for each in found)),
            issues=(
                *work.issues,
                *chain.from_iterable(each.issues for each in found),
                *(
                    bug.issue(Stage.EXTRACT, "poison_article", "No claim was read", article_id)
                    for article_id, bug in bugs.items()
                ),
            ),
            extractor_version=self.version,
        )
        return Prepared(
            tables=batch_tables(batch),
            article_ids=tuple(article.article_id for article in work.articles),
            issues=work.issues,
            inputs=len(work.articles) + len(work.issues),
            bugs=tuple(bugs.values()),
        )

    def _read(self, article: Article) -> tuple[Extraction, tuple[str, ...]]:
        """What an article yields, and the blocks of its claims."""
        found = extract_claims(article, self._lexicon)
        return found, tuple(self._block_of(claim) for claim in found.claims)

    def _of_lines(self, work: LinesRead) -> Prepared:
        read = [read_rows(rows) for rows in work.rows]
        groups = tuple(chain.from_iterable(each.groups for each in read))
        issues = tuple(chain.from_iterable(each.issues for each in read))
        claims = tuple(chain.from_iterable(group.claims for group in groups))
        batch = Batch(
            articles=tuple(group.article for group in groups),
            claims=claims,
            block_keys=tuple(self._block_of(claim) for claim in claims),
            issues=issues,
            extractor_version=self.version,
        )
        return Prepared(
            tables=batch_tables(batch),
            article_ids=tuple(group.article.article_id for group in groups),
            issues=issues,
            inputs=len(claims) + len(issues),
            ready_claims=len(claims),
            unknown=tuple((rows.shown, each.unknown) for rows, each in zip(work.rows, read, strict=True)),
        )

    def _block_of(self, claim: Claim) -> str:
        known = self._blocks.get(claim.subject)
        if known is None:
            subject = self._judgements.subject_of(claim.subject)
            known = self._blocks[claim.subject] = (subject, widest_family(subject, self._lexicon))
        return block_of(claim, *known)


def preparer(lexicon: Path | None, judgements: Judgements) -> Preparer:
    """A preparer for a process that has nothing yet: the lexicon is read here."""
    return Preparer(Lexicon.load(lexicon), judgements)
