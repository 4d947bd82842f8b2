"""Names the lexicon does not know, so that news of a startup nobody has listed still gets its subject.

A name is a run of capitalised words. Only the safe cases are read: a run in the middle of a sentence is a
name; a single word at the head of one only if the article also writes it in mid-sentence, or if it owns
or does something there and never occurs in lower case.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from extractors.lexicon.metrics import benchmark_names
from extractors.lexicon.quotes import load_quote_lexicon
from extractors.lexicon.strict import build, read_toml, shipped
from extractors.records import Span
from extractors.text.sieve import Sieve

# The first letter or digit first, then what may not stand before it: looking back at every letter is slow.
_TOKEN = re.compile(
    r"[A-Z\d](?:(?<=[A-Z])(?<![\w@#/.$€£‑-].)(?:[\w&’'.-]*\w)?|"
    r"(?<= \d)\d?(?:\.\d{1,2})?(?![\w.,%]*\d| (?:billion|million|trillion))(?=[\s,.;:’')]|$))"
)
_CONTRACTED = re.compile(
    r"(?:I|We|You|He|She|They|It|That|There|What|Who|Let|Here)['’](?:ll|m|s|re|ve|d)$|.*n['’]t$"
)
_BASED = re.compile(
    r"[-‑](?:based|led|backed|owned|listed|born|made|style|area|run|headquartered|focused|funded|style|only|related|wide|era)$"
)
_LINKED = re.compile(r" (?:of the |of |for |& )?")
_POSSESSIVE = re.compile(r"['’]s?$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,3}s?")
_MARKER = re.compile(r"\s*(?:[-*+•‣–—·]|\d{1,3}[.)]|#{1,6}|\|)[\s*|]*")
_EMPHASIS = re.compile(r"(?:\*{1,3}|__?|\]\([^()\s]{1,200}\)\*{0,2})?")
_LICENCE = re.compile(r" [Ll]icen[cs]e")
_LOWER_WORD = re.compile(r"(?<!\w)[a-z][\w&’'.-]*\w")
_DEED_REACH = 24
_BLANK = "\n"
_OPENERS = ("“", '"', "‘", "'", "*", "[", "(", "•", "-", "\n")
_BODIES = ("company", "institution")
_LONGEST = 5
_SEEN = 60
_Cues = tuple[Sieve, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCues:
    """What shows that an unknown name is of a kind: its own form, the words before and after it."""

    kind: str
    name: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A word with a capital, `plain` in lower case without 's.

    `based` tells a place ("Oslo-based"), `breaks` is part of no name, `demonym` is an adjective of
    nationality. A name may begin with what `opens`, drops what `leads`, and ends in what `closes`.
    """

    plain: str
    based: bool
    breaks: bool
    demonym: bool
    opens: bool
    leads: bool
    closes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _NamesFile:
    calendar: tuple[str, ...]
    function_words: tuple[str, ...]
    common_nouns: tuple[str, ...]
    common_endings: tuple[str, ...]
    titles: tuple[str, ...]
    demonyms: tuple[str, ...]
    endings: tuple[str, ...]
    deeds: tuple[str, ...]
    leading: tuple[str, ...]
    generic: tuple[str, ...]
    kind: tuple[KindCues, ...]


@lru_cache(maxsize=1)
def _words() -> _NamesFile:
    path = shipped("names.toml")
    return build(_NamesFile, read_toml(path), str(path))


@lru_cache(maxsize=1)
def _deed() -> re.Pattern[str]:
    return re.compile(
        rf"['’]s\b|,? (?:{'|'.join(_words().deeds)})\b|"
        r", (?:the|an?|which|who|whose|worth|valued|based|(?:co-)?founded|formed|led|backed|owned|run|"
        r"headquartered|formerly)\b"
    )


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Common given names, with a capital."""
    lexicon = load_quote_lexicon()
    return frozenset((*lexicon.he, *lexicon.she))


@lru_cache(maxsize=1)
def generic_words() -> frozenset[str]:
    """Words, in lower case, that stand in many names and alone are short for none of them."""
    words = _words()
    return frozenset((*words.generic, *words.endings, *words.common_nouns, *words.function_words))


def guess_kinds(text: str, found: Sequence[tuple[Span, str]]) -> dict[str, str]:
    """The kind of each unknown name that the text shows one of, by votes over all its places."""
    votes = kind_votes(text, found)
    return {words: max(sorted(count), key=count.__getitem__) for words, count in votes.items()}


def kind_votes(text: str, found: Sequence[tuple[Span, str]]) -> dict[str, Counter[str]]:
    """For each unknown name the votes for its kinds: each cue that fits at one of its places is one."""
    votes: dict[str, Counter[str]] = {}
    for span, words in found:
        for kind, _ in cues_at(text, span, words):
            votes.setdefault(words, Counter())[kind] += 1
    return votes


def cues_at(text: str, span: Span, words: str) -> Iterator[tuple[str, str]]:
    """What shows the kind of a name at one place: the kind, and the words that show it."""
    yield from _own_cues(words)
    _, left, right = _kind_cues()
    yield from _cues_in(left, text[max(0, span.start - _SEEN) : span.start])
    yield from _cues_in(right, text[span.end : span.end + _SEEN])


@lru_cache(maxsize=4096)
def _own_cues(words: str) -> tuple[tuple[str, str], ...]:
    return tuple(_cues_in(_kind_cues()[0], words))


def _cues_in(cues: _Cues, shown: str) -> Iterator[tuple[str, str]]:
    sieve, kinds = cues
    for number in sieve.candidates(shown):
        if cue := sieve.patterns[number].search(shown):
            yield kinds[number], cue.group()


def deed_at(text: str, span: Span) -> str | None:
    """What a name does or owns at one place ("raised", "'s"), `None` if nothing."""
    deed = _does(text, span)
    return deed.group() if deed else None


@lru_cache(maxsize=1)
def _kind_cues() -> tuple[_Cues, _Cues, _Cues]:
    """The cues in a name, before it and after it, each with the kind that it votes for."""
    rows = _words().kind
    own = [(re.compile(cue), row.kind) for row in rows for cue in row.name]
    left = [(re.compile(cue, re.IGNORECASE), row.kind) for row in rows for cue in row.before]
    right = [(re.compile(cue, re.IGNORECASE), row.kind) for row in rows for cue in row.after]
    return _cues(own), _cues(left), _cues(right)


def _cues(rows: Sequence[tuple[re.Pattern[str], str]]) -> _Cues:
    return Sieve([cue for cue, _ in rows]), tuple(kind for _, kind in rows)


def find_names(
    text: str, sentences: Sequence[Span], taken: Sequence[Span], titled: Collection[str] = ()
) -> tuple[tuple[Span, str], ...]:
    """Spans and printed words of unknown names outside `taken` spans, in order of place.

    `titled` are words that the title shows to be names. Linear in the text.
    """
    shadow = _without(text, taken)
    starts = {sentence.start for sentence in sentences}
    runs = list(_runs(shadow))
    lower = frozenset(_LOWER_WORD.findall(shadow))
    inner = {words for span, words in runs if not _begins(text, span.start, starts)}
    inner |= _short_forms(runs, lower)
    inner.update(titled)
    inner |= {words for span, words in runs if words not in inner and _acts(text, span, words, lower)}
    return tuple(
        (span, words)
        for span, words in runs
        if (" " in words or words in inner or words[-1].isdigit())
        and (not _ACRONYM.fullmatch(words) or _does(text, span))
    )


def _short_forms(runs: Sequence[tuple[Span, str]], lower: frozenset[str]) -> set[str]:
    """What names of several words may be called in short: their first or last word, if no common one."""
    ends = {part for _, words in runs for part in (words.split()[0], words.split()[-1]) if " " in words}
    return {part for part in ends if part.lower() not in lower and part.lower() not in generic_words()}


def _without(text: str, taken: Sequence[Span]) -> str:
    """The text with taken spans blanked, every other character in its place."""
    parts, at = [], 0
    for span in sorted(taken, key=attrgetter("start", "end")):
        if span.start >= at:
            parts.append(text[at : span.start])
            parts.append(_BLANK * (span.end - span.start))
            at = span.end
    parts.append(text[at:])
    return "".join(parts)


def _runs(shadow: str) -> Iterator[tuple[Span, str]]:
    """Runs of capitalised words that stand together, cut at words that are no names.

    A common noun with a capital may stand within a name ("Open Licence Institute"), a title may not.
    """
    run: list[re.Match[str]] = []
    for match in _TOKEN.finditer(shadow):
        if run and (
            not _LINKED.fullmatch(shadow, run[-1].end(), match.start())
            or (
                match.start() - run[-1].end() > 1 and len(run) > 1 and run[0].group() in given_names()
            )  # no person's name goes on behind "of"
            or run[-1].group().endswith(("'s", "’s"))
        ):
            yield from _name(shadow, run)
            run = []
        word = _read(match.group())
        if word.based:  # "Sugar Hill-based": where somebody is, not who
            run = []
        elif word.breaks:
            yield from _name(shadow, run)
            run = [match] if word.demonym else []
        elif run or word.opens:
            run.append(match)
    yield from _name(shadow, run)


@lru_cache(maxsize=8192)
def _read(printed: str) -> _Word:
    """What a word with a capital can be in a name; the same words come again and again."""
    words, plain = _words(), _plain(printed)
    return _Word(
        plain=plain,
        based=_BASED.search(printed) is not None,
        breaks=plain in _breaks()
        or _CONTRACTED.match(printed) is not None
        or benchmark_names().fullmatch(printed) is not None,
        demonym=plain in words.demonyms,
        opens=not plain[0].isdigit() and plain not in words.common_nouns,
        leads=plain in words.leading,
        closes=plain not in words.common_nouns or plain in words.endings,
    )


@lru_cache(maxsize=1)
def _breaks() -> frozenset[str]:
    words = _words()
    return frozenset((*words.calendar, *words.function_words, *words.titles, *words.demonyms))


def _name(shadow: str, run: Sequence[re.Match[str]]) -> Iterator[tuple[Span, str]]:
    if not run:
        return
    read = [_read(match.group()) for match in run]
    first, last = 0, len(run)
    if read[0].demonym and not _is_body(shadow[run[0].start() : run[-1].end()]):
        first = 1
    if last - first > 1 and read[first].leads:
        first += 1
    while last > first and not read[last - 1].closes:
        last -= 1
    if not 0 < last - first <= _LONGEST or _LICENCE.match(shadow, run[last - 1].end()):
        return
    start = run[first].start()
    bare = _POSSESSIVE.sub("", shadow[start : run[last - 1].end()])
    if len(bare) > 1 and bare.lower() not in _words().generic:
        yield Span(start=start, end=start + len(bare)), bare


def _is_body(words: str) -> bool:
    """Whether words with an adjective of nationality before them are one name: "British Orvane Society"."""
    sieve, kinds = _kind_cues()[0]
    return words.count(" ") > 1 and any(
        kinds[number] in _BODIES and sieve.patterns[number].search(words)
        for number in sieve.candidates(words)
    )


def _plain(printed: str) -> str:
    return _POSSESSIVE.sub("", printed).lower().rstrip(".")


def _begins(text: str, start: int, starts: set[int]) -> bool:
    """Whether a word begins a sentence, a quotation or a list item, where capitals say nothing."""
    if start in starts:
        return True
    before = text[max(0, start - 2) : start]
    if before[:1].isalpha() and before[1:] == " ":
        return False  # behind a word, as most are
    return before[-1:] in _OPENERS or (
        _MARKER.fullmatch(text, text.rfind("\n", 0, start) + 1, start) is not None
    )


def _does(text: str, span: Span) -> re.Match[str] | None:
    """What a name does or owns at one place, behind the marks that make it bold or a link."""
    end = _EMPHASIS.match(text, span.end).end()  # type: ignore[union-attr]  # matches nothing too
    return _deed().match(text, end, end + _DEED_REACH)


def _acts(text: str, span: Span, words: str, lower: frozenset[str]) -> bool:
    """Whether a single word at the head of a sentence does or owns something there, and is no common word."""
    plain = words.lower()
    return (
        plain not in lower and not plain.endswith(_words().common_endings) and _does(text, span) is not None
    )
