"""Whose a figure is, with how sure that is, and the event as an owner."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.claims.figures.metrics import Fit
from extractors.claims.masking import Masked, Referent
from extractors.claims.reading import NOT_TOLD
from extractors.claims.subjects.events import EVENT, Events
from extractors.lexicon.tuning import tuned


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose a figure is and how sure that is (0..1); without a referent the name is a printed phrase.

    `bound` says that words tie it to the figure, not only its place, `work` that it is a plant, a bridge.
    """

    name: str
    referent: Referent | None
    sureness: float
    bound: bool = False
    work: bool = False


def event_owner(masked: Masked, number: int, fit: Fit | None, events: Events) -> Owner | None:
    """The event that a figure is of; nobody told where its metric can be of nothing else."""
    if fit is None or EVENT not in fit.metric.subject:
        return None
    place = masked.quantities[number].span.start
    found = events.owner(masked.sentence, place, fit.metric.events)
    if found is not None:
        how = "owner_bound" if found.named else "owner_near" if found.told else "owner_topic"
        return Owner(name=found.name, referent=None, sureness=tuned(how), bound=found.named)
    if fit.metric.subject == (EVENT,):
        return Owner(name=NOT_TOLD, referent=None, sureness=0.0)
    return None
