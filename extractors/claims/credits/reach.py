"""How far a credit reaches: the words it vouches for, and the credit that a value stands under.

A credit that opens its clause ("X said …", "According to X …") vouches for what follows; one that closes a
clause ("…, X said on Monday.") for what comes before; one set between commas for the whole sentence; one
behind an expectation ("the $3 million analysts had expected") for the value right before it. A sentence that
ends in a colon hands its credit on to the quotation or the list behind it. Semicolons and bars part
sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from extractors.records import Attribution, CreditKind, Span

_PART = re.compile(r"[;|\n]")
# "on Friday", "to CNBC", "in a statement": what may stand between a credit and the end of its clause. A word
# that opens a clause ("it", "had") ends it.
_WORD = (
    r"[ ](?!(?:it|that|he|she|they|we|there|had|has|have|would|will|was|were|is|are|could|should|may|might|"
    r"about|up|more|some|revenues?|sales)\b)[\w\ue000-\ue00f’.%-]+"
)
_TO_WHOM = (
    r"(?:[ ](?:the[ ])?"
    r"(?:[\ue000-\ue00f]+(?:’s[ ][\ue000-\ue00f]+)?(?:[ ](?-i:[A-Z])\w+){0,3}|reporters|"
    r"journalists|analysts|investors|lawmakers|staff|shareholders|me|us))?"
)
_TAIL = (
    rf"(?:,?[ ](?:on|in|at|to|with|during|last|this|late|earlier|early|yesterday|today|when|via|by|from|of|"
    rf"for|about|through|before|after|ahead|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
    rf"(?:{_WORD}){{0,8}}){{0,3}}"
)
_ASIDE = (
    r"(?:,?[ ](?:who|which|citing|quoting|adding|without|while|declining|asking|speaking)\b[^;:|]{0,160}|"
    r",[ ](?:an?|one[ ]of)[ ][^,;:|\d]{3,100})?"
)
_CLOSES = re.compile(rf"{_TO_WHOM}{_TAIL}{_ASIDE}[\s.!?”’\"')\]]*$", re.IGNORECASE)
_CLOSES_PHRASE = re.compile(
    rf"[\w.]{{0,12}}’?(?:[ ’][\w’-]+){{0,4}}{_TAIL}{_ASIDE}[\s.!?”’\"')\]]*$", re.IGNORECASE
)
_GOES_ON = re.compile(rf"(?:\.\w{{2,6}})?{_TO_WHOM}{_TAIL}[ ]{{0,400}}[,:–—-]", re.IGNORECASE)
_GOES_ON_PHRASE = re.compile(
    rf"(?:\.\w{{2,6}})?(?:’s(?:[ ][A-Z][\w’-]+){{0,4}})?(?i:{_TO_WHOM}{_TAIL})[ ]{{0,400}}[,:–—-]"
)
_SET_OFF = re.compile(r"(?:[,”’\"—–)(-]|[ ](?:as|which|that|what))[ ]?(?:as[ ])?$", re.IGNORECASE)
_MENTIONED = re.compile(
    r"\b(?:reference|references|response|reaction|link|links|thanks)"
    r"[ ]to[ ]{1,4}(?:(?:an?|the)[ ]{1,4})?$",
    re.IGNORECASE,
)
# ", which PitchBook data show to be a record": only what the clause says is theirs.
_RELATIVE = re.compile(r",[ ](?:which|who|whom)[ ](?:the[ ])?$", re.IGNORECASE)
# ", chief executive" and "the group's": what may stand between the comma and the name of who said it.
_BEHIND = re.compile(r"[,”’\"—–][ ](?:(?:the|an?|its|his|her|their)[ ])?(?:[\w’\ue000-\ue00f-]+[ ]){0,6}$")
_CLAIMED = re.compile(r"(?:claims|claimed|claim|cites|cited|gives|reports|reported)$", re.IGNORECASE)
_OPENING = re.compile(r"[\s“”‘’\"'(\[>#*•–—-]*(?:\w+[ ]){0,2}$")
# "hopes to announce": what follows belongs to the verb.
_INTENDS = re.compile(r"(?:hope|want|expect|promise|pledge|vow)(?:s|d|ed)?$", re.IGNORECASE)
# "Economists polled by X expect growth": the verb of those who were asked, and what they say.
_VERB_AFTER = re.compile(
    r"[ ](?:had[ ]|have[ ]|also[ ])?(?:expect|see|forecast|predict|estimate|project|anticipate|believe|"
    r"put|reckon)"
    r"(?:s|ed)?[ ](?!(?:on|in|at|last|this|earlier|to[ ]be)\b)[\w$€£\ue000-\ue00f]"
)
_EXPECTED = re.compile(
    r"(?:expected|forecast|predicted|projected|estimated|anticipated|sought)$", re.IGNORECASE
)
_VALUE_BEFORE = re.compile(r"\d[^,;:|]{0,40}[ ]$")
# ", against $3 million in 2024, when it raised $6 million", ", bringing its total to $9 million": what the
# reporter adds to what is said.
_TOTAL = (
    r",[ ](?:raising|bringing|taking|lifting|pushing)[ ](?:the|their|\ue007+)(?:[ ]\w{2,20}){0,2}[ ]total[ ]"
)
_BACKGROUND = re.compile(
    r"(?:,[ ](?:against|versus|compared[ ](?:with|to)|(?:up|down)[ ]from)[ ][^,;:|]{3,60})?"
    r",[ ](?:when|a year after|a year before|months after)[ ](?:the|it|its|they|he|she|\ue007+)[ ]|" + _TOTAL
)
# "announced a round of $6 million while losing $2 million": what is announced is a thing, and ends with it.
_THING_SHOWN = re.compile(r"(?:announc|unveil|reveal|disclos)(?:es|s|ed)$", re.IGNORECASE)
_THING = re.compile(
    r"[ *\ue000-\ue00f]{1,4}(?:an?|its|the|their|another|more|up|\ue007+|[$€£]?\d)", re.IGNORECASE
)
_BESIDE = re.compile(
    r",?(?<!well)(?<!much)(?<!many)(?<!far)(?<!long)[ ]"
    r"(?:while|after|amid|following|despite|as(?![ ](?:well|much|many|part|far|long|an?|the first)\b))[ ]|"
    + _TOTAL
)
# ", more than twice the $6 million of 2024": what the reporter makes of what is said.
_RECKONED = re.compile(
    r"[^,;:|]{0,60},[ ](?:(?:more|less|about|nearly|almost|roughly|some|over|just)[ ](?:than[ ])?)?"
    r"(?:twice|double|half|triple|[\w.]{1,12}[ ]times|an?[ ](?:fraction|third|quarter|fifth|tenth)[ ]of)[ ]",
    re.IGNORECASE,
)
# "Two are loans", "The remaining $3 million", "of that": the enumeration of what was said goes on.
_ENUMERATES = re.compile(
    r"(?:those|two|three|another|the (?:first|second|third|fourth|other|others|rest|remaining|remainder)|"
    r"a (?:second|third|fourth|further|final))[ ]|"
    r"[^,;:.]{0,30}[ ]of (?:that|those|these)[, ]",
    re.IGNORECASE,
)
# Speech reported without a verb of speech is put as possible: "The first payment would be $7 million."
_WOULD = re.compile(r"[^\n]{0,400}?[ ]would[ ]|[^,;:\n]{1,80}?[ ](?:could|may|might)[ ]")
_STOP_BEFORE = re.compile(r"[,;:|\n(]|[ ](?:and|or|but|than|above|below|against|with)[ ]")
_ITEM = re.compile(r"[ \t]*(?:[-*•–]|\d{1,2}[.)]|>)[ \t]*")
_ITEM_HEAD = re.compile(r"^[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+(?:\*\*[^*\n]{2,80}\*\*:?[ ])?[*\[]*$")
_ITEM_CHARS = 100
_CLOSED = re.compile(r"[”\"][,.)\s]*$")
_MARKS = ("“", '"', "”")
_STOPS = (".", "!", "?", "”", '"', "")
_INTRODUCES = re.compile(r"with[ ].{1,200}[ ]\w+ing$|.{1,200}[ ](?:that|of)$", re.IGNORECASE)
_NEAR_CHARS = 60
_ROLE_CHARS = 70
_LONGEST = 1500
_TAIL_CHARS = 40
_OPENING_CHARS = 60
_BLOCK_SENTENCES = 40
_GOES_ON_SENTENCES = 3
_GOING_ON = (CreditKind.OUTLET, CreditKind.ANONYMOUS, CreditKind.DOCUMENT)
_NOT_VOUCHING = (CreditKind.WIRE, CreditKind.LINK)


class Form(Enum):
    """How a credit stands in its clause."""

    LEADING = "leading"
    CLOSING = "closing"
    BETWEEN = "between"
    NEAR = "near"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A credit and how it was said.

    `spoken` when a verb makes its source the speaker, `inverted` when that verb comes first, `near` when it
    tells of the value right before it, `nested` when another credit cites it.
    """

    attribution: Attribution
    spoken: bool
    inverted: bool = False
    near: bool = False
    nested: bool = False


def with_reach(
    text: str, marked: str, sentences: Sequence[Span], credits: Sequence[Standing]
) -> list[Attribution]:
    """The attributions with the stretches of text they vouch for, in the order given.

    Near-linear: each looks at its own sentence, and at the block behind a colon.

    Args:
        text: The article's text.
        marked: The marked text, in which line breaks part sentences.
        sentences: The sentences, in order.
        credits: The credits, in order of place.
    """
    starts = [sentence.start for sentence in sentences]
    told: list[Attribution] = []
    last: tuple[Span, int] | None = None
    for credit in credits:
        attribution = credit.attribution
        place = bisect_right(starts, attribution.span.start) - 1
        if place < 0 or credit.nested or attribution.kind in _NOT_VOUCHING or _is_mentioned(marked, credit):
            told.append(attribution)
            continue
        part = _part(marked, sentences[place], attribution.span)
        form = _form(marked, part, credit)
        reach = _reach(marked, part, attribution.span, form)
        if form is Form.NEAR:
            last = reach[0], len(told)
        elif last is not None and _provides(marked, told[last[1]].span, attribution.span, form):
            told[last[1]] = replace(told[last[1]], reach=())
            reach = (last[0],)
        block = _block(text, sentences, place) if form is not Form.NEAR else None
        told.append(replace(attribution, reach=(*reach, block) if block else reach))
    busy = frozenset(bisect_right(starts, credit.span.start) - 1 for credit in told)
    return [_gone_on(text, sentences, starts, busy, credit) for credit in told]


def _is_mentioned(marked: str, credit: Standing) -> bool:
    """Whether a report is only spoken of: "with reference to the Courant article"."""
    start = credit.attribution.span.start
    return not credit.spoken and bool(_MENTIONED.search(marked, max(0, start - _NEAR_CHARS), start))


def _gone_on(
    text: str, sentences: Sequence[Span], starts: Sequence[int], busy: frozenset[int], credit: Attribution
) -> Attribution:
    """The credit with the sentences behind its own that go on with what was said, while nobody else speaks.

    They enumerate parts of it, or tell right behind it what would or may be. Only what somebody reports goes
    on: what a company announces about itself ends with its sentence. An item of a list that opens with a
    linked credit is told after that link to its end.
    """
    in_item = credit.url is not None and _heads_an_item(text, credit)
    if not credit.reach or (credit.kind not in _GOING_ON and not in_item):
        return credit
    place = bisect_right(starts, credit.span.start) - 1
    reach = credit.reach
    for number in range(place + 1, min(place + 1 + _GOES_ON_SENTENCES, len(sentences))):
        sentence = sentences[number]
        if number in busy or "\n" in text[sentences[number - 1].end : sentence.start]:
            break
        conditional = number == place + 1 and _WOULD.match(text, sentence.start, sentence.end)
        if not in_item and not conditional and not _ENUMERATES.match(text, sentence.start, sentence.end):
            break
        reach = (*reach, sentence)
    return replace(credit, reach=reach) if reach is not credit.reach else credit


def _heads_an_item(text: str, credit: Attribution) -> bool:
    start = max(text.rfind("\n", 0, credit.span.start) + 1, credit.span.start - _ITEM_CHARS)
    return bool(_ITEM_HEAD.search(text[start : credit.span.start]))


def credit_for(value: Span, attributions: Sequence[Attribution]) -> Attribution | None:
    """The credit that a value stands under, or `None`.

    The nearest before it, else the nearest behind; who speaks goes before what it was written in and to
    whom it was told. A credit whose own words hold the value does not count. Linear in the credits given:
    all of the article, or those that reach over the value (`credit_index.py`).
    """
    reaching = [
        credit
        for credit in attributions
        if any(stretch.contains(value) for stretch in credit.reach)
        and (not credit.span.overlaps(value) or _is_anchor(credit))
    ]
    before = [credit for credit in reaching if credit.span.start <= value.start]
    if before:
        return _first_choice(before)
    return next(
        (credit for credit in reaching if credit.kind is not CreditKind.DOCUMENT),
        reaching[0] if reaching else None,
    )


def _is_anchor(credit: Attribution) -> bool:
    """Whether a credit is the anchor of a hyperlink to what somebody posted: it holds what was posted."""
    return credit.url is not None and credit.kind in (CreditKind.PERSON, CreditKind.COMPANY)


def _first_choice(credits: Sequence[Attribution]) -> Attribution:
    """The nearest credit, but who speaks before whom it was told and what it was written in."""
    chosen = credits[-1]
    for credit in reversed(credits[:-1]):
        if credit.span.overlaps(chosen.span) or chosen.kind is CreditKind.DOCUMENT:
            chosen = credit
        else:
            break
    return chosen


def _part(marked: str, sentence: Span, at: Span) -> Span:
    """The stretch of the sentence, between semicolons or bars, that the credit begins in.

    What is longer than any sentence counts as parted too, so that the cost stays linear.
    """
    start, end = max(sentence.start, at.start - _LONGEST), min(sentence.end, at.end + _LONGEST)
    for stop in _PART.finditer(marked, start, end):
        if stop.end() <= at.start:
            start = stop.end()
        elif stop.start() >= at.end:
            end = stop.start()
            break
    return Span(start=start, end=max(end, at.end))


def _form(marked: str, part: Span, credit: Standing) -> Form:
    span = credit.attribution.span
    before, after = marked[part.start : span.start], marked[span.end : part.end]
    if credit.near:
        return Form.NEAR
    if not credit.spoken and _INTRODUCES.match(marked, span.start, span.end):
        return Form.LEADING
    pattern = _CLOSES if credit.spoken else _CLOSES_PHRASE
    closes = bool(pattern.match(after))
    if credit.spoken and not credit.inverted:
        return _form_of_speech(marked[span.start : span.end], before, after, closes=closes)
    if not credit.spoken and _VERB_AFTER.match(after):
        return Form.LEADING
    if not credit.spoken and _RELATIVE.search(before[-12:]):
        return Form.LEADING
    if not credit.inverted and len(before) < _OPENING_CHARS and _OPENING.fullmatch(before):
        return Form.LEADING
    if closes:
        return Form.CLOSING
    goes_on = _GOES_ON if credit.spoken else _GOES_ON_PHRASE
    return Form.BETWEEN if credit.inverted or goes_on.match(after) else Form.LEADING


def _form_of_speech(words: str, before: str, after: str, *, closes: bool) -> Form:
    """The form of "X said": what it stands behind and before decides."""
    if after.startswith(" to ") and _INTENDS.search(words):
        return Form.LEADING
    set_off = bool(_SET_OFF.search(before[-12:]))
    if not set_off and _VALUE_BEFORE.search(before[-_NEAR_CHARS:]):
        if _EXPECTED.search(words) and (closes or after.lstrip().startswith((",", "for"))):
            return Form.NEAR
        if _CLAIMED.search(words) and closes:
            return Form.NEAR
    if closes:
        return Form.CLOSING if set_off or _BEHIND.search(before[-_ROLE_CHARS:]) else Form.LEADING
    return Form.BETWEEN if set_off and _GOES_ON.match(after) else Form.LEADING


def _reach(marked: str, part: Span, at: Span, form: Form) -> tuple[Span, ...]:
    if form is Form.LEADING:
        thing = _THING_SHOWN.search(marked, at.start, at.end) and _THING.match(marked, at.end)
        aside = (_BESIDE if thing else _BACKGROUND).search(marked, at.end, part.end)
        return (Span(start=at.end, end=max(at.end, aside.start() if aside else part.end)),)
    if form is Form.CLOSING:
        return (Span(start=part.start, end=at.start),)
    if form is Form.BETWEEN:
        reckoned = _RECKONED.match(marked, at.end, part.end)
        return (Span(start=part.start, end=at.end) if reckoned else part,)
    start = max(part.start, at.start - _NEAR_CHARS)
    stops = [stop.end() for stop in _STOP_BEFORE.finditer(marked, start, at.start)]
    return (Span(start=stops[-1] if stops else start, end=at.start),)


def _provides(marked: str, expected: Span, at: Span, form: Form) -> bool:
    """Whether a credit tells who gathered an expectation: "analysts had expected, according to X"."""
    between = marked[expected.end : at.start]
    return form is not Form.LEADING and len(between) < 24 and not between.replace(",", " ").strip()


def _block(text: str, sentences: Sequence[Span], place: int) -> Span | None:
    """The quotation or list behind a sentence that ends in a colon, or in nothing before a quotation."""
    ending = sentences[place]
    words = text[max(ending.start, ending.end - _TAIL_CHARS) : ending.end].rstrip(" *")
    following = sentences[place + 1 : place + 1 + _BLOCK_SENTENCES]
    if not following or words[-1:] in _STOPS:
        return None
    head = text[following[0].start : following[0].start + 12]
    item = _ITEM.match(head)
    if item and words.endswith(":"):
        return Span(start=following[0].start, end=_end_of_items(text, following, item.group().strip()[:1]))
    if head[:1] in _MARKS:
        closing = next((one for one in following if _CLOSED.search(one.of(text)[1:])), following[0])
        return Span(start=following[0].start, end=closing.end)
    return None


def _end_of_items(text: str, following: Sequence[Span], mark: str) -> int:
    """The end of the last of the items that begin with the mark of the first one, or with another number."""
    end = following[0].end
    for one in following[1:]:
        on_a_new_line = "\n" in text[end : one.start]
        if on_a_new_line and not (
            text.startswith(mark, one.start) or (mark.isdigit() and text[one.start].isdigit())
        ):
            break
        end = one.end
    return end
