"""The cast of one article: which of its names are one and the same, what each is, and by what trade.

An article tells a newcomer in full once ("Basel drugmaker Orvane Therapeutics (OVT)") and in short later
("Orvane", "OVT", "the drugmaker"). Here the short forms of unlisted names are led back to the full one, when
only one full name fits, and each name collects the roles that the text introduces it by.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.claims.names import generic_words, given_names, kind_votes
from extractors.lexicon.entities import Mention
from extractors.lexicon.quotes import load_quote_lexicon
from extractors.lexicon.roles import Role, load_roles
from extractors.records import Span

Found = tuple[Span, str]
"""The place of an unlisted name and the words as printed."""

_SEEN = 80
_LONGEST_NOUN = 4
_WORDS_BEHIND = 7
_WORD = re.compile(r"[^\s,;:()\[\]|*“”\"]+")
_BEFORE = re.compile(r"((?:[\w’'.&-]{1,30} ){1,4})[\[*“\"]{0,3}$")
# What follows a name that is introduced: a Basel drugmaker, or is the biggest lender.
_BEHIND = re.compile(
    r"[\])*]{0,3}(?:\([^()\s]{1,80}\))?(?: ?\([^()]{1,20}\))?"
    r"(?:,| is| was| became| remains|,? which is|,? who is|:| [-–—]) (?:an?|the|another|one of the) "
    r"((?:[\w’'.&/-]{1,30} ?){1,9})",
)
_NOUN_PHRASE_ENDS = frozenset(
    (
        "of",
        "that",
        "which",
        "who",
        "whose",
        "in",
        "for",
        "with",
        "by",
        "from",
        "to",
        "at",
        "on",
        "and",
        "where",
        "is",
    )
)
_IN_BRACKETS = re.compile(r" ?\(([A-Z][A-Za-z&]{1,7})\)")
_LEGAL = re.compile(
    r"(?:,? (?:Inc|Corp|Corporation|Co|Ltd|Limited|LLC|PLC|Plc|plc|AG|SA|SE|NV|SpA|GmbH|AB|ASA|Jr|Sr)\b\.?)+$"
)
_ENDING = 3
_FACILITY_ROLE = "plant"
_FACILITY_REACH = 24
_FACILITY = re.compile(
    r" (plant|campus|site|data cent(?:er|re)|cluster|factory|gigafactory|refinery|reactor|mine|wind farm|"
    r"solar (?:farm|park)|power (?:plant|station)|dam|pipeline|stadium|shipyard|warehouse|terminal)"
    r"(?![\w-])"
)
_INVESTOR = "investor"
_GIVEN_WEIGHT = 3
_ROLE_WEIGHT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The names of an article. `names` leads the printed words of an unlisted name to its full form."""

    names: Mapping[str, str]
    kinds: Mapping[str, str]
    roles: Mapping[str, frozenset[str]]

    def name_of(self, words: str) -> str:
        """The full form of an unlisted name."""
        return self.names.get(words, words)

    def kind_of(self, words: str) -> str:
        """The kind of an unlisted name, by the cues of all its forms; else `unknown`."""
        return self.kinds.get(self.name_of(words), "unknown")

    def roles_of(self, name: str) -> frozenset[str]:
        """The names of the roles by which the article introduces a name, listed or not."""
        return self.roles.get(name, frozenset())


def cast_of(
    text: str, listed: Sequence[Mention], unlisted: Sequence[Found], titled: Iterable[str] = ()
) -> Cast:
    """The cast of a text with these listed and unlisted names; linear in the text and in the names.

    `titled` are the unlisted names of its title, which may be short for names of the text.
    """
    names = _full_names(text, unlisted, titled)
    votes = _kind_votes(text, unlisted, names)
    roles: dict[str, set[str]] = {}
    for mention in listed:
        for role in (*roles_at(text, mention.span), *_roles_within(mention.entity.name)):
            if str(mention.entity.kind) in role.kinds:
                roles.setdefault(mention.entity.name, set()).add(role.name)
    for span in (*(mention.span for mention in listed), *(span for span, _ in unlisted)):
        facility = facility_at(text, span.end)
        if facility:
            roles.setdefault(f"{span.of(text)} {facility}", set()).add(_FACILITY_ROLE)
    for span, words in unlisted:
        name = names.get(words, words)
        for role in (*roles_at(text, span), *_roles_within(name)):
            roles.setdefault(name, set()).add(role.name)
            votes.setdefault(name, Counter())[role.kinds[0]] += _ROLE_WEIGHT
    kinds = {name: max(sorted(count), key=count.__getitem__) for name, count in votes.items()}
    investors = {mention.entity.name for mention in listed if str(mention.entity.kind) == _INVESTOR}
    for name in (*investors, *(name for name, kind in kinds.items() if kind == _INVESTOR)):
        roles.setdefault(name, set()).add(_INVESTOR)
    return Cast(
        names=names,
        kinds=kinds,
        roles={name: frozenset(found) for name, found in roles.items()},
    )


def facility_at(text: str, end: int) -> str | None:
    """The noun behind a name ending at `end` that makes it a site's: the "plant" of "the Orvane plant"."""
    match = _FACILITY.match(text, end, end + _FACILITY_REACH)
    return match[1] if match else None


def is_site(name: str) -> bool:
    """Whether a name is that of a plant, a campus, a wind farm."""
    return _FACILITY.search(name) is not None


def roles_at(text: str, span: Span) -> tuple[Role, ...]:
    """The roles by which the text introduces the name at a place: "drugmaker N", "N, a Basel drugmaker"."""
    found = []
    before = None
    if _stands_behind_role(text, span.start):
        before = _BEFORE.search(text, max(0, span.start - _SEEN), span.start)
    if before:
        role = _role_ending(before[1].split())
        if role is not None:
            found.append(role)
    behind = _BEHIND.match(text, span.end, span.end + 2 * _SEEN)
    if behind:
        role = _role_heading(behind[1].split())
        if role is not None:
            found.append(role)
    return tuple(found)


def _stands_behind_role(text: str, place: int) -> bool:
    """Whether the word before a place ends as the noun of a role does; most words do not."""
    words = text[max(0, place - _ENDING - 5) : place].removesuffix("\n").rstrip('[*“"')
    return words[-_ENDING - 1 : -1].lower() in _role_endings()


@lru_cache(maxsize=1)
def _role_endings() -> frozenset[str]:
    return frozenset(noun[-_ENDING:] for noun in load_roles().by_noun)


def _role_ending(words: Sequence[str]) -> Role | None:
    """The role that the last words name, the longest noun first."""
    for size in range(min(_LONGEST_NOUN, len(words)), 0, -1):
        noun = " ".join(words[-size:]).lower()
        role = load_roles().by_noun.get(noun)
        if role is not None:
            return role
    return None


def _role_heading(words: Sequence[str]) -> Role | None:
    """The role that the head of a noun phrase names: "Basel drugmaker with 300 staff" is a drugmaker."""
    phrase: list[str] = []
    for word in words[:_WORDS_BEHIND]:
        bare = word.rstrip(".,;:’'")
        if bare.lower() in _NOUN_PHRASE_ENDS:
            break
        phrase.append(bare)
        if bare != word:
            break
    while phrase:
        role = _role_ending(phrase)
        if role is not None:
            return role
        phrase.pop()
    return None


def _roles_within(name: str) -> tuple[Role, ...]:
    """The role that a name has in it: "Cressida Airlines", "University of Orvane"."""
    words = name.lower().split()
    if len(words) < 2:
        return ()
    bearing = words[0] if " of " in name or " for " in name else words[-1]
    role = load_roles().by_noun.get(bearing)
    return (role,) if role is not None and not role.generic and "model" not in role.kinds else ()


def _full_names(text: str, unlisted: Sequence[Found], titled: Iterable[str]) -> dict[str, str]:
    """Each short form with the one full name it can stand for."""
    counts = Counter(words for _, words in unlisted)
    first: dict[str, int] = {}
    longer: dict[str, set[str]] = {}
    for span, words in unlisted:
        if words in first:
            continue
        first[words] = span.start
        parts = words.split()
        if any(char.isdigit() for char in words):
            continue  # versions are names of their own
        for size in range(1, len(parts)):
            longer.setdefault(" ".join(parts[:size]), set()).add(words)
        if len(parts) > 1:
            longer.setdefault(parts[-1], set()).add(words)
    names: dict[str, str] = {}
    for words in dict.fromkeys((*first, *titled)):
        if words.lower() in generic_words() or words.lower() in load_roles().by_noun:
            if whole := _of_body(words, first):
                names[words] = whole
            continue
        full = _likeliest(_widest(longer.get(words, ())), first.get(words, len(text)), first, counts)
        if full is not None:
            names[words] = full
    names.update(_acronyms(text, unlisted, names))
    for words in first:
        bare = _LEGAL.sub("", words)
        if bare != words and bare in first and words not in names:
            names[words] = bare
            names.pop(bare, None)
    return {words: _followed(names, words) for words in names}


def _of_body(word: str, names: Iterable[str]) -> str | None:
    """The one name that ends in the word a body calls itself by: "the Group" of "Orvane Group plc"."""
    if word.lower() not in load_roles().by_noun:
        return None
    found = {name for name in names if name != word and _LEGAL.sub("", name).endswith(f" {word}")}
    return found.pop() if len(found) == 1 else None


def _likeliest(
    names: Iterable[str], place: int, first: Mapping[str, int], counts: Mapping[str, int]
) -> str | None:
    """Which of several full names a short form first told at `place` stands for, if one stands out.

    The one told before it, else the one told at least twice as often as any other.
    """
    found = sorted(names, key=lambda name: -counts[name])
    told = [name for name in found if first[name] < place]
    for some in (found, told):
        if len(some) == 1 or (some and counts[some[0]] >= 2 * counts[some[1]]):
            return some[0]
    return None


def _widest(names: Iterable[str]) -> set[str]:
    """Names without those that only begin another one of them."""
    names = set(names)
    return {name for name in names if not any(other.startswith(f"{name} ") for other in names)}


def _acronyms(text: str, unlisted: Sequence[Found], names: Mapping[str, str]) -> dict[str, str]:
    """The acronyms told in brackets behind a name: "Orvane Space Agency (OSA)"."""
    found: dict[str, str] = {}
    printed = {words for _, words in unlisted}
    for span, words in unlisted:
        match = _IN_BRACKETS.match(text, span.end, span.end + 12)
        if match and " " in words and match[1] in printed and match[1] not in names:
            found.setdefault(match[1], words)
    return found


def _followed(names: Mapping[str, str], words: str) -> str:
    for _ in range(_LONGEST_NOUN):
        if words not in names:
            break
        words = names[words]
    return words


def _kind_votes(text: str, unlisted: Sequence[Found], names: Mapping[str, str]) -> dict[str, Counter[str]]:
    votes: dict[str, Counter[str]] = {}
    for words, count in kind_votes(text, unlisted).items():
        votes.setdefault(names.get(words, words), Counter()).update(count)
    for words in {names.get(words, words) for _, words in unlisted}:
        if _is_personal(words):
            votes.setdefault(words, Counter())["person"] += _GIVEN_WEIGHT
    return votes


def _is_personal(words: str) -> bool:
    """Whether a name of two or three words begins with a common given name and holds no company word."""
    parts = words.split()
    return (
        len(parts) in (2, 3)
        and parts[0] in given_names()
        and not any(part in _no_surnames() or part.lower() in load_roles().by_noun for part in parts[1:])
    )


@lru_cache(maxsize=1)
def _no_surnames() -> frozenset[str]:
    return frozenset(load_quote_lexicon().not_in_names)
