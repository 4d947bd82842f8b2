"""Whose the figures of a table are: a name that heads the row or column, the caption's, or the topic's."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.claims.figures.figures import topic_owner
from extractors.claims.figures.metrics import Fit
from extractors.claims.figures.owners import Owner
from extractors.claims.masking import Masked, Referent
from extractors.claims.reading import NOT_TOLD
from extractors.claims.subjects.subjects import Spoken
from extractors.claims.tables.layout import Layout
from extractors.claims.tables.named import Names
from extractors.claims.tables.sides import Side
from extractors.lexicon.tuning import tuned

_MOST_HEADS = 60  # rows and columns whose names are looked at
_SAMPLE = 8
_ROWS_OF = ("model", "company", "stock")
_CAPTIONED = ("company", "model", "product", "institution", "investor", "unknown")
ANYBODY = (*_CAPTIONED, "person", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The names that head the rows and columns of a table, and of what kind they are, if one can be told.

    `excluded` are all that cannot be the subject of the whole table: these, and words of its headers.
    """

    names: tuple[Referent, ...]
    kind: str | None
    excluded: frozenset[str]

    @property
    def family(self) -> str | None:
        """The family whose versions they all are, so that a total is of all of it."""
        families = {name.family for name in self.names}
        return families.pop() if len(families) == 1 and len(self.names) > 1 else None


def heads_of(layout: Layout, names: Names, spoken: Spoken) -> Heads:
    """The names that head the rows and columns of a table."""
    cells = (*(line.cell for line in layout.lines[:_MOST_HEADS]), *layout.header_cells[:_MOST_HEADS])
    found = tuple(name for cell in cells if (name := names.of(cell)) is not None)
    words = (name for cell in layout.header_cells for name in names.within(cell.span) if not name.listed)
    excluded = frozenset(name.name for name in (*found, *words))
    return Heads(names=found, kind=_kind(layout, found, spoken), excluded=excluded)


def _kind(layout: Layout, found: tuple[Referent, ...], spoken: Spoken) -> str | None:
    """Whether the table is of models or of companies; without names, what the article is about."""
    corner = layout.corner.phrase.lower() if layout.corner is not None else ""
    kinds = [name.kind for name in found[:_SAMPLE]]
    for kind in _ROWS_OF:
        if corner.startswith(kind) or kind in kinds:
            return kind
    topic = spoken.about(ANYBODY, ()) if not found else None
    return topic.kind if topic is not None else None


def owner_of(
    side: Side, heads: Heads, captioned: Referent | None, spoken: Spoken, *, told: tuple[Masked, Fit | None]
) -> Owner:
    """Whose a figure is.

    Args:
        side: What its row or column says beside its metric.
        heads: The names of rows and columns, of which none is the whole table's subject.
        captioned: The one name of the table's caption.
        spoken: What the article speaks of.
        told: The words the figure is read in, and its metric.
    """
    bound = tuned("owner_bound")
    if side.name is not None:
        sure = bound * (1.0 if side.name.listed else tuned("owner_unlisted"))
        return Owner(name=side.name.name, referent=side.name, sureness=sure, bound=True)
    if side.printed is not None:
        return Owner(name=side.printed, referent=None, sureness=bound * tuned("owner_unlisted"), bound=True)
    if side.is_total and heads.family is not None:
        return Owner(name=heads.family, referent=None, sureness=tuned("owner_family"))
    if captioned is not None and captioned.kind in _CAPTIONED and captioned.name != NOT_TOLD:
        sure = tuned("owner_near") * (1.0 if captioned.listed else tuned("owner_unlisted"))
        return Owner(name=captioned.name, referent=captioned, sureness=sure)
    masked, fit = told
    return topic_owner(masked, None, fit, spoken, heads.excluded)
