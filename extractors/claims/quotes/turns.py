"""Speech without quotation marks: turns of a transcript or an interview, and block quotations.

A turn is a paragraph that begins with its speaker and a colon ("MS. LUND: I wrote it."). Labels stand
before many things (corrections, recipes, contacts), so turns are read only where they are plainly speech:
several in a row, of at least two who take turns, and somebody among them named elsewhere or with a title.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from extractors.claims.quotes.marks import Marked
from extractors.claims.quotes.people import People
from extractors.lexicon.quotes import QuoteLexicon
from extractors.records import Span

_LABEL_WORDS = (
    r"[*_ \t]{0,4}(?P<label>[A-Z](?:[\w.’'&-]{0,30})(?: [\w.’'&-]{1,30}){0,4})[*_ ]{0,4}:[*_ \t]{0,4}(?=\S)"
)
_LABEL = re.compile(rf"^{_LABEL_WORDS}", re.MULTILINE)
_LABEL_OR_ANSWER = re.compile(rf"(?:^|(?<=[?!.] )(?=A: )){_LABEL_WORDS}", re.MULTILINE)
_TITLE = re.compile(r"(?:MR|MRS|MS|DR|SEN|REP|GOV|PROF|SIR|THE HON|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|Sir)\.? ")
_BLOCK = re.compile(r"^>[ \t]{0,3}(?=[^\s>\"“‘'«„])[^\n]+", re.MULTILINE)
_ABOVE = 8  # characters before a block among which the colon is looked for
_FEWEST_TURNS = 3
_GAP = 3  # characters, at most, between the end of one turn's line and the label of the next
_MOST_TURNS = 2_000  # in one article; beyond it the page is a log


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn: the words, and who says them, `None` when it is a question of the publication."""

    words: Span
    label: Span
    speaker: str | None


def find_blocks(text: str) -> tuple[Marked, ...]:
    """Paragraphs set off by `>` that have no marks of their own, each as a stretch of quoted words; linear.

    Only those behind a colon, and those that follow these.
    """
    found: list[Marked] = []
    for block in _BLOCK.finditer(text):
        above = text[max(0, block.start() - _ABOVE) : block.start()].rstrip()
        follows = bool(found) and not text[found[-1].outer.end : block.start()].strip(" \t>\n")
        if not above.endswith(":") and not follows:
            continue
        start = block.start() + len(block.group()) - len(block.group()[1:].lstrip())
        end = block.start() + len(block.group().rstrip())
        span = Span(start=start, end=end)
        found.append(Marked(words=span, outer=span, single=False, is_bare=True))
    return tuple(found)


def find_turns(text: str, outlet: str | None, people: People, lexicon: QuoteLexicon) -> tuple[Turn, ...]:
    """The turns of an article's transcript or interview in order of place; none if there is none. Linear.

    Args:
        text: The article's text.
        outlet: Who publishes it: its questions are nobody's quotations.
        people: The persons named in the text.
        lexicon: The words for a question and an answer, and what shows an interview.
    """
    labelled = _in_a_row(text)
    if not labelled:
        return ()
    labels = Counter(text[label.start : label.end] for label, _ in labelled)
    if len(labels) < 2 or max(labels.values()) < 2:
        return ()
    bearers: dict[str, list[str]] = {}
    for person in people.persons:
        bearers.setdefault(person.name.split()[-1].lower(), []).append(person.name)
    names = {label: _speaker(label, outlet, bearers, lexicon) for label in labels}
    if any(label in lexicon.answers for label in labels):
        interviewed = _interviewed(text, labelled[0][0].start, people, lexicon)
        names |= {label: interviewed for label in labels if label in lexicon.answers}
    known = {label for label, name in names.items() if name is not None}
    if not known:
        return ()
    return tuple(
        Turn(words=words, label=label, speaker=names[text[label.start : label.end]])
        for label, words in labelled
    )


def _in_a_row(text: str) -> list[tuple[Span, Span]]:
    """Label and words of the paragraphs with a label, of the longest stretch in which all have one."""
    runs: list[list[tuple[Span, Span]]] = [[]]
    pattern = _LABEL_OR_ANSWER if " A: " in text else _LABEL
    found = list(islice(pattern.finditer(text), _MOST_TURNS + 1))
    for place, match in enumerate(found):
        line = text.find("\n", match.end())
        stops = [line if line >= 0 else len(text), *(later.start() for later in found[place + 1 : place + 2])]
        end = match.end() + len(text[match.end() : min(stops)].rstrip())
        turn = (Span(start=match.start("label"), end=match.end("label")), Span(start=match.end(), end=end))
        if runs[-1] and match.start() - runs[-1][-1][1].end > _GAP:
            runs.append([])
        runs[-1].append(turn)
    longest = max(runs, key=len)
    return longest if _FEWEST_TURNS <= len(longest) <= _MOST_TURNS else []


def _speaker(
    label: str, outlet: str | None, bearers: dict[str, list[str]], lexicon: QuoteLexicon
) -> str | None:
    if label in lexicon.questions or label in lexicon.answers or _is_outlet(label, outlet):
        return None
    bare = _TITLE.sub("", label)
    wanted = bare.lower().split()
    for name in bearers.get(wanted[-1], ()) if wanted else ():
        if name.lower().split()[-len(wanted) :] == wanted:
            return name
    return (bare.title() if bare.isupper() else bare) if bare != label else None


def _is_outlet(label: str, outlet: str | None) -> bool:
    if not outlet:
        return False
    initials = "".join(word[0] for word in outlet.split())
    return label.lower().removeprefix("the ") == outlet.lower().removeprefix("the ") or label == initials


def _interviewed(text: str, first_turn: int, people: People, lexicon: QuoteLexicon) -> str | None:
    """Whom an interview is with: the person its introduction names most, if it speaks of one."""
    intro = text[:first_turn].lower()
    if not any(cue in intro for cue in lexicon.interviews):
        return None
    named = Counter(person.name for person in people.before(first_turn))
    return named.most_common(1)[0][0] if named else None


def merged(marked: Sequence[Marked], bare: Sequence[Marked]) -> tuple[Marked, ...]:
    """Quoted stretches of both kinds in order of place, without those within a bare one."""
    spans = sorted(each.outer for each in bare)
    kept = []
    for each in marked:
        place = bisect_right(spans, each.outer.start, key=lambda span: span.start)
        beside = spans[max(0, place - 1) : place + 1]
        if not any(span.overlaps(each.outer) for span in beside):
            kept.append(each)
    return tuple(sorted((*kept, *bare), key=lambda each: each.outer))
