"""What a text must hold for a regular expression to match: literals read off the expression itself.

Every match of `raised V in (?:debt|loans)` holds `V in debt` or `V in loans`. A text that holds neither need
not be searched, which is what makes hundreds of patterns over every sentence cheap. Nothing is stated by
hand, so a new pattern cannot be forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from importlib import import_module
from typing import Any

from extractors.text.expressions import Written

_PARSER: Any = import_module("re._parser")  # the parser of `re` itself: its tree is what will be matched
_OPS: Any = import_module("re._constants")

_LETTERS = re.compile("[a-z]+")
_WORD = "word"  # stands in a tree of ours for letters that `re` has one by one
_SETS = 3
_MOST = 256  # literals in one set; beyond it a set says little and costs much
_LONGEST = 24  # characters of a literal
_CLASS = 12  # characters of a class that is spelt out ("[-–—]")

Exact = frozenset[str] | None
"""All strings that a piece of a pattern can be, `None` when they cannot be listed."""

Needed = list[frozenset[str]]
"""Sets of literals; a match of the piece holds at least one of each."""


_NOTHING = frozenset(("",))
_NESTED = (_OPS.SUBPATTERN, _OPS.ATOMIC_GROUP, _OPS.BRANCH)


def folded(text: str) -> str:
    """`text` in the case literals are compared in, of the same length; `re` counts ſ as s and ı as i."""
    if not text.isascii():
        text = text.replace("ſ", "s").replace("ı", "i").replace("İ", "i")
    return text.lower()


@lru_cache(maxsize=4096)
def required_literals(pattern: Written) -> tuple[frozenset[str], ...]:
    """Sets of folded literals: every match of `pattern` holds at least one of each set.

    The most telling sets come first, at most three; none when nothing is told. Kept: a metric is asked for
    under several units, and reading a pattern costs more than compiling it.
    """
    _, needed = _of_sequence(_tree(pattern))
    telling = {words for words in map(_least, needed) if all(map(_tells, words))}
    return tuple(sorted(telling, key=_rank, reverse=True)[:_SETS])


def required_words(pattern: Written) -> tuple[frozenset[str], ...]:
    """As `required_literals`, of plain letters only, so that it holds before marks and names are folded."""
    found = []
    for literals in required_literals(pattern):
        longest = frozenset(max(_LETTERS.findall(word), key=len, default="") for word in literals)
        if all(map(_tells, longest)):
            found.append(_least(longest))
    return tuple(found)


def stays_in_line(pattern: Written) -> bool:
    """Whether no match of `pattern` can hold a line break, so that it may be sought line by line."""
    return not _takes_break(_tree(pattern), bool(pattern.flags & re.DOTALL))


@lru_cache(maxsize=1)
def _tree(pattern: Written) -> Any:
    """The pattern as `re` parses it; kept, since one pattern is asked for both its lines and its literals."""
    return _PARSER.parse(pattern.pattern, pattern.flags)


def _least(literals: frozenset[str]) -> frozenset[str]:
    """Without those that hold another one of the set."""
    return frozenset(
        word for word in literals if not any(other in word for other in literals if other != word)
    )


def _tells(word: str) -> bool:
    """Whether a literal is rarer than texts, and no line break: two characters, or an unusual one (©)."""
    bare = word.replace(" ", "")
    return (len(bare) > 1 or not bare.isascii()) and "\n" not in bare


def _rank(words: Set[str]) -> tuple[int, int, list[str]]:
    """The more telling of two sets ranks higher: longer literals first, then fewer."""
    return min((_weight(word) for word in words), default=0), -len(words), sorted(words)


def _weight(word: str) -> int:
    return min(len(word.replace(" ", "")), 4)


def _of_sequence(items: Iterable[tuple[Any, Any]], before: frozenset[str] = _NOTHING) -> tuple[Exact, Needed]:
    """What a sequence behind `before` can be, that included, and the sets of literals that it needs."""
    run, whole = before, True
    found: Needed = []
    for op, value in _words_joined(items):
        if op in _NESTED:  # what stands before goes into it: "s(?:aid|ays?)" needs "said" or "say"
            exact, needed = _of_nested(op, value, run)
            found += needed
            whole = whole and exact is not None
            run = exact or _NOTHING
            continue
        if op is _OPS.ASSERT:  # what is looked at must stand there too, before or behind
            found += _of_sequence(value[1])[1]
            continue
        exact, needed = _of_item(op, value)
        joined = _product(run, exact) if exact is not None else None
        if joined is None:
            found += [*needed, *_usable(run)]
            whole = False
        run = joined or exact or _NOTHING
    found += _usable(run)
    return (run if whole else None), found


def _words_joined(items: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """The items with neighbouring letters made one word: most of a pattern is words."""
    word = ""
    for op, value in items:
        if op is _OPS.LITERAL and value < 128 and len(word) < _LONGEST:
            word += chr(value).lower()
            continue
        if word:
            yield _WORD, word
            word = ""
        if op is _OPS.LITERAL and value < 128:
            word = chr(value).lower()
        else:
            yield op, value
    if word:
        yield _WORD, word


def _product(left: frozenset[str], right: frozenset[str]) -> frozenset[str] | None:
    if len(left) * len(right) > _MOST:
        return None
    if max(map(len, left), default=0) + max(map(len, right), default=0) > _LONGEST:
        return None
    if len(left) == 1:
        (one,) = left
        return frozenset([one + other for other in right]) if one else right
    return frozenset([one + other for one in left for other in right])


def _usable(words: frozenset[str]) -> Needed:
    return [words] if words and "" not in words else []


def _of_item(op: Any, value: Any) -> tuple[Exact, Needed]:
    """What one node of the tree can be, and the literals it needs."""
    if op is _WORD:
        return frozenset((value,)), []
    if op is _OPS.LITERAL:
        return _characters((value,)), []
    if op is _OPS.IN:
        return _of_class(value), []
    if op in (_OPS.AT, _OPS.ASSERT_NOT):
        return _NOTHING, []
    if op in (_OPS.MAX_REPEAT, _OPS.MIN_REPEAT, _OPS.POSSESSIVE_REPEAT):
        return _of_repeat(*value)
    return None, []


def _of_nested(op: Any, value: Any, before: frozenset[str]) -> tuple[Exact, Needed]:
    """What a group behind `before` can be, that included, and the literals both need."""
    if op is _OPS.SUBPATTERN:
        return _of_sequence(value[-1], before)
    if op is _OPS.ATOMIC_GROUP:
        return _of_sequence(value, before)
    return _of_branch(value[1], before)


def _of_branch(branches: Sequence[Any], before: frozenset[str]) -> tuple[Exact, Needed]:
    """Of every branch the most telling set, all made one; what each can be, as long as that is little."""
    exact: Exact = frozenset()
    either: frozenset[str] | None = frozenset()
    for branch in branches:
        own, asked = _of_sequence(branch, before)
        exact = exact | own if exact is not None and own is not None and len(exact) < _MOST else None
        either = either | sorted(asked, key=_rank)[-1] if either is not None and asked else None
    if exact is not None:
        return exact, []
    return None, [either] if either and len(either) <= _MOST else []


def _of_repeat(least: int, most: Any, body: Any) -> tuple[Exact, Needed]:
    exact, needed = _of_sequence(body)
    if (least, most) == (1, 1):
        return exact, needed
    if (least, most) == (0, 1) and exact is not None:
        return exact | {""}, []
    return None, [*needed, *_usable(exact or _NOTHING)] if least else []


def _of_class(items: Sequence[tuple[Any, Any]]) -> Exact:
    codes: list[int] = []
    for op, value in items:
        if op is _OPS.LITERAL:
            codes.append(value)
        elif op is _OPS.RANGE and value[1] - value[0] < _CLASS:
            codes.extend(range(value[0], value[1] + 1))
        else:
            return None
    return _characters(codes) if len(codes) <= _CLASS else None


def _characters(codes: Sequence[int]) -> Exact:
    """The characters in lower case; of letters only the plain ones, whose cases are known."""
    characters = [chr(code) for code in codes]
    if all(one.isascii() or one.lower() == one.upper() for one in characters):
        return frozenset(one.lower() for one in characters)
    return None


def _takes_break(items: Iterable[tuple[Any, Any]], dotall: bool) -> bool:
    return any(_item_takes_break(op, value, dotall) for op, value in items)


def _item_takes_break(op: Any, value: Any, dotall: bool) -> bool:
    if op is _OPS.LITERAL:
        return bool(value == ord("\n"))
    if op is _OPS.NOT_LITERAL:
        return bool(value != ord("\n"))
    if op is _OPS.ANY:
        return dotall
    if op is _OPS.IN:
        return _class_takes_break(value)
    if op in (_OPS.AT, _OPS.ASSERT, _OPS.ASSERT_NOT):
        return False
    if op is _OPS.SUBPATTERN:
        return _takes_break(value[-1], dotall)
    if op is _OPS.ATOMIC_GROUP:
        return _takes_break(value, dotall)
    if op is _OPS.BRANCH:
        return any(_takes_break(branch, dotall) for branch in value[1])
    if op in (_OPS.MAX_REPEAT, _OPS.MIN_REPEAT, _OPS.POSSESSIVE_REPEAT):
        return _takes_break(value[2], dotall)
    return True


def _class_takes_break(items: Sequence[tuple[Any, Any]]) -> bool:
    """Whether a class holds the line break: listed, in a range, or by a category (white space, no word)."""
    spaces = (_OPS.CATEGORY_SPACE, _OPS.CATEGORY_NOT_WORD, _OPS.CATEGORY_NOT_DIGIT)
    listed = any(
        (op is _OPS.LITERAL and value == ord("\n"))
        or (op is _OPS.RANGE and value[0] <= ord("\n") <= value[1])
        or (op is _OPS.CATEGORY and value in spaces)
        for op, value in items
    )
    return listed != any(op is _OPS.NEGATE for op, _ in items)
