"""Sources to the warehouse, batch by batch: read, extract what is new, load. Plain functions, no Prefect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from itertools import chain

from checkers.judgements import Judgements
from checkers.questions import block_of
from extractors.articles.fetch import Fetcher
from extractors.articles.files import Reading, count_inputs, read_source
from extractors.articles.ready import ReadyClaims
from extractors.articles.seen import SeenArticles
from extractors.claims.pipeline import Lexicon, extract_claims
from extractors.records import Article, Claim, Issue
from flows.versions import extractor_version
from warehouse import Batch, Warehouse
from warehouse.load import LoadCounts

CLAIMS_AN_ARTICLE = 250
"""Ready-made claims that are loaded in the time of reading one article, about: batches are cut by it."""

_REPEATS = frozenset({"repeated_article", "duplicate_article"})
_REMARKS = frozenset({"undated_article", "bad_date", "unknown_field", "feed_capped"})
"""Issues about something that was read all the same. Any other issue of reading is an input left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What reading met. Every reading is in exactly one of the first six counts, or in `skipped`.

    `reread` articles have their old text but were extracted again (a newer extractor or lexicon, a better
    date); `repeated` ones came twice in one run; `skipped` counts inputs without an article by issue code.
    """

    new: int = 0
    changed: int = 0
    reread: int = 0
    unchanged: int = 0
    repeated: int = 0
    ready_claims: int = 0
    new_claims: int = 0
    removed_claims: int = 0
    skipped: tuple[tuple[str, int], ...] = ()

    @property
    def read(self) -> int:
        """Distinct articles of the run so far."""
        return self.new + self.changed + self.reread + self.unchanged

    @property
    def met(self) -> int:
        """All readings: every one was read, set aside as a repeat, or skipped for a reason."""
        return self.read + self.repeated + sum(number for _, number in self.skipped)

    def as_counts(self) -> dict[str, int]:
        """Flat, for the row of the run: `skipped.empty_file` and so on beside the plain counts."""
        counts = {item.name: getattr(self, item.name) for item in fields(self) if item.name != "skipped"}
        return counts | {f"skipped.{code}": number for code, number in self.skipped}

    def plus(self, other: Tally) -> Tally:
        """The sum of two tallies."""
        skipped = Counter(dict(self.skipped))
        skipped.update(dict(other.skipped))
        numbers = {
            item.name: getattr(self, item.name) + getattr(other, item.name)
            for item in fields(self)
            if item.name != "skipped"
        }
        return Tally(**numbers, skipped=tuple(sorted(skipped.items())))


def widest_family(subject: str, lexicon: Lexicon) -> str | None:
    """The widest family that the entity lexicon gives for a subject, if any."""
    entity = lexicon.entities.get(subject)
    wider = lexicon.entities.ancestors(entity) if entity else ()
    return wider[-1].name if wider else None


class Ingest:
    """Takes readings into the warehouse, a batch at a time, with one lexicon for the whole run."""

    def __init__(
        self, warehouse: Warehouse, run_number: int, lexicon: Lexicon, judgements: Judgements
    ) -> None:
        self._warehouse = warehouse
        self._run_number = run_number
        self._lexicon = lexicon
        self._judgements = judgements
        self._version = extractor_version(lexicon.sha256, judgements)
        self._met: set[str] = set()
        self.tally = Tally()

    def take(self, readings: Sequence[Reading]) -> Tally:
        """Load one batch in one transaction and return its tally, which is also added to `tally`."""
        sorted_out = self._sort_out(readings)
        unread = self._warehouse.unread(sorted_out.articles, self._version)
        extractions = [extract_claims(article, self._lexicon) for article in unread if article.text]
        claims = (*chain.from_iterable(found.claims for found in extractions), *sorted_out.ready)
        counts = self._warehouse.load_batch(
            self._run_number,
            Batch(
                articles=tuple(sorted_out.articles),
                claims=claims,
                block_keys=tuple(self._block_of(claim) for claim in claims),
                credits=tuple(chain.from_iterable(found.credits for found in extractions)),
                issues=(*sorted_out.issues, *chain.from_iterable(found.issues for found in extractions)),
                extractor_version=self._version,
            ),
        )
        batch = _tally(sorted_out, counts)
        self.tally = self.tally.plus(batch)
        return batch

    def _block_of(self, claim: Claim) -> str:
        subject = self._judgements.subject_of(claim.subject)
        return block_of(claim, subject, widest_family(subject, self._lexicon))

    def _sort_out(self, readings: Sequence[Reading]) -> _SortedOut:
        out = _SortedOut()
        for reading in readings:
            if isinstance(reading, Issue):
                out.issues.append(reading)
                if reading.code in _REPEATS:
                    out.repeated += 1
                elif reading.code not in _REMARKS:
                    out.skipped[reading.code] += 1
                continue
            article = reading.article if isinstance(reading, ReadyClaims) else reading
            out.first += article.article_id not in self._met
            self._met.add(article.article_id)
            out.articles.append(article)
            if isinstance(reading, ReadyClaims):
                out.ready.extend(reading.claims)
        return out


@dataclass(slots=True)
class _SortedOut:
    articles: list[Article] = field(default_factory=list)
    ready: list[Claim] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    first: int = 0
    repeated: int = 0


def _tally(found: _SortedOut, counts: LoadCounts) -> Tally:
    worked = counts.new_articles + counts.changed_articles + counts.reread_articles
    return Tally(
        new=counts.new_articles,
        changed=counts.changed_articles,
        reread=counts.reread_articles,
        unchanged=max(0, found.first - worked),
        repeated=found.repeated,
        ready_claims=len(found.ready),
        new_claims=counts.new_claims,
        removed_claims=counts.removed_claims,
        skipped=tuple(sorted((code, number) for code, number in found.skipped.items() if number)),
    )


def read_all(sources: Sequence[str], fetcher: Fetcher) -> Iterator[Reading]:
    """All readings of all sources, in the order given, each source read as it is reached."""
    seen = SeenArticles()
    return chain.from_iterable(read_source(source, fetcher=fetcher, seen=seen) for source in sources)


def count_all(sources: Sequence[str]) -> int | None:
    """About how many readings are to come, for progress; `None` when that is not known."""
    numbers = [count_inputs(source) for source in sources]
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def next_readings(readings: Iterator[Reading], at_most: int) -> tuple[Reading, ...]:
    """The next few readings; empty at the end.

    A ready-made claim needs no reading, so `CLAIMS_AN_ARTICLE` of them weigh as much as one article.
    """
    batch: list[Reading] = []
    left = at_most * CLAIMS_AN_ARTICLE
    for reading in readings:
        batch.append(reading)
        left -= len(reading.claims) if isinstance(reading, ReadyClaims) else CLAIMS_AN_ARTICLE
        if left <= 0:
            break
    return tuple(batch)
