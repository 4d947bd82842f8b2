"""The work that a figure is of: "the £19m school", "the tunnel will cost V", "capacity: V"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.claims.figures.metrics import Fit, MetricFrames, unit_class
from extractors.claims.figures.owners import Owner
from extractors.claims.figures.timing import is_ahead
from extractors.claims.masking import VALUE, Masked, Referent
from extractors.claims.subjects.works import Work, Works
from extractors.lexicon.metrics import OfWorks
from extractors.lexicon.tuning import tuned

_COUNTED = ("count", "people", "percent", "times", "users")
# From a figure to the noun that it describes: "the $11.4 billion Karrow gas pipeline".
_DESCRIBES = re.compile(
    r"[ -](?:(?!(?:and|or|but|of|in|at|for|to|by|with|on|from|as|is|was|the|an?|its|that|which|said|into|"
    r"over)\b)"
    r"[\w'’-]+[ -]){0,4}"
)
# What ties a figure to the work before it, whatever the sentence is about.
_LINK = re.compile(
    r"(?:,? (?:in|at|near|off|on) [^,;.]{1,40})?,? (?:with|of|that|which|costing|worth|able|capable|designed|"
    r"employing|holding|housing|seating|producing|generating|at a cost of|due to|expected to|set to|"
    r"intended to|to) "
)
_OPENS_CLAUSE = re.compile(
    r"(?:^|[;:–—]|,|\b(?:that|said|says|whether|if|as|while|but|and|because|since|when|where|although|though|so))"
    r"[\s\"“'*]*$",
    re.IGNORECASE,
)
_AT = re.compile(r"(?:^|[.;:,–—] )(?:At|With|For|Costing|at|with) (?:about |some |nearly |over |just )?$")
_BEHIND_AT = re.compile(r"[^,;:.]{0,60}, (?:the |this )?")
_LABEL = re.compile(r"[^:;.]{1,60}:[\s*]*(?:about |some |nearly |over |around )?[^\w]*$")
_COSTS = re.compile(
    r"\b(?:costs?|costing|price(?: tag)?|priced|bill|cost (?:of (?:construction|building|the \w+)))"
    r"(?: (?:is|was|of|at|to|now|put|about|around|nearly|over|some|almost|just|only|more than|an?|"
    r"the|estimated|be|"
    r"expected|taxpayers|it)){0,5}[ :*]*$"
)
_PUT_AT = re.compile(
    r"\b(?:puts?|putting|estimat\w+) (?:the|its) (?:total |overall )?costs?(?: of [\w ]{3,30})? at $"
)
_BUILT = re.compile(r" (?:to|it took to) (?:build|complete|construct|finish|restore|dig)\b")
_DEAR = re.compile(r"\b(?:dearest|costliest|most expensive|priciest|cheapest)\b")
_PLANNED = re.compile(r"\b(?:will|would|to|plans?|planned|due)\b")
_MONTH = len("2026-01")
_COST_METRIC = "project_cost"
_COST_OF_FRAME = 40.0


def work_owner(masked: Masked, number: int, fit: Fit | None, works: Works) -> Owner | None:
    """The work that a figure is of, if its words say so and its metric can be told of one; else `None`."""
    is_cost = fit is None and _is_cost(masked, number)
    of_works = (OfWorks.FIRST if is_cost else OfWorks.HEADS) if fit is None else fit.metric.of_works
    if of_works is OfWorks.NONE:
        return None
    told = works.told_in(masked.sentence)
    described = _described(masked, number, told, works.text)
    if described is not None:
        return _owner(described.name, "owner_bound")
    headed = _headed(masked, number, told, works.text)
    if headed is not None:
        return _owner(headed.name, "owner_near")
    if told and of_works is OfWorks.FIRST and (len({work.name for work in told}) == 1):
        if not _doers(masked, told, before=masked.quantities[number].span.start):
            return _owner(told[0].name, "owner_near")
        return None
    if told:
        return None
    return _untold(masked, number, works, of_works)


def with_costs(
    masked: Masked, fits: Sequence[Fit | None], owners: Sequence[Owner], frames: MetricFrames
) -> tuple[Fit | None, ...]:
    """The metrics, where money of no known metric that a work costs is its cost: "the school cost V"."""
    cost = frames.by_name.get(_COST_METRIC)
    return tuple(
        Fit(metric=cost, cost=_COST_OF_FRAME)
        if fit is None
        and cost is not None
        and owner.work
        and cost.may_be(masked.quantities[number])
        and (_is_cost(masked, number) or (owner.bound and _is_money(masked, number)))
        else fit
        for number, (fit, owner) in enumerate(zip(fits, owners, strict=True))
    )


def when_built(
    masked: Masked, fits: Sequence[Fit | None], periods: Sequence[str | None], told_on: str | None
) -> tuple[str | None, ...]:
    """The periods, where the cost of a work is of no day of news and a planned size of the day that is ahead.

    "It will build a campus of V by 2029, it said on Thursday": V is not of Thursday. But when a work is to be
    finished says nothing of when its cost was reckoned.
    """
    ahead = {mention.period for mention in masked.periods if is_ahead(mention.period, told_on)}
    return tuple(
        _when_built(masked.for_value(number), fit, period, ahead)
        if fit is not None and _is_of_news(fit, period, told_on)
        else period
        for number, (fit, period) in enumerate(zip(fits, periods, strict=True))
    )


def _is_of_news(fit: Fit, period: str | None, told_on: str | None) -> bool:
    """Whether a figure of a work has got the time of the news, or a cost one that is ahead."""
    if fit.metric.of_works is not OfWorks.FIRST or period is None or told_on is None:
        return False
    is_news = len(period) >= _MONTH and period[:_MONTH] == told_on[:_MONTH]
    return is_news or (fit.metric.name == _COST_METRIC and is_ahead(period, told_on))


def _when_built(text: str, fit: Fit, period: str | None, ahead: set[str | None]) -> str | None:
    if fit.metric.name == _COST_METRIC:
        return None
    if _PLANNED.search(text[: text.index(VALUE)]) is None:
        return period
    return next(iter(ahead)) if len(ahead) == 1 else None


def _is_money(masked: Masked, number: int) -> bool:
    return unit_class(masked.quantities[number]) == "currency"


def _is_cost(masked: Masked, number: int) -> bool:
    """Whether money is told as what something costs or takes to build."""
    text, place = masked.text, masked.position_of(number)
    return _is_money(masked, number) and bool(
        _COSTS.search(text[:place])
        or _BUILT.match(text, place + 1)
        or (_AT.search(text[:place]) and _DEAR.search(text, place))
    )


def _untold(masked: Masked, number: int, works: Works, of_works: OfWorks) -> Owner | None:
    """The work of a sentence that names none: what "it" is, or what a label in a list is of."""
    start = masked.quantities[number].span.start
    is_put = _PUT_AT.search(masked.text[: masked.position_of(number)]) is not None
    if not is_put and _doers(masked, (), before=start):
        return None
    before = works.told_before(masked.sentence)
    if of_works is OfWorks.FIRST and before is not None:
        return _owner(before.name, "owner_near")
    is_label = _LABEL.match(works.text, masked.sentence.start, start) is not None
    if works.main is not None and (of_works is OfWorks.FIRST or (is_label and works.is_titled)):
        return _owner(works.main, "owner_topic")
    return None


def _described(masked: Masked, number: int, told: tuple[Work, ...], text: str) -> Work | None:
    """The work whose noun a figure stands before in one phrase: "a £19m school"."""
    quantity = masked.quantities[number]
    if unit_class(quantity) in _COUNTED and "-" not in quantity.text:
        return None
    behind = next((work for work in told if work.span.start >= quantity.span.end), None)
    if behind is None:
        return None
    return behind if _DESCRIBES.fullmatch(text, quantity.span.end, behind.span.start) else None


def _headed(masked: Masked, number: int, told: tuple[Work, ...], text: str) -> Work | None:
    """The work that is the subject of the clause of a figure, or that words tie the figure to."""
    place, sentence = masked.quantities[number].span, masked.sentence
    for work in reversed([work for work in told if work.span.end <= place.start]):
        between = [
            item for item in _doers(masked, told, before=place.start) if item.span.start > work.span.end
        ]
        if between:
            continue
        if _LINK.match(text, work.span.end, place.start):
            return work
        if work.oblique:
            continue
        opens = _OPENS_CLAUSE.search(text, sentence.start, work.phrase) or work.phrase <= sentence.start
        if opens and not _doers(masked, told, before=work.phrase):
            return work
        if opens and re.search(r"\b(?:that|said|says|but|while)[ \"“]*$", text[sentence.start : work.phrase]):
            return work
    if not any(work.span.end <= place.start for work in told):
        behind = next((work for work in told if work.span.start >= place.end and not work.oblique), None)
        if (
            behind is not None
            and _AT.search(text[sentence.start : place.start])
            and _BEHIND_AT.fullmatch(text, place.end, behind.phrase)
        ):
            return behind
    return None


def _doers(masked: Masked, told: tuple[Work, ...], *, before: int) -> list[Referent]:
    """The names of a sentence before a place that could be what its figures are of instead of a work."""
    return [
        item
        for item in masked.referents
        if item.span.start < before
        and not (item.oblique or item.speaker or item.credited)
        and item.kind != "place"
        and not (item.anaphor and item.span.end - item.span.start <= 6)
        and not any(work.phrase <= item.span.start < work.span.end for work in told)
    ]


def _owner(name: str, how: str) -> Owner:
    return Owner(name=name, referent=None, sureness=tuned(how), bound=how == "owner_bound", work=True)
