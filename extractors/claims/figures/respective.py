"""Two lists told in turn: "A and B have 93 and 28 billion, respectively" gives each name its figure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.claims.masking import (
    ANY_QUANTITY,
    KINDS,
    Masked,
    Referent,
    entity_class,
    is_quantity,
)

_WORD = re.compile(r"\brespectively\b")
_NAMES = re.compile(
    rf"[{entity_class(KINDS)}](?:(?:, (?:and )?| and | & )(?:the )?[{entity_class(KINDS)}]){{1,9}}"
)
_FIGURE = rf"(?:(?:about|some|nearly|over|around) )?[{ANY_QUANTITY}](?: (?!respectively|and\b|or\b)[a-z]+)?"
_FIGURES = re.compile(rf"{_FIGURE}(?:(?:, (?:and )?| and (?:to )?| & ){_FIGURE}){{1,9}}")
_REACH = 120  # characters of masked text between the names and their figures


def respective_owners(masked: Masked) -> Mapping[int, Referent]:
    """Whose each quantity is that "respectively" gives to a name of a list, by the quantity's number.

    Empty unless as many names as figures are listed, so that nobody is given another's figure.
    """
    word = _WORD.search(masked.text)
    if word is None:
        return {}
    figures = next(
        (match for match in _FIGURES.finditer(masked.text) if match.end() <= word.start() < match.end() + 4),
        None,
    ) or _FIGURES.search(masked.text, word.end(), word.end() + _REACH)
    if figures is None:
        return {}
    numbers = _quantities(masked, figures)
    for names in reversed(list(_NAMES.finditer(masked.text, 0, figures.start()))):
        owners = [
            masked.referent_of(token) for token in re.findall(f"[{entity_class(KINDS)}]", names.group())
        ]
        between = masked.text[names.end() : figures.start()]
        if (
            len(owners) == len(numbers)
            and len(between) <= _REACH
            and not re.search(f"[{ANY_QUANTITY}]", between)
        ):
            return dict(zip(numbers, owners, strict=True))
    return {}


def _quantities(masked: Masked, found: re.Match[str]) -> list[int]:
    places = [place for place in range(*found.span()) if is_quantity(masked.text[place])]
    positions = {masked.position_of(number): number for number in range(len(masked.quantities))}
    return [positions[place] for place in places]
