"""A real mail server on loopback whose every answer a test may choose, and a certificate of its own."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

TAKEN = "250 taken"
CUT = "cut"
"""An answer that never comes: the letter is kept and the connection closed."""


@dataclass
class Mailbox:
    """What a server was handed, and how it answers."""

    letters: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    on_recipient: Callable[[str], str] = lambda _: "250 ok"
    on_data: Callable[[], str] = lambda: TAKEN
    logins: list[str] = field(default_factory=list)

    async def handle_RCPT(
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer to one recipient."""
        answer = self.on_recipient(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        """Keep a letter and answer as chosen; what is refused is not kept."""
        answer = self.on_data()
        if answer in (TAKEN, CUT):
            assert isinstance(envelope.content, bytes)
            self.letters.append(envelope.content)
            self.recipients += envelope.rcpt_tos
        if answer == CUT:
            server.transport.close()
        return TAKEN if answer == CUT else answer


@contextmanager
def mail_server(
    box: Mailbox, *, certificate: tuple[Path, Path] | None = None, password: str | None = None
) -> Iterator[int]:
    """The port of a running server; with a certificate it asks for STARTTLS, with a password for a login."""
    options: dict[str, Any] = {}
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*map(str, certificate))
        options |= {"tls_context": context, "require_starttls": True}
    if password is not None:

        def login(
            server: object, session: object, envelope: object, mechanism: object, data: object
        ) -> AuthResult:
            assert isinstance(data, LoginPassword)
            box.logins.append(data.login.decode())
            return AuthResult(success=data.password.decode() == password, handled=False)

        options |= {
            "authenticator": login,
            "auth_required": True,
            "auth_require_tls": certificate is not None,
        }
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])  # the controller looks at the port it was told, so 0 will not do
    controller = Controller(box, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def certificate_of(folder: Path, host: str = "localhost") -> tuple[Path, Path]:
    """A self-signed certificate for a host, and its key, as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(built.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return paths
