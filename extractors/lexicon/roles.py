"""What names are called by their trade ("the drugmaker", "airline Cressida"), from `roles.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractors.lexicon.strict import LexiconError, build, read_toml, shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One trade: the nouns that introduce its bearers and stand for them later.

    `kinds` are what a bearer can be, likeliest first. A `generic` role ("company") introduces nobody in
    particular. A role that is `introduced` may only stand for a name that the text has introduced by it:
    "the plant" is never just whatever was spoken of last.
    """

    name: str
    kinds: tuple[str, ...]
    nouns: tuple[str, ...]
    generic: bool = False
    introduced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _RolesFile:
    role: tuple[Role, ...]
    nationalities: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """All roles, by their nouns, and the country (ISO 3166 alpha-2) of each adjective of nationality."""

    all: tuple[Role, ...]
    by_noun: dict[str, Role]
    countries: dict[str, str]


@lru_cache(maxsize=1)
def load_roles() -> Roles:
    """The shipped roles, read once a process.

    Raises:
        LexiconError: the file does not fit, or one noun names two roles.
    """
    path = shipped("roles.toml")
    read = build(_RolesFile, read_toml(path), str(path))
    by_noun: dict[str, Role] = {}
    for role in read.role:
        for noun in role.nouns:
            if by_noun.setdefault(noun, role) is not role or role.nouns.count(noun) > 1:
                raise LexiconError(f"{path}: the noun {noun!r} is listed twice")
    return Roles(all=read.role, by_noun=by_noun, countries=read.nationalities)
