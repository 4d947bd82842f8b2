"""Figures that take over their metric from the one before: changes, restatements, lists, back-references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.claims.figures.metrics import Fit, MetricFrames, unit_class
from extractors.claims.masking import (
    ANY_LIGHT,
    ANY_PERIOD,
    ANY_QUANTITY,
    KINDS,
    Masked,
    Referent,
    entity_class,
    is_light,
    is_quantity,
)
from extractors.lexicon.metrics import Behaviour

# "$40 billion (£30.8 billion)": the same sum once more.
_RESTATED = re.compile(
    r"^ ?\((?:(?:or|about|around|some|i\.e\.) )*$|^,? or (?:(?:about|around|some) )*$|"
    r"^(?: [a-z]{3,9})?,(?: (?:about|around|some|roughly|nearly)){0,2} $",
    re.IGNORECASE,
)
# "Revenue £812m (2025: £790m)": the same of another period.
_OF_PERIOD_BESIDE = re.compile(rf"^ ?[(\[] ?[{ANY_PERIOD}] ?[:,]? ?$")
# "up from", "against the", "to": another value of the same thing.
_CHANGED = re.compile(
    rf"^[^;]{{0,50}}?(?:\b|(?=[{ANY_LIGHT}]))(?:up|down|compared (?:with|to)|against|versus|vs\.?|from|"
    rf"instead of|rather than|above|below|(?:short|shy|ahead) of|beating|missing|topping|"
    rf"taking (?:\w+ ){{0,3}}to|than|to|into|or|and|after|reach|exceed|pass|consensus|expected|"
    rf"forecasts?|estimates?|[{ANY_LIGHT}])"
    r"(?: (?:the|an?|its|about|earlier|previous|prior|initial|old|only|just|almost|nearly|"
    r"range|estimate|forecast|guidance|target|figure|total|level|record|of)){0,5}(?: :)? ?$",
    re.IGNORECASE,
)
# "was $3.7bn in 2023 and had passed the $2bn mark by June": still the same thing.
_PASSED = re.compile(
    r"(?:\b(?:and|but|having|after|before)|,) (?:(?:had|has|have|then|since|already|first) ){0,3}"
    r"(?:pass|reach|exceed|cross|surpass|topp?)(?:ed|ing|es|s)? "
    r"(?:(?:the|an?|its|about|just|only|nearly) ){0,3}$",
    re.IGNORECASE,
)
_TOWARDS = re.compile(r"\b(?:to|into|or|and|after|reach|exceed|pass)(?: \w+){0,3} ?$", re.IGNORECASE)
# "Waymo raised $5.6B, Anthropic $4B": the same of another subject.
_LISTED = re.compile(
    rf"^(?: [a-z-]+)?(?: (?:(?:in|on|by|as of|for) )?[{ANY_PERIOD}])?[)\"'*]*,? ?(?:(?:and|while|or) )?"
    rf"(?:[A-Za-z][\w' -]{{0,24}} )?(?P<S>[{entity_class(KINDS)}])(?:'s)?"
    rf"[^;{ANY_QUANTITY}{entity_class(KINDS)}]{{0,22}}?[(\"']?$",
    re.IGNORECASE,
)
# "include Waymo ($5.6B), H ($220M) and Flo Health ($200M)": of another, whose name is printed there.
_NAMED_ITEM = re.compile(
    rf"^\)?,? (?:and )?(?P<name>(?:[A-Z{entity_class(KINDS)}][\w.&'-]*)(?: [A-Z][\w.&'-]*){{0,3}}) "
    r"\((?:about |some )?$"
)
# "was $3.7bn in 2024 and, for 2029, to over $125bn": the same flow of another time.
_FOR_PERIOD = re.compile(
    rf"(?:,|\b(?:and|but|then)),? (?:for|in|by) [{ANY_PERIOD}](?:, [^;,]{{2,60}})?,? "
    r"(?:(?:to|at|of|it is|about|only) ){0,2}$"
)
# "and had passed the $2bn mark"
_MARK = re.compile(r" (?:mark|barrier|threshold|milestone|line)\b")
_AND = re.compile(r"\b(?:and|but|then|after|before|having) (?:[\w']+ ){0,3}$")
# "In 2023 it had been 1 billion dollars": the figure of the sentence before.
_BACK_REFERENCE = re.compile(
    rf"^\W*(?:that|this|it|the (?:figure|sum|amount|number|total|count|price)|up|down|before that)\b|"
    rf"(?:\b(?:it|that|this)|[{entity_class(KINDS)}]|\bthe (?:figure|sum|amount|count|price)) "
    r"(?:had been|has been|is|was|stood|came|compares|rose|fell|would be|once was)\b",
    re.IGNORECASE,
)
# "The goal for 2026 remains $3bn", "The forecast has been raised to $4bn": of the same flow as the last one.
_PLAN_REFERENCE = re.compile(
    r"(?:^\W*|\b(?:the|its|their|that|this|full-year|annual|previous|earlier|old|new|an?) )"
    r"(?:[\w-]+ ){0,2}(?:goal|target|forecast|guidance|outlook|projection|consensus|plan)s?\b|"
    r"\b(?:had )?(?:previously |earlier )?(?:guided|guiding|forecast|predicted|pencilled in)\b",
    re.IGNORECASE,
)
# "15,000 people, some 5,200 of them in Kent": part of what was counted before.
_OF_THEM = re.compile(r" ?of (?:them|these|those|which|whom)\b", re.IGNORECASE)
_PART_OF = re.compile(r" (?:out )?of (?:(?:the|its|all|their|some) ){1,2}")
_OF_WHICH = re.compile(r"\bof (?:which|whom|these|those|them),?(?: \w+){0,2} ?$", re.IGNORECASE)
_COUNTED = (
    "count",
    "people",
    "gpus",
    "users",
    "customers",
    "employees",
    "subscribers",
    "downloads",
    "tokens",
)
# Between "it" and a figure: what it does with this sum, which is then no sum of the same thing.
_OWN_DEED = re.compile(
    r"\b(?:los(?:e|es|ing|t)|spen[dt]\w*|pay\w*|paid|cost\w*|buy\w*|bought|sell\w*|sold|owe\w*|employ\w*|invest\w*|borrow\w*|"
    r"burn\w*|rais\w+|cut\w*|hir\w+)\b"
)
_START_OF_CHANGE = re.compile(r" (?:to|and|or) (?:(?:the|an?|about) )?| ?\(?(?:or )? ?")

_WITHIN_TURN = re.compile(rf",? and [^;,{ANY_QUANTITY}{entity_class(KINDS)}]{{0,30}}")
_NEXT_TURN = re.compile(rf"(?P<S>[{entity_class(KINDS)}])(?:'s)?,? (?:with|has|had|of|at) (?:about |some )?$")

_RESTATED_COST, _CHANGED_COST, _LISTED_COST, _CHANGED_ACROSS_COST = -200.0, 20.0, 30.0, 50.0
_REFERENCE_REACH = 80  # characters of masked text between what points back and the figure
_OF_PERIOD = "{} of a period"
_PRICE_OF_TOKENS = "usd_per_mtok"


def carry(
    masked: Masked, own: Sequence[Fit | None], frames: MetricFrames, in_turn: Mapping[int, Referent]
) -> tuple[Fit | None, ...]:
    """The fits of a sentence's quantities, with metrics carried over where the words between say so.

    `in_turn` says whose the quantities are that "respectively" gives to a list of names.
    """
    fits: list[Fit | None] = list(own)
    weighty = [number for number, quantity in enumerate(masked.quantities) if not is_light(quantity)]
    turns = _turns(masked, weighty)
    for place, number in enumerate(weighty[1:], start=1):
        fit, nearest = fits[number], weighty[place - 1]
        before = next((n for n in reversed(weighty[:place]) if _same_unit(masked, n, number)), nearest)
        previous = fits[before]
        told = fits[turns[number]] if number in turns else None
        carried = None
        if told is not None:
            named = _NEXT_TURN.search(_between(masked, nearest, number))
            carried = _of_another(told, masked.referent_of(named["S"]) if named else None)
        elif number in in_turn and nearest in in_turn and (first := fits[nearest]) is not None:
            carried = _of_another(first, in_turn[number])
        elif previous is not None:
            carried = _from_previous(masked, before, number, previous)
        if carried is None or frames.is_barred(carried.metric, masked, number):
            continue
        if fit is None or fit.metric.unit_only or fit.cost > carried.cost:
            fits[number] = carried
    for number, after in reversed(list(pairwise(weighty))):
        following = fits[after]
        if fits[number] is None and following is not None and _starts_change(masked, number, after):
            fits[number] = replace(following, inherited=True)
    return tuple(fits)


def wholes(masked: Masked, fits: Sequence[Fit | None]) -> Iterator[int]:
    """The figures of no known metric of which another is a part: the 225 of "118 of the 225 seats".

    They are of all together, not of whom the part is told.
    """
    for number in range(1, len(fits)):
        if fits[number] is None and _PART_OF.fullmatch(_between(masked, number - 1, number)):
            yield number


def told_again(masked: Masked, fits: Sequence[Fit | None]) -> Mapping[int, int]:
    """For each figure of no known metric that is the other end of a change, the figure it is an end of.

    "Civic Union holds 118 seats, down from 126": the second is of what the first is of.
    """
    weighty = [number for number, quantity in enumerate(masked.quantities) if not is_light(quantity)]
    found: dict[int, int] = {}
    for before, number in pairwise(weighty):
        if fits[before] is not None or fits[number] is not None:
            continue
        one, other = masked.quantities[before], masked.quantities[number]
        same = one.unit == other.unit and other.unit_noun in (None, one.unit_noun)
        if same and _CHANGED.match(_between(masked, before, number)):
            found[number] = found.get(before, before)
    return found


def _turns(masked: Masked, weighty: Sequence[int]) -> dict[int, int]:
    """For each figure of a later name the figure of the first name that it is told in turn with.

    "Orvane has a value of V and funds of V, Brenning of V and V": the third is a value, the fourth funds.
    """
    if len(weighty) < 4:  # two names with two figures each
        return {}
    groups = [[weighty[0]]]
    alike = [False]  # whether a group follows the one before it in a list of names
    for left, right in pairwise(weighty):
        words = _between(masked, left, right)
        if _WITHIN_TURN.fullmatch(words):
            groups[-1].append(right)
        else:
            groups.append([right])
            alike.append(_NEXT_TURN.search(words) is not None)
    found: dict[int, int] = {}
    for (first, second), follows in zip(pairwise(groups), alike[1:], strict=True):
        if follows and len(first) == len(second) > 1:
            found |= {own: found.get(told, told) for told, own in zip(first, second, strict=True)}
    return found


def refers_back(masked: Masked, number: int) -> bool:
    """Whether the words before quantity `number` point at a figure told in an earlier sentence."""
    place = masked.position_of(number)
    start = max(0, place - _REFERENCE_REACH)
    found = _BACK_REFERENCE.search(masked.text, start, place)
    return found is not None and not _OWN_DEED.search(masked.text, found.end(), place)


def refers_to_plan(masked: Masked, number: int) -> bool:
    """Whether the words before quantity `number` speak of a forecast or goal without saying of what."""
    return bool(_PLAN_REFERENCE.search(masked.text[: masked.position_of(number)]))


def of_period(unit: str) -> str:
    """Under which key the last figure of a unit is kept that was of a flow: revenue, spending, profit."""
    return _OF_PERIOD.format(unit)


def _from_previous(masked: Masked, before: int, number: int, previous: Fit) -> Fit | None:
    if not _same_unit(masked, before, number) or not previous.metric.may_be(masked.quantities[number]):
        return None
    words = _between(masked, before, number)
    crossed = [token for token in words if is_quantity(token)]
    if not crossed and _is_part(masked, number, words):
        return replace(previous, cost=_LISTED_COST, inherited=True)
    if not crossed and _MARK.match(masked.text, masked.position_of(number) + 1) and _AND.search(words):
        return replace(previous, cost=_LISTED_COST, inherited=True)
    if not crossed and previous.metric.behaviour is Behaviour.FLOW and _FOR_PERIOD.search(words):
        return replace(previous, cost=_CHANGED_ACROSS_COST, inherited=True)
    if not crossed and _RESTATED.match(words) and _other_money(masked, before, number):
        return replace(previous, cost=_RESTATED_COST, inherited=True)
    if not crossed and _OF_PERIOD_BESIDE.match(words):
        return replace(previous, cost=_CHANGED_COST, inherited=True, earlier=True)
    listed = None if crossed else _LISTED.match(words)
    if listed:
        return _of_another(previous, masked.referent_of(listed["S"]))
    item = None if crossed else _NAMED_ITEM.match(words)
    if item:
        return _of_another(previous, None, phrase=item["name"])
    # "revenue of $2.84bn, up 23 % and above the $2.75bn expected": only a change reaches past a figure.
    tail = words[words.rindex(crossed[-1]) + 1 :] if crossed else words
    if _CHANGED.match(tail) or _PASSED.search(tail):
        cost = _CHANGED_ACROSS_COST if crossed else _CHANGED_COST
        return replace(previous, cost=cost, inherited=True, earlier=not _TOWARDS.search(tail))
    return None


def _of_another(fit: Fit, subject: Referent | None, *, phrase: str | None = None) -> Fit:
    """The fit told of another subject: of a name, or of the words that a list prints for one."""
    return replace(fit, cost=_LISTED_COST, subject=subject, counterparty=None, phrase=phrase, inherited=True)


def _starts_change(masked: Masked, number: int, after: int) -> bool:
    """Whether a figure without a fit begins what the next one ends ("from X to Y")."""
    return _same_unit(masked, number, after) and bool(
        _START_OF_CHANGE.fullmatch(_between(masked, number, after))
    )


def _is_part(masked: Masked, number: int, words: str) -> bool:
    """Whether a bare count says how many of those counted before."""
    return masked.quantities[number].unit in _COUNTED and bool(
        _OF_WHICH.search(words) or _OF_THEM.match(masked.text, masked.position_of(number) + 1)
    )


def _same_unit(masked: Masked, left: int, right: int) -> bool:
    """Whether two quantities are of one unit, as counts of things are, and a token's price and a sum."""
    one, other = unit_class(masked.quantities[left]), unit_class(masked.quantities[right])
    if one == other or (one == _PRICE_OF_TOKENS and other == "currency"):
        return True
    if "count" not in (one, other) or one not in _COUNTED or other not in _COUNTED:
        return False
    bare = masked.quantities[right if other == "count" else left].unit_noun is None
    return bare or _is_part(masked, right, _between(masked, left, right))


def _other_money(masked: Masked, left: int, right: int) -> bool:
    """Whether two sums are in two currencies, so that the second may be the first once more."""
    return masked.quantities[left].unit != masked.quantities[right].unit


def _between(masked: Masked, before: int, number: int) -> str:
    """The masked words between two quantities."""
    return masked.text[masked.position_of(before) + 1 : masked.position_of(number)]
