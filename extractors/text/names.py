"""Numbers that count nothing: years, dates, times, versions, labels, scores, telephone numbers."""

from __future__ import annotations

import re

from extractors.lexicon.units import load_quantity_words
from extractors.text.numbers import Numeral
from extractors.text.readings import COUNT, Reading

_SKIP = re.compile(
    r"""
      [0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2}(?:[T ][0-9:.]{4,15}Z?)?)?(?![0-9,])  # ISO date or month
    | [0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}(?![0-9])                              # 10/02/2024
    | [0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?![0-9])                              # 02.10.2024
    | [0-9]{1,2}[:.][0-9]{2}[ ]?[ap]\.?m\.?(?![a-z0-9])                      # 7.30 p.m.
    | [0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,3})?)?(?![0-9])            # 10:30
    | [0-9]{1,2}[ ]?(?:a\.?m\.?|p\.m\.|pm)(?![a-z0-9])                       # 7 a.m.
    | [0-9]{1,2}[ ]?o'clock
    | [0-9]{1,3}(?:\.[0-9]{1,3}){3}(?<!\.000)(?![0-9])                       # network address
    | (?:[0-9]{1,3}[-. ])?[0-9]{3}[-. ][0-9]{3,4}[-.][0-9]{4}(?![0-9])       # telephone number
    | [0-9]{3}-[0-9]{4}(?![0-9]|[ ]?[a-z])
    | [0-9]{3}\)[ ]?[0-9]{3}-[0-9]{4}                                        # (212) 555-0100
    | (?<=\+)[0-9]{1,3}(?:[- .][0-9]{2,4}){2,5}                              # +44 20 7946 0958
    | (?<=\[)[0-9]{1,3}(?=\])                                                # [3]
    | 10b-?5                                                                 # Rule 10b-5
    | [0-9]{1,8}(?:-[0-9]{1,8}){2,}                                          # 1111-2222-4444
    | [0-9]{1,3}(?:st|nd|rd|th)(?![a-z0-9])                                  # ordinal
    | [0-9]{2,4}'?s(?![a-z0-9])                                              # the 1990s, in her 20s
    | [0-9]{1,3}d(?![a-z0-9])                                                # 3D
    | [0-9]{1,2}g(?![a-z0-9])(?<=[2-6]g)                                     # 5G
    | [0-9]{3,4}p(?![a-z0-9])                                                # 1080p
    | [0-9]{1,3}-?[kq](?=[ ]?filing|[ ]?report)                              # 10-K filing
    | (?:10|8|20|6)-[kq](?![a-z0-9])
    | [0-9]{3}\([a-z]\)                                                      # 401(k)
    | [0-9]{1,4}x[0-9]{1,6}[a-z]?(?![a-z])                                   # 8x22B, 1920x1080
    """,
    re.VERBOSE,
)
_YEAR = re.compile(r"(?:1[6-9]|20)[0-9]{2}")
_YEAR_SPAN = re.compile(r"(?:1[6-9]|20)[0-9]{2}[-–/](?:(?:1[6-9]|20)?[0-9]{2})(?![0-9])")
_LIST_NUMBER = re.compile(r"[0-9]{1,3}(?:[.)]|\.\))(?=[ ]|$)")
_SCORE = re.compile(r"([0-9]{1,3})[-–]([0-9]{1,3})(?![0-9.,]?[0-9a-z%])")
_SLASHED = re.compile(r"[0-9]{1,4}/[0-9]{1,4}(?![0-9])")
_LETTER_AFTER = re.compile(r"[A-Za-z_]|-[A-Za-z]{1,3}-?[0-9]")
_DAY = re.compile(r"[0-9]{1,2}(?![0-9,.][0-9])")
_AGE = re.compile(r"[0-9]{1,2}(?=,)")


def skip_at(low: str, start: int) -> int:
    """Where a date, time, version or telephone number that begins at `start` ends; `start` if none does."""
    found = _SKIP.match(low, start) or _YEAR_SPAN.match(low, start)
    return found.end() if found else start


def is_score(low: str, start: int) -> int:
    """Where a result like `3-2` at `start` ends, else `start`: two small numbers, the second not larger."""
    found = _SCORE.match(low, start)
    if found is None:
        return start
    left, right = int(found.group(1)), int(found.group(2))
    following = low[found.end() : found.end() + 16].split()
    result = bool(following) and following[0].strip(".,;)") in load_quantity_words().context.after_score
    if left >= right or (result and right < 30) or (right - left == 0):
        return found.end()
    return start


def is_slashed(low: str, start: int) -> int:
    """Where `24/7` or `9/11` at `start` ends, else `start`."""
    found = _SLASHED.match(low, start)
    return found.end() if found else start


def is_list_number(text: str, start: int) -> bool:
    """Whether the number at `start` numbers a line: `1. ` or `(2) ` at its beginning."""
    line = text.rfind("\n", max(0, start - 9), start) + 1
    if (line == 0 and start > 8) or text[line:start].strip(" (-#>|"):
        return False
    return _LIST_NUMBER.match(text, start) is not None


def is_name(text: str, numeral: Numeral, reading: Reading, before: list[str], start: int) -> bool:
    """Whether a number in digits is part of a name or a date rather than a count of something.

    `before` is the words before it as printed, the nearest last; `start` where number or sign begins.
    """
    context = load_quantity_words().context
    last = before[-1] if before else ""
    word = last.strip(".,;:()[]\"'").lower()
    unit = reading.unit
    following = text[numeral.end : numeral.end + 1]
    if reading.end < 0 and _LETTER_AFTER.match(text, numeral.end):
        return True
    if numeral.bare and _is_date(text, numeral, word, last):
        return True
    if unit == COUNT and len(numeral.lexeme) > 1 and numeral.lexeme[0] == "0" and numeral.lexeme.isdigit():
        return True  # 007, 0800: a code
    if unit == COUNT and numeral.bare and numeral.lexeme.isdigit() and _is_year(text, numeral, reading, word):
        return True
    if (
        numeral.magnitude != 1
        or numeral.power
        or (unit != COUNT and reading.dimension != "people" and reading.end >= 0)
    ):
        return False
    glued = text[start - 1 : start]
    if glued and glued in "#№^@_":
        return True
    if unit == COUNT and word in context.labels and last[-1:] not in ",;:)":
        return (
            word not in ("order", "line", "unit", "case", "form", "node", "layer", "port", "group", "area")
            or reading.noun is None
        )
    if (
        unit == COUNT
        and following == ","
        and last.endswith(",")
        and _AGE.match(text, numeral.start)
        and numeral.end - numeral.start == 2
    ):
        return True
    return _is_version(text, numeral, reading, last, start)


def _is_date(text: str, numeral: Numeral, word: str, last: str) -> bool:
    months = load_quantity_words().context.months
    if not numeral.lexeme.isdigit() or len(numeral.lexeme) > 4:
        return False
    day = 1 <= int(numeral.lexeme) <= 31
    capital = last[:1].isupper()
    if (
        word in months
        and (capital or word not in ("may", "march", "mar", "dec", "sun"))
        and (day or len(numeral.lexeme) == 4)
    ):
        return True
    if not day or text[numeral.end : numeral.end + 1] != " ":
        return False
    after = text[numeral.end + 1 : numeral.end + 12].split(" ", 1)[0].rstrip(".,;:)")
    return after.lower() in months and after[:1].isupper()


def _is_year(text: str, numeral: Numeral, reading: Reading, word: str) -> bool:
    if not _YEAR.fullmatch(numeral.lexeme):
        return False
    if reading.noun is None or word in load_quantity_words().context.before_year:
        return True
    return not numeral.lexeme.endswith("00") and text[numeral.end : numeral.end + 1] != "-"


def _is_version(text: str, numeral: Numeral, reading: Reading, last: str, start: int) -> bool:
    """`iPhone 15`, `Llama 3.1`, `Boeing 737`: a bare number right after a capitalised word."""
    if text[start - 1 : start] != " " or not numeral.bare or len(numeral.lexeme) > 5:
        return False
    name = last.lstrip("(\"'[|*")
    if name in load_quantity_words().money_codes:
        return False
    if not name or (name[-1] in '.,;:!?)]"|' and not name[:-1].isupper()):
        return False
    if name[-1] in ",;:!?)]":
        return False
    capital = name[0].isupper() or (len(name) > 1 and name[1:2].isupper() and name[0].isalpha())
    if name.endswith(("'s", "s'")) or (text[numeral.end : numeral.end + 1] == "-" and reading.noun):
        return False
    if not capital or name.lower().rstrip(".") in load_quantity_words().context.function_words:
        return False
    if reading.dimension == "people" and len(numeral.lexeme) >= 3:
        return False
    return not (reading.noun and reading.unit == COUNT and _starts_sentence(text, start - len(name) - 1))


def _starts_sentence(text: str, place: int) -> bool:
    """Whether a word at `place` begins a sentence or a line, so that its capital says nothing."""
    before = text[max(0, place - 3) : max(0, place)].rstrip(" ")
    return not before or before[-1] in ".!?\n|"
