"""How the value that stands in a sentence now stands to the one that stood there before."""

from __future__ import annotations

from checkers.behaviours import MetricBehaviour
from checkers.compare.currencies import compare_units
from checkers.compare.facts import compare_facts
from checkers.compare.quantities import compare_values
from checkers.compare.quotes import compare_quotes
from checkers.compare.scopes import compare_scopes
from checkers.compare.statuses import compare_polarity, finding
from checkers.questions import form_of
from checkers.reasons import Reason
from checkers.records import Comparison, Form, Relation, Telling
from checkers.revisions.records import SeenText
from checkers.rules import Rules
from extractors.lexicon.metrics import Behaviour
from extractors.records import Claim, Kind


def form_in(claim: Claim, text: SeenText, rules: Rules) -> Form:
    """What a claim of one text of its article says, for comparing it with what another text says."""
    telling = Telling(claim=claim, published=text.published, outlet=None, origin=claim.article_id)
    return form_of("", telling, rules)


def compare_values_of(old: Form, new: Form, rules: Rules) -> Comparison | None:
    """How two values stand, whatever else the sentences say; `None` when one has none that can be compared.

    The comparators are those that compare articles. A denial of what was asserted contradicts it.
    """
    if old.kind is Kind.FACT:
        return compare_facts(old, new, rules)
    if old.kind is Kind.QUOTE:
        return compare_quotes(old, new, rules)
    if _other_currency(old, new, rules):
        return finding("unit", Relation.CONTRADICT, Reason.WRONG_CURRENCY, 0.9)
    value = compare_units(old, new, rules) or compare_values(old, new, rules.thresholds)
    if value is None:
        return None
    denial = compare_polarity(old, new, value.relation is Relation.AGREE)
    return denial if denial is not None and denial.relation is Relation.CONTRADICT else value


def _other_currency(old: Form, new: Form, rules: Rules) -> bool:
    """Whether one number stands in another currency: no conversion, even where the rates are near."""
    both = rules.rates.is_currency(old.unit or "") and rules.rates.is_currency(new.unit or "")
    return both and old.unit != new.unit and old.low is not None and old.low == new.low


def scopes_clash(old: Form, new: Form, rules: Rules) -> bool:
    """Whether the two are of two parts, rounds or segments, so that neither took the other's place."""
    found = compare_scopes(old, new, rules)
    return found is not None and found.relation is Relation.DIFFERENT


def moved_on(old: tuple[Form, SeenText], new: tuple[Form, SeenText], rules: Rules) -> Comparison | None:
    """`update` where the figure is one that moves, so that a new one is news and no correction; else `None`.

    A toll that rises, a price on the move, a level of another day, a figure of another stated period.
    """
    one, other = old[0], new[0]
    behaviour = rules.behaviours.of(one.metric)
    if one.kind is not Kind.QUANTITY:
        return None
    if behaviour.running:
        return finding("time", Relation.UPDATE, Reason.RUNNING_PRICE, 0.8)
    if behaviour.monotone and _rises(one, other):
        return finding("time", Relation.UPDATE, Reason.OTHER_DATE, 0.8)
    if one.period is not None and other.period is not None and one.period != other.period:
        return finding("time", Relation.UPDATE, Reason.OTHER_PERIOD, 0.7)
    if _is_level(behaviour) and one.period == other.period is None and _is_later(old[1], new[1]):
        return finding("time", Relation.UPDATE, Reason.OTHER_DATE, 0.7)
    return None


def _rises(old: Form, new: Form) -> bool:
    return old.low is not None and new.low is not None and old.unit == new.unit and new.low > old.low


def _is_level(behaviour: MetricBehaviour) -> bool:
    return behaviour.behaviour is Behaviour.STOCK and not behaviour.guessed


def _is_later(old: SeenText, new: SeenText) -> bool:
    return bool(old.published and new.published and new.published[:10] > old.published[:10])
