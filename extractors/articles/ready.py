"""Ready-made claims: rows of a `.claims.jsonl` file to records, without looking for anything in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from extractors.articles.dates import parse_published
from extractors.articles.decode import clean_text
from extractors.articles.limits import limit
from extractors.articles.urls import canonical_url
from extractors.ids import article_id, claim_id, text_sha256
from extractors.records import Article, Claim, Kind, Modifier, Scope, Status

CLAIM_FIELDS = (
    "external_id",
    "article_url",
    "outlet",
    "published",
    "title",
    "sentence",
    "kind",
    "subject",
    "metric",
    "low",
    "high",
    "unit",
    "modifier",
    "scope",
    "period",
    "status",
    "attributed_to",
    "counterparty",
    "object",
    "value_text",
)
_ABOUT = ("article_url", "outlet", "published", "title")
_WORDS = tuple(key for key in CLAIM_FIELDS if key not in (*_ABOUT, "low", "high", "scope"))
_NO_WORDS: Mapping[str, str | None] = dict.fromkeys(_WORDS)
_METRIC = re.compile(r"[a-z_:0-9]{1,100}")
_PERIOD = re.compile(r"[A-Za-z0-9:./+-]{1,60}")
_UNIT = re.compile(r"[A-Za-z][A-Za-z0-9_./-]{0,60}")
_ISO_DATE = re.compile(
    r"(?:(?:\d{4}|FY\d{4}|--\d{2})(?:-[0-9QHW]{2,3}){0,2}|\.\.)(?:/(?:\d{4}(?:-[0-9QHW]{2,3}){0,2}|\.\.))?"
)
_NUMBER = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?")
_CLOCK = re.compile(r"(?<=\d{4}-\d{2}-\d{2})[T ]\S{1,30}$")
_MAX_DIGITS = 38  # what the warehouse can hold
_USUAL_CHARS = 1_000
_NOT_A_WORD = re.compile(r"[^a-z0-9_]+")

E = TypeVar("E", bound=StrEnum)


class ClaimError(ValueError):
    """A row that is no claim. The message says which field is wrong and what it may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyClaims:
    """Ready-made claims of one article, in the order of their rows; the article's text is empty."""

    article: Article
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """The two ends of a value: numbers of a quantity, or the ISO text of a date."""

    low: Decimal | None
    high: Decimal | None
    date: str | None


def claim_article(fields: Mapping[str, Any], *, name: str) -> tuple[Article, str | None]:
    """The article of a row, and its `published` when that could not be read.

    A row without `article_url` belongs to the file itself.

    Raises:
        ClaimError: when a field that names the article is not text.
    """
    return _article(name, *(_words(fields, key) for key in _ABOUT))


@lru_cache(maxsize=16)  # the rows of one article follow each other
def _article(
    name: str, address: str | None, outlet: str | None, day: str | None, title: str | None
) -> tuple[Article, str | None]:
    url = canonical_url(address) if address else f"file:{name}"
    published = parse_published(day) if day else None
    article = Article(
        article_id=article_id(url),
        url=url,
        outlet=outlet,
        title=title,
        author=None,
        published=published,
        text="",
        text_sha256=text_sha256(""),
    )
    return article, day if day and not published else None


class Occurrences:
    """Counts equal claims of one run, so that each gets its own id; memory grows with distinct claims."""

    def __init__(self) -> None:
        self._seen: dict[bytes, int] = {}

    def name(self, article: str, sentence: str, value: str) -> str:
        """The id of a claim, counting how many equal ones came before it."""
        first = claim_id(article, sentence, value, 0)
        key = bytes.fromhex(first.partition("_")[2])
        before = self._seen.get(key, 0)
        self._seen[key] = before + 1
        return claim_id(article, sentence, value, before) if before else first


def ready_claim(fields: Mapping[str, Any], article: str, occurrences: Occurrences) -> Claim:
    """The claim of a row.

    Raises:
        ClaimError: when a field holds what it may not hold; the row is then no claim.
    """
    words = {**_NO_WORDS, **{key: _words(fields, key) for key in _WORDS if key in fields}}
    ends = _ends(fields)
    kind = _kind(words, ends)
    stated = _object(words, ends) if kind is not Kind.QUANTITY else words["object"]
    value = words["value_text"]
    if kind is Kind.QUOTE:
        stated = stated or words["sentence"] or value
        value = value or words["sentence"] or stated
    _require_value(kind, ends, stated)
    sentence = words["sentence"] or value or stated or ""
    key = value or stated or ""
    return Claim(
        claim_id=occurrences.name(article, sentence, key),
        article_id=article,
        kind=kind,
        subject=words["subject"] or "",
        metric=_metric(words, kind),
        sentence=sentence,
        external_id=words["external_id"],
        low=ends.low,
        high=ends.high,
        unit=_shaped(words["unit"], "unit", _UNIT, "a unit such as USD or parameters"),
        modifier=_word(Modifier, words["modifier"], "modifier", _default_modifier(ends)),
        scope=_scope(fields.get("scope")),
        period=_shaped(words["period"], "period", _PERIOD, "a period such as 2024, 2024-Q1 or 2024-10-02"),
        status=_word(Status, words["status"], "status", Status.REPORTED),
        attributed_to=words["attributed_to"],
        counterparty=words["counterparty"],
        object=stated,
        value_text=value,
    )


def _words(fields: Mapping[str, Any], key: str) -> str | None:
    value = fields.get(key)
    if value is None:
        return None
    if key == "external_id" and isinstance(value, Decimal):
        return str(value)
    if not isinstance(value, str):
        raise ClaimError(f'its "{key}" is not text but {str(value)[:40]!r}')
    if len(value) <= _USUAL_CHARS and value.isascii() and value.isprintable():
        return value.strip() or None  # as most are: nothing to clean
    if len(value) > limit("claim_words_chars"):
        raise ClaimError(f'its "{key}" is longer than {limit("claim_words_chars"):,} characters')
    return clean_text(value).strip() or None


def _ends(fields: Mapping[str, Any]) -> Ends:
    low, high = fields.get("low"), fields.get("high")
    low, high = (high if low is None else low), (low if high is None else high)
    if isinstance(low, str) and isinstance(high, str):
        dated = fields.get("unit") == "date" or fields.get("kind") == Kind.FACT
        if dated or not (_NUMBER.fullmatch(low) and _NUMBER.fullmatch(high)):
            return _date_ends(_CLOCK.sub("", low.strip()), _CLOCK.sub("", high.strip()))
    lower = _number(low, "low")
    same = low is high or (isinstance(high, Decimal) and low == high)
    numbers = (lower, lower if same else _number(high, "high"))
    if numbers[0] is not None and numbers[1] is not None and numbers[0] > numbers[1]:
        raise ClaimError(f'its "low" {numbers[0]:f} is above its "high" {numbers[1]:f}')
    return Ends(low=numbers[0], high=numbers[1], date=None)


def _date_ends(low: str, high: str) -> Ends:
    for key, value in (("low", low), ("high", high)):
        if not _ISO_DATE.fullmatch(value):
            raise ClaimError(
                f'its "{key}" {value[:40]!r} is neither a number nor an ISO date such as 2024-07-23'
            )
    if low > high and low[:1].isdigit() and high[:1].isdigit():
        raise ClaimError(f'its "low" {low!r} is after its "high" {high!r}')
    return Ends(low=None, high=None, date=low if low == high else f"{low}/{high}")


def _number(value: Any, key: str) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        value = Decimal(value)
    if not isinstance(value, Decimal):
        raise ClaimError(f'its "{key}" {str(value)[:40]!r} is not a number')
    if not value.is_finite():
        raise ClaimError(f'its "{key}" is {value}, which is not a number; use null when the text gives none')
    if value and abs(value.adjusted()) >= limit("claim_value_digits"):
        raise ClaimError(f'its "{key}" {str(value)[:40]} is beyond {limit("claim_value_digits")} digits')
    if len(value.as_tuple().digits) > _MAX_DIGITS:
        raise ClaimError(f'its "{key}" {str(value)[:40]} has more than {_MAX_DIGITS} digits')
    return value if value else Decimal(0)


def _kind(words: Mapping[str, str | None], ends: Ends) -> Kind:
    if words["kind"] is not None:
        return _word(Kind, words["kind"], "kind", Kind.FACT)
    if words["metric"] == "said":
        return Kind.QUOTE
    return Kind.QUANTITY if ends.low is not None else Kind.FACT


def _word(words: type[E], value: str | None, key: str, default: E) -> E:
    if value is None:
        return default
    try:
        return words(value)
    except ValueError:
        pass
    near = get_close_matches(value.lower(), list(words), n=1, cutoff=0.5)
    hint = f"did you mean {str(near[0])!r}?" if near else f"it may be {', '.join(words)}"
    raise ClaimError(f'its "{key}" is {value[:40]!r}; {hint}')


def _default_modifier(ends: Ends) -> Modifier:
    return Modifier.RANGE if ends.low != ends.high else Modifier.EXACT


def _object(words: Mapping[str, str | None], ends: Ends) -> str | None:
    """What a fact states; the ISO text of `low` and `high` outranks words such as "early 2010s"."""
    given = words["object"]
    if ends.date is None or (given and _ISO_DATE.fullmatch(given)):
        return given
    return ends.date


def _require_value(kind: Kind, ends: Ends, stated: str | None) -> None:
    if kind is Kind.QUANTITY and ends.low is None:
        raise ClaimError('it is a quantity without a number in "low" and "high"')
    if kind is Kind.FACT and stated is None and ends.low is None:
        raise ClaimError('it is a fact without an "object" (or a date in "low" and "high")')
    if kind is Kind.QUOTE and not stated:
        raise ClaimError('it is a quote without words in "sentence"')


def _metric(words: Mapping[str, str | None], kind: Kind) -> str:
    given = words["metric"]
    if given is None:
        noun = _NOT_A_WORD.sub("_", (words["unit"] or "").lower()).strip("_")
        return "said" if kind is Kind.QUOTE else f"other:{noun or 'unnamed'}"
    return _shaped(given, "metric", _METRIC, "a metric such as valuation or other:head_noun") or given


def _shaped(value: str | None, key: str, shape: re.Pattern[str], example: str) -> str | None:
    if value is not None and not shape.fullmatch(value):
        raise ClaimError(f'its "{key}" is {value[:40]!r}, which is not {example}')
    return value


def _scope(value: Any) -> Scope:
    if value is None:
        return ()
    if not isinstance(value, dict):
        raise ClaimError('its "scope" is not an object such as {"round": "series_b"}')
    pairs: list[tuple[str, str]] = []
    for slot, held in value.items():
        if held is None:
            continue
        if not isinstance(held, str | Decimal | bool):
            raise ClaimError(f'the slot {slot[:40]!r} of its "scope" does not hold a word')
        word = str(held).lower() if isinstance(held, bool) else str(held)
        pairs.append((clean_text(slot).strip(), clean_text(word).strip()))
    return tuple(sorted(pairs))
