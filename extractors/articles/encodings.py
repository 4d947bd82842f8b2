"""HTTP content decoding by hand, with a cap on what comes out.

The client's own decoder turned a body of 1.8 kB into one chunk of a gigabyte; here every step of
decompression is told how much it may still produce.
"""

from __future__ import annotations

import zlib

from extractors.articles.limits import limit

_GZIP = zlib.MAX_WBITS | 16
_KNOWN = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": zlib.MAX_WBITS}


class BodyError(ValueError):
    """A body that cannot be decoded whole within the caps. `too_big` tells a cap from a defect."""

    def __init__(self, message: str, *, too_big: bool = False) -> None:
        super().__init__(message)
        self.too_big = too_big


def decode_content(body: bytes, content_encoding: str | None, *, max_bytes: int) -> bytes:
    """The body without its content encodings.

    Args:
        body: The bytes as sent.
        content_encoding: The header's value; gzip and deflate, at most `fetch_encodings` of them.
        max_bytes: Cap on the decoded size. Above `fetch_small_body` a body may also not unpack to more than
            `fetch_expansion` times what was sent; unpacking stops there, so a bomb costs little memory.

    Raises:
        BodyError: unknown or too many encodings, damaged or cut data, or more bytes than allowed.
    """
    names = [name.strip().lower() for name in (content_encoding or "").split(",") if name.strip()]
    names = [name for name in names if name != "identity"]
    if len(names) > limit("fetch_encodings"):
        raise BodyError(f"the body is encoded {len(names)} times over")
    most = min(max_bytes, max(limit("fetch_small_body"), len(body) * limit("fetch_expansion")))
    for name in reversed(names):
        if name not in _KNOWN:
            raise BodyError(f"the body is encoded as {name[:20]!r}, which was not asked for")
        body = _inflate(body, name, most)
    if len(body) > max_bytes:
        raise BodyError(f"the page is larger than {max_bytes:,} bytes", too_big=True)
    return body


def _inflate(body: bytes, name: str, max_bytes: int) -> bytes:
    window = _KNOWN[name]
    if name == "deflate" and not _has_zlib_header(body):
        window = -zlib.MAX_WBITS  # many servers send raw deflate under this name
    out: list[bytes] = []
    room, rest = max_bytes + 1, body
    for _ in range(limit("fetch_gzip_members")):
        unpacker = zlib.decompressobj(window)
        try:
            piece = unpacker.decompress(rest, room)
        except zlib.error as error:
            raise BodyError(f"the body is not valid {name}") from error
        out.append(piece)
        room -= len(piece)
        if room <= 0:
            raise BodyError(f"the page unpacks to more than {max_bytes:,} bytes", too_big=True)
        if not unpacker.eof:
            raise BodyError(f"the {name} body is cut off")
        rest = unpacker.unused_data
        if window != _GZIP or not rest.startswith(b"\x1f\x8b"):
            return b"".join(out)
    raise BodyError(f"the {name} body is cut into too many members")


def _has_zlib_header(body: bytes) -> bool:
    return len(body) >= 2 and body[0] & 0x0F == 8 and (body[0] * 256 + body[1]) % 31 == 0
