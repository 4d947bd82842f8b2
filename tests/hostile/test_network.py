"""What servers and addresses do to those who fetch: one outcome each, in time, and no connection too many.

`make hostile` tries all of it; so does the suite, for it is quick.
"""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractors.articles.decode import decode_text
from extractors.articles.fetch import Fetched, Fetcher
from extractors.articles.fetch_hosts import HostBook
from extractors.articles.fetch_pool import FetchPool, Manners
from extractors.lexicon.strict import build, read_toml
from extractors.records import Issue
from tests.articles.server import closed_port
from tests.articles.sites import LOOPBACK, NOON, Answer, site_on, sites
from tests.hostile.evil import EvilAnswer, evil_answers, evil_servers

AGENT = "hostile-tests/1 (+https://example.org/bot)"
DEADLINE = 2.0
HOSTS = Path(__file__).with_name("hosts.toml")
ROOT = Path(__file__).parents[2]
MANNERS = Manners(pace=0.0, retry_wait=0.05, connections=64)


@dataclass(frozen=True, slots=True, kw_only=True)
class BadHost:
    """A row of hosts.toml."""

    host: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hosts:
    host: tuple[BadHost, ...]


BAD_HOSTS = build(_Hosts, read_toml(HOSTS), HOSTS.name).host


def pool(*, allow: tuple[str, ...] = LOOPBACK, deadline: float = DEADLINE) -> FetchPool:
    fetcher = Fetcher(AGENT, deadline_seconds=deadline, allow_private=allow)
    return FetchPool(fetcher, manners=MANNERS, book=HostBook(now=NOON))


@pytest.fixture(scope="module")
def outcomes() -> dict[str, tuple[Fetched | Issue, float]]:
    """What became of every row of answers.toml, all fetched side by side, and after how many seconds."""
    found = {}
    with evil_servers(evil_answers()) as servers, pool() as fetching:
        begun = time.monotonic()
        fetching.expect([server.url() for server in servers])
        for server in servers:
            found[server.row.name] = (fetching.get(server.url()), time.monotonic() - begun)
        for thread in threading.enumerate():
            if thread.name == "twosource-fetch":
                thread.join(0.5)
                assert not thread.is_alive(), "an answer that does not end held a thread"
    return found


@pytest.mark.parametrize("row", evil_answers(), ids=lambda row: row.name)
def test_one_outcome_for_each_answer(
    outcomes: dict[str, tuple[Fetched | Issue, float]], row: EvilAnswer
) -> None:
    found, seconds = outcomes[row.name]
    assert (found.code if isinstance(found, Issue) else "page") == row.code
    if isinstance(found, Issue):
        assert row.says in found.message
        assert "\n" not in found.message
    # three tries at most, and those that do not end get one
    assert seconds < DEADLINE + 3


@pytest.mark.parametrize("does", ["slow_body", "slow_header", "stalled"])
def test_drips_end_before_the_deadline(does: str) -> None:
    """What has begun and comes at less than a kilobyte a second, or no more, is given up early."""
    row = EvilAnswer(name=does, input=13, does=does, code="")
    with evil_servers((row,)) as (server,):
        fetcher = Fetcher(AGENT, deadline_seconds=20, slow_seconds=0.3, allow_private=LOOPBACK)
        begun = time.monotonic()
        answer = fetcher.get(server.url())
        assert time.monotonic() - begun < 3
    assert isinstance(answer, Issue)
    assert "too slow" in answer.message


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port on every address of this machine, and who connected to it."""
    met: list[object] = []
    listening = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)

    def accept() -> None:
        with suppress(OSError):
            while True:
                link, peer = listening.accept()
                met.append(peer)
                link.close()

    threading.Thread(target=accept, daemon=True).start()
    yield listening.getsockname()[1], met
    listening.close()


def test_no_spelling_of_a_private_host_is_connected_to(listener: tuple[int, list[object]]) -> None:
    port, met = listener
    with socket.create_connection(("127.0.0.1", port)):
        pass
    urls = [f"http://{row.host}:{port}/" for row in BAD_HOSTS]
    with pool(allow=()) as fetching:
        answers = list(fetching.fetch_all(urls))
    wrong = [
        (row.host, answer)
        for row, answer in zip(BAD_HOSTS, answers, strict=True)
        if not isinstance(answer, Issue) or answer.code != "fetch_refused" or row.says not in answer.message
    ]
    assert not wrong
    assert len(BAD_HOSTS) >= 40
    time.sleep(0.05)
    assert len(met) == 1, "only the connection of this test itself"


@pytest.mark.parametrize("port", ["0", "99999", "-1", "22", "8080"])
def test_ports_that_are_no_web_ports(port: str) -> None:
    with pool(allow=()) as fetching:
        answer = fetching.get(f"http://93.184.216.34:{port}/")
    assert isinstance(answer, Issue)
    assert answer.code == "fetch_refused"


def test_proxies_and_credentials_of_the_environment_are_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login us password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    cookie = {"Set-Cookie": "a=b; Path=/"}
    with sites({"/a": Answer(headers=cookie), "/b": Answer(headers=cookie)}) as (site,), pool() as fetching:
        assert all(isinstance(each, Fetched) for each in fetching.fetch_all([site.url("/a"), site.url("/b")]))
        for visit in site.visits:
            assert not {"Authorization", "Cookie", "Proxy-Authorization"} & visit.headers.keys()


def test_a_proxy_may_be_private_and_what_it_is_asked_for_may_not() -> None:
    page, out, off = (f"http://93.184.216.34/{path}" for path in ("page", "out", "off"))
    robots = "http://93.184.216.34/robots.txt"
    told = {
        robots: Answer(status=404),
        page: Answer(),
        out: Answer(status=302, headers={"Location": "http://127.0.0.1/secret"}),
    }
    with sites(told) as (proxy,):
        port = proxy.server_address[1]
        fetcher = Fetcher(AGENT, deadline_seconds=DEADLINE, proxy=("127.0.0.1", port))
        urls = [page, out, off, "http://127.0.0.1/secret", "http://localhost/", "https://93.184.216.34/tls"]
        with FetchPool(fetcher, manners=MANNERS, book=HostBook(now=NOON)) as fetching:
            found = [
                answer.code if isinstance(answer, Issue) else "page" for answer in fetching.fetch_all(urls)
            ]
        asked = [visit.path for visit in proxy.visits]
    # the test's proxy makes no tunnels
    assert found == [
        "page",
        "fetch_refused",
        "fetch_failed",
        "fetch_refused",
        "fetch_refused",
        "fetch_failed",
    ]
    assert asked == [robots, page, out, off]


def test_bombs_cost_no_memory() -> None:
    """Under RLIMIT_AS of 512 MB, each by itself: an issue, and less than 40 MB more memory."""
    bombs = tuple(row for row in evil_answers() if row.input == 12)
    with evil_servers(bombs) as servers:
        done = subprocess.run(
            [sys.executable, "-m", "tests.hostile.bombs", *(server.url() for server in servers)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 0, done.stderr[-2_000:]
    for row, (code, megabytes) in zip(bombs, json.loads(done.stdout), strict=True):
        assert code == row.code, row.name
        assert megabytes < 40, row.name


@dataclass(frozen=True, slots=True, kw_only=True)
class BadCharset:
    """A row of charsets.toml."""

    name: str
    type: str
    bytes: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Charsets:
    charset: tuple[BadCharset, ...]


CHARSETS = Path(__file__).with_name("charsets.toml")


@pytest.mark.parametrize(
    "row", build(_Charsets, read_toml(CHARSETS), CHARSETS.name).charset, ids=lambda row: row.name
)
def test_charsets_that_lie(row: BadCharset) -> None:
    body = row.bytes.encode("ascii").decode("unicode_escape").encode("latin-1")
    assert decode_text(body, row.type, markup=True) == row.text


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    """A self-signed one is refused, and a handshake that stalls ends with the deadline."""
    if not shutil.which("openssl"):
        pytest.skip("needs openssl to make a certificate")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    where = ("-days", "1", "-subj", "/CN=localhost", "-keyout", str(key), "-out", str(cert))
    made = subprocess.run(["openssl", "req", "-x509", *curve, *where], capture_output=True, check=False)
    assert made.returncode == 0, made.stderr
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    silent = EvilAnswer(name="silent", input=13, does="silence", code="")
    with site_on(0, {"/a": Answer()}, tls=context) as site, evil_servers((silent,)) as (stall,):
        with pool(deadline=0.5) as fetching:
            begun = time.monotonic()
            distrusted, stalled = fetching.fetch_all(
                [each.replace("http:", "https:") for each in (site.url("/a"), stall.url())]
            )
            assert time.monotonic() - begun < 3
        assert not site.visits
    assert isinstance(distrusted, Issue)
    assert "certificate" in distrusted.message
    assert isinstance(stalled, Issue)
    assert "longer than" in stalled.message
