"""Identity by content: every id is a hash of what the thing is, never of when or where it was met.

An id is a kind prefix and 16 hexadecimal digits (64 bits) of SHA-256 over its parts, joined by the unit
separator U+001F, which no text of ours contains. Ids are a public contract: changing what goes into one
breaks every stored judgement and link.
"""

from __future__ import annotations

from hashlib import sha256

_SEPARATOR = "\x1f"


def content_id(prefix: str, *parts: str) -> str:
    """An id such as `art_9f86d081884c7d65` from text parts; equal parts give equal ids on any machine."""
    digest = sha256(_SEPARATOR.join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}_{digest[:16]}"


def article_id(url: str) -> str:
    """The id of the article at a canonical URL (or `file:` path)."""
    return content_id("art", url)


def claim_id(article: str, sentence: str, value_text: str, occurrence: int) -> str:
    """The id of a claim: its article, its sentence, its printed value and which of equals it is (from 0)."""
    return content_id("clm", article, sentence, value_text, str(occurrence))


def text_sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
