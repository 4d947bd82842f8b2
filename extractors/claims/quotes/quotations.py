"""Quotations of an article, each with its speaker.

Every part between two marks is one quotation; parts of one utterance ("…," he said. "…") share a number.
Answers of interviews, turns of transcripts and block quotations count though they have no marks.
Scare quotes, titles and names between marks are left out. A quotation whose speaker the text does not name
has `speaker = None` and a low confidence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from extractors.claims.names import find_names, guess_kinds
from extractors.claims.quotes.candidates import UNKNOWN, Names
from extractors.claims.quotes.marks import Marked
from extractors.claims.quotes.outside import Outside, without
from extractors.claims.quotes.people import Name, People
from extractors.claims.quotes.phrases import QUOTED, phrases_of
from extractors.claims.quotes.speakers import Speaker, Speakers
from extractors.claims.quotes.turns import Turn, find_blocks, find_turns, merged
from extractors.claims.reading import Reading
from extractors.lexicon.quotes import QuoteLexicon, load_quote_lexicon
from extractors.records import Span

_WORD = re.compile(r"\w[\w’'‑-]*")
_DETERMINER = re.compile(r"(?:^|\s)(?:the|an?|this|that|these|its|his|her|their) $", re.IGNORECASE)
_SENTENCE_STOP = re.compile(r"[.!?](?:\s|$)")
_FEW = 3  # words up to which marks are scare quotes unless someone is said to say them
_MANY = 6  # words from which a quotation stands on its own, without any verb of speech
_SAME_UTTERANCE = 140  # characters of other text, at most, between two parts of one utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuote:
    """One quotation.

    `speaker` is the canonical or full name, `None` when the text names none; `mention` the words that
    stand for the speaker. `words_span` lies between the marks, `sentence_span` covers the sentences it
    stands in. `utterance` is the number, from 0, of the utterance this is a part of.
    """

    speaker: str | None
    mention: str | None
    words_span: Span
    sentence_span: Span
    verb: str | None
    utterance: int
    confidence: float


def find_quotes(
    reading: Reading, lexicon: QuoteLexicon | None = None, people: People | None = None
) -> tuple[FoundQuote, ...]:
    """The quotations of an article in order of place; linear in its length.

    Args:
        reading: The article with its sentences and mentions.
        lexicon: Speech verbs, roles and names; the built-in ones when left out.
        people: The people of the article, where they are known already.
    """
    text = reading.text
    words = lexicon or load_quote_lexicon()
    names = Names(listed=names_of(reading), find_unlisted=partial(_unlisted, reading))
    people = people or people_of(reading, words)
    turns = find_turns(text, reading.article.outlet, people, words)
    said = [Marked(words=turn.words, outer=turn.words, single=False, is_bare=True) for turn in turns]
    marked = merged(reading.marked, (*find_blocks(text), *said))
    if not marked:
        return ()
    outside = Outside(text, marked, phrases_of(words))
    speakers = Speakers(outside, marked, people, names, words)
    told = {turn.words: _of_turn(turn) for turn in turns}
    drafts = [
        told[quotation.words] if quotation.words in told else _draft(text, quotation, speakers, words)
        for quotation in marked
    ]
    kept = [draft for draft in _joined(text, drafts, speakers) if draft is not None and _is_said(text, draft)]
    starts = [sentence.start for sentence in reading.sentences]
    return tuple(_finished(text, draft, reading.sentences, starts) for draft in kept)


def names_of(reading: Reading) -> tuple[Name, ...]:
    """The lexicon mentions of a reading, cut down to place, kind and name."""
    return tuple(
        Name(span=mention.span, kind=str(mention.entity.kind), name=mention.entity.name)
        for mention in reading.mentions
    )


def people_of(reading: Reading, lexicon: QuoteLexicon | None = None) -> People:
    """The people of an article, by the built-in lexicon if none is given; linear in its length."""
    text, words = reading.text, lexicon or load_quote_lexicon()
    return People(text, names_of(reading), words, without(text, reading.marked))


def _unlisted(reading: Reading) -> tuple[Name, ...]:
    """Names of no lexicon, of the kind that the text shows."""
    found = find_names(reading.text, reading.sentences, [mention.span for mention in reading.mentions])
    kinds = guess_kinds(reading.text, found)
    return tuple(Name(span=span, kind=kinds.get(words, UNKNOWN), name=words) for span, words in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    marked: Marked
    speaker: Speaker | None
    count: int
    utterance: int = 0


def _of_turn(turn: Turn) -> _Draft | None:
    """A turn as a quotation; `None` for the questions of a publication and for who is not known."""
    if turn.speaker is None:
        return None
    marked = Marked(words=turn.words, outer=turn.words, single=False, is_bare=True)
    speaker = Speaker(name=turn.speaker, mention=turn.label, verb=None, confidence=0.85, direct=True)
    return _Draft(marked=marked, speaker=speaker, count=_MANY)


def _draft(text: str, marked: Marked, speakers: Speakers, lexicon: QuoteLexicon) -> _Draft | None:
    words = marked.words.of(text)
    tokens = _WORD.findall(words)
    if not tokens or "://" in words:
        return None
    head = speakers.head(marked)
    if (len(tokens) <= 2 * _FEW and _is_named_so(head, lexicon)) or speakers.is_inscription(head):
        return None
    speaker = speakers.find(marked)
    if len(tokens) <= _FEW and _is_term(marked, speaker, head):
        return None
    if _is_name(words, tokens) and not _is_handed_over(text, marked, speaker, head):
        return None
    return _Draft(marked=marked, speaker=speaker, count=len(tokens))


def _is_term(marked: Marked, speaker: Speaker | None, head: str) -> bool:
    """Whether few words are a term that somebody only uses: The “duty of care” is new, he said."""
    if speaker is None or speaker.mention is None or not _DETERMINER.search(head):
        return False
    return not speaker.direct and speaker.mention.start > marked.outer.end


def _is_handed_over(text: str, marked: Marked, speaker: Speaker | None, head: str) -> bool:
    """Whether a comma within the marks or a colon before them hands over: “That's Dana,” he says."""
    if speaker is None or not speaker.direct or not speaker.verb or speaker.name is None:
        return False
    return text[marked.words.end : marked.words.end + 1] == "," or head.rstrip().endswith(":")


def _is_name(words: str, tokens: Sequence[str]) -> bool:
    """Whether the words are a title or a name: every longer word has a capital, and there are several."""
    longer = [token for token in tokens if len(token) > 3]
    capitals = sum(token[0].isupper() for token in tokens)
    return capitals > (words[-1] in ".!?") + 1 and bool(longer) and all(t[0].isupper() for t in longer)


def _is_named_so(head: str, lexicon: QuoteLexicon) -> bool:
    last = " ".join(head.lower().replace("(", " ").split()[-3:])
    return any(last == cue or last.endswith(f" {cue}") for cue in lexicon.naming)


def _joined(text: str, drafts: Sequence[_Draft | None], speakers: Speakers) -> list[_Draft | None]:
    """Parts of one utterance numbered and given one speaker; guesses for those that have none."""
    joined: list[_Draft | None] = []
    utterance = -1
    previous: _Draft | None = None
    for draft in drafts:
        if draft is None:
            joined.append(None)
            continue
        runs_on = previous is not None and _runs_on(text, previous, draft, speakers)
        utterance += 0 if runs_on else 1
        speaker = draft.speaker
        if speaker is None and runs_on and previous is not None and previous.speaker is not None:
            speaker = replace(
                previous.speaker, confidence=round(previous.speaker.confidence - 0.1, 2), direct=True
            )
        previous = replace(draft, speaker=speaker, utterance=utterance)
        joined.append(previous)
    return _guessed(_shared(joined), speakers)


def _runs_on(text: str, before: _Draft, after: _Draft, speakers: Speakers) -> bool:
    if before.marked.open_end:
        return True
    if before.marked.is_bare and after.marked.is_bare:
        return after.speaker is None and before.marked.outer.end + 3 >= after.marked.outer.start
    between = speakers.outside[before.marked.outer.end : after.marked.outer.start]
    if len(between) > _SAME_UTTERANCE or "\n" in between.strip(" \t"):
        return False
    has_stop = len(_SENTENCE_STOP.findall(between)) > 1
    known = before.speaker is not None and before.speaker.direct
    new = (
        after.speaker is not None and before.speaker is not None and after.speaker.name != before.speaker.name
    )
    starts_sentence = not between.strip() or between.rstrip()[-1:] in (".", ",", "—", "–", ":", ";")
    return known and not has_stop and not new and starts_sentence


def _shared(drafts: list[_Draft | None]) -> list[_Draft | None]:
    """A speaker named only after the last paragraph of an utterance goes to its first paragraphs too."""
    speaker_of: dict[int, Speaker] = {}
    for draft in drafts:
        if draft is not None and draft.speaker is not None and draft.speaker.name is not None:
            speaker_of.setdefault(draft.utterance, draft.speaker)
    return [
        replace(draft, speaker=speaker_of[draft.utterance])
        if draft is not None and draft.speaker is None and draft.utterance in speaker_of
        else draft
        for draft in drafts
    ]


def _guessed(drafts: list[_Draft | None], speakers: Speakers) -> list[_Draft | None]:
    guessed: list[_Draft | None] = []
    of_utterance: dict[int, Speaker | None] = {}
    for draft in drafts:
        if draft is None or draft.speaker is not None or draft.count <= _FEW:
            guessed.append(draft)
            continue
        if draft.utterance not in of_utterance:
            of_utterance[draft.utterance] = speakers.in_sentence_before(draft.marked.outer.start)
        guessed.append(replace(draft, speaker=of_utterance[draft.utterance]))
    return guessed


def _is_said(text: str, draft: _Draft) -> bool:
    """Whether the marks hold speech and not a scare quote."""
    speaker = draft.speaker
    if draft.marked.is_bare:
        return speaker is not None and speaker.direct
    if draft.count < _FEW:
        return speaker is not None and speaker.direct and speaker.name is not None
    if draft.count == _FEW:
        return speaker is not None and speaker.name is not None and speaker.confidence >= 0.7
    if speaker is not None and (speaker.name is not None or speaker.direct):
        return True
    ends = text[draft.marked.words.end - 1] in ".!?" or text[draft.marked.words.end] == ","
    return draft.count >= _MANY and (ends or speaker is not None or draft.count >= 2 * _MANY)


def _finished(text: str, draft: _Draft, sentences: Sequence[Span], starts: Sequence[int]) -> FoundQuote:
    words = draft.marked.words
    first = max(bisect_right(starts, words.start) - 1, 0)
    last = max(bisect_right(starts, max(words.start, words.end - 1)) - 1, first)
    if sentences:
        sentence = Span(
            start=min(sentences[first].start, words.start), end=max(sentences[last].end, words.end)
        )
    else:
        sentence = draft.marked.outer
    speaker = draft.speaker
    return FoundQuote(
        speaker=speaker.name if speaker else None,
        mention=speaker.mention.of(text) if speaker and speaker.mention else None,
        words_span=words,
        sentence_span=sentence,
        verb=speaker.verb if speaker else None,
        utterance=draft.utterance,
        confidence=speaker.confidence if speaker and speaker.name else 0.3,
    )


__all__ = ["QUOTED", "FoundQuote", "find_quotes", "names_of", "people_of"]
