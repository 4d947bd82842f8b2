"""Many words as one regular expression that looks at each of their letters once."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_word(words: Iterable[str]) -> str:
    """The pattern that matches any of `words`, the longest one where several begin; linear in their length.

    `over`, `own` and `owns` become `o(?:ver|wns?)`: many times as fast as a flat alternation.
    """
    return _of(sorted(set(words)), 0)


def _of(words: list[str], depth: int) -> str:
    """The pattern of what follows the first `depth` letters, which all of `words` (in order) share."""
    may_end = len(words[0]) == depth
    longer = words[may_end:]
    if not longer:
        return ""
    groups: dict[str, list[str]] = {}
    for word in longer:
        groups.setdefault(word[depth], []).append(word)
    branches = [re.escape(letter) + _of(own, depth + 1) for letter, own in groups.items()]
    if may_end:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
