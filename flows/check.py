"""What the claims say together: who copied whom, what agrees or contradicts. Plain functions, no Prefect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from checkers.blocks import check_block
from checkers.judgement_files import judgements_of
from checkers.judgements import Judgements, rightly_read
from checkers.records import ArticleSums, BlockFindings
from checkers.rules import Rules, load_rules
from checkers.sums.find import find_sums
from checkers.sums.table import METRICS_OF_SUMS
from extractors.claims.pipeline import Lexicon
from extractors.records import Claim, Reference, Stage
from flows.families import Families
from flows.set_aside import Bug, BugLog, attempt
from flows.settings import Settings
from flows.workers import Workers
from warehouse import Warehouse
from warehouse.findings import FoundTables, found_tables, joined_tables
from warehouse.parcels import Parcel, blocks_of

CLAIMS_A_BATCH = 200_000
"""Claims of the blocks that a Prefect task checks: each is a pass over the claims held, so few and large."""

CLAIMS_AT_ONCE = 100_000
"""Findings are stored when the blocks checked so far hold this many claims: some 100 MB of tables."""

ARTICLES_A_BATCH = 20_000
"""Articles whose sums a Prefect task works out: most hold none, and each batch is a scan of all claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What checking did."""

    blocks: int = 0
    claims: int = 0

    def plus(self, other: Checked) -> Checked:
        """The sum of two."""
        return Checked(blocks=self.blocks + other.blocks, claims=self.claims + other.claims)


def make_rules(
    lexicon: Lexicon, judgements: Judgements, references: Sequence[tuple[str, Reference]] = ()
) -> Rules:
    """The rules of checking for one run; `references` each with the key of its block."""
    by_block: dict[str, tuple[Reference, ...]] = {}
    for key, reference in references:
        by_block[key] = (*by_block.get(key, ()), reference)
    return load_rules(
        metrics=lexicon.metrics,
        judgements=judgements,
        families=Families(lexicon.entities),
        references=by_block,
    )


def read_judgements(settings: Settings) -> Judgements:
    """The rulings of the file that people write by hand and of the ledger of `twosource review`.

    Raises:
        LexiconError: a file that cannot be understood.
    """
    return judgements_of(path for path in (settings.judgements, settings.rulings) if path is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedParcel:
    """The findings of the blocks of a parcel, as tables, and the bugs that some of the blocks met."""

    tables: FoundTables
    bugs: tuple[Bug, ...]


def check_parcel(parcel: Parcel, rules: Rules) -> CheckedParcel:
    """Check the blocks of a parcel; of one that meets a bug nothing is found."""
    tried = [attempt(partial(check_block, key, told, rules), key) for key, told in blocks_of(parcel)]
    return CheckedParcel(
        tables=found_tables([_unchecked(found) if isinstance(found, Bug) else found for found in tried]),
        bugs=tuple(found for found in tried if isinstance(found, Bug)),
    )


def _unchecked(bug: Bug) -> BlockFindings:
    issue = bug.issue(Stage.CHECK, "poison_block", "The claims of one subject and metric were not compared")
    return BlockFindings(
        block_key=bug.where,
        forms=(),
        questions=(),
        answers=(),
        relations=(),
        form_of_claim=(),
        question_of_form=(),
        issues=(issue,),
    )


def parcel_checker(rules: Rules) -> Callable[[Parcel], CheckedParcel]:
    """What a worker does with each parcel."""
    return partial(check_parcel, rules=rules)


def check_batch(
    warehouse: Warehouse,
    run_number: int,
    keys: Sequence[str],
    rules: Rules,
    *,
    bugs: BugLog,
    workers: Workers[Parcel, CheckedParcel] | None = None,
) -> Checked:
    """Check these blocks and store what was found, a few transactions at most.

    With workers, parcels of blocks are checked by them, and stored here in the order in which they were
    handed out, so that what is stored does not depend on them. Holds the largest block, the parcels in
    work and the findings of `CLAIMS_AT_ONCE` claims in memory, not more.
    """
    found: list[FoundTables] = []
    held = claims = 0
    with closing(warehouse.stream_parcels(keys)) as parcels:
        for each in workers.map(parcels) if workers else (check_parcel(one, rules) for one in parcels):
            bugs.keep(each.bugs)
            found.append(each.tables)
            held += each.tables.claims
            claims += each.tables.claims
            if held >= CLAIMS_AT_ONCE:
                warehouse.store_found(run_number, joined_tables(found))
                found, held = [], 0
    warehouse.store_found(run_number, joined_tables(found))
    return Checked(blocks=len(keys), claims=claims)


def key_batches(sizes: Mapping[str, int]) -> Iterator[Sequence[str]]:
    """The blocks in order, as many at a time as hold `CLAIMS_A_BATCH` claims."""
    batch: list[str] = []
    claims = 0
    for key, size in sizes.items():
        batch.append(key)
        claims += size
        if claims >= CLAIMS_A_BATCH:
            yield batch
            batch, claims = [], 0
    if batch:
        yield batch


def sum_batch(
    warehouse: Warehouse, run_number: int, article_ids: Sequence[str], rules: Rules, bugs: BugLog
) -> int:
    """Work out the sums of these articles and store those that do not come out; how many they are."""
    with closing(warehouse.stream_quantities(article_ids, METRICS_OF_SUMS)) as told:
        tried = [attempt(partial(_sums_of, each, claims, rules), each) for each, claims in told]
    met = [each for each in tried if isinstance(each, Bug)]
    bugs.keep(met)
    found = [each for each in tried if not isinstance(each, Bug) and each.sums]
    lost = "The sums of an article were not worked out"
    issues = [bug.issue(Stage.CHECK, "poison_sums", lost, bug.where) for bug in met]
    warehouse.replace_sums(run_number, article_ids, found, issues)
    return sum(len(each.sums) for each in found)


def _sums_of(article_id: str, claims: Sequence[Claim], rules: Rules) -> ArticleSums:
    return find_sums(article_id, rightly_read(claims, rules.judgements), rules.thresholds)


def article_batches(article_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The articles in order, `ARTICLES_A_BATCH` at a time."""
    for start in range(0, len(article_ids), ARTICLES_A_BATCH):
        yield article_ids[start : start + ARTICLES_A_BATCH]
