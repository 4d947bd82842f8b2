"""Quarters, halves, seasons, years and decades.

Each reader takes a match of its pattern and says which period it is, or refuses with None.
"""

from __future__ import annotations

import re

from extractors.lexicon.period_words import PeriodWords
from extractors.text.anchors import (
    month_text,
    months_text,
    quarter_text,
    year_text,
)
from extractors.text.period_meaning import (
    WORD_AFTER,
    Clock,
    Meaning,
    PeriodKind,
    Reader,
    count_of,
    full_year,
    has_year,
    is_relative,
    year_of,
)


def _quarter(match: re.Match[str], clock: Clock) -> Meaning | None:
    groups = match.groupdict()
    word = next(groups[key] for key in ("q", "q1", "q2") if groups.get(key)).lower()
    quarter = int(word) if word.isdigit() else clock.words.ordinals[word]
    fiscal = bool(groups.get("fy") or groups.get("fy2") or groups.get("fy3"))
    year = year_of(match, clock)
    if fiscal and year is not None:
        return Meaning(
            kind=PeriodKind.QUARTER, period=f"FY{year:04d}-Q{quarter}", relative=is_relative(match)
        )
    if year is None and not fiscal and not has_year(match) and clock.anchor is not None:
        year = clock.anchor.near_quarter(quarter, ahead=clock.ahead(match.start()))
    partial = None if fiscal or has_year(match) else f"--Q{quarter}"
    if year is None:
        return Meaning(kind=PeriodKind.QUARTER, partial=partial)
    return Meaning(
        kind=PeriodKind.QUARTER,
        period=quarter_text(year, quarter),
        relative=is_relative(match),
        partial=partial,
    )


def _fiscal_year(match: re.Match[str], clock: Clock) -> Meaning | None:
    year = year_of(match, clock)
    if match.groupdict().get("y2"):
        year = full_year(match["y2"])
    return Meaning(
        kind=PeriodKind.YEAR, period=f"FY{year:04d}" if year else None, relative=is_relative(match)
    )


def _half(match: re.Match[str], clock: Clock) -> Meaning | None:
    groups = match.groupdict()
    word = next(groups[key] for key in ("h", "h1", "h2") if groups.get(key)).lower()
    half = int(word) if word.isdigit() else clock.words.ordinals[word]
    year = year_of(match, clock)
    if year is None and not has_year(match) and clock.anchor is not None:
        year = clock.anchor.year() - (
            half == 2 and clock.anchor.day.month < 7 and not clock.ahead(match.start())
        )
    if year is None:
        return Meaning(kind=PeriodKind.HALF)
    return Meaning(
        kind=PeriodKind.HALF, period=months_text(year, half * 6 - 5, 6), relative=is_relative(match)
    )


def _ended(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the quarter ended Sept. 30, 2024`, `twelve months to June 2024`: counted back from its last month."""
    month = clock.words.month_number(match["mon"])
    year = year_of(match, clock)
    if year is None and clock.anchor is not None:
        year = clock.anchor.near_month(month, ahead=match["end"].lower() in ("ending", "ends"))
    word = match["n"].lower() if match["n"] else ""
    unit = match["unit"].lower().rstrip("s").rsplit(" ", 1)[-1]
    count = _UNIT_MONTHS[unit] * (count_of(match, clock) if word else 1)
    kind = {3: PeriodKind.QUARTER, 6: PeriodKind.HALF, 12: PeriodKind.YEAR}.get(count, PeriodKind.RANGE)
    if year is None or not 1 <= count <= 24:
        return Meaning(kind=kind) if count else None
    if count == 3 and month % 3 == 0:
        period = quarter_text(year, month // 3)
    elif count == 12 and month == 12:
        period = year_text(year)
    else:
        period = months_text(year, month - count + 1, count)
    return Meaning(kind=kind, period=period, relative=is_relative(match))


_UNIT_MONTHS = {"year": 12, "month": 1, "quarter": 3, "half": 6}


def _part_of_year(match: re.Match[str], clock: Clock) -> Meaning | None:
    year = year_of(match, clock)
    if year is None:
        return Meaning(kind=PeriodKind.STRETCH)
    low, high = clock.words.part_of(match["part"], clock.words.parts)
    return Meaning(
        kind=PeriodKind.STRETCH, period=months_text(year, low + 1, high - low), relative=is_relative(match)
    )


_STOOD = re.compile(
    r"\b(?:was|were|had|stood|employed|held|totall?ed|rose|fell|grew|ended|counted|owed)\b"
    r"[^.;:!?]{0,60} at (?:the )?$"
)


def _end_of_year(match: re.Match[str], clock: Clock) -> Meaning | None:
    """The December of a year; "it employed 900 at year-end", told in spring, is of the year before."""
    year = year_of(match, clock)
    if year is not None and is_relative(match) and clock.anchor is not None:
        head = match.string[max(0, match.start() - 90) : match.start()]
        year -= clock.anchor.day.month <= 6 and bool(_STOOD.search(head))
    period = month_text(year, 12) if year is not None else None
    return Meaning(kind=PeriodKind.MONTH, period=period, relative=is_relative(match))


def _season(match: re.Match[str], clock: Clock) -> Meaning | None:
    first = clock.words.seasons[match["season"].lower()]
    groups = match.groupdict()
    if groups.get("y"):
        year = full_year(match["y"])
    elif clock.anchor is None:
        return Meaning(kind=PeriodKind.SEASON)
    else:
        now = clock.anchor.day
        word = (groups.get("rel") or "this").lower()
        shift = clock.words.relative.get(word, 0)
        year = now.year + (shift if shift >= 0 and not (shift > 0 and first > now.month) else 0)
        if shift < 0:
            year = now.year - (first + 2 >= now.month or groups.get("of") is not None)
    return Meaning(kind=PeriodKind.SEASON, period=months_text(year, first, 3), relative=is_relative(match))


def _century(match: re.Match[str], clock: Clock) -> Meaning | None:
    number = clock.words.day_number(match["d"])
    if not 15 <= number <= 22:
        return None
    first = number * 100 - 100
    return Meaning(kind=PeriodKind.DECADE, period=f"{first:04d}/{first + 99:04d}")


def _decade(match: re.Match[str], clock: Clock) -> Meaning | None:
    digits = match["decade"]
    first = (
        int(digits) if len(digits) == 4 else 1900 + int(digits) if int(digits) > 20 else 2000 + int(digits)
    )
    part = match.groupdict().get("part")
    low, high = 0, 9
    if part:
        word = part.lower().strip(" -")
        low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[word]
    return Meaning(kind=PeriodKind.DECADE, period=f"{first + low:04d}/{first + high:04d}")


def _decade_words(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the nineties`; the parts of one are told in digits only."""
    first = clock.words.decades[match["word"].lower()]
    return Meaning(kind=PeriodKind.DECADE, period=f"{first:04d}/{first + 9:04d}")


def _year_range(match: re.Match[str], clock: Clock) -> Meaning | None:
    first = int(match["y"])
    last = int(match["y2"]) if len(match["y2"]) == 4 else first // 100 * 100 + int(match["y2"])
    if not first < last <= first + 200:
        return None
    return Meaning(kind=PeriodKind.RANGE, period=f"{first:04d}/{last:04d}")


def _stated_year(match: re.Match[str], clock: Clock) -> Meaning | None:
    """`the year 2019`."""
    return Meaning(kind=PeriodKind.YEAR, period=match["y"])


def _bare_year(match: re.Match[str], clock: Clock) -> Meaning | None:
    return Meaning(kind=PeriodKind.YEAR, period=match["y"]) if _looks_like_year(match, clock.words) else None


_NUMBER_BEFORE = re.compile(r"\d[ \n]\Z")
_LATER_THAN = re.compile(r"\b(?:later|earlier|sooner) than (?:in )?\Z", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([A-Za-z©.]+|\(c\))[\s(]{1,3}(?:fiscal )?\Z")


def _looks_like_year(match: re.Match[str], words: PeriodWords) -> bool:
    """Whether a four-digit number reads as a year where it stands: by the words at both sides."""
    text, year = match.string, int(match["y"])
    head = text[max(0, match.start() - 24) : match.start()]
    if head.rstrip().endswith(("$", "€", "£", "¥", "₹")) or _NUMBER_BEFORE.search(head):
        return False
    if _LATER_THAN.search(head):
        return True
    before = _WORD_BEFORE.search(head)
    previous = before[1].lower().rstrip(".") if before else ""
    after = WORD_AFTER.match(text, match.end())
    following = after[1].lower() if after else ""
    if following in words.count_nouns or previous in words.hedges or previous in words.names_before:
        return False
    if previous in words.prepositions:
        return True
    if not 1950 <= year < 2050:
        return False
    return not following.endswith("s") or following in words.year_nouns


YEAR_READERS: dict[str, Reader] = {
    "quarter": _quarter,
    "fiscal_year": _fiscal_year,
    "half": _half,
    "ended": _ended,
    "part_of_year": _part_of_year,
    "end_of_year": _end_of_year,
    "season": _season,
    "century": _century,
    "decade": _decade,
    "decade_words": _decade_words,
    "year_range": _year_range,
    "stated_year": _stated_year,
    "bare_year": _bare_year,
}
"""Readers by the name that `period_rules.toml` calls them."""
