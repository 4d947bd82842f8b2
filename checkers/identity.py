"""Two names for one subject: likeness proposes, evidence decides, and a person overrules (DESIGN 3.4).

Names of one key are one subject anyway (`compare.names.subject_key`). This is about `Harnby` and `Harnby
Systems`, `Tarvenko` and `Tarwenka`: names that differ in letters and say one thing in different articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from checkers.compare.likeness import likeness, likeness_words
from checkers.compare.names import is_member_word, is_version, name_words, subject_key
from checkers.judgements import Judgements
from checkers.records import Joined, Meeting
from checkers.thresholds import Thresholds
from extractors.records import Issue, Stage


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
    partners: dict[str, set[str]] = {}
    for each in likely:
        one, other = subject_key(each.one), subject_key(each.other)
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    found: dict[frozenset[str], Joined] = {}
    for each in sorted(likely, key=lambda meeting: (-meeting.shared, meeting.one, meeting.other)):
        keys = frozenset((subject_key(each.one), subject_key(each.other)))
        if keys not in found and all(len(partners[key]) == 1 for key in keys):
            name, subject = _led(each, is_listed)
            found[keys] = Joined(name=name, subject=subject, evidence=_evidence(each))
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


def _is_of_a_line(word: str) -> bool:
    """Whether a word tells the members of a product line apart: a version, a size, an edition, `Mini`."""
    return is_version(word) or is_member_word(word) or word[:1].isdigit() or word in likeness_words().lines


def _led(meeting: Meeting, is_listed: Callable[[str], bool]) -> tuple[str, str]:
    """The name that gives way and the one that stays: the listed, else the more told, else the longer."""
    ranked = sorted(
        ((meeting.one, meeting.one_articles), (meeting.other, meeting.other_articles)),
        key=lambda each: (not is_listed(each[0]), -each[1], -len(each[0]), each[0]),
    )
    return ranked[1][0], ranked[0][0]


def _evidence(meeting: Meeting) -> str:
    more = f" and {meeting.shared - 1} more" if meeting.shared > 1 else ""
    return f"both give “{meeting.saying}”{more}, and no article prints both"
