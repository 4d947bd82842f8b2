"""A private network with a name server that flips its answers; fetches 200 names and prints who was reached.

Run as root of a network and mount namespace of its own (`unshare -rmn`). 93.184.216.34 stands for a page of
the open web, 169.254.169.254 for the metadata service of a cloud; both are this process. Nothing leads out.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

import httpx

from extractors.articles.addresses import why_blocked
from extractors.articles.fetch import Fetched, Fetcher
from extractors.articles.fetch_hosts import HostBook
from extractors.articles.fetch_pool import FetchPool, Manners
from tests.articles.server import PAGE
from tests.articles.sites import NOON

OPEN, SECRET = "93.184.216.34", "169.254.169.254"
_A = 1
_NAMES = 200
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + PAGE.encode()


class Reached:
    """Listens on port 80 of an address and counts."""

    def __init__(self, address: str) -> None:
        self.connections = 0
        self._listener = socket.create_server((address, 80), backlog=256)
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            link, _ = self._listener.accept()
            self.connections += 1
            threading.Thread(target=self._serve, args=(link,), daemon=True).start()

    def _serve(self, link: socket.socket) -> None:
        with link, suppress(OSError):
            head = link.recv(65_536)
            moved = b"/moved" in head.partition(b"\r\n")[0]
            to_flip = (
                b"HTTP/1.1 302 Found\r\nLocation: http://late.flip.example/\r\nContent-Length: 0\r\n\r\n"
            )
            link.sendall(to_flip if moved else _ANSWER)


class FlippingNames:
    """A name server: `both.…` has both addresses, `late.…` turns after the first, others take turns."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 53))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            query, peer = self._socket.recvfrom(4_096)
            labels, at = [], 12
            while query[at]:
                labels.append(query[at + 1 : at + 1 + query[at]].decode())
                at += 1 + query[at]
            name, (kind,) = ".".join(labels), struct.unpack(">H", query[at + 1 : at + 3])
            addresses = self._addresses(name) if kind == _A else []
            head = query[:2] + struct.pack(">HHHHH", 0x8180, 1, len(addresses), 0, 0)
            records = b"".join(
                b"\xc0\x0c" + struct.pack(">HHIH", _A, 1, 0, 4) + socket.inet_aton(each) for each in addresses
            )
            self._socket.sendto(head + query[12 : at + 5] + records, peer)

    def _addresses(self, name: str) -> list[str]:
        self.asked[name] += 1
        if name.startswith("both."):
            return [OPEN, SECRET]
        if name.startswith("late."):
            return [OPEN if self.asked[name] == 1 else SECRET]
        return [OPEN if self.asked.total() % 2 else SECRET]


def make_network() -> None:
    """Both addresses on the loopback interface of this namespace, and our names for its resolver."""
    others = [name for _, name in socket.if_nameindex() if name != "lo"]
    assert not others, f"this is no network of its own: {others}"
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    for address in (OPEN, SECRET):
        subprocess.run(["ip", "address", "add", f"{address}/32", "dev", "lo"], check=True)
    with tempfile.NamedTemporaryFile("w", delete=False) as names:
        names.write("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    Path(names.name).chmod(0o644)
    subprocess.run(["mount", "--bind", names.name, "/etc/resolv.conf"], check=True)
    os.unlink(names.name)


def check_first_then_fetch(name: str) -> None:
    """What people write first: judge the address of the name, then fetch it."""
    if why_blocked(ip_address(socket.gethostbyname(name))) is None:
        httpx.get(f"http://{name}/", timeout=5)


def main() -> None:
    """Fetch and print."""
    make_network()
    names, page, secret = FlippingNames(), Reached(OPEN), Reached(SECRET)
    for number in range(10):
        check_first_then_fetch(f"late.{number}.example")
    fooled = secret.connections
    urls = [f"http://n{number}.flip.example/" for number in range(_NAMES - 60)]
    urls += [f"http://both.{number}.example/" for number in range(20)]
    urls += [f"http://n{number}.flip.example/moved" for number in range(20)]
    urls += [f"http://n{number}.flip.example/" for number in range(20)]
    fetcher = Fetcher("hostile-tests/1", deadline_seconds=10)
    manners = Manners(pace=0.0, retry_wait=0.01, connections=8)
    with FetchPool(fetcher, manners=manners, book=HostBook(now=NOON)) as pool:
        answers = list(pool.fetch_all(urls))
    found = {
        "urls": len(urls),
        "pages": sum(isinstance(answer, Fetched) for answer in answers),
        "codes": Counter(answer.code for answer in answers if not isinstance(answer, Fetched)),
        "both": sum(isinstance(answer, Fetched) for answer in answers[_NAMES - 60 : _NAMES - 40]),
        "asked": names.asked.total(),
        "open": page.connections,
        "leaked": secret.connections - fooled,
        "fooled": fooled,
    }
    print(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
