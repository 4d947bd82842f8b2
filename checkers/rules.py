"""Everything that judging a block needs and that is not a claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checkers.behaviours import Behaviours, load_behaviours
from checkers.judgements import Judgements
from checkers.licences import Licences, load_licences
from checkers.rates import Rates, load_rates
from checkers.thresholds import Thresholds, load_thresholds
from extractors.lexicon.metrics import Metric
from extractors.records import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The tables that comparison reads.

    `families` gives the family of a subject, by its canonical name; `references` those of a block, by key.
    """

    thresholds: Thresholds
    behaviours: Behaviours
    licences: Licences
    rates: Rates
    judgements: Judgements = field(default_factory=Judgements)
    families: Mapping[str, str] = field(default_factory=dict)
    references: Mapping[str, tuple[Reference, ...]] = field(default_factory=dict)


def load_rules(
    *,
    metrics: Iterable[Metric] = (),
    judgements: Judgements | None = None,
    families: Mapping[str, str] | None = None,
    references: Mapping[str, tuple[Reference, ...]] | None = None,
) -> Rules:
    """The rules that ship with the package, with what is given on top.

    Args:
        metrics: The metric lexicon.
        judgements: People's rulings.
        families: The family of every subject that has one, by its canonical name.
        references: The references of every block that has some, by its key.

    Raises:
        LexiconError: a shipped or given table that does not fit.
    """
    return Rules(
        thresholds=load_thresholds(),
        behaviours=load_behaviours().learned(metrics),
        licences=load_licences(),
        rates=load_rates(),
        judgements=judgements or Judgements(),
        families=dict(families or {}),
        references=dict(references or {}),
    )
