"""Sentences and paragraphs as spans of the text.

Layout speaks first: a blank line, a line break, a list item, a heading and a table row each end a
sentence, whatever their punctuation. Only lines that were plainly broken to fit a width are joined again.
Inside a line, prose is split by sentencex, and what a reader of news would not split is put together
again: initials, "Inc. said", datelines, a quotation that goes on after its question mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sentencex import get_sentence_boundaries

from extractors.lexicon.tuning import tuned
from extractors.records import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_ITEM = re.compile(r"\s*(?:[-*+•‣◦▪–—·]\s|\(?\d{1,3}[.)]\s|[A-Za-z][.)]\s|#{1,6}\s|>|\||[=_*-]{3,}\s*$)")
_ENDS = re.compile(r"""[.!?…:;]["'”’)\]*_]{0,4}\s*$""")
_WRAP_WIDTH = 100
_WRAP_SHORTEST = 40
_CHUNK = 5_000

# What never ends a sentence, though a full stop stands there. Each is looked for at the end of a piece.
_GOES_ON = re.compile(
    r"""(?:(?<![\w.])(?:
        Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Hon|Jr|Sr|Mt|Ft|Messrs
        |vs|v|cf|e\.g|i\.e|viz|approx|ca|est|al|fig|figs|eq|sec|ch|vol|pp|ed|eds|nos|No|Nos|Art
        |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec
        |[A-Z]
    )\.\s*|\b(?:[A-Z]\.){2,}\s*|\b(?:Inc|Corp|Co|Ltd|Bros|LLC|Cos|plc|Pty|Pte|S\.A|N\.V|a\.m|p\.m)\.\s*|\.{3}\s*|…\s*|\b[Nn]o\.\s*)$""",
    re.VERBOSE,
)
_LOOK_BACK = 24
_HARD = re.compile(r"(?:(?<![\w.])(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Messrs|e\.g|i\.e|vs|cf))\.\s*$")
_INITIAL = re.compile(r"(?<![\w.])[A-Z]\.\s*$")
_MONTH_DAY = re.compile(
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[Nn]os?|pp?|[Ff]igs?|[Aa]rt|[Ss]ec|[Aa]pprox|[Cc]a)\.\s*$"
)
_CLOCK = re.compile(r"\d ?[ap]\.m\.\s*$")
_ZONE = re.compile(r"(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|[IJK]ST|AES?T|[A-Z][a-z]+ time)\b")
_DATELINE = re.compile(r"\)\s+[-–—]{1,2}\s*$")
_SPEECH_TAG = re.compile(r"""["”’']\s*$""")
_DOUBLE_SPACE_START = re.compile(r"""[\s"'“‘(\[]*""")
_MARKER = re.compile(r"\s*\(?(?:\d{1,3}|[A-Za-z])[.)]\s*")
_RUN_ON = re.compile(r"""[a-z\d%)][.!?]["'”’)]?\Z""")  # a space was lost here, unlike in Node.js or ASP.NET
# Words that sentencex takes for abbreviations before a name: "in May. Nimbus said", "a clear no. Orvane".
# The full stop first, then what stands before it: looking for such words at every letter is slow.
_ORDINARY = re.compile(
    r"""\.(?=\s+["“'‘(]?[A-Z][a-z])(?:(?<=(?<![\w.])[Mm]ay.)|(?<=(?<![\w.])(?:art|ill|fed|ore).)|"""
    r"""(?<=(?<![\w.])(?:no|me|id).))"""
)
_PAUSES = ("; ", ", ", " ")
_MISSING_SPACE = re.compile(r"""[.!?](?<=[a-z].)(?=[A-Z][a-z]+ [a-z])""")


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of `text` in order: runs of lines that belong together, trimmed of outer white space.

    A list item, a heading and a table row are paragraphs of their own. Every character that is not white
    space lies in exactly one. Linear in the length of the text.
    """
    return tuple(span for span, _ in _blocks(text))


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order, in code points, trimmed of outer white space.

    They do not overlap, and every character that is not white space lies in exactly one. What is longer than
    any sentence (a list of numbers, a page without full stops) comes in pieces. Linear.
    """
    found: list[Span] = []
    for block, is_prose in _blocks(text):
        for sentence in _sentences(text, block) if is_prose else (block,):
            found += _pieces(text, sentence)
    return tuple(found)


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, or its pieces where it is longer than anybody writes: cut at pauses."""
    longest = int(tuned("longest_sentence"))
    start = sentence.start
    if sentence.end - start <= longest:
        yield sentence
        return
    while sentence.end - start > longest:
        cuts = (text.rfind(pause, start + longest // 2, start + longest) for pause in _PAUSES)
        cut = next((place + 1 for place in cuts if place >= 0), start + longest)
        piece = _trimmed(text, start, cut)
        if piece is not None:
            yield piece
        start = cut
    last = _trimmed(text, start, sentence.end)
    if last is not None:
        yield last


def paragraph_of(blocks: tuple[Span, ...], place: int) -> Span | None:
    """The paragraph (of `paragraphs`) that holds the code point `place`; logarithmic."""
    low, high = 0, len(blocks)
    while low < high:
        middle = (low + high) // 2
        if blocks[middle].end <= place:
            low = middle + 1
        else:
            high = middle
    return blocks[low] if low < len(blocks) and blocks[low].start <= place else None


def _blocks(text: str) -> Iterator[tuple[Span, bool]]:
    """Paragraphs, and whether each is prose to be split further (a table row is not)."""
    run: list[Span] = []
    for match in _LINE.finditer(text):
        line = _trimmed(text, match.start(), match.end())
        if line is None:
            yield from _joined(text, run)
            run = []
            continue
        if run and text.count("\n", run[-1].end, line.start) > 1:
            yield from _joined(text, run)
            run = []
        run.append(line)
    yield from _joined(text, run)


def _joined(text: str, lines: list[Span]) -> Iterator[tuple[Span, bool]]:
    """The paragraphs in a run of lines without a blank one between them."""
    wrapped = _is_wrapped(text, lines)
    current: Span | None = None
    for line in lines:
        if (
            current is not None
            and (wrapped or _continues(text, current, line))
            and not _ITEM.match(line.of(text))
        ):
            current = Span(start=current.start, end=line.end)
            continue
        if current is not None:
            yield current, not _is_row(text, current)
        current = line
    if current is not None:
        yield current, not _is_row(text, current)


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether the lines are one text broken to fit a width: all but the last nearly full, none too long."""
    if len(lines) < 3:
        return False
    lengths = [line.end - line.start for line in lines]
    widest = max(lengths)
    full = all(length >= max(_WRAP_SHORTEST, widest * 0.6) for length in lengths[:-1])
    if not full or widest > _WRAP_WIDTH:
        return False
    ended = sum(bool(_ENDS.search(text, max(line.start, line.end - 8), line.end)) for line in lines[:-1])
    return ended * 2 <= len(lines) - 1


def _continues(text: str, before: Span, line: Span) -> bool:
    """Whether `line` goes on in the middle of the sentence that the line before it left open."""
    if not text[line.start].islower() or _is_row(text, before):
        return False
    return not _ENDS.search(text, max(before.start, before.end - 8), before.end)


def _is_row(text: str, block: Span) -> bool:
    """Whether a line is a row of a table: cells parted by bars or tabs."""
    bars = text.count("|", block.start, block.end)
    return (text[block.start] == "|" and bars > 1) or bars > 2 or "\t" in text[block.start : block.end]


def _sentences(text: str, block: Span) -> Iterator[Span]:
    """The sentences of one paragraph."""
    start = block.start
    for end in _boundaries(text, block):
        if end < block.end and _belongs_together(text, start, end):
            continue
        span = _trimmed(text, start, end)
        if span is not None:
            yield span
        start = end
    last = _trimmed(text, start, block.end)
    if last is not None:
        yield last


# "Revenue? $41m.": a question of a noun, answered by a figure.
_ASKED = re.compile(r"(?:^|[.!?\n]\s{0,3})[A-Z][\w’'-]{2,20}(?: [\w’'-]{2,20}){0,2}\?\s*$")
_ANSWERED = re.compile(r"\s*(?:(?:Just|Only|About|Around|Some|Roughly|Nearly) )?(?:[A-Z]{0,2}[$€£¥]|\d)")
# sentencex takes no lone surrogate, and breaks down at a full stop after a word and a no-break space. White
# space is spelt out, since `re` looks a listed character up at once and asks of all others what they are.
_NOT_PLAIN = re.compile(
    "[\n-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]"
)


def _boundaries(text: str, block: Span) -> Iterator[int]:
    """Where sentencex, and a full stop without a space after it, end a sentence; ascending."""
    begin = block.start
    while begin < block.end:
        stop = _chunk_end(text, begin, block.end)
        words = _NOT_PLAIN.sub(" ", text[begin:stop])
        ends = {begin + piece["end_index"] for piece in get_sentence_boundaries("en", words)}
        ends.update(begin + match.end() for match in _MISSING_SPACE.finditer(words))
        ends.update(begin + match.end() for match in _ORDINARY.finditer(words))
        yield from sorted(ends)
        begin = stop


def _chunk_end(text: str, begin: int, end: int) -> int:
    """Where to cut a very long paragraph, so that no call sees more than a chunk: after a space."""
    if end - begin <= _CHUNK:
        return end
    gap = text.rfind(". ", begin, begin + _CHUNK)
    return gap + 2 if gap > begin else begin + _CHUNK


def _belongs_together(text: str, start: int, end: int) -> bool:
    """Whether the boundary at `end` splits what a reader would keep in one sentence."""
    before = text[max(start, end - _LOOK_BACK) : end]
    after = _DOUBLE_SPACE_START.sub("", text[end : end + 40], count=1)
    if _HARD.search(before) or _DATELINE.search(before) or _MARKER.fullmatch(text, start, end):
        return True
    if not (before[-1].isspace() or text[end].isspace()) and not _RUN_ON.search(
        text, max(start, end - 3), end
    ):
        return True
    if not after:
        return True
    if _MONTH_DAY.search(before) and after[0].isdigit():
        return True
    if _CLOCK.search(before) and _ZONE.match(after):
        return True
    if _ASKED.search(before) and _ANSWERED.match(after):
        return True
    if after[0].islower() and (_GOES_ON.search(before) or _SPEECH_TAG.search(before)):
        return True
    return bool(after[0].isupper() and _INITIAL.search(before) and before.strip() != "I.")


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends; None when nothing is left."""
    words = text[start:end]
    kept = words.strip()
    if not kept:
        return None
    start += len(words) - len(words.lstrip())
    return Span(start=start, end=start + len(kept))
