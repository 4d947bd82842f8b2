"""One run's reading of its sources, with what earlier runs read of feeds and sitemaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from extractors.articles.means import Means
from extractors.articles.parsing import Reading
from extractors.articles.seen import HeldEntry, SeenArticles
from flows.ingest import Tally, read_all
from flows.plan import Plan
from flows.session import Session
from warehouse.entries import ReadEntry


class EntryLedger:
    """What the warehouse remembers of entries; what is noted waits until its article is stored.

    With `recheck` every entry counts as changed, so its page is fetched again.
    """

    def __init__(self, session: Session, *, recheck: bool) -> None:
        self._session = session
        self._recheck = recheck
        self._noted: dict[str, ReadEntry] = {}

    def recall(self, keys: Sequence[str]) -> Mapping[str, HeldEntry]:
        """Those of these keys that an earlier run read."""
        return {
            each.entry_key: HeldEntry(
                words_sha256="" if self._recheck else each.words_sha256,
                outcome=each.outcome,
                text_sha256=each.text_sha256,
                published=each.published,
            )
            for each in self._session.warehouse.recall_entries(keys)
        }

    def note(self, keys: Sequence[str], words_sha256: str, outcome: str) -> None:
        """That an entry was read."""
        for key in keys:
            self._noted[key] = ReadEntry(entry_key=key, words_sha256=words_sha256, outcome=outcome)

    def remember(self) -> None:
        """Keep what was noted and whose article is stored by now."""
        if self._noted:
            kept = self._session.warehouse.remember_entries(
                self._session.run_number, tuple(self._noted.values())
            )
            self._noted = {key: entry for key, entry in self._noted.items() if key not in kept}


class SourceReading:
    """The readings of a plan, and the count of what was passed over without one."""

    def __init__(self, session: Session, plan: Plan, *, as_of: date) -> None:
        self.plan = plan
        self._session = session
        self._ledger = EntryLedger(session, recheck=plan.recheck)
        self._seen = SeenArticles(held=self._ledger, as_of=as_of.isoformat())

    def readings(self, means: Means) -> Iterator[Reading]:
        """What is read, in the order of the sources."""
        return chain(self.plan.issues, read_all(self.plan.sources, means, self._seen))

    def remember(self) -> None:
        """What was read and is stored needs not be fetched by the next run."""
        self._ledger.remember()

    @property
    def tally(self) -> Tally:
        """Entries that are as an earlier run read them, and those passed over, by the reason."""
        return Tally(unchanged=self._seen.unchanged, skipped=tuple(sorted(self._seen.passed_over.items())))
