"""Quantities of one sentence to figures: each with its metric, subject, period, status and scope.

The order is the reader's: what is measured (the frames), carried over from the figure before where the
words say so; then whose it is; then when; then how firmly it is said.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.claims.figures.carrying import (
    carry,
    of_period,
    refers_back,
    refers_to_plan,
    told_again,
    wholes,
)
from extractors.claims.figures.head_nouns import head_noun
from extractors.claims.figures.metrics import Fit, MetricFrames, unit_class
from extractors.claims.figures.owners import Owner, event_owner
from extractors.claims.figures.ownership import (
    antecedent_of_which,
    bound_subject,
    combined_names,
    gives_to_many,
    heads_sentence,
    is_coordinated,
    is_of_group,
    named_beside,
    named_thing,
    named_until,
    nearest_subject,
    other_parts,
    other_party,
    owner_kinds,
)
from extractors.claims.figures.respective import respective_owners
from extractors.claims.figures.scopes import scope_of
from extractors.claims.figures.standing import standings_of
from extractors.claims.figures.story import Story
from extractors.claims.figures.timing import Measured, is_of_time_before, periods_of
from extractors.claims.figures.tolls import as_told
from extractors.claims.figures.works import when_built, with_costs, work_owner
from extractors.claims.masking import Masked, Referent, is_entity, is_light
from extractors.claims.reading import NOT_TOLD
from extractors.claims.subjects.sizes import (
    MODEL,
    Sizes,
    is_indefinite,
    is_only_name,
    letters,
    ranked_subject,
    resized,
    size_told,
    sized_subject,
    version_name,
)
from extractors.claims.subjects.subjects import Spoken
from extractors.lexicon.metrics import Behaviour
from extractors.lexicon.tuning import tuned
from extractors.records import Quantity, Scope, Status

_CARRIED_OVER_COST = 60.0
_NOT_COUNTED = ("currency", "count", "percent")
_SIZE_METRIC = "parameter_count"
_LABELLED = re.compile(r"\W{0,8}[\w -]{1,40} : ?(?:~|about |over )?")
_ASIDE = re.compile(r" ?\([^()]{0,12}\)$")
_ARTICLE = re.compile(r"^(?:the|an?|this|its|their|across|for|in|of|that|how) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity that has become a proposition; the pipeline makes a claim of it.

    `bound` says that words tie its subject to it, `has_party` that its metric has a second party.
    """

    quantity: Quantity
    metric: str
    negative: bool
    subject: str
    mention: str | None
    counterparty: str | None
    period: str | None
    status: Status
    scope: Scope
    confidence: float
    of_model: bool
    bound: bool
    has_party: bool
    behaviour: Behaviour | None
    base: bool


def figures_of(
    masked: Masked,
    frames: MetricFrames,
    spoken: Spoken,
    before: Mapping[str, Figure],
    story: Story,
) -> tuple[Figure, ...]:
    """The figures of one sentence in order of place.

    `before` holds the article's last figure of each unit, and of each its last flow, `story` what its
    sentences so far told of time.

    A quantity that nobody in the whole article can own gets the subject `NOT_TOLD`.
    """
    own = [frames.decide(masked, number) for number in range(len(masked.quantities))]
    first = next((number for number in range(len(own)) if not is_light(masked.quantities[number])), None)
    if first is not None and own[first] is None:
        own[first] = _carried_over(masked, first, frames, before)
    owners: list[Owner] = []
    in_turn = respective_owners(masked)
    fits = carry(masked, own, frames, in_turn)
    for number, fit in enumerate(fits):
        owners.append(_owner(masked, number, fit, owners, spoken, in_turn=in_turn.get(number)))
    fits = with_costs(masked, fits, owners, frames)
    measured = [_measured(fit, owner) for fit, owner in zip(fits, owners, strict=True)]
    periods = when_built(masked, fits, periods_of(masked, measured, story), spoken.events.told_on)
    periods = as_told(fits, periods, spoken.events.told_on)
    standings = standings_of(masked, fits, periods, story)
    figures = [
        figure_of(
            masked, number, fits[number], owners[number], period=periods[number], status=standings[number]
        )
        for number in range(len(fits))
    ]
    for number in wholes(masked, fits):
        figures[number] = replace(figures[number], subject=NOT_TOLD, mention=None)
    for number, first in told_again(masked, fits).items():
        one = figures[first]
        figures[number] = replace(
            figures[number], metric=one.metric, subject=one.subject, mention=one.mention
        )
    return tuple(
        figure
        for number, figure in enumerate(_sized(figures, masked, spoken.sizes))
        if figure.metric != _SIZE_METRIC or not is_only_name(masked, number)
    )


def _measured(fit: Fit | None, owner: Owner) -> Measured:
    return Measured(
        behaviour=fit.metric.behaviour if fit else None,
        subject=owner.name,
        counterparty=fit.counterparty.name if fit and fit.counterparty else None,
        open_party=bool(fit and fit.metric.counterparty),
    )


def _carried_over(
    masked: Masked, number: int, frames: MetricFrames, before: Mapping[str, Figure]
) -> Fit | None:
    """The metric of the figure of an earlier sentence, where this one points back at it."""
    quantity = masked.quantities[number]
    unit = unit_class(quantity)
    if unit == "count" and quantity.unit_noun is not None:
        return None
    last, flow = before.get(unit), before.get(of_period(unit))
    figure = last if last is not None and refers_back(masked, number) else None
    if flow is not None and refers_to_plan(masked, number):
        figure = flow
    metric = frames.by_name.get(figure.metric) if figure else None
    if figure is None or metric is None or not metric.may_be(quantity):
        return None
    subject = None
    if not heads_sentence(masked, number, metric.subject):
        subject = Referent(
            span=masked.sentence, name=figure.subject, kind="unknown", anaphor=True, listed=False
        )
    return Fit(
        metric=metric, cost=_CARRIED_OVER_COST, subject=subject, inherited=True, negative=figure.negative
    )


def _owner(
    masked: Masked,
    number: int,
    fit: Fit | None,
    owners: Sequence[Owner],
    spoken: Spoken,
    *,
    in_turn: Referent | None,
) -> Owner:
    """Whose it is: an event's, a work's, whose turn it is; bound, carried over, nearest; the topic."""
    own = event_owner(masked, number, fit, spoken.events) or work_owner(masked, number, fit, spoken.works)
    if own is not None:
        return own
    if in_turn is not None and in_turn.kind in (*owner_kinds(fit), "unknown"):
        owner: Owner | None = _named(in_turn, "owner_bound")
    else:
        owner = _told_owner(masked, number, fit, owners, spoken)
    if owner is None and fit is not None and fit.metric.subject[:1] == (MODEL,):
        owner = _unnamed_model(masked, number, fit, spoken)
    if owner is None:
        owner = topic_owner(masked, number, fit, spoken)
    if fit is None or MODEL not in fit.metric.subject or fit.metric.name == _SIZE_METRIC:
        return owner
    if fit.metric.subject[0] != MODEL and owner.name != spoken.sizes.main:
        return owner
    sized = sized_subject(masked, number, spoken.sizes) or ranked_subject(
        masked, number, spoken.sizes, is_size=False
    )
    if sized is None or ((owner.bound or fit.subject) and not sized.startswith(owner.name)):
        return owner
    return replace(owner, name=sized)


def _told_owner(
    masked: Masked, number: int, fit: Fit | None, owners: Sequence[Owner], spoken: Spoken
) -> Owner | None:
    """Whom the figure's own sentence gives it to."""
    worded = _worded_owner(masked, number, fit, spoken)
    if worded is not None:
        return worded
    if fit is not None and fit.subject is not None and _may_own(fit, fit.subject):
        bound = bound_subject(masked, number, fit)
        if bound is not None:
            return _with_partners(masked, number, _named(bound, "owner_bound"))
    beside = named_beside(masked, number) if fit is not None and fit.inherited else None
    if beside is not None and beside.kind in (*owner_kinds(fit), "unknown"):
        return _named(beside, "owner_near")
    if fit is not None and fit.inherited and number and owners[number - 1].referent is not None:
        return replace(owners[number - 1], sureness=owners[number - 1].sureness * tuned("owner_inherited"))
    if number and is_coordinated(masked, number) and owners[number - 1].referent is not None:
        return owners[number - 1]
    topic = spoken.about((*owner_kinds(fit), "unknown"), ())
    near = nearest_subject(masked, number, fit, topic.name if topic else None)
    if near is None:
        return None
    if event := spoken.events.of_name(near.name):
        return Owner(name=event, referent=None, sureness=tuned("owner_near"))
    return _with_partners(masked, number, _named(near, "owner_oblique" if near.oblique else "owner_near"))


def _worded_owner(masked: Masked, number: int, fit: Fit | None, spoken: Spoken) -> Owner | None:
    """Whom words of the sentence make the owner, wherever names stand: "group sales", "called N"."""
    if fit is not None and fit.phrase:
        return Owner(name=_phrase(masked, fit), referent=None, sureness=tuned("owner_phrase"))
    group = spoken.about(("company",), ()) if fit is not None and is_of_group(masked, number) else None
    if group is not None:
        return _named(group, "owner_topic")
    of_which = antecedent_of_which(masked, number)
    if of_which is not None and of_which.kind in (*owner_kinds(fit), "unknown"):
        return _named(of_which, "owner_near")
    called = named_thing(masked, number)
    return _named(called, "owner_bound") if called is not None else None


def _with_partners(masked: Masked, number: int, owner: Owner) -> Owner:
    """All of those a combined figure is told of: "N and S lost a combined V"."""
    names = combined_names(masked, number, owner.name)
    return replace(owner, name=names) if names is not None else owner


def _unnamed_model(masked: Masked, number: int, fit: Fit, spoken: Spoken) -> Owner | None:
    """A model that is told by its size: of the family that has it, else of the topic, else unnamed."""
    is_size = fit.metric.name == _SIZE_METRIC
    size = masked.quantities[number].low if is_size else size_told(masked)
    if size is None:
        return None
    unnamed = Owner(name=f"unnamed {letters(size)} model", referent=None, sureness=tuned("owner_phrase"))
    if not is_size or is_indefinite(masked, number):
        return unnamed
    ranked = ranked_subject(masked, number, spoken.sizes, is_size=True)
    if ranked is not None:
        return Owner(name=ranked, referent=None, sureness=tuned("owner_family"))
    family = spoken.sizes.family_of(size)
    if family is not None:
        return Owner(name=version_name(family, size), referent=None, sureness=tuned("owner_family"))
    topic = spoken.about((MODEL,), ())
    return _named(topic, "owner_topic") if topic is not None and _is_label(masked, number) else unnamed


def topic_owner(
    masked: Masked, number: int | None, fit: Fit | None, spoken: Spoken, excluded: Collection[str] = ()
) -> Owner:
    """What the article is about, if it has no other part in the sentence nor is `excluded`; else nobody."""
    topic = spoken.about((*owner_kinds(fit), "unknown"), other_parts(masked).union(excluded))
    if fit is None and topic is not None and topic.span.start >= named_until(masked, number):
        topic = None  # a figure of no known metric is not given to whom only later words name
    if topic is not None and topic.family and spoken.sizes.is_family(topic.family):
        topic = replace(topic, name=topic.family)  # what is told of no size is told of all
    if topic is None:
        return Owner(name=NOT_TOLD, referent=None, sureness=0.0)
    return _named(topic, "owner_topic")


def _is_label(masked: Masked, number: int) -> bool:
    """Whether the figure stands behind a label that begins its line ("Parameters : 88B")."""
    return bool(_LABELLED.fullmatch(masked.text[: masked.position_of(number)]))


def _named(referent: Referent, how: str) -> Owner:
    if referent.name == NOT_TOLD:
        return Owner(name=NOT_TOLD, referent=None, sureness=0.0)
    sureness = tuned(how) * (tuned("owner_anaphor") if referent.anaphor else 1.0)
    return Owner(
        name=referent.name,
        referent=referent,
        sureness=sureness * (tuned("owner_unlisted") if not referent.listed else 1.0),
        bound=how == "owner_bound",
    )


def _may_own(fit: Fit, subject: Referent) -> bool:
    """A frame's subject under a preposition is doubted, unless the frame wants it there ("bought by S")."""
    return fit.inherited or fit.explicit or subject.possessive or not subject.oblique


def figure_of(
    masked: Masked, number: int, fit: Fit | None, owner: Owner, *, period: str | None, status: Status
) -> Figure:
    """The figure that quantity `number` is, given its metric, owner, time and how firmly it is told."""
    quantity = masked.quantities[number]
    text = masked.for_value(number)
    metric = fit.metric.name if fit else f"other:{head_noun(text, quantity)}"
    counterparty = fit.counterparty if fit else None
    if fit is not None and fit.metric.counterparty and counterparty is None:
        counterparty = other_party(masked, number, owner.name, fit.metric)
    return Figure(
        quantity=_counted(quantity, fit),
        metric=metric,
        negative=bool(fit and fit.negative),
        subject=owner.name,
        mention=owner.referent.name if owner.referent else None,
        counterparty=_other_name(counterparty, owner.name),
        period=period,
        status=status,
        scope=scope_of(masked, number, metric),
        confidence=round(_metric_sureness(fit) * owner.sureness, 2),
        of_model=owner.referent is not None and owner.referent.kind == "model",
        bound=owner.bound,
        has_party=fit is not None and fit.metric.counterparty and not gives_to_many(masked, number),
        behaviour=fit.metric.behaviour if fit else None,
        base=is_of_time_before(text),
    )


def _other_name(party: Referent | None, subject: str) -> str | None:
    return party.name if party is not None and party.name not in (NOT_TOLD, subject) else None


def _counted(quantity: Quantity, fit: Fit | None) -> Quantity:
    """The quantity in the unit its metric is counted in: "10 million people" who use a service are users."""
    unit = fit.metric.counted_in if fit is not None else None
    if fit is not None and fit.inherited and quantity.unit == "count" and quantity.unit_noun is None:
        unit = unit or next((unit for unit in fit.metric.units[:1] if unit not in _NOT_COUNTED), None)
    return replace(quantity, unit=unit) if unit is not None and quantity.unit != "percent" else quantity


def _metric_sureness(fit: Fit | None) -> float:
    """How likely the metric is right, 0..1: the tighter its frame the likelier."""
    if fit is None:
        return tuned("metric_unnamed")
    if fit.metric.unit_only:
        return tuned("metric_by_unit")
    tight = fit.cost <= tuned("metric_tight_cost")
    return tuned("metric_tight" if tight else "metric_loose") * (
        tuned("metric_inherited") if fit.inherited else 1.0
    )


def _sized(figures: Sequence[Figure], masked: Masked, sizes: Sizes) -> tuple[Figure, ...]:
    """The figures with a model's size variants as models of their own."""
    own: dict[str, set[Decimal]] = {}
    for figure in figures:
        if figure.metric == _SIZE_METRIC and figure.of_model:
            own.setdefault(figure.subject, set()).add(figure.quantity.low)
    return tuple(
        replace(
            figure,
            subject=resized(
                figure.subject,
                figure.quantity.low,
                own[figure.subject],
                family=sizes.family_of(figure.quantity.low),
                text=masked.text,
            ),
        )
        if figure.metric == _SIZE_METRIC and figure.subject in own
        else figure
        for figure in figures
    )


def _phrase(masked: Masked, fit: Fit | None) -> str:
    """A printed noun phrase as subject, its entity tokens spelt out: "the AI industry" is "AI industry"."""
    phrase = fit.phrase if fit else None
    if not phrase:
        return ""
    words = "".join(masked.referent_of(token).name if is_entity(token) else token for token in phrase)
    return _ASIDE.sub("", _ARTICLE.sub("", words.strip()))
