"""Publication dates: from machine-written fields, and from the date line at the top of a text.

The result is always an ISO date (`2024-10-02`) or, when the source gives an hour with its zone, a UTC
instant (`2024-10-02T14:05:00Z`). An hour without a zone is dropped, not guessed. A month alone, a year
alone and `10/02/2024` are not days: None.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from extractors.articles.limits import limit

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = (
    r"(?:(?:,|\s+at|\s+-|\s+–|\s+\|)?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:\(?(?:utc|gmt|[a-z]{1,4}t)\)?(?:[+-]\d{1,4})?)?)?"
)
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAY_FORMS = (
    (re.compile(rf"{_WEEKDAY}{_MONTH}\s+{_ORDINAL},?\s+(\d{{4}}){_TIME}", re.IGNORECASE), "mdy"),
    (re.compile(rf"{_WEEKDAY}{_ORDINAL}\s+(?:of\s+)?{_MONTH},?\s+(\d{{4}}){_TIME}", re.IGNORECASE), "dmy"),
    (
        re.compile(rf"(\d{{4}})-(\d{{2}})-(\d{{2}})(?:[T ]\d{{2}}:\d{{2}}\S{{0,16}})?{_TIME}", re.IGNORECASE),
        "ymd",
    ),
)
_ISO_SHAPE = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:[.,]\d{1,9})?"
    r"\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_MAIL_SHAPE = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{2}:\d{2}(?::\d{2})?\s+\S")
_PUBLISHED = re.compile(
    r"^(?:first\s+)?(?:published|posted|date|released|publication date)\b(?:\s+on)?\s*[:\-–]?\s*",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"^(?:last\s+)?(?:updated|modified|edited)\b(?:\s+on)?\s*[:\-–]?\s*", re.IGNORECASE)
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ /-]{2,40}(?:, [A-Z][A-Za-z. ]{1,20})?,? "
    rf"(?P<day>(?i:{_MONTH}) \d{{1,2}}, \d{{4}}) ?(?:\([^()\n]{{2,40}}\) ?)?(?:--?|[—–]|/[A-Z])"
)
_PIECES = re.compile(r"\s*[|·•●▪📅🗓️]+\s*|\s+[—–-]\s+")
_EDGES = " \t*_#>•·-–—|()[]✓📅🗓️\u200b\ufe0f"
_URL_DAY = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")


def parse_published(value: str) -> str | None:
    """An ISO date or UTC instant read from a machine-written field; None when it is not a plausible day."""
    value = value.strip()[:80]
    found = _ISO_SHAPE.fullmatch(value)
    if found:
        return _iso(*found.groups())
    if not _MAIL_SHAPE.match(value):
        return _spelled_day(value)
    try:
        return _instant(parsedate_to_datetime(value))
    except (ValueError, TypeError, IndexError, OverflowError):
        return _spelled_day(value)


def _iso(day: str, clock: str | None, seconds: str | None, zone: str | None) -> str | None:
    try:
        if clock is None or zone is None:
            return _plausible(date.fromisoformat(day))
        offset = "+00:00" if zone.upper() in ("Z", "UTC", "GMT") else zone
        if len(offset) == 3:
            offset += ":00"
        return _instant(datetime.fromisoformat(f"{day}T{clock}{seconds or ':00'}{offset}"))
    except ValueError:
        return None


def _instant(moment: datetime) -> str | None:
    if moment.tzinfo is None:
        return _plausible(moment.date())
    try:
        utc = moment.astimezone(UTC).replace(microsecond=0)
    except (OverflowError, ValueError):
        return None
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ") if _plausible(utc.date()) else None


def _plausible(day: date) -> str | None:
    epoch_zero = day == date(1970, 1, 1)  # what a missing date looks like in many systems
    inside = limit("year_min") <= day.year <= limit("year_max")
    return day.isoformat() if inside and not epoch_zero else None


def _spelled_day(piece: str) -> str | None:
    for form, order in _DAY_FORMS:
        found = form.fullmatch(piece)
        if found:
            first, second, third = found.groups()[:3]
            return _day(
                *{"mdy": (third, first, second), "dmy": (third, second, first)}.get(
                    order, (first, second, third)
                )
            )
    return None


def _day(year: str, month: str, day: str) -> str | None:
    number = _MONTHS[month.lower()] if month.lower() in _MONTHS else int(month)
    try:
        return _plausible(date(int(year), number, int(day)))
    except ValueError:
        return None


def url_day(url: str) -> str | None:
    """The day in a URL path such as `/2024/10/02/`, when there is exactly one."""
    days = {_day(*found.groups()) for found in _URL_DAY.finditer(url.partition("?")[0])}
    return days.pop() if len(days) == 1 else None


def visible_day(text: str) -> str | None:
    """The day of publication from a date line near the top of `text`, when it is unambiguous.

    A date line holds nothing but a date (and perhaps an hour), or `Published:` / `Updated:` before one;
    pieces between bars and bullets count as lines. "Published" is preferred to a bare date, a bare date to
    "Updated"; that of a dateline ("LEEDS, May 5, 2031 (Wire) -") counts as a bare one. Two different days of
    the best kind are ambiguous: None.
    """
    best: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    seen = 0
    for line in text[: limit("sniff_bytes")].split("\n"):
        if not line.strip():
            continue
        seen += 1
        if seen > limit("date_search_lines"):
            break
        if dateline := _DATELINE.match(line):
            best[1].add(_spelled_day(dateline["day"]) or "")
        if len(line) > limit("date_line_max_chars"):
            continue
        for piece in _PIECES.split(line):
            _collect(piece.strip(_EDGES), best)
    for days in best:
        if days:
            return next(iter(days)) if len(days) == 1 else None
    return None


def _collect(piece: str, best: tuple[set[str], set[str], set[str]]) -> None:
    for rank, label in ((0, _PUBLISHED), (2, _UPDATED)):
        rest = label.sub("", piece, count=1)
        if rest != piece:
            day = _spelled_day(rest.strip(_EDGES))
            if day:
                best[rank].add(day)
            return
    day = _spelled_day(piece)
    if day:
        best[1].add(day)
