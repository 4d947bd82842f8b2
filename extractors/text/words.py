"""Where any of many words stands in a text, without building one large regular expression of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick


def find_words(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each of `words` as a whole word, in order of place, not overlapping.

    The longest word wins where several begin; a word joined to another by a hyphen does not count. Linear in
    the length of the text, the words and the hits.
    """
    wanted = sorted(set(words))
    if not wanted:
        return
    hits = AhoCorasick(wanted).find_matches_as_indexes(text, overlapping=True)
    done = 0
    for start, end in sorted(((start, end) for _, start, end in hits), key=lambda hit: (hit[0], -hit[1])):
        if start >= done and not _goes_on(text[start - 1 : start]) and not _goes_on(text[end : end + 1]):
            yield start, end
            done = end


def _goes_on(character: str) -> bool:
    return character.isalnum() or character in ("_", "-")
