"""A sentence with its names, quantities and periods folded to single tokens, so that frames read like news.

"Nimbus AI, based in Oslo, has raised $6.6bn at a $157bn valuation" becomes `S, based in Oslo, has raised
Q at a Q valuation`, where each token is one private-use code point that says which entity, quantity or
period it stands for. Markup, links, hedges and typographic variants are gone; tokens lead back to spans.

Entities take a block of 256 code points per kind, so that a character class can ask for a kind. Multiples
that are verbs ("doubled", "will triple") and durations have a block of their own: a frame may step over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.claims.reading import Reading
from extractors.records import Quantity, Span
from extractors.text.periods import PeriodKind, PeriodMention

_BLOCK = 256
_ENTITY_BASE = 0xE000
KINDS = ("company", "investor", "institution", "model", "product", "person", "outlet", "place", "unknown")
_QUANTITY_BASE = 0xF000
_PERIOD_BASE = 0xF100
_LIGHT_BASE = 0xF200
_DURATIONS = frozenset(
    ("seconds", "minutes", "hours", "days", "weeks", "months", "quarters", "years", "decades")
)
VALUE = "\uf8ff"
ANY_QUANTITY = f"{chr(_QUANTITY_BASE)}-{chr(_QUANTITY_BASE + _BLOCK - 1)}{VALUE}"
ANY_LIGHT = f"{chr(_LIGHT_BASE)}-{chr(_LIGHT_BASE + _BLOCK - 1)}"
ANY_PERIOD = f"{chr(_PERIOD_BASE)}-{chr(_PERIOD_BASE + _BLOCK - 1)}"

_ENTITY_TOKEN = re.compile(f"[{chr(_ENTITY_BASE)}-{chr(_ENTITY_BASE + len(KINDS) * _BLOCK - 1)}]")
_QUANTITY_TOKEN = re.compile(f"[{chr(_QUANTITY_BASE)}-{chr(_QUANTITY_BASE + _BLOCK - 1)}]")
_PERIOD_TOKEN = re.compile(f"[{ANY_PERIOD}]")
_UNMARKED = re.compile(r"[A-Za-z0-9 ,.;()'%$&!-]*")
_MARKUP = re.compile(
    r"\]\([^()\s]*\)|\]\[[^\]]*\]|https?://\S+|\*\*|__|[`\[\]\\|]|(?<![\w])[*_](?=\w)|(?<=\w)[*_](?!\w)"
)
_ATTRIBUTIVE = re.compile(r"[-‑]param", re.IGNORECASE)
_TELLS_STATUS = re.compile(
    r"estimat|potential|project|expect|rumou?r|plan|target|maximum|minimum", re.IGNORECASE
)
_COUNTED = re.compile(r"s$")
_HEDGE_GAP = 6
_ASKED = re.compile(r"\?\s{1,3}(?:(?:Just|Only|About|Around|Some|Roughly|Nearly) )?$")  # "Revenue? Just V"
_LABEL = re.compile(r":(?=\s|$)")
_SPACE = re.compile(r"\s+")
_SIGNS = re.compile("[\ue000-\uf8ff]")  # what stands for a token in a masked text
_TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " "}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """Something a sentence speaks of: a name, or a pronoun or description resolved to one.

    `kind` is an entity kind or `unknown`; of a name that is not `listed` in the lexicon it is a guess.
    `oblique` says that a preposition governs it, so that it is hardly the subject. `possessive` says
    that 's follows (or that it is "its"), `speaker` that it only says or reports, and
    `credited` that it does so behind what it says.
    """

    span: Span
    name: str
    kind: str
    family: str | None = None
    anaphor: bool = False
    oblique: bool = False
    possessive: bool = False
    speaker: bool = False
    credited: bool = False
    listed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """The masked sentence. Token `chr(block + n)` stands for item `n` of the tuple of its sort.

    `places` says where the quantities stand in `text`, `values` holds for each the text in which it is the
    value asked about (`{V}`), the others staying `{Q}`.
    """

    text: str
    sentence: Span
    referents: tuple[Referent, ...]
    quantities: tuple[Quantity, ...]
    periods: tuple[PeriodMention, ...]
    places: tuple[int, ...]
    values: tuple[str, ...]

    def for_value(self, number: int) -> str:
        """The text in which quantity `number` is the value asked about (`{V}`), the others stay `{Q}`."""
        return self.values[number]

    def referent_of(self, token: str) -> Referent:
        """The referent that an entity token stands for."""
        return self.referents[(ord(token) - _ENTITY_BASE) % _BLOCK]

    def position_of(self, number: int) -> int:
        """Where quantity `number` stands in the masked text."""
        return self.places[number]


def entity_class(kinds: Sequence[str]) -> str:
    """The inside of a character class that matches the entity tokens of these kinds."""
    blocks = []
    for kind in kinds:
        first = _ENTITY_BASE + KINDS.index(kind) * _BLOCK
        blocks.append(f"{chr(first)}-{chr(first + _BLOCK - 1)}")
    return "".join(blocks)


def is_entity(token: str) -> bool:
    """Whether a character of a masked text stands for an entity."""
    return _ENTITY_BASE <= ord(token) < _ENTITY_BASE + len(KINDS) * _BLOCK


def entities_in(text: str, end: int | None = None) -> Iterator[tuple[int, str]]:
    """The entity tokens of a masked text, up to `end`, with their places."""
    for found in _ENTITY_TOKEN.finditer(text, 0, len(text) if end is None else end):
        yield found.start(), found.group()


def periods_in(text: str) -> Iterator[tuple[int, str]]:
    """The period tokens of a masked text with their places."""
    for found in _PERIOD_TOKEN.finditer(text):
        yield found.start(), found.group()


def count_quantities(text: str) -> int:
    """How many quantities that no frame steps over a stretch of masked text holds."""
    return len(_QUANTITY_TOKEN.findall(text))


def last_quantity(text: str, end: int) -> int | None:
    """Where the last quantity that no frame steps over stands before `end` in a masked text."""
    return max((found.start() for found in _QUANTITY_TOKEN.finditer(text, 0, end)), default=None)


def is_quantity(token: str) -> bool:
    """Whether a character of a masked text stands for a quantity that no frame steps over."""
    return _QUANTITY_BASE <= ord(token) < _QUANTITY_BASE + _BLOCK


def _quantity_token(number: int, quantity: Quantity) -> str:
    return chr((_LIGHT_BASE if is_light(quantity) else _QUANTITY_BASE) + number)


def period_number(token: str) -> int:
    """Which period of the sentence a period token stands for."""
    return ord(token) - _PERIOD_BASE


def is_light(quantity: Quantity) -> bool:
    """Whether a quantity only qualifies: a duration, a verb of multiples, "a 70-billion-parameter model"."""
    if quantity.unit == "parameters":
        return bool(_ATTRIBUTIVE.search(quantity.text))
    return quantity.unit in _DURATIONS or (quantity.unit == "times" and quantity.text.isalpha())


def is_period(token: str) -> bool:
    """Whether a character of a masked text stands for a period."""
    return _PERIOD_BASE <= ord(token) < _PERIOD_BASE + _BLOCK


def mask(reading: Reading, sentence: Span, referents: Sequence[Referent]) -> Masked:
    """The masked form of one sentence; of each sort the first 256 items are masked.

    A quantity within a name (the 405B of "Llama 3.1 405B") stays in the name, a count of months or years
    within a period ("the first nine months of 2024") in the period. A window ("over the next four years")
    says how long something takes: such words are left as they are. Else a period that overlaps a quantity
    or a name gives way to it.
    """
    taken: list[tuple[Span, str]] = []
    kept_referents = tuple(referents)[:_BLOCK]
    for number, referent in enumerate(kept_referents):
        block = KINDS.index(referent.kind) if referent.kind in KINDS else KINDS.index("unknown")
        suffix = "'s" if referent.anaphor and referent.possessive else ""
        taken.append((referent.span, chr(_ENTITY_BASE + block * _BLOCK + number) + suffix))
    names = [span for span, _ in taken]
    times = reading.periods_in(sentence)
    quantities = tuple(
        quantity
        for quantity in reading.quantities_in(sentence)
        if not any(name.contains(quantity.span) for name in names)
        and not (quantity.unit in _DURATIONS and any(time.span.contains(quantity.span) for time in times))
    )[:_BLOCK]
    taken = [item for item in taken if not any(item[0].overlaps(quantity.span) for quantity in quantities)]
    tokens = [_quantity_token(number, quantity) for number, quantity in enumerate(quantities)]
    named = [span for span, _ in taken]
    taken += [
        (_with_hedge(reading.text, quantity, named), token + _printed_noun(quantity))
        for quantity, token in zip(quantities, tokens, strict=True)
    ]
    occupied = [span for span, _ in taken]
    periods = tuple(
        period
        for period in times
        if not any(span.overlaps(period.span) for span in occupied)
        and not (period.kind is PeriodKind.WINDOW and _COUNTED.search(period.text))
    )[:_BLOCK]
    taken += [(period.span, chr(_PERIOD_BASE + number)) for number, period in enumerate(periods)]
    text = _fold(reading.text, sentence, sorted(taken, key=lambda item: (item[0].start, -item[0].end)))
    return _masked(text, sentence, tokens, quantities, referents=kept_referents, periods=periods)


def _masked(
    text: str,
    sentence: Span,
    tokens: Sequence[str],
    quantities: tuple[Quantity, ...],
    *,
    referents: tuple[Referent, ...] = (),
    periods: tuple[PeriodMention, ...] = (),
) -> Masked:
    """The record of a masked text; `tokens` stand in it for the quantities."""
    return Masked(
        text=text,
        sentence=sentence,
        referents=referents,
        quantities=quantities,
        periods=periods,
        places=tuple(map(text.index, tokens)),
        values=tuple(text.replace(token, VALUE) for token in tokens),
    )


def mask_alone(before: str, quantity: Quantity, after: str, sentence: Span) -> Masked:
    """A quantity between words that are not its sentence's: a cell read as "header : V"."""
    token = _quantity_token(0, quantity)
    words = (_SIGNS.sub("", _plain(part)) for part in (before, after))
    text = _SPACE.sub(" ", (token + _printed_noun(quantity)).join(words)).strip()
    return _masked(text, sentence, [token], quantities=(quantity,))


def _printed_noun(quantity: Quantity) -> str:
    """The unit's noun as printed within the quantity, so that frames can read it: "-person", " users"."""
    if not quantity.unit_noun:
        return ""
    stem = re.escape(quantity.unit_noun.split()[0][:4])
    match = re.search(rf"[\s‑-](?:{stem}|peop)[\w\s‑-]*$", quantity.text, re.IGNORECASE)
    return match.group().translate(_TYPOGRAPHY) if match else ""


def _with_hedge(text: str, quantity: Quantity, named: Sequence[Span]) -> Span:
    """The quantity's span together with a hedge that touches it, unless the hedge tells the status.

    A hedge within a name ("House Passes" of a headline) stays there.
    """
    hedge = quantity.hedge_span
    if hedge is None or _TELLS_STATUS.search(hedge.of(text)) or any(map(hedge.overlaps, named)):
        return quantity.span
    gap = max(hedge.start, quantity.span.start) - min(hedge.end, quantity.span.end)
    if gap > _HEDGE_GAP:
        return quantity.span
    return Span(start=min(hedge.start, quantity.span.start), end=max(hedge.end, quantity.span.end))


def _fold(text: str, sentence: Span, taken: Sequence[tuple[Span, str]]) -> str:
    parts: list[str] = []
    at = sentence.start
    for span, token in taken:
        if span.start < at:
            continue
        parts.append(_plain(text[at : span.start]))
        parts.append(token)
        at = span.end
    parts.append(_plain(text[at : sentence.end]))
    return _SPACE.sub(" ", "".join(parts)).strip()


def _plain(stretch: str) -> str:
    if _UNMARKED.fullmatch(stretch):
        return stretch
    return _LABEL.sub(" : ", _ASKED.sub(" : ", _MARKUP.sub("", stretch).translate(_TYPOGRAPHY)))
