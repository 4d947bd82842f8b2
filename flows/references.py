"""References for one run: read, put where the claims they speak of are compared, and listed for a person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from checkers.compare.names import name_key
from checkers.judgements import Judgements, scope_text
from checkers.questions import block_key
from extractors.claims.pipeline import Lexicon
from extractors.lexicon.entities import Entities
from extractors.records import Reference
from extractors.references.references import Vocabulary, load_references
from flows.families import widest_family


def read_all_references(own: Path | None, lexicon: Lexicon) -> tuple[Reference, ...]:
    """The shipped references, with those of one's own folder on top.

    Raises:
        LexiconError: a folder or rows that cannot be understood.
    """
    return load_references(own, Vocabulary.of(lexicon.entities, lexicon.metrics))


def placed_references(
    references: Iterable[Reference], lexicon: Lexicon, judgements: Judgements
) -> tuple[tuple[str, Reference], ...]:
    """References, each with the key of the block in which claims of its subject and metric stand."""
    placed = []
    for reference in references:
        subject = judgements.subject_of(reference.subject)
        key = block_key(reference.kind, subject, reference.metric, widest_family(subject, lexicon))
        placed.append((key, reference))
    return tuple(placed)


def about(references: Iterable[Reference], subject: str | None, entities: Entities) -> tuple[Reference, ...]:
    """The references to list, by subject and metric; with `subject` those of it and its members."""
    chosen = tuple(references)
    if subject is not None:
        known = entities.resolve(subject)
        wanted = name_key(known.name if known else subject)
        chosen = tuple(each for each in chosen if f"{name_key(each.subject)} ".startswith(f"{wanted} "))
    return tuple(
        sorted(
            chosen, key=lambda each: (name_key(each.subject), each.metric, each.period or "", each.value_text)
        )
    )


def as_lines(references: Sequence[Reference]) -> Iterable[str]:
    """One line a reference for a person: subject, metric, value, source and address, apart by tabs."""
    for each in references:
        metric = f"{each.metric} [{scope_text(each.scope)}]" if each.scope else each.metric
        when = f" ({each.period})" if each.period else ""
        yield "\t".join((each.subject, metric, f"{each.value_text}{when}", each.source, each.url))


def as_json(references: Sequence[Reference]) -> str:
    """A JSON array, one object a reference; numbers as text, so that they stay exact."""
    rows = [
        asdict(each) | {"scope": dict(each.scope), "low": _plain(each.low), "high": _plain(each.high)}
        for each in references
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _plain(number: object) -> str | None:
    return None if number is None else f"{number:f}"


def describe(own: Path | None, lexicon: Lexicon) -> str:
    """One sentence on a folder of one's own, or on the shipped one, after reading all of it.

    Raises:
        LexiconError: rows that cannot be understood; the message tells every one.
    """
    held = read_all_references(own, lexicon)
    mine = sum(each.is_own for each in held)
    subjects = len({each.subject for each in held})
    place = f"{own} is in order: {mine:,} of your own, " if own else "The shipped references are in order: "
    return f"{place}{len(held):,} references in all, on {subjects:,} subjects."
