"""The published file beside what this program knows: texts, the claims read from them again, the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from checkers.compare.names import subject_key
from checkers.records import Joined
from checkers.rules import Rules
from extractors.articles.fetch_hosts import HostBook
from extractors.claims.pipeline import Lexicon, extract_claims
from extractors.records import Claim
from flows.check import make_rules
from flows.fetching import fetch_pool
from flows.lookup import is_of_this_program, rulings_of
from flows.references import placed_references, read_all_references
from flows.settings import Settings
from flows.versions import extractor_version
from reports.verification import Outcome
from warehouse import Published
from warehouse.stored_rows import StoredArticle, StoredClaim

_ARTICLES_AT_ONCE = 512


class Held:
    """What verifying reads, each thing once. `fetcher` is there when pages shall be fetched again.

    Raises:
        LexiconError: the user's lexicon or references cannot be understood.
    """

    def __init__(self, published: Published, settings: Settings, *, online: bool) -> None:
        self.published = published
        self.lexicon = Lexicon.load(settings.lexicon)
        self.judgements = rulings_of(published)
        self.version = extractor_version(self.lexicon.sha256, self.judgements)
        self.fetcher = fetch_pool(settings, HostBook(now=datetime.now(UTC))) if online else None
        self._references = read_all_references(settings.references, self.lexicon)
        self._articles: dict[str, StoredArticle] = {}
        self._read = lru_cache(maxsize=_ARTICLES_AT_ONCE)(self._read_again)
        self.is_own_file = is_of_this_program(published, self.lexicon)

    def rules(self, claims: Iterable[StoredClaim] = ()) -> Rules:
        """The rules of checking; names of these claims that evidence joined are joined as they are stored."""
        joined = {
            subject_key(row.subject): Joined(name=row.subject, subject=row.form_subject, evidence="as stored")
            for row in claims
            if row.form_subject is not None
            and subject_key(self.judgements.subject_of(row.subject)) != subject_key(row.form_subject)
        }
        judgements = replace(self.judgements, joined=joined)
        return make_rules(
            self.lexicon, judgements, placed_references(self._references, self.lexicon, judgements)
        )

    def claims(
        self,
        *,
        claim_ids: Sequence[str] = (),
        article_ids: Sequence[str] = (),
        block_keys: Sequence[str] = (),
    ) -> tuple[StoredClaim, ...]:
        """The stored claims of these ids, articles or blocks, with their articles at hand."""
        rows = self.published.rows(
            StoredClaim,
            claim_ids=list(claim_ids),
            article_ids=list(article_ids),
            block_keys=list(block_keys),
        )
        self.fetch_articles(row.article_id for row in rows)
        return rows

    def fetch_articles(self, article_ids: Iterable[str]) -> None:
        """Have these articles at hand, in one pass over the file."""
        missing = sorted(set(article_ids) - self._articles.keys())
        if missing:
            found = self.published.rows(StoredArticle, article_ids=missing)
            self._articles |= {row.article_id: row for row in found}

    def article(self, article_id: str) -> StoredArticle:
        """One article.

        Raises:
            KeyError: the file does not hold it.
        """
        self.fetch_articles((article_id,))
        return self._articles[article_id]

    def read_again(self, article_id: str) -> Mapping[str, Claim]:
        """The claims that this program reads in the stored text, by id."""
        return self._read(article_id)

    def _read_again(self, article_id: str) -> Mapping[str, Claim]:
        found = extract_claims(self.article(article_id).article(), self.lexicon).claims
        return {claim.claim_id: claim for claim in found}

    def is_own_reading(self, article_id: str) -> bool:
        """Whether the article was read by the extractor and lexicon that are here."""
        return self.article(article_id).extractor_version == self.version

    def unlike(self, *, is_own: bool) -> Outcome:
        """What it comes to when something else is found: no failure where another version found it."""
        return Outcome.FAILED if is_own else Outcome.OPEN
