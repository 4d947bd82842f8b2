"""A text as hashes: its prose and quotations as word hashes, its sentences and figures, and fingerprints.

Nothing printed is kept but a vocabulary of distinct words, so a stream of articles can be held as a few
bytes a word. All hashes are of content, the same on any machine and in any order of reading.

Fingerprints are chosen by winnowing (Schleimer, Wilkerson, Aiken 2003): of every window of
`run_words - print_words + 1` neighbouring shingles the one with the smallest hash is kept. Two texts that
share a run of `run_words` words therefore share a fingerprint, for certain, at about 0.4 of the shingles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from zlib import crc32

import numpy as np
import numpy.typing as npt

from checkers.tracing import TracingRules
from checkers.tracing_records import Hashes

Codes = npt.NDArray[np.uint32]
"""Words as hashes, in order."""

BREAK = 0
"""Stands between words that were not neighbours in the text; no shingle contains it."""

FINGERPRINT_BITS = 40
"""Enough for two unrelated texts among millions to have none in common by chance."""

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_STIR = np.uint64(0xBF58476D1CE4E5B9)
_MOST_WORDS = 400_000

_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,400})\]\((https?://[^\s()]{1,600}(?:\([^\s()]{0,80}\)[^\s()]{0,200})?)\)"
)
_URL = re.compile(r"https?://[^\s<>()\[\]\"”]{1,600}")
_TAG = re.compile(r"<[/a-zA-Z][^<>\n]{0,300}>")
_WORD = re.compile(r"[^\W_]+(?:['.,:][^\W_]+)*")
_NUMBER = re.compile(r"\d{1,20}(?:[.,]\d{1,20}){0,6}")
_STOP = re.compile(r"(?<=[.!?…])[\"”’')\]]{0,2}\s+(?=[\"“‘(\[]?[^\W_])")
_ENDS = re.compile(r"[.!?…][\"”’')\]*\s]{0,4}$")
_QUOTES = {
    "“": re.compile(r"“([^“”\n]{1,1500})(?:”|\n|$)"),
    '"': re.compile(r"(?<![\w\"])\"(?=[^\s\"])([^\"\n]{1,1500})(?:\"|\n|$)"),
    "‘": re.compile(r"(?<!\w)‘([^‘\n]{1,1500}?)’(?!\w)"),
}
_STRAIGHT = {"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "*": " ", "`": " ", "|": " "}
_NAME = re.compile(r"[a-z0-9,] ([A-Z\u00c0-\u00de\u0391-\u03a9\u0400-\u042f][^\W_]+)")
_ASCII_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """What is kept of a text. `prose` and `quotations` are word hashes with `BREAK` between stretches.

    Sentence `n` of the prose is `prose[starts[n] : starts[n + 1]]`, and `sentences[n]` the hash of its words.
    """

    prose: Codes
    quotations: Codes
    starts: Codes
    sentences: Hashes
    figures: frozenset[int]
    links: frozenset[int]
    names: Codes
    """The distinct words with a capital within a sentence, sorted."""
    codes: Codes
    """The distinct word hashes, sorted, so that evidence can be spelled again."""
    words: bytes
    """The word of each, joined by blanks."""
    size: int
    """Prose words, breaks not counted."""

    def spell(self, hashes: Codes) -> str:
        """The words of a run of this text, lower case, joined by blanks; linear in its distinct words."""
        words = self.words.decode("utf-8", "surrogatepass").split(" ")
        at = np.searchsorted(self.codes, hashes[hashes != BREAK])
        return " ".join([words[place] for place in at.tolist()])


class Vocabulary:
    """The hashes of words met lately: most words of a text have been met before."""

    def __init__(self) -> None:
        self._hash: dict[str, int] = {}

    def hashes(self, words: list[str]) -> list[int]:
        """The hash of each word, never `BREAK`."""
        known = self._hash
        return [known.get(word) or self._learn(word) for word in words]

    def _learn(self, word: str) -> int:
        if len(self._hash) >= _MOST_WORDS:
            self._hash.clear()
        code = self._hash[word] = _code(word)
        return code


def _code(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) or 1


def read_print(text: str, vocabulary: Vocabulary, rules: TracingRules) -> Print:
    """The print of a text; linear in its length."""
    links = {_page(match.group(2)) for match in _LINK.finditer(text)} if "](" in text else ()
    # Looking for a sign that a pattern needs is much faster than trying the pattern at every place.
    text = _LINK.sub(r"\1", text) if links else text
    text = _URL.sub(" ", text) if "://" in text else text
    text = _TAG.sub(" ", text) if "<" in text else text
    names = np.array(vocabulary.hashes([name.lower() for name in _NAME.findall(text)]), np.uint32)
    text, quoted = _without_quotations(text, rules)
    prose: list[int] = []
    starts = [0]
    sentences = []
    met: dict[int, str] = {}
    for words in _sentences(text, rules):
        own = [word for word in words if word != _CUT] if _CUT in words else words
        codes = vocabulary.hashes(own)
        if not codes:
            continue
        prose += _with_breaks(words, codes)
        starts.append(len(prose))
        sentences.append(_combine(codes))
        met.update(zip(codes, own, strict=True))
    quotations: list[int] = []
    for words in quoted:
        codes = vocabulary.hashes(words)
        quotations += codes
        quotations.append(BREAK)
        met.update(zip(codes, words, strict=True))
    figures = vocabulary.hashes([found for found in _NUMBER.findall(text) if _tells(found)])
    in_order = sorted(met)
    return Print(
        prose=np.array(prose, np.uint32),
        quotations=np.array(quotations, np.uint32),
        starts=np.array(starts, np.uint32),
        sentences=np.array(sentences, np.uint64),
        figures=frozenset(figures),
        links=frozenset(links),
        names=np.unique(names),
        codes=np.array(in_order, np.uint32),
        words=" ".join([met[code] for code in in_order]).encode("utf-8", "surrogatepass"),
        size=len(prose) - prose.count(BREAK),
    )


_CUT = "\x00"


def _page(url: str) -> int:
    bare = re.sub(r"^https?://(?:www\.)?|[?#].*$|/+$", "", url.lower())
    return crc32(bare.encode("utf-8", "surrogatepass"))


def _tells(number: str) -> bool:
    """Whether a printed number can tell two texts apart: years and single digits cannot."""
    digits = len(number) - number.count(".") - number.count(",")
    return digits >= 2 and not (len(number) == 4 and digits == 4 and number[:2] in ("19", "20"))


def _without_quotations(text: str, rules: TracingRules) -> tuple[str, list[list[str]]]:
    quoted: list[list[str]] = []

    def cut(match: re.Match[str]) -> str:
        words = _words(match.group(1))
        if len(words) < rules.quotation_words:
            return match.group()
        quoted.append(words)
        return f" {_CUT} " + ("\n" if match.group().endswith("\n") else "")

    for sign, pattern in _QUOTES.items():
        if sign in text:
            text = pattern.sub(cut, text)
    return text, quoted


def _words(text: str) -> list[str]:
    return _WORD.findall(_straight(text).lower())


def _straight(text: str) -> str:
    for crooked, straight in _STRAIGHT.items():
        text = text.replace(crooked, straight)
    return text


_WORD_OR_CUT = re.compile(_CUT + "|" + _WORD.pattern)


def _sentences(text: str, rules: TracingRules) -> Iterator[list[str]]:
    """The words of each prose sentence, with a cut where a quotation stood."""
    for line, printed in zip(_straight(text).lower().split("\n"), text.split("\n"), strict=True):
        parts = [_WORD_OR_CUT.findall(part) for part in _STOP.split(line)]
        words = sum([len(part) for part in parts]) - (line.count(_CUT) if _CUT in line else 0)
        digits = 0
        if not line.isascii() or _ASCII_DIGIT.search(line):
            digits = sum([word[0].isdigit() for part in parts for word in part])
        if not words or digits > rules.line_digits * words:
            continue
        if words < rules.line_words and not (_ENDS.search(printed) or _CUT in printed):
            continue
        yield from (part for part in parts if part)


def _with_breaks(words: list[str], codes: list[int]) -> list[int]:
    if len(words) == len(codes):
        return codes
    rest = iter(codes)
    return [BREAK if word == _CUT else next(rest) for word in words]


def _combine(codes: list[int]) -> int:
    return int.from_bytes(blake2b(np.array(codes, np.uint32).tobytes(), digest_size=8).digest(), "little")


def words_in(codes: Codes) -> int:
    """How many words a stretch has, breaks not counted; linear."""
    return int(np.count_nonzero(codes))


def joined_codes(stretches: Sequence[Codes]) -> Codes:
    """Stretches of word hashes, one after the other."""
    return np.concatenate(stretches) if stretches else np.zeros(0, np.uint32)


def distinct(hashes: Hashes) -> Hashes:
    """The distinct ones, sorted; several times as fast as numpy's own for the few hundred of a text."""
    ordered = np.sort(hashes)
    is_first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]


def distinct_shingles(codes: Codes, length: int) -> Hashes:
    """The hashes of the distinct runs of `length` neighbouring words, none across a `BREAK`, sorted."""
    return distinct(shingles(codes, length)[whole_runs(codes, length)])


def whole_runs(codes: Codes, length: int) -> npt.NDArray[np.bool_]:
    """Of every run of `length` neighbouring words whether it has no `BREAK`; linear."""
    count = max(0, len(codes) - length + 1)
    whole = np.ones(count, np.bool_)
    for n in range(length if len(codes) > np.count_nonzero(codes) else 0):
        whole &= codes[n : n + count] != BREAK
    return whole


def shingles(codes: Codes, length: int) -> Hashes:
    """The hash of every run of `length` neighbouring words, in order, also those across a `BREAK`; linear.

    64 bits: two runs of a pair of texts have one hash by chance once in 10^13 pairs.
    """
    count = max(0, len(codes) - length + 1)
    wide = codes.astype(np.uint64)
    rows = wide[:count].copy()
    for n in range(1, length):
        rows *= _FACTOR
        rows += wide[n : n + count]
    rows ^= rows >> np.uint64(29)
    rows *= _STIR
    rows ^= rows >> np.uint64(32)
    return rows


def winnow(codes: Codes, rules: TracingRules) -> Hashes:
    """The fingerprints of a text, sorted: every shared run of `run_words` shares at least one; linear.

    Numbers of `FINGERPRINT_BITS` bits.
    """
    width = rules.run_words - rules.print_words + 1  # two or more: the rules see to it
    count = len(codes) - rules.run_words + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    hashes = shingles(codes, rules.print_words)
    least = hashes[:count].copy()
    for n in range(1, width):
        np.minimum(least, hashes[n : n + count], out=least)
    return distinct(least[whole_runs(codes, rules.run_words)] >> np.uint64(64 - FINGERPRINT_BITS))
