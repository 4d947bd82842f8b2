"""Who and what the news is about: listed names, where they stand in a text, and whom a name means.

The lists are data (`entities/<kinds>.toml`, one line an entity; `outlets.toml`; `families.toml` for
models). A name is found only as a whole word, the longest name wins, and a name that is also a word or a
surname counts only where the text makes it a name: exact capitals, a possessive or a verb behind it, or
the full name earlier in the same text. Versions of models stay apart (`families.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from extractors.lexicon.entity_files import Entity, EntityKind, EntityLists, Naming, read_lists
from extractors.lexicon.families import Family, FamilyGrammar
from extractors.lexicon.gazetteer import Gazetteer, SentenceStarts, in_title_case, word_before
from extractors.lexicon.naming import lowered, name_key, plain, unaccented, without_invisible
from extractors.lexicon.strict import LexiconError
from extractors.records import Span

__all__ = ["Entities", "Entity", "EntityKind", "Mention", "load_entities"]

_ACRONYM_LENGTH = 5
_HEAD = 3  # letters by which most names are seen to be of no family
_APPOSITIVE = re.compile(r", (?:which|who|whose|(?:co-)?founded|based|backed|led|owned|headquartered)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An entity named in a text: where, the words as printed, and whom they mean.

    `span` covers the name alone, without a possessive 's, in code points of the text.
    """

    span: Span
    text: str
    entity: Entity


@dataclass(slots=True)
class _Page:
    """A text being read: what was named so far."""

    text: str
    starts: SentenceStarts
    named: set[str]


@dataclass(slots=True)
class _Listing:
    """What one listed spelling may stand for; all empty means that it only hides the names inside it."""

    entity: Entity | None = None
    grammar: FamilyGrammar | None = None
    shorts: tuple[Entity, ...] = ()


class Entities:
    """All known entities: find them in text (`mentions`), look one up (`resolve`, `get`)."""

    def __init__(self, lists: EntityLists) -> None:
        self._naming: Naming = lists.naming
        self._verbs = frozenset(lists.naming.verbs)
        self._reporting = frozenset(lists.naming.reporting)
        self._titles = frozenset(lists.naming.titles)
        self._openers = frozenset(lists.naming.openers)
        self._suffixes = frozenset(lists.naming.suffixes)
        self._grammars = {
            family.name: FamilyGrammar(family, lists.naming.variants) for family in lists.families
        }
        self._by_name: dict[str, Entity] = {}
        self._by_key: dict[str, Entity] = {}
        self._by_version: dict[str, Entity] = {}
        self._family_keys: dict[str, FamilyGrammar] = {}
        self._family_heads: tuple[str, ...] = ()
        self._exact: dict[str, _Listing] = {}
        self._any_case: dict[str, _Listing] = {}
        self._capitals: dict[str, tuple[int, ...]] = {}
        for family in lists.families:
            self._list_family(family)
        for entity in lists.entities:
            self._list_entity(entity)
        self.all = tuple(
            sorted(self._by_name.values(), key=lambda entity: (entity.name.casefold(), entity.name))
        )
        versioned = (
            name for names in (self._exact, self._any_case) for name, each in names.items() if each.grammar
        )
        self._gazetteer = Gazetteer(self._exact, self._any_case, versioned, self._capitals)

    # -- building ------------------------------------------------------------------------------------

    def _list_family(self, family: Family) -> None:
        grammar = self._grammars[family.name]
        entity = Entity(name=family.name, kind=EntityKind.MODEL, developer=family.developer)
        spellings = _spellings((family.name, *family.aliases), hyphens=True)
        if family.bare:
            self._by_name[family.name] = entity
        for spelling in spellings:
            key = name_key(spelling)
            self._family_keys[key] = grammar
            self._family_heads = tuple({*self._family_heads, key[:_HEAD]})
            if family.bare:
                self._claim_key(key, entity)
            listing = self._listing(spelling, family.case)
            listing.grammar = grammar
            listing.entity = entity if family.bare else listing.entity
            if family.case and "version" in family.starts and not family.hyphen:
                self._listing(
                    lowered(spelling), exact=True
                ).grammar = grammar  # `gpt-4o`: only with a version
        for spelling in family.not_aliases:
            self._listing(spelling, exact=False)

    def _list_entity(self, entity: Entity) -> None:
        if entity.name in self._by_name:
            raise LexiconError(
                f"the name {entity.name!r} is listed twice: {entity.kind}, {self._by_name[entity.name].kind}"
            )
        if entity.kind is EntityKind.MODEL and (version := self._version(entity.name)):
            entity = replace(
                entity,
                family=entity.family or version.family,
                developer=entity.developer or version.developer,
            )
        self._by_name[entity.name] = entity
        for spelling in _spellings((entity.name, *entity.aliases), hyphens=entity.kind is EntityKind.MODEL):
            self._claim_key(name_key(spelling), entity)
            if entity.kind is EntityKind.MODEL and (version := self._version(spelling)):
                self._by_version[version.name] = entity
                continue
            exact = entity.case or entity.common
            self._listing(spelling, exact or _is_acronym(spelling)).entity = entity
            if entity.kind is not EntityKind.PERSON and " " in spelling:
                self._capitals[lowered(plain(spelling))] = _capitals(spelling)
            if exact and not entity.common and len(spelling) > 3 and " " not in spelling:
                self._listing(spelling.upper(), exact=True).entity = entity
        for spelling in entity.not_aliases:
            self._listing(spelling, exact=False)
        for spelling in _spellings(entity.short_names()):
            listing = self._listing(spelling, exact=True)
            listing.shorts = (*listing.shorts, entity)

    def _claim_key(self, key: str, entity: Entity) -> None:
        owner = self._by_key.setdefault(key, entity)
        if owner.name != entity.name:
            raise LexiconError(
                f"one alias for two entities: {key!r} means {owner.name!r} ({owner.kind}) and "
                f"{entity.name!r} ({entity.kind}); drop it from one of them, or move it to `short`"
            )

    def _listing(self, spelling: str, exact: bool) -> _Listing:
        if exact:
            return self._exact.setdefault(plain(spelling), _Listing())
        return self._any_case.setdefault(lowered(plain(spelling)), _Listing())

    # -- looking up ----------------------------------------------------------------------------------

    def get(self, name: str) -> Entity | None:
        """The entity of exactly this canonical name, also of a model version the grammar can read."""
        entity = self._by_name.get(name)
        if entity is None:
            version = self._version(name)
            entity = version if version and version.name == name else None
        return entity

    def resolve(self, name: str) -> Entity | None:
        """The entity that `name` alone means; None when unknown, never a guess.

        It is an alias up to case, accents, punctuation and company suffixes, or a model version that the
        grammar can read.
        """
        bare = name_key(plain(name).strip().removesuffix("'s"))
        words = bare.removeprefix("the ")
        listed = (self._by_key.get(key) for key in (name_key(name), bare, words))
        found = next(filter(None, listed), None) or self._version(name.strip())
        while found is None and " " in words and words.rsplit(" ", 1)[1] in self._suffixes:
            words = words.rsplit(" ", 1)[0]
            found = self._by_key.get(words)
            if found is not None and found.kind in (EntityKind.MODEL, EntityKind.PERSON, EntityKind.PLACE):
                return None
        return found

    def ancestors(self, entity: Entity) -> tuple[Entity, ...]:
        """The wider names of a model version, nearest first: Llama 3.1 and Llama for Llama 3.1 405B."""
        found: list[Entity] = []
        parent = entity.family
        while parent and (wider := self.get(parent)) and wider.name != entity.name and wider not in found:
            found.append(wider)
            parent = wider.family
        return tuple(found)

    def _version(self, name: str) -> Entity | None:
        text = plain(name).strip()
        if not name_key(text).startswith(self._family_heads):
            return None
        for size in range(min(len(text), 30), 0, -1):
            grammar = self._family_keys.get(name_key(text[:size])) if not text[size - 1].isspace() else None
            version = grammar.read(text, size, any_case=True) if grammar else None
            if grammar and version and version.end == len(text):
                return self._versioned(grammar, version.name, version.parent)
        return None

    def _versioned(self, grammar: FamilyGrammar, name: str, parent: str) -> Entity:
        known = self._by_version.get(name) or self._by_name.get(name)
        if known is not None:
            return known
        return Entity(name=name, kind=EntityKind.MODEL, family=parent, developer=grammar.family.developer)

    # -- finding -------------------------------------------------------------------------------------

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The entities named in `text`, in order of place, not overlapping, the longest name at each place.

        Linear in the length of the text.
        """
        shown = without_invisible(text)
        if shown is None:
            return tuple(self._mentions(text, text))
        kept, places = shown
        return tuple(
            Mention(
                span=(span := Span(start=places[found.span.start], end=places[found.span.end - 1] + 1)),
                text=span.of(text),
                entity=found.entity,
            )
            for found in self._mentions(kept, kept)
        )

    def _mentions(self, text: str, printed: str) -> Iterator[Mention]:
        shown = plain(text)
        page = _Page(text=shown, starts=SentenceStarts(shown), named=set())
        done = 0
        for start, end, name in self._gazetteer.hits(page.text):
            if start < done:
                continue
            listing = self._exact.get(name) if name == page.text[start:end] else None
            listing = listing or self._any_case[name]
            entity, stop = self._meaning(page, start, end, listing)
            if entity is not None:
                page.named.add(entity.name)
                yield Mention(span=Span(start=start, end=stop), text=printed[start:stop], entity=entity)
            elif listing.entity or listing.grammar or listing.shorts:
                continue
            done = stop

    def _meaning(self, page: _Page, start: int, end: int, listing: _Listing) -> tuple[Entity | None, int]:
        """Whom the name at `[start, end)` means, and where the mention ends."""
        text = page.text
        if listing.grammar and (version := listing.grammar.read(text, end)):
            return self._versioned(listing.grammar, version.name, version.parent), version.end
        entity = listing.entity
        if text[end : end + 1].isdigit():
            return None, end
        if entity is None:
            told = [short for short in listing.shorts if short.name in page.named]
            entity = told[0] if len(told) == 1 else None
            if entity and entity.kind is EntityKind.PERSON and not self._is_surname(page, start):
                entity = None
        elif entity.kind is EntityKind.PERSON and self._is_namesake(page, start, end):
            entity = None
        if entity and entity.common and text[start:end].isalpha():
            doubtful = page.starts.at(start) or in_title_case(text, start, end)
            if doubtful and not self._acts(text, end, entity.kind):
                entity = None
        return entity, end

    def _acts(self, text: str, end: int, kind: EntityKind) -> bool:
        """Whether what follows makes the word before it somebody: a possessive, or a verb of doing or saying.

        Of an outlet only a verb of reporting does: "Science is slow" is about no journal.
        """
        if text.startswith(("'s ", "' "), end):
            return kind is not EntityKind.OUTLET
        if _APPOSITIVE.match(text, end):
            return kind is not EntityKind.OUTLET
        following = text[end : end + 20].split(" ", 2)
        if len(following) < 2 or following[0]:
            return False
        return following[1].strip(".,;:").lower() in (
            self._reporting if kind is EntityKind.OUTLET else self._verbs
        )

    def _is_namesake(self, page: _Page, start: int, end: int) -> bool:
        """Whether a listed surname is another one's here, behind a first name of his own: "Carla Vance"."""
        if not page.text[start:end].isalpha() or in_title_case(page.text, start, end):
            return False
        return not self._is_surname(page, start)

    def _is_surname(self, page: _Page, start: int) -> bool:
        """Whether the word at `start` stands alone or behind a title, not behind another's first name."""
        before = word_before(page.text, start)
        if before in self._titles or not before or not before[0].isupper():
            return True
        if before.isupper() and len(before) > 2:
            return True  # a title in capitals: CEO, CFO
        if before.endswith("'s") or not (before[-1].isalpha() or before[-1] == "."):
            return True
        if before[-1] == ".":
            return len(before) > 2  # the end of a sentence, not an initial
        return page.starts.at(start - 1 - len(before)) and before.lower() in self._openers


def _spellings(names: Iterable[str], *, hyphens: bool = False) -> tuple[str, ...]:
    """Each name with its unaccented spelling and, for models, with hyphens and spaces exchanged."""
    found: dict[str, None] = {}
    for name in names:
        found.setdefault(name)
        found.setdefault(unaccented(name))
        if hyphens:
            found.setdefault(name.replace("-", " "))
            found.setdefault(name.replace(" ", "-"))
    return tuple(found)


def _capitals(name: str) -> tuple[int, ...]:
    """Where the words of a name of several words begin with a capital: "open AI hardware" is not Open AI."""
    return tuple(
        place for place, char in enumerate(name) if char.isupper() and (place == 0 or name[place - 1] == " ")
    )


def _is_acronym(name: str) -> bool:
    return len(name) <= _ACRONYM_LENGTH and not any(char.islower() for char in name)


@lru_cache(maxsize=1)
def _shipped() -> Entities:
    return Entities(read_lists(None))


def load_entities(extra: Path | None = None) -> Entities:
    """The shipped entities, with those of a user's lexicon folder added or put in place of namesakes.

    Args:
        extra: A folder laid out as `extractors/lexicon`: `entities/<kinds>.toml`, `outlets.toml`. An
            entity in it replaces the shipped one of the same name.

    Raises:
        LexiconError: a file cannot be understood, or one alias is given to two entities.
    """
    return _shipped() if extra is None else Entities(read_lists(extra))
