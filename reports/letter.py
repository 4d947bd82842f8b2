"""A digest as an e-mail: plain part, HTML part, pictures by content id, and headers that nobody else writes.

Words of articles reach a header only through `header_words`. What is made is parsed again: a letter whose
headers are not exactly ours is not sent.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.mime.image import MIMEImage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

_SUBJECT_LENGTH = 150
_HEADERS = (
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "List-Unsubscribe",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Type",
)
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


class LetterError(ValueError):
    """A letter that cannot be sent as it is; nothing was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One e-mail to one address, as bytes ready for SMTP. `message_id` stands with its angle brackets."""

    message_id: str
    sender: str
    recipient: str
    subject: str
    content: bytes


def write_letter(
    *,
    sender: str,
    recipient: str,
    subject: str,
    date: datetime,
    plain: str,
    page: str,
    pictures: Mapping[str, bytes],
    key: Sequence[str],
) -> Letter:
    """The letter of these parts.

    Args:
        sender: The address it comes from, and that "unsubscribe" is written to.
        recipient: The address it goes to.
        subject: Words of any text; cleaned here.
        date: When it is written, with a time zone.
        plain: The plain part.
        page: The HTML part, which names the pictures as `cid:NAME`.
        pictures: PNG files by content id.
        key: What the letter is, whenever it is made: the same key and recipient give the same Message-ID,
            so that a letter sent twice can be known as one.

    Raises:
        LetterError: its headers would not be ours alone.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = header_words(subject)
    message["From"] = sender
    message["To"] = recipient
    message["Date"] = format_datetime(date)
    message["Message-ID"] = message_id(sender, (recipient, *key))
    message["List-Unsubscribe"] = f"<mailto:{sender}?subject=unsubscribe>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(plain, cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    if pictures:
        html = message.get_payload()[1]  # type: ignore[index]  # a multipart: its parts are a list
        html.make_related()  # type: ignore[union-attr]
        for name, content in pictures.items():
            html.attach(_picture(name, content))  # type: ignore[union-attr]
    content = message.as_bytes()
    _check_headers(content, recipient)
    return Letter(
        message_id=str(message["Message-ID"]),
        sender=sender,
        recipient=recipient,
        subject=str(message["Subject"]),
        content=content,
    )


def _picture(name: str, content: bytes) -> MIMEImage:
    """A picture that the page names as `cid:NAME`. Made in the old way, which takes a tenth of the time."""
    part = MIMEImage(content, "png")
    part["Content-ID"] = f"<{name}>"
    part.add_header("Content-Disposition", "inline", filename=f"{name}.png")
    return part


def message_id(sender: str, key: Sequence[str]) -> str:
    """The Message-ID of what `key` names: content alone, no clock and no chance."""
    digest = sha256("\x1f".join(key).encode("utf-8", "surrogatepass")).hexdigest()
    return f"<{digest[:32]}@{sender.rpartition('@')[2]}>"


def header_words(text: str) -> str:
    """Words that may stand in a header: no controls, no marks of direction, no encoded words, 150 at most.

    Python 3.11.7 decodes an encoded word in a header's value and writes the line breaks it hides
    (CVE-2024-6923), so `=?` never stands in one.
    """
    plain = "".join(" " if unicodedata.category(sign) in _HIDDEN or sign.isspace() else sign for sign in text)
    folded = " ".join(plain.replace("=?", "= ?").split())
    return folded if len(folded) <= _SUBJECT_LENGTH else f"{folded[: _SUBJECT_LENGTH - 1].rstrip()}…"


def _check_headers(content: bytes, recipient: str) -> None:
    read = message_from_bytes(
        content.partition(b"\r\n\r\n")[0], policy=SMTP
    )  # not the pictures: they are long
    names = tuple(read.keys())
    if sorted(names) != sorted(_HEADERS) or str(read["To"]) != recipient:
        raise LetterError(f"a letter to {recipient} would have headers that are not ours: {', '.join(names)}")
