"""The network code of sending: letters to one SMTP server, one after the other over one connection."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType

from reports.letter import Letter

TIMEOUT_SECONDS = 30
"""Most to wait for any answer of the server."""

_PERMANENT = 500


class Security(StrEnum):
    """How the connection is kept from others: not at all, from STARTTLS on, or from the first byte."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where letters are handed in. The password is not shown in any message."""

    host: str
    port: int
    security: Security
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = TIMEOUT_SECONDS


class Verdict(StrEnum):
    """What became of a letter: taken; try again later; never."""

    SENT = "sent"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the server said of one letter; `why` is empty when it was taken."""

    verdict: Verdict
    why: str = ""


class MailUnreachable(Exception):  # noqa: N818 -- the state a person meets
    """The server cannot be reached, or does not let us in. Nothing was sent; the message says why."""


class Postman:
    """A connection to a mail server. Use as a context.

    Raises:
        MailUnreachable: no connection, no trusted TLS, or the login was refused.
    """

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._smtp = self._connect()

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        where = f"the mail server {server.host}:{server.port}"
        try:
            smtp = self._open()
        except ssl.SSLError as error:
            raise MailUnreachable(
                f"{where} has no certificate that this machine trusts ({error.reason})"
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            raise MailUnreachable(f"{where} cannot be reached ({_words(error)})") from error
        try:
            if server.user:
                smtp.login(server.user, server.password or "")
        except smtplib.SMTPAuthenticationError as error:
            smtp.close()
            raise MailUnreachable(f"{where} refuses the login of {server.user} ({error.smtp_code})") from None
        except (OSError, smtplib.SMTPException) as error:
            smtp.close()
            raise MailUnreachable(f"{where} does not let {server.user} log in ({_words(error)})") from None
        return smtp

    def _open(self) -> smtplib.SMTP:
        server = self._server
        if server.security is Security.TLS:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=context)
        smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
        if server.security is Security.STARTTLS:
            try:
                smtp.starttls(context=ssl.create_default_context())
            except BaseException:
                smtp.close()
                raise
        return smtp

    def __enter__(self) -> Postman:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._smtp.quit()
        except (OSError, smtplib.SMTPException):
            self._smtp.close()

    def send(self, letter: Letter) -> Outcome:
        """Hand a letter in. What the server does not clearly refuse for good is to be tried again later.

        When the connection ends before the server has said that it took the letter, nobody knows whether it
        did: it is tried again, under the same Message-ID.
        """
        try:
            self._smtp.sendmail(letter.sender, [letter.recipient], letter.content)
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            return _refused(code, words)
        except smtplib.SMTPResponseException as error:
            return _refused(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            self._reconnect()
            return Outcome(verdict=Verdict.LATER, why=_words(error))
        return Outcome(verdict=Verdict.SENT)

    def _reconnect(self) -> None:
        self._smtp.close()
        try:
            self._smtp = self._connect()
        except MailUnreachable:
            return  # the next letter finds the connection closed, and is to be tried later too


def _refused(code: int, words: bytes | str) -> Outcome:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    verdict = Verdict.NEVER if code >= _PERMANENT else Verdict.LATER
    return Outcome(verdict=verdict, why=f"{code} {' '.join(text.split())[:200]}")


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
