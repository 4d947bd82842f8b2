"""One stored claim against the stored text: the hash, the words of the span, the claim read again."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.ids import text_sha256
from extractors.records import Claim, Kind
from flows.verification.held import Held
from reports.verification import Check, Outcome
from warehouse.columns import storable_number
from warehouse.rows import plain_number
from warehouse.stored_rows import StoredArticle, StoredClaim

_FIELDS = (
    "kind", "subject", "metric", "unit", "modifier", "scope", "period", "status", "counterparty", "object",
    "value_text", "sentence", "start", "end",
)  # fmt: skip
_REPLACED = "\ufffd"
_OTHER = "the text was read by another version of twosource or its lexicon; run again to bring it up to date"


def claim_checks(held: Held, row: StoredClaim) -> Iterator[Check]:
    """Every check of one claim: text, sentence, span, reading. A ready-made claim has none but `given`."""
    article = held.article(row.article_id)
    about = f"claim {row.claim_id}, {article.url}"
    if row.is_ready_made:
        yield _given(row, article, about)
        return
    yield text_check(article.text, article.text_sha256, about)
    yield sentence_check(article.text, row.sentence, about)
    yield span_check(article.text, row.claim(), about)
    yield _reading_check(held, row, about)


def _given(row: StoredClaim, article: StoredArticle, about: str) -> Check:
    detail = f"given ready-made{f' as {row.external_id}' if row.external_id else ''}, not read by twosource"
    if article.text and row.sentence in article.text:
        return Check(name="sentence", about=about, outcome=Outcome.OK, detail=f"stands in the text; {detail}")
    return Check(name="given", about=about, outcome=Outcome.OPEN, detail=detail)


def text_check(text: str, stored: str, about: str) -> Check:
    """Whether a stored text has the hash it was stored with."""
    if text_sha256(text) == stored:
        return Check(name="text", about=about, outcome=Outcome.OK, detail=f"SHA-256 {stored[:16]}… as stored")
    if _REPLACED in text:
        detail = "holds signs that cannot be stored and were replaced, so its hash is that of the page alone"
        return Check(name="text", about=about, outcome=Outcome.OPEN, detail=detail)
    detail = f"SHA-256 is {text_sha256(text)[:16]}…, {stored[:16]}… is stored: the text is not the one read"
    return Check(name="text", about=about, outcome=Outcome.FAILED, detail=detail)


def sentence_check(text: str, sentence: str, about: str) -> Check:
    """Whether a sentence stands in a text word for word."""
    if sentence in text:
        return Check(name="sentence", about=about, outcome=Outcome.OK, detail=f"“{sentence}”")
    detail = f"does not stand in the text: “{sentence}”"
    return Check(name="sentence", about=about, outcome=Outcome.FAILED, detail=detail)


def span_check(text: str, claim: Claim, about: str) -> Check:
    """Whether the span of a claim covers the words it quotes."""
    if claim.start is None or claim.end is None:
        return Check(name="span", about=about, outcome=Outcome.FAILED, detail="the claim has none")
    covered = text[claim.start : claim.end]
    place = f"[{claim.start}, {claim.end})"
    wanted = claim.value_text if claim.kind is Kind.QUANTITY else None
    if covered and (wanted is None or covered == wanted):
        return Check(name="span", about=about, outcome=Outcome.OK, detail=f"{place} is “{covered}”")
    detail = f"{place} is “{covered}”, not “{wanted or ''}”"
    return Check(name="span", about=about, outcome=Outcome.FAILED, detail=detail)


def _reading_check(held: Held, row: StoredClaim, about: str) -> Check:
    is_own = held.is_own_reading(row.article_id)
    again = held.read_again(row.article_id).get(row.claim_id)
    if again is None:
        detail = "the text read again does not give this claim"
        return _unlike(held, about, detail, is_own=is_own)
    stored = row.claim()
    unlike = [
        f"{name} {getattr(again, name)!s}, stored {getattr(stored, name)!s}"
        for name in _FIELDS
        if getattr(again, name) != getattr(stored, name)
    ]
    for name in ("low", "high"):
        value = plain_number(storable_number(getattr(again, name)))
        if value != getattr(stored, name):
            unlike.append(f"{name} {value}, stored {getattr(stored, name)}")
    if unlike:
        detail = f"the text read again gives the claim with {'; '.join(unlike)}"
        return _unlike(held, about, detail, is_own=is_own)
    told = stored.value_text or stored.object or ""
    detail = f"the text read again gives {stored.subject}, {stored.metric}, {told}"
    return Check(name="reading", about=about, outcome=Outcome.OK, detail=detail)


def _unlike(held: Held, about: str, detail: str, *, is_own: bool) -> Check:
    words = detail if is_own else f"{detail}: {_OTHER}"
    return Check(name="reading", about=about, outcome=held.unlike(is_own=is_own), detail=words)
