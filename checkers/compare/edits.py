"""What was changed between two wordings of one utterance, by kind, from the gravest to none at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from checkers.compare.wording import stem, wording_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words of one wording and what stands for them in the other; either may be empty."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class EditKind(IntEnum):
    """What an edit changes. The higher, the graver; `SPELLING` is none: `five` for `5`."""

    SPELLING = 0
    TENSE = 1
    WORD = 2
    NUMBER = 3
    NEGATION = 4


def kind_of(edit: Edit) -> EditKind:
    """The gravest thing that an edit does: turn round, change a number, a word, or only a word's form."""
    if _negations(edit.left) != _negations(edit.right) or _are_opposites(edit):
        return EditKind.NEGATION
    left, right = _numbers(edit.left), _numbers(edit.right)
    if left and right:
        if left != right:
            return EditKind.NUMBER
        if len(edit.left) == len(left) and len(edit.right) == len(right):
            return EditKind.SPELLING
    return EditKind.TENSE if _is_form(edit) else EditKind.WORD


def ranked(edits: Sequence[Edit]) -> tuple[tuple[EditKind, Edit], ...]:
    """The edits that change something, the gravest first, else in their order."""
    kinds = [(kind_of(edit), edit) for edit in edits]
    return tuple(
        sorted((pair for pair in kinds if pair[0] is not EditKind.SPELLING), key=lambda pair: -pair[0])
    )


def _negations(words: Sequence[str]) -> int:
    return sum(word in wording_words().negations for word in words)


def _are_opposites(edit: Edit) -> bool:
    """Whether a word stands for its opposite: `unhappy` for `happy`, `illegal` for `legal`."""
    if len(edit.left) != 1 or len(edit.right) != 1:
        return False
    short, long = sorted((edit.left[0], edit.right[0]), key=len)
    if len(short) >= _SHORTEST_TURNED and long == f"un{short}":
        return True
    return any({short, long} == set(pair) for pair in wording_words().opposites)


_SHORTEST_TURNED = 4


def _numbers(words: Sequence[str]) -> list[str]:
    """The numbers among words, as digits where they are spelt out."""
    spelt = wording_words().numbers
    return sorted(spelt.get(word, word) for word in words if word in spelt or any(m.isdigit() for m in word))


def _is_form(edit: Edit) -> bool:
    """Whether the words differ only in form: an ending, a tense, an auxiliary verb gone or put in."""
    lexicon = wording_words()
    left, right = (
        [word for word in words if word not in lexicon.auxiliaries] for words in (edit.left, edit.right)
    )
    if not edit.left and not edit.right:
        return False
    if len(left) != len(right):
        return False
    return all(
        one == other or stem(one) == stem(other) or _are_forms(one, other)
        for one, other in zip(left, right, strict=True)
    )


def _are_forms(one: str, other: str) -> bool:
    return any(one in forms and other in forms for forms in wording_words().forms)
