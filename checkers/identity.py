"""Two names for one subject: likeness proposes, evidence decides, and a person overrules (DESIGN 3.4).

Names of one key are one subject anyway (`compare.names.subject_key`). This is about `Harnby` and `Harnby
Systems`, `Tarvenko` and `Tarwenka`: names that differ in letters and say one thing in different articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import combinations

from checkers.compare.likeness import likeness, likeness_words
from checkers.compare.names import is_member_word, is_version, name_words, subject_key
from checkers.judgements import Judgements
from checkers.records import Joined, Meeting
from checkers.thresholds import Thresholds
from checkers.unions import components
from extractors.records import Issue, Stage

_SYMBOL = re.compile(r"[A-Z]{3,5}")


def join_names(
    meetings: Iterable[Meeting],
    judgements: Judgements,
    is_listed: Callable[[str], bool],
    thresholds: Thresholds,
) -> tuple[Joined, ...]:
    """The names that are other names of a subject, in order. Does not depend on the order of `meetings`.

    A name that could be two others' is nobody's. Two names of one article are two subjects: a writer who
    prints both means both. Two listed names are two. A person's ruling outranks all of this.
    """
    likely = [each for each in meetings if _is_one(each, judgements, is_listed, thresholds)]
    articles = {
        name: number
        for each in likely
        for name, number in ((each.one, each.one_articles), (each.other, each.other_articles))
    }
    groups = {
        name: set(names) for names in components((each.one, each.other) for each in likely) for name in names
    }
    found: dict[str, Joined] = {}
    for each in sorted(likely, key=lambda meeting: (-meeting.shared, meeting.one, meeting.other)):
        group = groups[each.one]
        if _are_forms(group):
            subject = min(group, key=lambda name: (not is_listed(name), -articles[name], -len(name), name))
            for name in (each.one, each.other):
                if subject_key(name) != subject_key(subject):
                    found.setdefault(
                        subject_key(name), Joined(name=name, subject=subject, evidence=_evidence(each))
                    )
    return tuple(sorted(found.values(), key=lambda joined: joined.name))


def joined_issue(block: str, joined: Joined) -> Issue:
    """The issue that says that a block holds claims under another name of their subject."""
    return Issue(
        stage=Stage.CHECK,
        code="names_joined",
        where=block,
        message=(
            f"“{joined.name}” was taken for “{joined.subject}”: {joined.evidence}. "
            "A ruling not_same_subject on the two names parts them"
        ),
    )


def _is_one(
    meeting: Meeting, judgements: Judgements, is_listed: Callable[[str], bool], thresholds: Thresholds
) -> bool:
    one, other = (judgements.subject_of(name) for name in (meeting.one, meeting.other))
    if subject_key(one) == subject_key(other) or judgements.are_apart(meeting.one, meeting.other):
        return False
    if meeting.together or (is_listed(one) and is_listed(other)):
        return False
    if is_symbol_of(one, other) or is_symbol_of(other, one):
        return meeting.shared >= thresholds.joined_sayings.value
    left, right = name_words(one), name_words(other)
    if any(_is_of_a_line(word) for word in set(left) ^ set(right)):
        return False
    short, long = sorted((left, right), key=len)
    if min(len("".join(left)), len("".join(right))) < thresholds.joined_letters.value:
        return False
    if len(short) < len(long) and long[: len(short)] == short:
        usual = all(word in likeness_words().expanding for word in long[len(short) :])
        needed = thresholds.joined_usual_sayings if usual else thresholds.joined_sayings
        return meeting.shared >= needed.value
    return len(left) == len(right) and likeness(one, other) >= thresholds.joined_likeness.share


def _are_forms(names: set[str]) -> bool:
    """Whether names are all one: two keys only, or one of which the others are short forms and symbols."""
    if len({subject_key(name) for name in names}) == 2:
        return True
    printed = sorted(names, key=lambda name: (-len(name), name))
    return all(_is_form_of(short, long) for long, short in combinations(printed, 2))


def _is_form_of(short: str, long: str) -> bool:
    words = name_words(short)
    return name_words(long)[: len(words)] == words or is_symbol_of(short, long)


def is_symbol_of(symbol: str, name: str) -> bool:
    """Whether three to five capitals may be a company's symbol at an exchange: HRNB of Harnby Systems.

    Such symbols begin as the name does and leave letters of it out, in order.
    """
    if not (_SYMBOL.fullmatch(symbol) and name[:1] == symbol[:1] and name != name.upper()):
        return False
    letters = iter("".join(name_words(name)))
    return all(letter in letters for letter in symbol.lower())


def _is_of_a_line(word: str) -> bool:
    """Whether a word tells the members of a product line apart: a version, a size, an edition, `Mini`."""
    return is_version(word) or is_member_word(word) or word[:1].isdigit() or word in likeness_words().lines


def _evidence(meeting: Meeting) -> str:
    more = f" and {meeting.shared - 1} more" if meeting.shared > 1 else ""
    return f"both give “{meeting.saying}”{more}, and no article prints both"
