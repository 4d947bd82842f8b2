"""A text as hashes: its prose and quotations as word hashes, its sentences and figures, and fingerprints.

Nothing printed is kept but a vocabulary of distinct words, so a stream of articles can be held as a few
bytes a word. All hashes are of content, the same on any machine and in any order of reading.

Fingerprints are chosen by winnowing (Schleimer, Wilkerson, Aiken 2003): of every window of
`run_words - print_words + 1` neighbouring shingles the one with the smallest hash is kept. Two texts that
share a run of `run_words` words therefore share a fingerprint, for certain, at about 0.4 of the shingles.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from zlib import crc32

from checkers.tracing import TracingRules

BREAK = 0
"""Stands between words that were not neighbours in the text; no shingle contains it."""

_MASK = 0xFFFFFFFFFFFFFFFF
_FACTOR = 0x9E3779B97F4A7C15
_STIR = 0xBF58476D1CE4E5B9

_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,400})\]\((https?://[^\s()]{1,600}(?:\([^\s()]{0,80}\)[^\s()]{0,200})?)\)"
)
_URL = re.compile(r"https?://[^\s<>()\[\]\"”]{1,600}")
_TAG = re.compile(r"<[/a-zA-Z][^<>\n]{0,300}>")
_WORD = re.compile(r"[^\W_]+(?:['.,:][^\W_]+)*")
_NUMBER = re.compile(r"\d{1,20}(?:[.,]\d{1,20}){0,6}")
_STOP = re.compile(r"(?<=[.!?…])[\"”’')\]]{0,2}\s+(?=[\"“‘(\[]?[^\W_])")
_ENDS = re.compile(r"[.!?…][\"”’')\]*\s]{0,4}$")
_QUOTES = (
    re.compile(r"“([^“”\n]{1,1500})(?:”|\n|$)"),
    re.compile(r"(?<![\w\"])\"(?=[^\s\"])([^\"\n]{1,1500})(?:\"|\n|$)"),
    re.compile(r"(?<!\w)‘([^‘\n]{1,1500}?)’(?!\w)"),
)
_STRAIGHT = str.maketrans(
    {"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "*": " ", "`": " ", "|": " "}
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the prose: `[start, end)` in its word hashes, and the hash of its words."""

    start: int
    end: int
    hash: int


@dataclass(frozen=True, slots=True)
class Print:
    """What is kept of a text. `prose` and `quotations` are word hashes with `BREAK` between stretches."""

    prose: array[int]
    quotations: array[int]
    sentences: tuple[Sentence, ...]
    figures: frozenset[int]
    links: frozenset[int]
    size: int
    """Prose words, breaks not counted."""


class Vocabulary:
    """The distinct words met so far, by hash, so that evidence can be spelled again."""

    def __init__(self) -> None:
        self._hash: dict[str, int] = {}
        self._word: dict[int, str] = {}

    def hashes(self, words: list[str]) -> list[int]:
        """The hash of each word, never `BREAK`."""
        known = self._hash
        return [known.get(word) or self._learn(word) for word in words]

    def spell(self, hashes: array[int]) -> str:
        """The words of a run, lower case, joined by blanks."""
        return " ".join(self._word[code] for code in hashes if code != BREAK)

    def _learn(self, word: str) -> int:
        code = crc32(word.encode("utf-8", "surrogatepass")) or 1
        self._hash[word] = code
        self._word[code] = min(word, self._word.get(code, word))
        return code


def read_print(text: str, vocabulary: Vocabulary, rules: TracingRules) -> Print:
    """The print of a text; linear in its length."""
    links = {_page(match.group(2)) for match in _LINK.finditer(text)}
    text = _TAG.sub(" ", _URL.sub(" ", _LINK.sub(r"\1", text)))
    text, quoted = _without_quotations(text, rules)
    prose: array[int] = array("I")
    sentences = []
    for words in _sentences(text, rules):
        codes = vocabulary.hashes([word for word in words if word != _CUT])
        if not codes:
            continue
        start = len(prose)
        prose.extend(_with_breaks(words, codes))
        sentences.append(Sentence(start, len(prose), _combine(codes)))
    quotations: array[int] = array("I")
    for words in quoted:
        quotations.extend(vocabulary.hashes(words))
        quotations.append(BREAK)
    figures = frozenset(vocabulary.hashes([found for found in _NUMBER.findall(text) if _tells(found)]))
    return Print(prose, quotations, tuple(sentences), figures, frozenset(links), words_in(prose))


_CUT = "\x00"


def _page(url: str) -> int:
    bare = re.sub(r"^https?://(?:www\.)?|[?#].*$|/+$", "", url.lower())
    return crc32(bare.encode("utf-8", "surrogatepass"))


def _tells(number: str) -> bool:
    """Whether a printed number can tell two texts apart: years and single digits cannot."""
    digits = re.sub(r"\D", "", number)
    return len(digits) >= 2 and not re.fullmatch(r"(?:19|20)\d\d", number)


def _without_quotations(text: str, rules: TracingRules) -> tuple[str, list[list[str]]]:
    quoted: list[list[str]] = []

    def cut(match: re.Match[str]) -> str:
        words = _words(match.group(1))
        if len(words) < rules.quotation_words:
            return match.group()
        quoted.append(words)
        return f" {_CUT} " + ("\n" if match.group().endswith("\n") else "")

    for pattern in _QUOTES:
        text = pattern.sub(cut, text)
    return text, quoted


def _words(text: str) -> list[str]:
    return _WORD.findall(text.translate(_STRAIGHT).lower())


_WORD_OR_CUT = re.compile(_CUT + "|" + _WORD.pattern)


def _sentences(text: str, rules: TracingRules) -> Iterator[list[str]]:
    """The words of each prose sentence, with a cut where a quotation stood."""
    for line in text.split("\n"):
        parts = [_WORD_OR_CUT.findall(part) for part in _STOP.split(line.translate(_STRAIGHT).lower())]
        words = sum(len(part) - part.count(_CUT) for part in parts)
        digits = sum(word[0].isdigit() for part in parts for word in part)
        if not words or digits > rules.line_digits * words:
            continue
        if words < rules.line_words and not (_ENDS.search(line) or _CUT in line):
            continue
        yield from (part for part in parts if part)


def _with_breaks(words: list[str], codes: list[int]) -> list[int]:
    if len(words) == len(codes):
        return codes
    rest = iter(codes)
    return [BREAK if word == _CUT else next(rest) for word in words]


def _combine(codes: list[int]) -> int:
    return int.from_bytes(blake2b(array("I", codes).tobytes(), digest_size=8).digest(), "little")


def words_in(codes: array[int]) -> int:
    """How many words a stretch has, breaks not counted; linear."""
    return len(codes) - codes.count(BREAK)


def distinct_shingles(codes: array[int], length: int) -> set[tuple[int, ...]]:
    """The distinct runs of `length` neighbouring words, none across a `BREAK`; linear."""
    found = set(shingles(codes, length))
    if codes.count(BREAK):
        found = {run for run in found if BREAK not in run}
    return found


def shingles(codes: array[int], length: int) -> list[tuple[int, ...]]:
    """Every run of `length` neighbouring words, in order, also those across a `BREAK`; linear."""
    count = len(codes) - length + 1
    return list(zip(*(codes[n : count + n] for n in range(length)), strict=True)) if count > 0 else []


def _stir(value: int) -> int:
    value = ((value ^ (value >> 29)) * _STIR) & _MASK
    return value ^ (value >> 32)


def _shingle_hashes(codes: array[int], length: int) -> list[int]:
    rows = list(codes[: max(0, len(codes) - length + 1)])
    for n in range(1, length):
        rows = [(row * _FACTOR + code) & _MASK for row, code in zip(rows, codes[n:], strict=False)]
    return [_stir(row) for row in rows]


def winnow(codes: array[int], rules: TracingRules) -> set[int]:
    """The fingerprints of a run of words: every shared run of `run_words` shares at least one; linear."""
    width = rules.run_words - rules.print_words + 1  # two or more: the rules see to it
    chosen: set[int] = set()
    start, breaks = 0, codes.count(BREAK)
    while start < len(codes):
        end = codes.index(BREAK, start) if breaks else len(codes)
        breaks -= 1
        if end - start >= rules.run_words:
            hashes = _shingle_hashes(codes[start:end], rules.print_words)
            chosen.update(map(min, *(hashes[n : len(hashes) - width + 1 + n] for n in range(width))))
        start = end + 1
    return chosen
