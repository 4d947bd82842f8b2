r"""A plain copy of a text for matching, with the way back to the original offsets.

News text comes with markup inside values (`**39.3**M`, `\$8 billion`, `[about $10m](url)`), with
zero-width characters inside numbers, non-breaking hyphens and full-width digits. The shadow has none of
these: invisible characters and inline markup are left out, look-alikes are one ordinary character, also
the Cyrillic and Greek letters inside a Latin word or next to a digit ("billiоn").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from extractors.lexicon.naming import lowered
from extractors.records import Span
from extractors.text.replacing import replaced

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_RUN = re.compile(rf"\*+|`+|[{_INVISIBLE}]+")
_ESCAPE = re.compile(r"\\(?=[^\w\s\\])")
_LINK_OPEN = re.compile(r"\[(?=[^\[\]\n]{1,300}\]\()")
_LINK_CLOSE = re.compile(r"\]\([^()\s]{0,2000}\)")
_INLINE_TAG = re.compile(
    r"</?(?:b|i|em|strong|span|a|u|mark|code|small|font)(?: [^<>]{0,300})?>", re.IGNORECASE
)
_BLOCK_TAG = re.compile(
    r"</?(?:table|tbody|thead|tr|td|th|col|ul|ol|li|dl|dt|dd|p|div|br|hr|h[1-6]|img|figure|figcaption|section|article|blockquote|pre|sup|sub)"
    r"(?: [^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'|]{1,2000}", re.IGNORECASE)
_SPECIALS = {
    (links, tags): re.compile(
        rf"[*\\`{_INVISIBLE}{chr(92) + '[' + chr(92) + ']' if links else ''}{'<' if tags else ''}]"
    )
    for links in (False, True)
    for tags in (False, True)
}
_DIGIT = re.compile(r"[0-9]")


def _look_alikes() -> dict[int, str]:
    table = {
        ord(c): " "
        for c in "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
        "\u2008\u2009\u200a\u202f\u205f\u3000\t"
    }
    table |= {ord(c): "-" for c in "\u2010\u2011\u2212\ufe63\uff0d"}
    table |= {ord(c): "'" for c in "\u2018\u2019\u02bc\uff07"}
    table |= {ord(c): '"' for c in "\u201c\u201d\u201f"}
    for zero in (0xFF10, 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50):
        table |= {zero + n: str(n) for n in range(10)}
    table |= {0xFF05: "%", 0xFE6A: "%", 0xFF04: "$", 0xFE69: "$", 0xFFE1: "£", 0xFF0C: ",", 0xFF0E: "."}
    return table


_LOOK_ALIKES = _look_alikes()
_TWINS = str.maketrans(
    "аеорсхуіјѕԁАВЕКМНОРСТХІЅЈοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcxyijsdABEKMHOPCTXISJoABEZHIKMNOPTYX",
)
_TWIN = "".join(chr(code) for code in _TWINS)
_HAS_TWIN = re.compile(f"[{_TWIN}]")
_MIXED = re.compile(rf"(?<=[A-Za-z0-9])[{_TWIN}]{{1,40}}+|(?<![{_TWIN}])[{_TWIN}]{{1,40}}+(?=[A-Za-z])")


_DISGUISED = re.compile(rf"[0-9][0-9.,]{{0,40}}[{_TWIN}]{{1,8}}[0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shadow:
    """`text` is what to match on, `low` the same in lower case and of the same length."""

    text: str
    low: str
    breaks: tuple[int, ...]
    dropped: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The span of the original text that `[start, end)` of the shadow stands for."""
        return Span(start=self._original(start), end=self._original(end - 1) + 1)

    def _original(self, place: int) -> int:
        return place + self.dropped[bisect_right(self.breaks, place) - 1]


def shadow_of(text: str) -> Shadow:
    """The shadow of `text`. Linear in its length.

    Digits of web addresses are blanked, since a number in an address counts nothing.
    """
    plain = text if text.isascii() else _plain(text)
    pieces: list[str] = []
    breaks, dropped = [0], [0]
    length = lost = done = 0
    linked = False
    for found in _special(plain).finditer(plain):
        at = found.start()
        if at < done or (plain[at] == "]" and not linked):
            continue
        end, stand_in = _markup(plain, at)
        if end == at:
            continue
        if plain[at] in "[]":
            linked = plain[at] == "["
        pieces += (plain[done:at], stand_in)
        length += at - done + len(stand_in)
        lost += end - at - len(stand_in)
        done = end
        breaks.append(length)
        dropped.append(lost)
    if done:
        pieces.append(plain[done:])
        plain = "".join(pieces)
    if "www." in plain or "://" in plain:
        plain = _URL.sub(lambda url: _DIGIT.sub("x", url.group()), plain)
    return Shadow(text=plain, low=lowered(plain), breaks=tuple(breaks), dropped=tuple(dropped))


def _plain(text: str) -> str:
    """`text` with ordinary characters for those that only look like them, one for one."""
    plain = replaced(text, _LOOK_ALIKES)
    if _HAS_TWIN.search(plain) is None:
        return plain
    return _MIXED.sub(lambda found: found.group().translate(_TWINS), plain)


def disguised_numbers(text: str) -> tuple[Span, ...]:
    """Where letters of another alphabet stand among digits (`1О0`): nobody can say what is meant."""
    if text.isascii() or _HAS_TWIN.search(text) is None:
        return ()
    return tuple(Span(start=found.start(), end=found.end()) for found in _DISGUISED.finditer(text))


def _special(plain: str) -> re.Pattern[str]:
    """What may begin markup in this text: brackets and angles only where links and tags are closed."""
    return _SPECIALS["](" in plain, "</" in plain or "/>" in plain]


def _markup(plain: str, at: int) -> tuple[int, str]:
    """Where the markup at `at` ends and what stands in for it; `at` itself when it is no markup."""
    char = plain[at]
    found: re.Match[str] | None
    if char == "\\":
        found = _ESCAPE.match(plain, at)
    elif char == "[":
        found = _LINK_OPEN.match(plain, at)
    elif char == "]":
        found = _LINK_CLOSE.match(plain, at)
    elif char == "<":
        found = _INLINE_TAG.match(plain, at)
        if found is None:
            found = _BLOCK_TAG.match(plain, at)
            return (found.end(), "|") if found else (at, "")
    else:
        found = _RUN.match(plain, at)
        if (
            found
            and char == "*"
            and plain[at - 1 : at].isdigit()
            and plain[found.end() : found.end() + 1].isdigit()
        ):
            return at, ""  # "2*3" is arithmetic
    return (found.end(), "") if found else (at, "")
