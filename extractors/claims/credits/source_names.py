"""Names of no lexicon that could be credited: runs of capitals, and what each of them is.

What a name is, is read from the grammar: a newspaper is called one, is set in italics or ends in a word of
the trade; a person has a given name or a role. What shows nothing is a bare name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractors.lexicon.attribution import NameWords
from extractors.records import Span

_UPPER = "A-ZÀ-ÖØ-ÞĀČĎĘĞĽŁŃŐŘŚŞŠŤŻŽ"
# A word with a capital; the first of a name has its first character before, so that `re` can skip to it.
_CAPITAL = rf"(?:[A-Z]\.(?=[ ][A-Z])|(?:[{_UPPER}]’)?[{_UPPER}][\w&-]*(?:\.[A-Z]\.?)?|[0-9]+[A-Z]\w+)"
_REST_OF_FIRST = (
    rf"(?:(?<=[A-Z])\.(?=[ ][A-Z])|(?<=[{_UPPER}])(?:’[{_UPPER}])?[\w&-]*(?:\.[A-Z]\.?)?|"
    r"(?<=[0-9])[0-9]*[A-Z]\w+)"
)
_BODY = (
    r"(?:(?<=Institute)|(?<=Office)|(?<=Bureau)|(?<=Commission)|(?<=Department)|(?<=Council)|(?<=Society)|"
    r"(?<=Center)|(?<=Centre)|(?<=Agency))[ ](?:on|for)[ ]"
)
_PARTICLE = r"(?:de|del|der|den|van|von|bin|al|la|le|du|da|ter)[ ]"
_NAME = re.compile(
    rf"[@0-9{_UPPER}](?:(?<=@)\w{{2,40}}|(?<![\w@.’-].){_REST_OF_FIRST}"
    rf"(?:(?:{_BODY}|[ ](?:of[ ](?:the[ ])?|the[ ]|&[ ]|{_PARTICLE}|and[ ](?=[A-Z]\w+[ ](?:Index|Report)))?)"
    rf"{_CAPITAL}){{0,5}})"
)
_HEAD = re.compile(r"(?:^|[\n“”‘(\[•>|]|[.!?:][”’]?[ ])[\s\[>#–—-]*$")
_SAYS = re.compile(
    r"[ ](?:in[ ]an?[ ][\w ]{3,40}?[ ])?(?:(?:has|had|also|later)[ ])?"
    r"(?:reports|reported|says|said|writes|wrote|notes|noted|estimates|"
    r"estimated|told|announced|claims|claimed|adds|added|expects|confirmed|denied|warned|puts)\b"
)
_PRESS_BEFORE = re.compile(
    r"\b(?:newspaper|paper|magazine|daily|weekly|tabloid|broadcaster|broadsheet|newswire|news (?:agency|site|"
    r"website|outlet|service|channel)|trade (?:journal|paper|magazine)|website|blog|podcast|channel)[ ]$",
    re.IGNORECASE,
)
_OF = re.compile(r"[ ](?:of|at|for)[ ](?:the[ ])?")
_WORD = re.compile(r"\S+")
_FULL = (2, 3)
_PLAIN_WORDS = (2, 3, 4)
_SIGN_OF_KIND = {
    "company": "company",
    "investor": "company",
    "person": "person",
    "institution": "institution",
    "outlet": "outlet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownName:
    """A run of capitals with its sign, under its full name where that was printed before."""

    span: Span
    sign: str
    name: str


class NameReader:
    """Reads the unknown names of one text.

    Args:
        flat: The text without markup; `text` is the one it was made from.
        words: What tells names apart.
        given: Given names of people.
        kinds: What the names that begin at these places are known to be.
    """

    def __init__(
        self, text: str, flat: str, words: NameWords, given: Collection[str], kinds: Mapping[int, str]
    ) -> None:
        self._text = text
        self._flat = flat
        self._outlet = frozenset(words.outlet)
        self._bodies = (
            ("institution", frozenset(words.institution)),
            ("company", frozenset(words.company)),
        )
        self._roles = frozenset(words.roles)
        self._refused = frozenset(words.not_names)
        self._folded_roles = frozenset(role.casefold() for role in words.roles)
        self._given = given
        self._kinds = kinds

    def names(self, full: dict[str, str], known: Collection[int] = ()) -> Iterator[UnknownName]:
        """The names in order of place; `full` maps surnames to full names and learns those it meets.

        A run ends before "of" and a name that begins at one of `known`, or behind the full name of a person:
        "Alex Horton of the Courant".
        """
        runs = [
            (span, at_head)
            for match in _NAME.finditer(self._flat)
            if (span := self._trim(match.start(), self._end_of(match, known))) is not None
            for at_head in [_opens(self._flat, span)]
        ]
        papers: dict[str, str] = {}
        inner = {span.of(self._flat) for span, at_head in runs if not at_head}
        for span, at_head in runs:
            words = span.of(self._flat)
            printed = " ".join(words.split())
            if printed in full:
                yield UnknownName(span=span, sign="person", name=full[printed])
                continue
            shown = words in inner or span.start in self._kinds or _SAYS.match(self._flat, span.end)
            if at_head and not shown:
                continue
            short = printed.removeprefix("The ")
            if short in papers and short != papers[short]:
                yield UnknownName(span=span, sign="outlet", name=papers[short])
                continue
            sign = self._sign(printed, span)
            if sign == "outlet" and " " in printed:
                papers.setdefault(printed.rsplit(" ", 1)[1], printed)
            if sign == "person" or (sign == "name" and _is_plain(printed)):
                full.setdefault(printed.rsplit(" ", 1)[1], printed) if " " in printed else None
            yield UnknownName(span=span, sign=sign, name=printed)

    def _sign(self, printed: str, span: Span) -> str:
        if printed.startswith("@"):
            return "name"
        pieces = printed.split()
        before = self._text[max(0, span.start - 2) : span.start]
        in_italics = before[-1:] in ("*", "_") and before not in ("**", "__")
        if in_italics or _PRESS_BEFORE.search(self._flat, max(0, span.start - 24), span.start):
            return "outlet"
        if pieces[-1] in self._outlet or (pieces[0] in self._outlet and "of" in pieces[1:2]):
            return "outlet"
        for sign, telling in self._bodies:
            if not telling.isdisjoint(pieces):
                return sign
        known = self._kinds.get(span.start)
        if known in _SIGN_OF_KIND:
            return _SIGN_OF_KIND[known]
        if _is_plain(printed) and (pieces[0] in self._given or self._has_role_before(span)):
            return "person"
        return "name"

    def _end_of(self, run: re.Match[str], known: Collection[int]) -> int:
        for joint in _OF.finditer(self._flat, run.start(), run.end()) if " " in run.group() else ():
            before = self._flat[run.start() : joint.start()].split()
            if joint.end() in known or (len(before) in _FULL and before[0] in self._given):
                return joint.start()
        return run.end()

    def _trim(self, start: int, end: int) -> Span | None:
        """The run without words at its ends that are written with a capital for another reason."""
        roles, refused = self._roles, self._refused
        if self._flat.find(" ", start, end) < 0:
            word = self._flat[start:end]
            return Span(start=start, end=end) if len(word) > 1 and word.rstrip(".") not in refused else None
        pieces = [(piece.start(), piece.group()) for piece in _WORD.finditer(self._flat, start, end)]
        after_role = [place for place, (_, piece) in enumerate(pieces[:-1]) if piece in roles]
        pieces = pieces[after_role[-1] + 1 :] if after_role else pieces
        while pieces and (pieces[0][1].rstrip(".") in refused or pieces[0][1] in ("of", "the", "and")):
            if pieces[0][1] == "The" and len(pieces) > 1 and (pieces[1][1] not in refused or len(pieces) > 2):
                break
            pieces = pieces[1:]
        if len(pieces) > 2 and pieces[0][1].endswith("ing") and pieces[1][1] == "the":
            pieces = pieces[2:]  # "Joining the Ferrow Group"
        if len(pieces) > 1 and pieces[0][1].endswith("-based"):
            pieces = pieces[1:]
        while pieces and pieces[-1][1].rstrip(".") in refused:
            if len(pieces) > 1 and pieces[-1][1] in self._bodies[0][1]:
                break
            pieces = pieces[:-1]
        if not pieces or (len(pieces) == 1 and len(pieces[0][1]) < 2):
            return None
        return Span(start=pieces[0][0], end=pieces[-1][0] + len(pieces[-1][1]))

    def _has_role_before(self, span: Span) -> bool:
        before = self._flat[max(0, span.start - 30) : span.start].rstrip(" ,").rsplit(" ", 1)[-1]
        return before.casefold() in self._folded_roles


@lru_cache(maxsize=4096)
def _is_plain(printed: str) -> bool:
    """Whether a name looks like that of a person: two to four words of letters, not all in capitals."""
    pieces = printed.split()
    return (
        len(pieces) in _PLAIN_WORDS
        and pieces[0] != "The"
        and all(piece.replace(".", "").replace("’", "").replace("-", "").isalpha() for piece in pieces)
        and not any(piece.isupper() and len(piece) > 2 for piece in pieces)
        and "&" not in pieces
        and "of" not in pieces
    )


def _opens(flat: str, span: Span) -> bool:
    """Whether a name is one word opening a sentence, a quotation or an item, where capitals say nothing."""
    start = span.start
    if flat.find(" ", start, span.end) >= 0 or flat[start] == "@":
        return False
    before = flat[max(0, start - 12) : start]
    if before[-2:-1].isalpha() and before[-1] == " ":
        return False  # behind a word, as most are
    return bool(_HEAD.search(before)) or start == 0
