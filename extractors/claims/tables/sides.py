"""What the other side of a cell says, that does not say what is measured: whose it is, when, which part."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.claims.figures.metrics import Fit
from extractors.claims.masking import Referent
from extractors.claims.subjects.sizes import MODEL
from extractors.claims.tables.axes import PROJECTED, TARGET
from extractors.claims.tables.labels import Label, Unit
from extractors.claims.tables.named import Names
from extractors.claims.tables.rows import Cell
from extractors.lexicon.tables import table_words
from extractors.records import Span

_SIZE = re.compile(r"\d{1,4}(?:\.\d{1,2})?\s?[BMT]")
_NOWHERE = Span(start=0, end=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What a label says of a figure beside its metric.

    `name` is one of the article's names, `printed` the label itself where its column is one of names, `part`
    a part of the whole: a scope slot and its value. `is_change` marks a difference, `is_total`
    the sum of all.
    """

    words: str = ""
    name: Referent | None = None
    printed: str | None = None
    part: tuple[str, str] | None = None
    period: str | None = None
    unit: Unit | None = None
    is_foreseen: bool = False
    is_change: bool = False
    is_total: bool = False

    @property
    def is_named(self) -> bool:
        """Whether the label says whose a figure is."""
        return self.name is not None or self.printed is not None

    @property
    def kind(self) -> str | None:
        """The kind of the name."""
        return self.name.kind if self.name is not None else None

    def with_time_of(self, other: Side) -> Side:
        """This side, at the time that the other one tells."""
        return replace(
            self,
            period=self.period or other.period,
            is_foreseen=self.is_foreseen or other.is_foreseen,
            unit=self.unit or other.unit,
        )


def side_of(label: Label, cell: Cell, names: Names, family: str | None, *, over: Label | None) -> Side:
    """What a label says of the figures in its row or column.

    Args:
        label: The label, as read.
        cell: Where it stands.
        names: The article's names.
        family: The family of models that the article is about: "70B" is its version of that size.
        over: The header of the column that the label stands in.
    """
    known = table_words()
    found = Side(words=label.words, period=label.period, unit=label.unit, is_foreseen=label.forecast)
    if not label.words or label.is_time or label.is_in(known.values):
        return found
    if label.is_in(known.totals):
        return replace(found, is_total=True)
    if label.is_in(known.changes):
        return replace(found, is_change=True)
    if family is not None and _SIZE.fullmatch(label.words):
        size = label.words.replace(" ", "")
        version = Referent(span=_NOWHERE, name=f"{family} {size}", kind=MODEL, family=family, listed=False)
        return replace(found, name=version)
    name = names.of(cell)
    slot = _slot(over, name)
    if label.is_in(known.rest) or slot is not None:
        return replace(found, part=(slot or "part", label.phrase.lower()))
    foreseen = PROJECTED.search(label.words) or TARGET.search(label.words)
    if name is not None and not (foreseen and not name.listed):
        return replace(found, name=name)
    if foreseen or not label.phrase:
        return found
    if over is not None and over.is_in(known.names) and label.words[:1].isupper():
        return replace(found, printed=label.words)
    return replace(found, part=("part", label.phrase.lower()))


def as_part(side: Side, fit: Fit | None) -> Side:
    """A place that a company's figure is told for is a region of it, not whose the figure is."""
    if side.name is None or side.name.kind != "place" or fit is None or "place" in fit.metric.subject:
        return side
    return replace(side, name=None, part=("region", side.name.name.lower()))


def _slot(over: Label | None, name: Referent | None) -> str | None:
    """The scope slot that the labels of a column fill, where its header says that they are parts."""
    known = table_words()
    if over is not None and over.is_in(known.segments):
        return "segment"
    if over is not None and over.is_in(known.parts) and name is None:
        return "part"
    if over is not None and over.is_in(known.regions) and (name is None or name.kind == "place"):
        return "region"
    return None
