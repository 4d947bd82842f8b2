"""Bytes to text: which encoding, what is binary, and the little cleaning that every text gets.

Order of trust: byte-order mark, HTTP header, `<meta>`, then UTF-8, then windows-1252. Only the labels of
`charsets.toml` count. Two declarations are overruled because they cannot be true: UTF-16 over bytes
without a single NUL, and a one-byte charset over bytes that are valid multi-byte UTF-8.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from pathlib import Path
from typing import cast

from extractors.articles.limits import limit
from extractors.lexicon.strict import read_toml

_FILE = Path(__file__).with_name("charsets.toml")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"PAR1",
)
_CONTROLS = bytes(sorted(set(range(32)) - {9, 10, 12, 13, 27})) + b"\x7f"
_HEADER_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,500}?charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_META_WINDOW = 4096
_UNWANTED = re.compile("[\x00\ud800-\udfff]")


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return cast("dict[str, str]", read_toml(_FILE)["labels"])


def codec_of(label: str | None) -> str | None:
    """The codec for a declared charset label, or None when the label is not on the allow-list."""
    return _labels().get(label.strip().lower()) if label else None


def is_binary(body: bytes) -> bool:
    """Whether the bytes are a picture, an archive, a PDF … rather than text in a known encoding."""
    if body.startswith(_MAGIC):
        return True
    if any(body.startswith(bom) for bom, _ in _BOMS):
        return False
    head = body[: limit("sniff_bytes")]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 100 > len(head) * limit("control_percent")


def decode_text(body: bytes, content_type: str | None = None, *, markup: bool = False) -> str:
    """The text of `body`, cleaned by `clean_text`; never fails, undecodable bytes become U+FFFD.

    Args:
        body: The bytes as read.
        content_type: An HTTP Content-Type, for its charset.
        markup: Whether a `<meta charset>` near the start counts.
    """
    for bom, codec in _BOMS:
        if body.startswith(bom):
            return clean_text(body[len(bom) :].decode(codec, "replace"))
    declared = _declared(body, content_type, markup=markup)
    return clean_text(_decode(body, declared))


def _declared(body: bytes, content_type: str | None, *, markup: bool) -> str | None:
    found = _HEADER_CHARSET.search(content_type or "")
    codec = codec_of(found.group(1)) if found else None
    if codec is None and markup:
        meta = _META_CHARSET.search(body[:_META_WINDOW])
        codec = codec_of(meta.group(1).decode("ascii", "replace")) if meta else None
        if codec and codec.startswith("utf-16"):
            codec = "utf-8"  # a meta tag that could be read as ASCII is not in UTF-16
    if codec and codec.startswith("utf-16") and b"\x00" not in body[: limit("sniff_bytes")]:
        codec = None
    return codec


def _decode(body: bytes, declared: str | None) -> str:
    if declared is None or not declared.startswith("utf-16"):
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            stateful = declared is not None and declared.startswith("iso2022")
            if not stateful:
                return text
    if declared is None:
        return body.decode("cp1252", "replace")
    text = body.decode(declared, "replace")
    if declared == "utf-8" and not any(ord(char) > 127 and char != "�" for char in text):
        return body.decode("cp1252", "replace")  # says UTF-8, holds not one valid character of it
    return text


def clean_text(text: str) -> str:
    """`text` with plain newlines, without byte-order mark, NUL and lone surrogates; nothing else changes."""
    if text.startswith("\ufeff"):
        text = text[1:]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWANTED.sub("", text) if _UNWANTED.search(text) else text
