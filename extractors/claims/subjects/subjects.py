"""What each sentence speaks of: its names, and its pronouns and descriptions resolved to names.

Resolution is by prominence, as readers do it: "it" is the subject of its own sentence if there is one
before it, else what the last sentence was about, else what the article is about. Outlets that only report
never become "it". Nothing here guesses among equals: an anaphor without antecedent is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.claims.masking import Referent
from extractors.claims.names import find_names, guess_kinds
from extractors.claims.reading import NOT_TOLD, Reading
from extractors.claims.subjects.anaphora import Context, anaphors_in, openings_of
from extractors.claims.subjects.cast import Cast, Found, cast_of, facility_at
from extractors.claims.subjects.events import Events
from extractors.claims.subjects.focus import Focus
from extractors.claims.subjects.headline import doing_in, headed_by
from extractors.claims.subjects.sizes import MODEL, OWN_SIZE, Sizes, sizes_told
from extractors.claims.subjects.works import Works
from extractors.lexicon.entities import Entities, EntityKind, Mention
from extractors.lexicon.gazetteer import in_title_case
from extractors.lexicon.metrics import benchmark_names
from extractors.records import Span
from extractors.text.literals import folded

# In lower case, to be held against folded text: that is much faster than to ignore case.
_OBLIQUE = re.compile(
    r"\b(?:of|by|with|from|in|into|to|for|at|on|than|via|behind|against|between|among|"
    r"under|per|over|backed by|versus|vs\.?|through|alongside|around|near|outside|inside|across)"
    r"[\s*\[\"“‘'(]*(?:the |an? |its |their |his |her )?$"
)
# Sales of a name or shares in it are as good as its sales and its shares.
_OWNING = re.compile(
    r"\b(?:sales|revenues?|turnover|profits?|losses|earnings|income|shares|stock|valuation|value|price|"
    r"market cap(?:itali[sz]ation)?|workforce|staff|headcount|users|subscribers|downloads|output|"
    r"production) (?:of|at|in|for) (?:(?:the|its|his|their) )?(?:[a-z-]{2,20} ){0,3}$"
)
_SPEAKER = re.compile(
    r"^[\s,*\])]*(?:(?:has|have|had|also|first|previously|earlier|separately|\w+ly)\s+)?"
    r"(?:said|says|say|told|wrote|writes|reports?|reported|noted|notes|estimates?d?|puts|adds?|added|claims?|claimed|shows?|expects?|"
    r"confirm(?:s|ed) that)\b"
)
# "OSLO, Feb 11 (Kestrel Wire) - ", "April 4 (UPI) -- ": where and who told it, not what it is about.
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z .,'’-]{2,40}(?:, [A-Z][a-z]+)?,? ?)?(?:[A-Z][a-z]{2,8}\.? \d{1,2},? ?)?"
    r"(?:\([A-Z][^()]{1,40}\) ?)?[-–—]{1,2} (?=[“\"A-Z])"
)
_LISTED = re.compile(r"(?:\*\*|\]\([^)]*\))?,? (?:and |or |& )?\[?(?:\*\*)?")
_LISTED_ON = re.compile(r"(?:['’]s)?[*\])\"”’']*(?: (?:and|or|&|as well as) |[,;.)]|$)")
# ", Calder Wire reported." at the end of a sentence: whose word it is, not what it is about.
_CREDITED = re.compile(
    r"^[*\]]{0,2}(?:\([^)]*\))? (?:said|says|reported|reports|wrote|writes|noted|notes|added|found)\b"
    r"(?! that)[^,;]{0,40}[.!?]?[”\"']?$"
)
_POSSESSIVE_AFTER = re.compile(r"^(?:\*\*|\]\([^)]*\))*(?:['’]s\b|['’](?=\s))")
_CAPITAL_BEHIND = re.compile(
    r"(?: [A-Z][\w&’'-]{1,20}){0,2} (?:University|College|School|Museum|Institute|Observatory|Hospital|"
    r"Council|Police|Bank|Group|Airlines|Airways|Energy|Power|Electric|Steel|Motors|Capital|Ventures|Partners|Health|"
    r"Medical|Research|Foundation|Society|Orchestra|Philharmonic|Opera|Theatre|Ballet|Library|United|City|"
    r"Town|Rovers|FC|Wanderers|Athletic|Albion|Rangers|Party|Union|Alliance|Association|Commission|Agency|"
    r"Authority|Court|Port|Airport|Exchange|Water|Gas|Oil|Mining|Instruments|Scientific|Systems|Labs|Inc|Corp)"
    r"\b"
)
_ONE_MORE = re.compile(r" [A-Z][a-z]{2,20}\b(?!['’]?[- ][A-Z])")
_CAPITAL_OF = re.compile(
    r"\b(?:University|Bank|Ministry|Museum|Institute|Council|College|Government|Republic|Kingdom|City|Port|"
    r"Duke|Church|Federation|Association|Parliament|Court) of (?:the )?$"
)
_OWNS_NEXT = re.compile(r"['’]s? (?:[a-z][\w-]+ ){0,2}[*\[]{0,3}")
_POSSESSED = re.compile(r"(?:['’]s?)? (?:[a-z][\w-]+ ){0,2}[*\[]{0,3}")
_SEEN_BEFORE = 24
_BYLINE = re.compile(r"[\s*_]{0,4}(?:(?:[Ww]ritten )?[Bb]y )?[\s*_]{0,4}")
_HEAD = 3
_LABEL = re.compile(r"[\w ,.&*]{0,12}:\*{0,2} [~$€£]?\d")
_LINE_HEAD = re.compile(r"[\s\W]{0,8}")
_NOWHERE = Span(start=0, end=0)
_MAKER_OF = re.compile(
    r"\b(?:the )?(?:maker|developer|creator|owner|parent) of $|\b(?:maker|developer|creator)s? of the $"
)
_MAKER_AFTER = re.compile(r"^[ -](?:maker|developer|creator|parent|owner)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What an article speaks of.

    For each sentence its referents in order of place; its topic among some kinds and without some names;
    the sizes of its models; its events and works.
    """

    by_sentence: tuple[tuple[Referent, ...], ...]
    about: Callable[[Sequence[str], Collection[str]], Referent | None]
    sizes: Sizes
    events: Events
    works: Works


def spoken_of(reading: Reading, entities: Entities) -> Spoken:
    """The referents of each sentence, pronouns resolved, and what the article is about.

    Linear in the article's length.
    """
    low = folded(reading.text)
    title = reading.article.title or ""
    listed = entities.mentions(title)
    others = _unlisted_of_title(title, listed)
    unlisted = _unlisted(reading, _sure_names(title, others))
    cast = cast_of(reading.text, reading.mentions, unlisted, (words for _, words in others))
    named = _named(reading, low, entities, unlisted, cast)
    headed = _titled(reading, listed, others, cast)
    focus = Focus(
        title,
        headed,
        named,
        labels=frozenset(
            item.span for own in named for item in own[:1] if _is_label(reading.text, item.span)
        ),
        makers=_makers(entities, named),
    )
    sizes = sizes_told(reading, named, headed)
    context = Context(
        text=reading.text,
        folded=low,
        focus=focus,
        cast=cast,
        entities=entities,
        sizes=sizes,
        openings=openings_of(low),
    )
    result = []
    for number, sentence in enumerate(reading.sentences):
        resolved = _with_anaphora(sentence, named[number], context)
        result.append(resolved)
        focus.move_on(resolved)
    focus.settle(result)
    events = Events(reading, named)
    return Spoken(
        by_sentence=tuple(result),
        about=focus.owner,
        sizes=sizes,
        events=events,
        works=Works(reading, named, events),
    )


def _is_label(text: str, span: Span) -> bool:
    """Whether a name heads a row that says one thing of it ("State Street: 36,363,324 shares")."""
    return (
        _LABEL.match(text, span.end) is not None
        and _LINE_HEAD.fullmatch(text, text.rfind("\n", 0, span.start) + 1, span.start) is not None
    )


def _makers(entities: Entities, named: Sequence[Sequence[Referent]]) -> dict[str, str]:
    """Who makes each listed product and model that is named."""
    listed = {item.name for own in named for item in own if item.listed and item.kind in ("product", "model")}
    found = ((name, entities.resolve(name)) for name in sorted(listed))
    return {name: entity.developer for name, entity in found if entity is not None and entity.developer}


def _sure_names(title: str, found: Sequence[Found]) -> frozenset[str]:
    """The names of a title that its capitals show: inside of a title whose other words have none."""
    return frozenset(
        words for span, words in found if span.start > 0 and not in_title_case(title, span.start, span.end)
    )


def _unlisted(reading: Reading, titled: frozenset[str]) -> tuple[Found, ...]:
    """The names of no lexicon, outside listed names, quantities and periods.

    A place that stands among other words with capitals is only part of a name ("Orvane University of Oslo").
    A word with a capital in a headline is a name only if it is one elsewhere.
    """
    text = reading.text
    taken = [mention.span for mention in reading.mentions if not _is_part(text, mention)]
    taken += [quantity.span for quantity in reading.quantities] + [period.span for period in reading.periods]
    ends = {mention.span.start: mention.span.end for mention in reading.mentions}
    found = find_names(text, reading.sentences, taken, titled)
    headed = [" " not in words and in_title_case(text, span.start, span.end) for span, words in found]
    plain = {words for (_, words), heads in zip(found, headed, strict=True) if not heads} | titled
    return tuple(
        (span, words)
        for (span, words), heads in zip(found, headed, strict=True)
        if ends.get(span.start) != span.end and (not heads or words in plain)
    )


def _is_part(text: str, mention: Mention) -> bool:
    """Whether a place may be part of a longer name: "Antwerp Textile Museum", "Bank of Ireland".

    With one more capital behind it, it is if both stand together more than once ("Pacific Lode").
    """
    if mention.entity.kind is not EntityKind.PLACE:
        return False
    more = _ONE_MORE.match(text, mention.span.end)
    if more is not None and text.count(text[mention.span.start : more.end()]) > 1:
        return True
    return bool(
        _CAPITAL_BEHIND.match(text, mention.span.end)
        or _CAPITAL_OF.search(text, max(0, mention.span.start - _SEEN_BEFORE), mention.span.start)
    )


def _unlisted_of_title(title: str, listed: Sequence[Mention]) -> tuple[Found, ...]:
    whole = (Span(start=0, end=len(title)),) if title else ()
    return find_names(title, whole, [mention.span for mention in listed])


def _titled(
    reading: Reading, listed: Sequence[Mention], unlisted: Sequence[Found], cast: Cast
) -> tuple[Referent, ...]:
    """Whom the title names: listed names, and unlisted ones that the text names too or that show a kind."""
    title = reading.article.title or ""
    found = [
        Referent(
            span=_NOWHERE,
            name=mention.entity.name,
            kind=str(mention.entity.kind),
            family=mention.entity.family,
            oblique=bool(_OBLIQUE.search(folded(title[: mention.span.start]))),
        )
        for mention in listed
    ]
    guessed = guess_kinds(title, unlisted)
    for _, words in unlisted:
        kind = cast.kind_of(words)
        if words in reading.text:
            kind = guessed.get(words, kind) if kind == "unknown" else kind
            found.append(Referent(span=_NOWHERE, name=cast.name_of(words), kind=kind, listed=False))
    head = headed_by(title, unlisted, guessed, listed=bool(listed)) if not found else None
    if head is None and not found:
        head = doing_in(title, reading.text, unlisted, guessed)
    if head is not None:
        found.append(Referent(span=_NOWHERE, name=head[0], kind=head[1], listed=False))
    return tuple(found)


def _named(
    reading: Reading, low: str, entities: Entities, unlisted: Sequence[Found], cast: Cast
) -> tuple[tuple[Referent, ...], ...]:
    text = reading.text
    by_sentence: list[tuple[Referent, ...]] = []
    cursor = 0
    for place, sentence in enumerate(reading.sentences):
        dateline = _DATELINE.match(text, sentence.start, sentence.end)
        told_from = dateline.end() if dateline else sentence.start
        found = [
            _listed_referent(text, mention, entities)
            for mention in reading.mentions_in(sentence)
            if mention.span.start >= told_from and not benchmark_names().fullmatch(mention.text)
        ]
        while cursor < len(unlisted) and unlisted[cursor][0].start < told_from:
            cursor += 1
        while cursor < len(unlisted) and unlisted[cursor][0].start < sentence.end:
            span, words = unlisted[cursor]
            cursor += 1
            found = [other for other in found if not span.overlaps(other.span)]
            found.append(_unlisted_referent(text, span, words, cast))
        placed = [_placed(text, low, sentence, referent) for referent in found]
        if place < _HEAD and len(placed) == 1 and _is_byline(reading, sentence, placed[0]):
            placed = [replace(placed[0], speaker=True, credited=True)]
        ordered = _owners(text, sorted(placed, key=lambda item: item.span.start))
        by_sentence.append(_in_row(text, sentence, _coordinated(text, ordered)))
    return tuple(by_sentence)


def _is_byline(reading: Reading, sentence: Span, referent: Referent) -> bool:
    """Whether a line at the head of an article is its writer's name, whom nothing else there speaks of."""
    words = referent.span.of(reading.text)
    return (
        not referent.listed
        and words.count(" ") in (1, 2)
        and _BYLINE.fullmatch(reading.text, sentence.start, referent.span.start) is not None
        and not reading.text[referent.span.end : sentence.end].strip()
        and words not in (reading.article.title or "")
        and reading.text.count(words.rsplit(" ", 1)[1]) == 1
    )


def _listed_referent(text: str, mention: Mention, entities: Entities) -> Referent:
    maker = _maker(text, mention.span, mention.entity.name, entities)
    if maker is not None:
        return maker
    entity = mention.entity
    referent = Referent(span=mention.span, name=entity.name, kind=str(entity.kind), family=entity.family)
    return _facility(text, referent) if referent.kind == "place" else referent


def _unlisted_referent(text: str, span: Span, words: str, cast: Cast) -> Referent:
    name, kind = cast.name_of(words), cast.kind_of(words)
    size = OWN_SIZE.match(text, span.end) if kind in (MODEL, "product", "unknown") else None
    if size is not None:
        whole = Span(start=span.start, end=size.end())
        return Referent(span=whole, name=f"{name} {size[1]}", kind=MODEL, family=name, listed=False)
    return _facility(text, Referent(span=span, name=name, kind=kind, listed=False))


def _facility(text: str, referent: Referent) -> Referent:
    """The site itself where a place or name only says which: "the Orvane plant"."""
    noun = facility_at(text, referent.span.end)
    if noun is None:
        return referent
    span = Span(start=referent.span.start, end=referent.span.end + 1 + len(noun))
    return Referent(span=span, name=span.of(text), kind="product", listed=False)


def _owners(text: str, referents: Sequence[Referent]) -> tuple[Referent, ...]:
    """The referents, where one that only owns the next ("Orvane's Cardelin is") heads nothing itself."""
    owned = {
        left.span
        for left, right in pairwise(referents)
        if left.possessive
        and right.kind not in ("person", "place")
        and (_POSSESSED if left.anaphor else _OWNS_NEXT).fullmatch(text, left.span.end, right.span.start)
    }
    if not owned:
        return tuple(referents)
    return tuple(replace(item, oblique=True) if item.span in owned else item for item in referents)


def _in_row(text: str, sentence: Span, referents: tuple[Referent, ...]) -> tuple[Referent, ...]:
    """The referents of a table's row, of which the first, at its head, owns what the row tells."""
    line = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start + 1]
    if not line.lstrip().startswith("|") or len(referents) < 2:
        return referents
    return (referents[0], *(replace(referent, oblique=True) for referent in referents[1:]))


def _coordinated(text: str, referents: Sequence[Referent]) -> tuple[Referent, ...]:
    """The referents with what governs the first of a list ("with Oracle, MGX and SoftBank") governing all."""
    governed: list[Referent] = []
    for referent in referents:
        previous = governed[-1] if governed else None
        listed = previous is not None and _LISTED.fullmatch(text[previous.span.end : referent.span.start])
        if listed and listed.group().strip("* ") == "," and not _LISTED_ON.match(text, referent.span.end):
            listed = None  # "With a stake in Orvane, Granite Fund has ..."
        if listed and previous is not None and previous.oblique and not referent.oblique:
            governed.append(replace(referent, oblique=True))
        else:
            governed.append(referent)
    return tuple(governed)


def _maker(text: str, span: Span, name: str, entities: Entities) -> Referent | None:
    """The developer, for "the maker of ChatGPT" and "the ChatGPT maker": that is who is spoken of."""
    maker = _MAKER_AFTER.match(text[span.end : span.end + 12])
    maker_of = _MAKER_OF.search(folded(text[max(0, span.start - 24) : span.start]))
    if not maker and not maker_of:
        return None
    entity = entities.resolve(name)
    if entity is None or not entity.developer:
        return None
    developer = entities.resolve(entity.developer)
    kind = str(developer.kind) if developer else "company"
    end = span.end + (maker.end() if maker else 0)
    start = span.start - (len(maker_of.group()) if maker_of else 0)
    return Referent(span=Span(start=start, end=end), name=entity.developer, kind=kind)


def _placed(text: str, low: str, sentence: Span, referent: Referent) -> Referent:
    """The referent with what its place in the sentence makes of it; `low` is the folded text."""
    start, end = referent.span.start, referent.span.end
    first, last = max(sentence.start, start - 40), min(sentence.end, end + 60)
    before, after = low[first:start], text[end:last]
    owning = bool(_OWNING.search(before))
    oblique = not owning and bool(_OBLIQUE.search(before))
    possessive = owning or bool(_POSSESSIVE_AFTER.match(after))
    speaker = bool(_SPEAKER.match(low[end:last]))
    credited = bool(_CREDITED.match(after)) and text[first:start].rstrip("* [").endswith(",")
    found = (oblique, possessive, speaker, credited)
    if found == (referent.oblique, referent.possessive, referent.speaker, referent.credited):
        return referent
    return replace(referent, oblique=oblique, possessive=possessive, speaker=speaker, credited=credited)


def _with_anaphora(sentence: Span, own: tuple[Referent, ...], context: Context) -> tuple[Referent, ...]:
    """The names of a sentence together with its resolved pronouns and descriptions, in order of place."""
    anaphors = anaphors_in(sentence, own, context)
    if not anaphors:
        return own
    found = list(own)
    for anaphor in anaphors:
        if any(anaphor.span.overlaps(other.span) for other in found if other.anaphor):
            continue
        meant = replace(anaphor.antecedent, span=anaphor.span, anaphor=True)
        placed = _placed(context.text, context.folded, sentence, meant)
        if placed.name == NOT_TOLD and placed.oblique:
            continue  # it heads nothing, so that nobody need be kept from its figures
        found = [other for other in found if not anaphor.span.overlaps(other.span)]  # "the Antwerp group"
        if anaphor.pronoun and placed.possessive != anaphor.possessive:
            placed = replace(placed, possessive=anaphor.possessive)
        found.append(placed)
    return _owners(context.text, sorted(found, key=lambda referent: referent.span.start))
