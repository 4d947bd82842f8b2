"""Models told by their size: "the 34B", "Corvel 3, in 7B and 30B versions", "a 175-billion-parameter model".

The sizes of a family are models of their own. A size alone stands for the one family that the article tells
in that size; without one it stays unnamed, and so does a model with an indefinite article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.claims.masking import Masked, Referent, count_quantities, is_light
from extractors.claims.reading import Reading
from extractors.records import Quantity, Span

MODEL = "model"
_SIZE = re.compile(r"\b\d+(?:\.\d+)?\s?[BMT]\b")
_LETTERED = re.compile(r"\b(\d{1,4}(?:\.\d{1,2})?)\s?([BMT])\b")
_MAGNITUDES = {"m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12)}
_SIZE_TEXT = re.compile(r"[\W_]*\d{1,4}(?:\.\d{1,2})?\s?[BMT][\W_]*")
_VARIANT = re.compile(r"\b(?:versions?|variants?|family|sizes)\b")
_ACTIVE = re.compile(r"\bactiv|\btotal\b", re.IGNORECASE)
_ADJACENT = re.compile(r"[ \-*\[(]{1,3}")
_NEXT_IN_LIST = re.compile(r"(?:,|/| and| &|, and|\*\*,?)[ *]{0,3}")
_INDEFINITE = re.compile(r"\b(?:an?|another|one|any|every|each)(?: [\w-]+){0,2} ?$", re.IGNORECASE)
# Words by which a size is told, not only used as a name.
_SIZE_SAID = re.compile(
    r"\bparam|\bweights\b|\bdense\b|\boverall\b|\bin total\b|\btotal(?:l?ing)?\b|\bactiv|\bsizes\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]{3}")
_PREDICATE = re.compile(
    r"\b(?:has|have|had|is|was|an?|(?<!\w )at|with)(?: (?:about|around|roughly|over|just))? ?$", re.IGNORECASE
)
# A size right behind a name, that is part of it: "Corvel 3 7B", "Corvel 3 118B-A17B".
OWN_SIZE = re.compile(
    r"[ -](\d{1,4}(?:\.\d)?[BMT])(?:-A\d{1,3}(?:\.\d)?B)?(?![\w.]\w|\w|\s+(?:param|token|active|total))"
)
# "the 34B", "The biggest of the three has", "the flagship, with": versions without a name.
_THE = re.compile(r"\b(?:[Tt]he|[Ii]ts) (?:\w+ )?\*{0,2}$")
_VERSION = (
    r"(?:[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir) (?:(?:new|next|very) )?"
    r"(?:(?P<large>biggest|largest|flagship|big|larger|bigger)|(?P<small>smallest|small|smaller|tiniest|lightest))"
    r"(?: (?:open )?(?:version|variant|model|one|sibling|release|"
    r"of the (?:two|three|four|five|six|family|models|versions)))?"
)
_VERSION_HAS = re.compile(
    rf"\b{_VERSION},? (?:(?:which |that )?(?:has|have|with|at|counts?|runs? to|is)) [^.;,]{{0,16}}$"
)
_ENDED = re.compile(r";|, (?:while|and the|but)\b")
_OTHERS_HAVE = re.compile(
    r"\bthe (?:other|rest|second|third|others)\b[^.;,]{0,16} (?:has|have|with|at) [^.;]{0,24}$"
)
_RANKED = re.compile(rf"\b{_VERSION}\b")
_IS_ACTIVE = re.compile(r"\W{0,4}(?:parameters )?(?:are |is )?activ")
_SEEN = 60
_FOR_SIZE = re.compile(r"[^,;]{0,16}\b(?:for|from|by) (?:the |its )?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The families that an article tells in sizes.

    `of_size` holds all of a size, `main` is the family that the article is about.
    """

    of_size: Mapping[Decimal, frozenset[str]]
    main: str | None

    def is_family(self, name: str) -> bool:
        """Whether the article tells this family in several sizes."""
        return any(name in families for families in self.of_size.values())

    def family_of(self, size: Decimal) -> str | None:
        """The one family that has this size, if the article tells one in several."""
        found = self.of_size.get(size, frozenset())
        return next(iter(found)) if len(found) == 1 else None

    def ranked(self, family: str) -> tuple[Decimal, ...]:
        """The sizes of a family that the article tells, the smallest first."""
        return tuple(sorted(size for size, families in self.of_size.items() if family in families))


def version_name(family: str, size: Decimal) -> str:
    """What the version of a family in this size is called: "Corvel 3 34B"."""
    return f"{family} {letters(size)}"


def sizes_told(
    reading: Reading, named: Sequence[Sequence[Referent]], titled: Sequence[Referent] = ()
) -> Sizes:
    """The sizes in which an article tells its model families; linear in the article's length.

    A size told of no name ("the 34B", "the biggest version has 140 billion parameters") is of the family that
    the article is about, if there is one.
    """
    by_family: dict[str, set[Decimal]] = {}
    main = _main_family(named, titled)
    versions: set[str] = set()
    for sentence, referents in zip(reading.sentences, named, strict=True):
        models = [item for item in referents if item.kind == MODEL]
        for item in models:
            size = _size_in(item)
            if size is not None and item.family:
                by_family.setdefault(item.family, set()).add(size)
        quantities = [item for item in reading.quantities_in(sentence) if is_model_size(item)]
        if not quantities:
            continue
        if (
            main is not None
            and all(_family(item) != main for item in models)
            and (own := _of_main(reading.text, sentence, quantities))
        ):
            by_family.setdefault(main, set()).update(own)
            versions.add(main)
        words = sentence.of(reading.text)
        several = len(quantities) > 1 and not _ACTIVE.search(words)
        sure = len({_family(item) for item in models}) == 1 and (several or _VARIANT.search(words))
        for model in models:
            at = model.span.end
            link = _ADJACENT
            for quantity in quantities:
                if quantity.span.start < at:
                    continue
                if sure or link.fullmatch(reading.text, at, quantity.span.start):
                    by_family.setdefault(_family(model), set()).add(quantity.low)
                    at, link = quantity.span.end, _NEXT_IN_LIST
    of_size: dict[Decimal, set[str]] = {}
    for family, sizes in by_family.items():
        for size in sizes if len(sizes) > 1 or family in versions else ():
            of_size.setdefault(size, set()).add(family)
    return Sizes(of_size={size: frozenset(families) for size, families in of_size.items()}, main=main)


def _main_family(named: Sequence[Sequence[Referent]], titled: Sequence[Referent]) -> str | None:
    """The one family of models that the title names, else the one the text names by far most; else `None`."""
    headed = {_family(item) for item in titled if item.kind == MODEL}
    if headed:
        return headed.pop() if len(headed) == 1 else None
    counts = Counter(
        _family(item) for own in named for item in own if item.kind == MODEL and not item.credited
    )
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _of_main(text: str, sentence: Span, quantities: Sequence[Quantity]) -> set[Decimal]:
    """The sizes of a sentence that are told of versions without a name, and are not of active parameters."""
    found = set()
    for quantity in quantities:
        before = text[max(sentence.start, quantity.span.start - _SEEN) : quantity.span.start]
        after = text[quantity.span.end : quantity.span.end + _SEEN]
        told = _THE.search(before) or _VERSION_HAS.search(before) or _OTHERS_HAVE.search(before)
        if told and not _IS_ACTIVE.match(after):
            found.add(quantity.low)
    return found


def is_model_size(quantity: Quantity) -> bool:
    """Whether a quantity is written as models' sizes are: "34B", "a 34-billion-parameter"."""
    return (quantity.unit == "parameters" and quantity.low == quantity.high) or (
        quantity.unit == "count" and _SIZE_TEXT.fullmatch(quantity.text) is not None
    )


def _family(referent: Referent) -> str:
    return referent.family if referent.family and _size_in(referent) is not None else referent.name


def _size_in(referent: Referent) -> Decimal | None:
    match = _LETTERED.search(referent.name)
    return size_of(match) if match is not None else None


def size_of(match: re.Match[str]) -> Decimal:
    """The size that a match with a number and one group for its magnitude stands for."""
    magnitude = next(group for group in match.groups()[1:] if group)
    return Decimal(match[1]) * _MAGNITUDES[magnitude.lower()]


def sized_subject(masked: Masked, number: int, sizes: Sizes) -> str | None:
    """The model whose size the sentence tells with figure `number`: before it, or behind it after "for"."""
    place = masked.position_of(number)
    before: list[str] = []
    for other, quantity in enumerate(masked.quantities):
        family = sizes.family_of(quantity.low) if other != number and is_model_size(quantity) else None
        if family is None:
            continue
        at = masked.position_of(other)
        name = version_name(family, quantity.low)
        if at > place and _FOR_SIZE.fullmatch(masked.text, place + 1, at):
            return name
        if at < place:
            before.append(name)
    return before[-1] if len(set(before)) == 1 else None  # of a list of sizes none is meant more


def ranked_subject(masked: Masked, number: int, sizes: Sizes, *, is_size: bool) -> str | None:
    """The largest or smallest model of the article's family, where the sentence speaks of it without a name.

    "The flagship cost V to train", "V to train the biggest model". Where the figure itself is a size
    (`is_size`), another size before it has taken up the words.
    """
    place = masked.position_of(number)
    found = [
        match
        for match in _RANKED.finditer(masked.text)
        if not count_quantities(masked.text[place + 1 : match.start()])
        and not _ENDED.search(masked.text, match.end(), place)
        and not any(
            match.end() <= masked.position_of(other) < place
            for other, quantity in enumerate(masked.quantities)
            if is_size and other != number and is_model_size(quantity)
        )
    ]
    own = sizes.ranked(sizes.main) if found and sizes.main is not None else ()
    if not own or sizes.main is None:
        return None
    nearest = min(found, key=lambda match: abs(match.start() - place))
    return version_name(sizes.main, own[-1] if nearest["large"] else own[0])


def is_only_name(masked: Masked, number: int) -> bool:
    """Whether a bare size only names a model ("Try the 34B", "the 7B and 30B versions") and tells nothing.

    Where the sentence speaks of parameters, or gives the size to a model ("is a 34B model"), it is told.
    """
    quantity = masked.quantities[number]
    if not is_model_size(quantity) or _SIZE_TEXT.fullmatch(quantity.text) is None:
        return False
    if not _WORD.search(masked.text):  # a row of a table
        return False
    if _SIZE_SAID.search(masked.text) or _SIZE_SAID.search(quantity.text):
        return False
    return not _PREDICATE.search(masked.text[: masked.position_of(number)])


def is_indefinite(masked: Masked, number: int) -> bool:
    """Whether a quantity is told of something new: "a 175-billion-parameter model"."""
    return bool(_INDEFINITE.search(masked.text[: masked.position_of(number)]))


def size_told(masked: Masked) -> Decimal | None:
    """The one size that a sentence gives a model it does not name ("a 175-billion-parameter model")."""
    sizes = {
        quantity.low for quantity in masked.quantities if quantity.unit == "parameters" and is_light(quantity)
    }
    return sizes.pop() if len(sizes) == 1 else None


def resized(
    subject: str, size: Decimal, own: Sequence[Decimal] | set[Decimal], *, family: str | None, text: str
) -> str:
    """The name of a model of this size, where `own` are the sizes that the sentence gives to `subject`.

    In "Llama 3.1 405B, 70B" the 70B is Llama 3.1 70B; `family` is whom the article tells in this size.
    """
    named = _SIZE.search(subject)
    if named is not None and named.group() != letters(size):
        return subject.replace(named.group(), letters(size))
    if named is None and (len(own) > 1 or family == subject or _VARIANT.search(text)):
        return version_name(subject, size)
    return subject


def letters(size: Decimal) -> str:
    """A size as models print it: 405B."""
    for unit, letter in ((10**12, "T"), (10**9, "B")):
        if size >= unit:
            return f"{(size / unit).normalize():f}{letter}"
    return f"{(size / 10**6).normalize():f}M"
