"""The entity lists as files: one TOML file a kind, one line an entity, its name the key.

    "OpenAI" = { aliases = ["Open AI"], country = "US" }

A user's folder has the same layout; a name in it replaces the shipped entity of that name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from extractors.lexicon.families import Family
from extractors.lexicon.outlets import Outlet, OutletKind, read_outlets
from extractors.lexicon.strict import LexiconError, build, read_toml, shipped


class EntityKind(StrEnum):
    """What sort of thing a name stands for."""

    COMPANY = "company"
    MODEL = "model"
    PERSON = "person"
    OUTLET = "outlet"
    INVESTOR = "investor"
    INSTITUTION = "institution"
    PRODUCT = "product"
    PLACE = "place"


FILES = {
    "companies": EntityKind.COMPANY,
    "models": EntityKind.MODEL,
    "persons": EntityKind.PERSON,
    "investors": EntityKind.INVESTOR,
    "institutions": EntityKind.INSTITUTION,
    "products": EntityKind.PRODUCT,
    "places": EntityKind.PLACE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something claims are about.

    `aliases` always mean it; `short` names mean it only after a full name in the same text (a person's
    last name is one by itself); `not_aliases` are longer phrases that contain an alias and mean something
    else. `case`: names count only with these capitals. `common`: they are also ordinary words, so one
    that opens a sentence needs a possessive or a verb behind it.

    `family` is the next wider model name (`Llama 3.1` of `Llama 3.1 405B`), `developer` who made a model
    or product, `owner` the parent company, `founders` and `country` (ISO 3166 alpha-2) as one would guess.
    """

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    not_aliases: tuple[str, ...] = ()
    family: str | None = None
    developer: str | None = None
    owner: str | None = None
    founders: tuple[str, ...] = ()
    country: str | None = None
    case: bool = False
    common: bool = False

    def short_names(self) -> tuple[str, ...]:
        """The names that mean this entity once the text has named it in full."""
        if self.kind is EntityKind.PERSON and " " in self.name:
            surname = self.name.rsplit(" ", 1)[1]
            if surname not in self.aliases:
                return (*self.short, surname)
        return self.short


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The words of `entities/naming.toml`.

    `suffixes` of company names that `resolve` may drop; `titles` before a surname; `openers` that may
    stand capitalised before a surname at the head of a sentence; `verbs` that show the word before them
    to be somebody, `reporting` those that show it to be an outlet; `variants` of models of every family.
    """

    suffixes: tuple[str, ...]
    titles: tuple[str, ...]
    openers: tuple[str, ...]
    verbs: tuple[str, ...]
    reporting: tuple[str, ...]
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLists:
    """Everything the files say, checked file by file."""

    entities: tuple[Entity, ...]
    families: tuple[Family, ...]
    naming: Naming


def read_lists(extra: Path | None) -> EntityLists:
    """The shipped lists, with those of the `extra` lexicon folder laid over them.

    Raises:
        LexiconError: a file or folder that cannot be understood.
    """
    if extra is not None and not extra.is_dir():
        raise LexiconError(
            f"{extra}: not a folder; a lexicon folder holds entities/*.toml, outlets.toml, metrics/*.toml"
        )
    own = shipped("entities")
    entities = {entity.name: entity for entity in _read_entities(own)}
    families = {family.name: family for family in _read_families(own / "families.toml")}
    if extra is not None:
        entities.update((entity.name, entity) for entity in _read_entities(extra / "entities"))
        families.update(
            (family.name, family) for family in _read_families(extra / "entities" / "families.toml")
        )
    for outlet in read_outlets(extra):
        if outlet.kind not in (OutletKind.COMPANY, OutletKind.DOCUMENT) and outlet.name not in entities:
            entities[outlet.name] = _as_entity(outlet)
    naming = build(Naming, read_toml(own / "naming.toml"), str(own / "naming.toml"))
    return EntityLists(entities=tuple(entities.values()), families=tuple(families.values()), naming=naming)


def _as_entity(outlet: Outlet) -> Entity:
    return Entity(
        name=outlet.name,
        kind=EntityKind.OUTLET,
        aliases=outlet.aliases,
        not_aliases=outlet.not_aliases,
        owner=outlet.owner,
        country=outlet.country,
        case=outlet.case,
        common=outlet.common,
    )


def _read_entities(folder: Path) -> Iterator[Entity]:
    for path in sorted(folder.glob("*.toml")):
        if path.stem in ("families", "naming"):
            continue
        kind = FILES.get(path.stem)
        if kind is None:
            raise LexiconError(
                f"{path}: no kind of entity is called {path.stem!r}; known: {', '.join(FILES)}, families"
            )
        for name, table in read_toml(path).items():
            where = f"{path}: {name!r}"
            if not isinstance(table, dict):
                raise LexiconError(f"{where}: expected an inline table {{ ... }}, got {table!r}")
            yield build(Entity, {**table, "name": name, "kind": kind}, where)


def _read_families(path: Path) -> Iterator[Family]:
    if not path.exists():
        return
    for name, table in read_toml(path).items():
        if not isinstance(table, dict):
            raise LexiconError(f"{path}: {name!r}: expected an inline table {{ ... }}, got {table!r}")
        yield build(Family, {**table, "name": name}, f"{path}: {name!r}")
