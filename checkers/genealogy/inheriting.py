"""Where an error came in, who inherited it, and who told the figure rightly again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum

from checkers.genealogy.mutations import are_comparable, value_change
from checkers.genealogy.parents import Pool
from checkers.genealogy.records import Change, Entry, Mutation, Node, Weight


class Side(StrEnum):
    """What of a claim a change concerns: an error lasts until the same side changes again."""

    VALUE = "value"
    MEASURED = "measured"
    SCOPE = "scope"
    PERIOD = "period"
    STANDING = "standing"
    HEDGE = "hedge"
    CREDIT = "credit"


_SIDES = {
    Mutation.HEDGE_LOST: Side.HEDGE,
    Mutation.HEDGE_GAINED: Side.HEDGE,
    Mutation.HEDGE_CHANGED: Side.HEDGE,
    Mutation.FORECAST_TURNED_FACT: Side.STANDING,
    Mutation.TARGET_TURNED_FACT: Side.STANDING,
    Mutation.RUMOUR_TURNED_FACT: Side.STANDING,
    Mutation.ESTIMATE_TURNED_FACT: Side.STANDING,
    Mutation.STATUS_CHANGED: Side.STANDING,
    Mutation.DENIAL_LOST: Side.STANDING,
    Mutation.DENIAL_GAINED: Side.STANDING,
    Mutation.ROUND_TURNED_TOTAL: Side.MEASURED,
    Mutation.TOTAL_TURNED_ROUND: Side.MEASURED,
    Mutation.METRIC_CHANGED: Side.MEASURED,
    Mutation.PRE_POST_MONEY: Side.SCOPE,
    Mutation.SCOPE_CHANGED: Side.SCOPE,
    Mutation.PART_TURNED_WHOLE: Side.SCOPE,
    Mutation.PERIOD_CHANGED: Side.PERIOD,
    Mutation.ATTRIBUTION_LOST: Side.CREDIT,
}


def side_of(mutation: Mutation) -> Side:
    """What of a claim a change concerns."""
    return _SIDES.get(mutation, Side.VALUE)


def find_entries(nodes: Sequence[Node], pool: Pool) -> tuple[Entry, ...]:
    """Every change that is more than a way of telling, in the order of the nodes, errors first."""
    below: dict[str, list[Node]] = defaultdict(list)
    by_id = {node.node_id: node for node in nodes}
    for node in nodes:
        if node.descent is not None:
            below[node.descent.parent].append(node)
    found = [
        _entry(node, change, by_id[node.descent.parent], below, pool)
        for node in nodes
        if node.descent is not None
        for change in node.descent.changes
        if change.weight is not Weight.HARMLESS and not _is_repair(node, change, by_id, pool)
    ]
    return tuple(sorted(found, key=lambda entry: entry.change.weight is not Weight.ERROR))


def _entry(node: Node, change: Change, before: Node, below: dict[str, list[Node]], pool: Pool) -> Entry:
    side = side_of(change.mutation)
    inherited, corrected = [], []
    for heir, changed in _heirs(node, side, below):
        if changed is None:
            inherited.append(heir.node_id)
        elif _restores(before, heir, side, pool):
            corrected.append(heir.node_id)
    return Entry(
        node_id=node.node_id,
        change=change,
        inherited_by=tuple(inherited),
        corrected_by=tuple(corrected),
    )


def _heirs(node: Node, side: Side, below: dict[str, list[Node]]) -> Iterator[tuple[Node, Change | None]]:
    """The tellings below, down to the first on each branch that changes the same side, with that change."""
    waiting = list(reversed(below[node.node_id]))
    while waiting:
        heir = waiting.pop()
        changes = heir.descent.changes if heir.descent is not None else ()
        changed = next(
            (one for one in changes if side_of(one.mutation) is side and not _is_telling(one)), None
        )
        yield heir, changed
        if changed is None:
            waiting.extend(reversed(below[heir.node_id]))


def _is_telling(change: Change) -> bool:
    """Whether a change leaves the claim as it was: a figure rounded or converted is still that figure."""
    return change.weight is Weight.HARMLESS and change.mutation is not Mutation.HEDGE_GAINED


def _restores(before: Node, heir: Node, side: Side, pool: Pool) -> bool:
    """Whether a telling is again as it was before the error."""
    if not before.tellers:
        return False
    if side is not Side.VALUE:
        restored = pool.changes_between_nodes(before, heir)
        return not any(side_of(change.mutation) is side for change in restored)
    a, b = before.tellers[0].form, heir.tellers[0].form
    if not are_comparable(a, b, pool.rules):
        return False
    change = value_change(a, b, pool.rules, pool.kinship)
    return change is None or change.weight is not Weight.ERROR


def _is_repair(node: Node, change: Change, by_id: dict[str, Node], pool: Pool) -> bool:
    """Whether a change only takes back one of an ancestor's: it is again as it was told before."""
    side = side_of(change.mutation)
    parent = by_id[node.descent.parent] if node.descent is not None else None
    while parent is not None and parent.descent is not None:
        above = by_id[parent.descent.parent]
        if any(side_of(one.mutation) is side for one in parent.descent.changes):
            return _restores(above, node, side, pool)
        parent = above
    return False
