"""What the claims say together: who copied whom, what agrees or contradicts. Plain functions, no Prefect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from checkers.blocks import check_block
from checkers.judgements import Judgements, load_judgements
from checkers.lineage import trace
from checkers.records import BlockFindings
from checkers.rules import Rules, load_rules
from extractors.claims.pipeline import Lexicon
from extractors.lexicon.entities import Entities
from warehouse import Warehouse

BLOCKS_A_BATCH = 2_000
"""Blocks a Prefect task checks. Most hold one claim, so this is a second or two of work."""

CLAIMS_AT_ONCE = 50_000
"""Findings are stored when the blocks checked so far hold this many claims: some 100 MB of records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What checking did."""

    blocks: int = 0
    claims: int = 0

    def plus(self, other: Checked) -> Checked:
        """The sum of two."""
        return Checked(blocks=self.blocks + other.blocks, claims=self.claims + other.claims)


class Families(Mapping[str, str]):
    """The family of every subject that has one, by canonical name, also of versions that no list names."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities

    def __getitem__(self, name: str) -> str:
        entity = self._entities.get(name)
        if entity is None or entity.family is None:
            raise KeyError(name)
        return entity.family

    def __iter__(self) -> Iterator[str]:
        return (entity.name for entity in self._entities.all if entity.family is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def make_rules(lexicon: Lexicon, judgements: Judgements) -> Rules:
    """The rules of checking for one run."""
    return load_rules(metrics=lexicon.metrics, judgements=judgements, families=Families(lexicon.entities))


def read_judgements(path: Path | None) -> Judgements:
    """The rulings of a file; none without one.

    Raises:
        LexiconError: a file that cannot be understood.
    """
    return load_judgements(path) if path else Judgements()


def trace_lineage(warehouse: Warehouse, run_number: int, lexicon: Lexicon) -> int:
    """Trace every article to its origin and store that; the number of articles whose origin changed."""
    tracing = trace(
        chain.from_iterable(warehouse.stream_articles()),
        chain.from_iterable(warehouse.stream_credits()),
        lexicon.entities,
        lexicon.outlets,
    )
    moved = warehouse.replace_lineage(tracing.edges, tracing.origins)
    if tracing.issues:
        warehouse.add_issues(run_number, tracing.issues)
    return moved


def check_batch(warehouse: Warehouse, run_number: int, keys: Sequence[str], rules: Rules) -> Checked:
    """Check these blocks and store what was found, a few transactions at most.

    Holds the largest block and `CLAIMS_AT_ONCE` claims' findings in memory, not more.
    """
    found: list[BlockFindings] = []
    held = claims = 0
    for key, tellings in warehouse.stream_blocks(keys):
        found.append(check_block(key, tellings, rules))
        held += len(tellings)
        claims += len(tellings)
        if held >= CLAIMS_AT_ONCE:
            warehouse.replace_blocks(run_number, found)
            found, held = [], 0
    warehouse.replace_blocks(run_number, found)
    return Checked(blocks=len(keys), claims=claims)


def key_batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """The keys in order, `BLOCKS_A_BATCH` at a time."""
    for start in range(0, len(keys), BLOCKS_A_BATCH):
        yield keys[start : start + BLOCKS_A_BATCH]
