"""Families of subjects as the entity lexicon gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractors.claims.pipeline import Lexicon
from extractors.lexicon.entities import Entities


class Families(Mapping[str, str]):
    """The family of every subject that has one, by canonical name, also of versions that no list names."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities

    def __getitem__(self, name: str) -> str:
        entity = self._entities.get(name)
        if entity is None or entity.family is None:
            raise KeyError(name)
        return entity.family

    def __iter__(self) -> Iterator[str]:
        return (entity.name for entity in self._entities.all if entity.family is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def widest_family(subject: str, lexicon: Lexicon) -> str | None:
    """The widest family that the entity lexicon gives for a subject, if any."""
    entity = lexicon.entities.get(subject)
    wider = lexicon.entities.ancestors(entity) if entity else ()
    return wider[-1].name if wider else None
