"""Names that are one subject, found over all claims: their claims are put in one block."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from checkers.compare.names import subject_key
from checkers.identity import join_names as decide
from checkers.judgements import Judgements
from checkers.questions import block_key
from checkers.records import Joined
from checkers.thresholds import Thresholds
from extractors.claims.pipeline import Lexicon
from extractors.records import Kind
from flows.families import widest_family
from warehouse import Warehouse
from warehouse.subjects import Move, Placed


def join_names(
    warehouse: Warehouse, lexicon: Lexicon, judgements: Judgements, thresholds: Thresholds
) -> Mapping[str, Joined]:
    """The joined names by key; claims that this moves, or rulings on names, are in their new blocks.

    A pure function of the claims held and the rulings, so a run that was killed is caught up with.
    """
    plain = replace(judgements, joined={})
    joined = decide(
        warehouse.meetings(), plain, lambda name: lexicon.entities.get(name) is not None, thresholds
    )
    table = {subject_key(each.name): each for each in joined}
    before = json.loads(warehouse.joined_names() or "{}")
    names_of = {**plain.roots, **{key: each.subject for key, each in table.items()}}
    if names_of or before:
        changed = {**before, **names_of}
        names = [name for name in warehouse.subject_names() if subject_key(name) in changed]
        moves = _moves(warehouse.placed(names), replace(judgements, joined=table), lexicon)
        warehouse.move_claims(moves, json.dumps(names_of, ensure_ascii=False, sort_keys=True))
    return table


def _moves(placed: tuple[Placed, ...], judgements: Judgements, lexicon: Lexicon) -> list[Move]:
    found = []
    for each in placed:
        subject = judgements.subject_of(each.subject)
        key = block_key(Kind(each.kind), subject, each.metric, widest_family(subject, lexicon))
        if key != each.block_key:
            found.append(Move(each, key))
    return found
