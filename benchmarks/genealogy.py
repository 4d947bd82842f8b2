"""How well figures that changed on the way are found: the trees of the generated world of `lineage_world`.

    python -m benchmarks.genealogy                      2,000 articles: precision and recall of mutation edges
    python -m benchmarks.genealogy --show 20             and what was missed or is false, one line each
    python -m benchmarks.genealogy --seed 7 --articles 500
    python -m benchmarks.genealogy --world second        a world with other edits, on which nothing is tuned
    python -m benchmarks.genealogy --published FILE --truth FILE     without a run

A mutation edge is: this article told that article's figure in this changed way. It is right when article,
source (or an article of the source's very words), kind and new figure are those planted.

The world's sentences choose between words by themselves ("four years" or "five", "plans to" or "is to", a
quotation retold), which nobody planted and which are changes all the same. So judged are changes of figures
written in digits; those of quotations, of figures in words, and of credits stand aside and are counted apart.
Recall is also given among the mutations of which both figures were read as claims, so that reading and
tracing can be told apart.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.lineage import world_of
from benchmarks.lineage_truth import Mutation as Planted
from benchmarks.lineage_truth import Truth, read_truth
from benchmarks.lineage_world import write_rows
from benchmarks.quality import run_pipeline
from checkers.genealogy.records import Mutation
from checkers.judgements import Judgements
from extractors.claims.pipeline import Lexicon
from flows.check import make_rules
from flows.trace import grow_blocks
from warehouse import Published
from warehouse.kin_rows import KinClaim

_ASKED = 0.85
_KINDS = {
    "rounded": (Mutation.ROUNDED,),
    "converted": (Mutation.CONVERTED,),
    "hedge_lost": (Mutation.HEDGE_LOST,),
    "forecast_as_fact": (
        Mutation.FORECAST_TURNED_FACT,
        Mutation.TARGET_TURNED_FACT,
        Mutation.RUMOUR_TURNED_FACT,
        Mutation.ESTIMATE_TURNED_FACT,
    ),
    "million_as_billion": (Mutation.MILLION_BILLION,),
    "round_as_total": (Mutation.ROUND_TURNED_TOTAL,),
    "digit_swap": (Mutation.DIGIT_SWAP,),
    "wrong_currency": (Mutation.WRONG_CURRENCY,),
}
_APART = (Mutation.ATTRIBUTION_LOST,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A mutation edge that was found: URLs, kind, what it says, and the new figure in base units."""

    child: str
    parent: str
    mutation: Mutation
    words: str
    low: float | None
    is_judged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the trees of a published file say, and the figures that were read in each article."""

    changes: tuple[Changed, ...]
    read: frozenset[tuple[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts; `by_kind` has, for each planted kind, how many were found and how many there are."""

    planted: int
    read: int
    hit: int
    claimed: int
    true: int
    aside: int
    by_kind: dict[str, tuple[int, int]]

    @property
    def precision(self) -> float:
        """Share of the mutation edges found that were planted."""
        return self.true / max(1, self.claimed)

    @property
    def recall(self) -> float:
        """Share of those planted that were found."""
        return self.hit / max(1, self.planted)

    @property
    def recall_of_read(self) -> float:
        """The same among those of which both figures were read as claims."""
        return self.hit / max(1, self.read)


def read_found(path: Path) -> Found:
    """The mutation edges of a published file."""
    lexicon = Lexicon.load(None)
    rules = make_rules(lexicon, Judgements())
    with Published(path) as published:
        blocks = [str(row[0]) for row in published.sql(_BLOCKS).rows]
        rows, trees = grow_blocks(published, blocks, lexicon, rules)
    nodes = {node.node_id: node for node in trees.nodes}
    changes = []
    for node in trees.nodes:
        if node.descent is None or not nodes[node.descent.parent].is_held:
            continue
        child, parent = (
            rows[each.tellers[0].telling.claim.claim_id] for each in (node, nodes[node.descent.parent])
        )
        changes += [
            Changed(
                child=child.url,
                parent=parent.url,
                mutation=change.mutation,
                words=f"{change.before} -> {change.after} ({child.subject}, {child.metric})",
                low=float(child.low) if child.low is not None else None,
                is_judged=change.mutation not in _APART and _is_in_digits(parent) and _is_in_digits(child),
            )
            for change in node.descent.changes
        ]
    read = frozenset((row.url, float(row.low)) for row in rows.values() if row.low is not None)
    return Found(changes=tuple(changes), read=read)


def _is_in_digits(row: KinClaim) -> bool:
    return row.kind == "quantity" and any(sign.isdigit() for sign in row.value_text or "")


def measure(truth: Truth, found: Found) -> Figures:
    """The figures of what was found."""
    pairs = list(_pairs(truth, found))
    hits = Counter(planted.kind for planted, change in pairs if planted and change)
    there = Counter(planted.kind for planted in truth.mutations)
    claimed = [change for _, change in pairs if change is not None]
    return Figures(
        planted=len(truth.mutations),
        read=sum(_is_read(planted, found) for planted in truth.mutations),
        hit=hits.total(),
        claimed=len(claimed),
        true=hits.total(),
        aside=sum(not change.is_judged for change in found.changes),
        by_kind={kind: (hits[kind], count) for kind, count in sorted(there.items())},
    )


def errors(truth: Truth, found: Found) -> Iterator[str]:
    """One entry for each planted mutation that was missed, and each found one that was not planted."""
    for planted, change in _pairs(truth, found):
        if change is None and planted is not None:
            why = "" if _is_read(planted, found) else " (not read)"
            words = f"{planted.old_value_text} -> {planted.new_value_text}"
            yield f"missed {planted.kind}{why} {words}\n    {planted.child}\n    from {planted.parent}"
        elif planted is None and change is not None:
            yield f"false {change.mutation} {change.words}\n    {change.child}\n    from {change.parent}"


def _pairs(truth: Truth, found: Found) -> Iterator[tuple[Planted | None, Changed | None]]:
    """Each planted mutation with the edge that found it, or alone; then each other edge alone."""
    left = [change for change in found.changes if change.is_judged]
    told = {one.url: one for one in truth.articles}
    for planted in truth.mutations:
        sources = truth.parents(told[planted.child])
        match = next((one for one in left if one.parent in sources and _is_of(planted, one)), None)
        if match is not None:
            left.remove(match)
        yield planted, match
    for change in left:
        yield None, change


def _is_of(planted: Planted, change: Changed) -> bool:
    same = change.low is not None and abs(change.low - planted.new_low) <= 1e-6 * abs(planted.new_low)
    return change.child == planted.child and same and change.mutation in _KINDS[planted.kind]


def _is_read(planted: Planted, found: Found) -> bool:
    return {(planted.parent, planted.old_low), (planted.child, planted.new_low)} <= found.read


_BLOCKS = "select distinct block_key from warehouse.core.claims"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print. Returns the exit code: 0, or 1 when a figure misses what is asked."""
    options = _parser().parse_args(argv)
    if options.truth is not None:
        truth, found = read_truth(options.truth), read_found(options.published)
    else:
        world = world_of(options.world, options.articles, options.seed)
        truth = world.truth
        with tempfile.TemporaryDirectory(prefix="twosource-genealogy-") as name:
            source = Path(name) / "articles.jsonl"
            write_rows(world, source)
            found = read_found(run_pipeline(source, Path(name)))
    figures = measure(truth, found)
    _print(figures)
    for line in list(errors(truth, found))[: options.show]:
        sys.stdout.write(line + "\n")
    return 0 if min(figures.precision, figures.recall) >= _ASKED else 1


def _print(figures: Figures) -> None:
    table = Table("mutation edges", "value", "asked")
    table.add_row("planted", str(figures.planted), "")
    table.add_row("  both figures read as claims", str(figures.read), "")
    table.add_row("found", str(figures.claimed), "")
    table.add_row("precision", f"{figures.precision:.3f}", f"{_ASKED}")
    table.add_row("recall", f"{figures.recall:.3f}", f"{_ASKED}")
    for kind, (hit, count) in figures.by_kind.items():
        table.add_row(f"  {kind}", f"{hit} of {count}", "")
    table.add_row("recall among those read", f"{figures.recall_of_read:.3f}", "")
    table.add_row("changes that stand aside", str(figures.aside), "")
    Console().print(table)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Measure the mutations found in a world whose sources are known."
    )
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--world", choices=("first", "second"), default="first")
    parser.add_argument("--show", type=int, default=0, help="list so many lines of errors")
    parser.add_argument("--truth", type=Path, help="measure this truth against --published, without a run")
    parser.add_argument("--published", type=Path, help="a published file of the articles of --truth")
    return parser


if __name__ == "__main__":
    sys.exit(main())
