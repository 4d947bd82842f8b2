"""Which network addresses a page may be fetched from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from pathlib import Path

from extractors.lexicon.strict import build, read_toml

_FILE = Path(__file__).with_name("addresses.toml")
_GLOBAL_V6 = IPv6Network("2000::/3")
_V4_MASK = 0xFFFFFFFF

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blocked:
    network: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Embedded:
    network: str
    shift: int
    open: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    blocked: tuple[_Blocked, ...]
    embedded: tuple[_Embedded, ...]


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[tuple[Network, str], ...], tuple[tuple[IPv6Network, _Embedded], ...]]:
    table = build(_Table, read_toml(_FILE), _FILE.name)
    blocked = tuple((ip_network(row.network), row.why) for row in table.blocked)
    embedded = tuple((IPv6Network(row.network), row) for row in table.embedded)
    return blocked, embedded


def parse_networks(texts: Sequence[str]) -> tuple[Network, ...]:
    """The networks of an opt-in list such as `("127.0.0.1/32",)`.

    Raises:
        ValueError: when one is not a network; the message names it.
    """
    return tuple(ip_network(text) for text in texts)


def is_allowed(address: Address, allowed: Sequence[Network]) -> bool:
    """Whether `address`, or the IPv4 address inside it, lies in an opted-in network."""
    inner = _embedded(address)
    candidates = (address,) if inner is None else (address, inner[0])
    return any(one in network for one in candidates for network in allowed if one.version == network.version)


def why_blocked(address: Address) -> str | None:
    """Why no page may be fetched from `address`, in a few words; None when it is an open address.

    IPv6 addresses that carry an IPv4 address (mapped, NAT64, 6to4 …) are judged by that one.
    """
    inner = _embedded(address)
    if inner is not None:
        carried, form = inner
        reason = why_blocked(carried)
        if reason:
            return f"{form.why}, {reason}"
        return None if form.open else form.why
    for network, why in _table()[0]:
        if address.version == network.version and address in network:
            return why
    if isinstance(address, IPv6Address) and address not in _GLOBAL_V6:
        return "not a global IPv6 address"
    return None


def _embedded(address: Address) -> tuple[IPv4Address, _Embedded] | None:
    if isinstance(address, IPv4Address):
        return None
    for network, form in _table()[1]:
        if address in network:
            return IPv4Address((int(address) >> form.shift) & _V4_MASK), form
    return None
