"""Quotations beside each other (DESIGN 3.10): one utterance or two, and what was changed in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from checkers.compare.edits import Edit, EditKind, ranked
from checkers.compare.wording import Wording, wording_of
from checkers.reasons import MEANING, Reason
from checkers.records import Comparison, Form, Relation
from checkers.rules import Rules
from checkers.thresholds import Thresholds

_ELLIPSIS = "…"
_SHOWN_EDITS = 4
_MARGIN = 6
_SHORTEST_PART, _TELLING_OF_PART = 4, 2
_REASONS = {
    EditKind.TENSE: Reason.TENSE_DIFFERS,
    EditKind.WORD: Reason.WORDING_DIFFERS,
    EditKind.NUMBER: Reason.NUMBER_DIFFERS,
    EditKind.NEGATION: Reason.NEGATION_DIFFERS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Two wordings aligned in order: how many words match, and the edits between them."""

    matched: int
    telling: int
    edits: tuple[Edit, ...]
    shortened: bool


def compare_quotes(a: Form, b: Form, rules: Rules) -> Comparison:
    """`agree` for one utterance in the same words, `contradict` in other words, no relation for two."""
    left, right = wording_of(a.object or ""), wording_of(b.object or "")
    if left.spoken == right.spoken:
        return _found(Relation.AGREE, Reason.SAME_WORDS, _same_words(a, b, left, right), 1.0)
    alignment = align(left, right, rules.thresholds)
    if alignment is None:
        return _found(None, Reason.OTHER_WORDS, MEANING[Reason.OTHER_WORDS], 1.0)
    share = alignment.matched / max(1, min(len(left.spoken), len(right.spoken)))
    edits = ranked(alignment.edits)
    if not edits:
        return _found(Relation.AGREE, Reason.SHORTENED, MEANING[Reason.SHORTENED], min(1.0, 0.5 + share / 2))
    reason = _REASONS[edits[0][0]]
    shown = ", ".join(_show(edit) for _, edit in edits[:_SHOWN_EDITS])
    return _found(Relation.CONTRADICT, reason, f"{MEANING[reason]}: {shown}", min(0.95, 0.4 + share / 2))


def _same_words(a: Form, b: Form, left: Wording, right: Wording) -> str:
    """What two tellings of the same words differ in that is no change of wording."""
    marks = []
    if (_ELLIPSIS in left.words) != (_ELLIPSIS in right.words):
        marks.append("an ellipsis")
    if any(left.free) or any(right.free):
        marks.append("words in brackets")
    if not marks and a.object != b.object:
        marks.append("punctuation or typography")
    same = MEANING[Reason.SAME_WORDS]
    return f"{same}, but for {' and '.join(marks)}" if marks else same


def align(left: Wording, right: Wording, thresholds: Thresholds) -> Alignment | None:
    """The alignment of two wordings of one utterance, `None` when they are two utterances.

    Likeness only proposes; what decides is how many words, and how telling ones, align in order.
    """
    part = _within(left, right)
    if part is not None:
        return part
    shared = len(left.telling & right.telling)
    if shared < thresholds.quote_telling_words.value:
        return None
    one, other = " ".join(left.stems), " ".join(right.stems)
    if fuzz.partial_ratio(one, other) < thresholds.quote_proposal.value:
        return None
    short, long = (left, right) if len(left.words) <= len(right.words) else (right, left)
    window = _window(short, long)
    alignment = _align(short, long, window)
    length = len(short.spoken)
    enough = (
        alignment.matched >= max(thresholds.quote_words.value, thresholds.quote_aligned.value * length)
        and alignment.telling >= thresholds.quote_telling_words.value
    )
    if not enough:
        return None
    if short is left:
        return alignment
    turned = tuple(Edit(left=edit.right, right=edit.left) for edit in alignment.edits)
    return Alignment(
        matched=alignment.matched, telling=alignment.telling, edits=turned, shortened=alignment.shortened
    )


def _within(left: Wording, right: Wording) -> Alignment | None:
    """The alignment of a part that stands word for word in a longer quotation, when one is cut."""
    short, long = sorted((left.spoken, right.spoken), key=len)
    telling = left.telling & right.telling
    if len(short) < _SHORTEST_PART or len(telling) < _TELLING_OF_PART:
        return None
    if f" {' '.join(short)} " not in f" {' '.join(long)} ":
        return None
    return Alignment(matched=len(short), telling=len(telling), edits=(), shortened=True)


def _window(short: Wording, long: Wording) -> tuple[int, int]:
    """The words of the longer wording among which the shorter one stands."""
    if len(long.words) <= len(short.words) + _MARGIN:
        return 0, len(long.words)
    text, needle = " ".join(long.stems), " ".join(short.stems)
    place = fuzz.partial_ratio_alignment(needle, text)
    if place is None:
        return 0, len(long.words)
    start = text.count(" ", 0, place.dest_start)
    end = start + text.count(" ", place.dest_start, place.dest_end) + 1
    return max(0, start - _MARGIN), min(len(long.words), end + _MARGIN)


def _align(short: Wording, long: Wording, window: tuple[int, int]) -> Alignment:
    first, last = window
    blocks = [
        (op.src_start, op.src_end, op.dest_start + first, op.dest_end + first)
        for op in LCSseq.opcodes(short.stems, long.stems[first:last])
        if op.tag == "equal"
    ]
    blocks = _trimmed(blocks, short)
    matched = sum(end - start for start, end, _, _ in blocks)
    telling = sum(short.stems[n] in short.telling for start, end, _, _ in blocks for n in range(start, end))
    edits = tuple(_edits(short, long, blocks))
    whole = matched == len(short.words) == len(long.words)
    return Alignment(matched=matched, telling=telling, edits=edits, shortened=not whole)


def _trimmed(blocks: list[tuple[int, int, int, int]], short: Wording) -> list[tuple[int, int, int, int]]:
    """The blocks without lone function words at either end, which match by chance."""
    kept = list(blocks)
    while kept and _is_chance(kept[0], kept[1] if len(kept) > 1 else None, short, at_start=True):
        kept = kept[1:]
    while kept and _is_chance(kept[-1], kept[-2] if len(kept) > 1 else None, short, at_start=False):
        kept = kept[:-1]
    return kept


def _is_chance(
    block: tuple[int, int, int, int],
    inner: tuple[int, int, int, int] | None,
    short: Wording,
    *,
    at_start: bool,
) -> bool:
    if any(short.stems[n] in short.telling for n in range(block[0], block[1])):
        return False
    if inner is None:
        return True
    gap = inner[2] - block[3] if at_start else block[2] - inner[3]
    return gap > block[1] - block[0] + 2


def _edits(short: Wording, long: Wording, blocks: Sequence[tuple[int, int, int, int]]) -> Iterator[Edit]:
    if not blocks:
        return
    yield from _outer(short, long, blocks)
    previous: tuple[int, int, int, int] | None = None
    for block in blocks:
        if previous is not None:
            edit = _between(short, long, previous, block)
            if edit is not None:
                yield edit
        for offset in range(block[1] - block[0]):
            left, right = short.words[block[0] + offset], long.words[block[2] + offset]
            if left != right:
                yield Edit(left=(left,), right=(right,))
        previous = block


def _between(
    short: Wording, long: Wording, before: tuple[int, int, int, int], after: tuple[int, int, int, int]
) -> Edit | None:
    left, right = _gap(short, before[1], after[0]), _gap(long, before[3], after[2])
    if _ELLIPSIS in left or _ELLIPSIS in right or left == right:
        return None
    if _is_inserted(short, before[1], after[0]) or _is_inserted(long, before[3], after[2]):
        return None
    return Edit(left=left, right=right)


def _gap(wording: Wording, start: int, end: int) -> tuple[str, ...]:
    stop = min(end, len(wording.words))
    return tuple(wording.words[n] for n in range(start, stop) if not wording.free[n])


def _is_inserted(wording: Wording, start: int, end: int) -> bool:
    return start < end and all(wording.free[n] for n in range(start, end))


def _outer(short: Wording, long: Wording, blocks: Sequence[tuple[int, int, int, int]]) -> Iterator[Edit]:
    """Edits before the first and after the last match: cutting off is none, nor at a sentence's end."""
    first, last = blocks[0], blocks[-1]
    head = (_gap(short, 0, first[0]), _gap(long, max(0, first[2] - first[0]), first[2]))
    starts = first[0] - 1 in short.closes and first[2] - 1 in long.closes
    if head[0] and not starts and _ELLIPSIS not in head[0] and (head[1] or first[2] == 0):
        yield Edit(left=head[0], right=head[1])
    left_over = len(short.words) - last[1]
    tail = (_gap(short, last[1], len(short.words)), _gap(long, last[3], last[3] + left_over))
    ends = last[1] - 1 in short.closes and last[3] - 1 in long.closes
    if tail[0] and not ends and _ELLIPSIS not in tail[0] and tail[1]:
        yield Edit(left=tail[0], right=tail[1])


def _show(edit: Edit) -> str:
    left, right = " ".join(edit.left), " ".join(edit.right)
    if not left or not right:
        return f"“{left or right}” only in one"
    return f"“{left}” / “{right}”"


def _found(relation: Relation | None, reason: Reason, detail: str, score: float) -> Comparison:
    return Comparison(slot="wording", relation=relation, reason=reason, detail=detail, score=score)


def propose(wordings: Sequence[Wording], thresholds: Thresholds) -> Iterator[tuple[int, int]]:
    """Pairs of places whose quotations share rare words or word pairs, each once.

    Near-linear: every quotation is indexed by its rarest features that another one holds too; a feature that
    too many hold proposes only neighbours in order of wording.
    """
    features = [_features(wording) for wording in wordings]
    counts = Counter(feature for held in features for feature in held)
    width, common = int(thresholds.quote_index_words.value), int(thresholds.quote_common_word.value)
    postings: dict[str, list[int]] = {}
    for place, held in enumerate(features):
        shared = [feature for feature in held if counts[feature] > 1]
        for feature in sorted(shared, key=lambda each: (counts[each], each))[:width]:
            postings.setdefault(feature, []).append(place)
    seen: set[tuple[int, int]] = set()
    for feature in sorted(postings):
        places = postings[feature]
        reach = len(places)
        if reach > common:
            places = sorted(places, key=lambda place: wordings[place].words)
            reach = width
        for n, place in enumerate(places):
            for other in places[n + 1 : n + 1 + reach]:
                pair = (place, other) if place < other else (other, place)
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _features(wording: Wording) -> frozenset[str]:
    """The telling words of a quotation and its pairs of neighbouring telling words."""
    order = [word for word in wording.stems if word in wording.telling]
    pairs = (f"{one} {other}" for one, other in pairwise(order))
    return frozenset((*order, *pairs))
