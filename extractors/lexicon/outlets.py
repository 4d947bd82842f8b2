"""Who publishes: outlets with their domains, owners and home currency.

An outlet is found by the domain of a URL (`edition.cnn.com` belongs to `cnn.com`) or by its name. The
owner tells outlet families apart from independent voices; the home currency reads a bare `$`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from extractors.lexicon.naming import name_key
from extractors.lexicon.strict import LexiconError, build, read_toml, shipped


class OutletKind(StrEnum):
    """What sort of publisher. `company` is a firm's own site, `document` a register or archive of papers."""

    WIRE = "wire"
    PAPER = "paper"
    BLOG = "blog"
    COMPANY = "company"
    DOCUMENT = "document"
    BROADCASTER = "broadcaster"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher.

    `domains` are registered domains or paths under one (`openai.com/blog` is not needed: the longest
    listed suffix wins). `home_currency` is the ISO code that its bare `$` most likely means, for outlets
    outside the United States. `case` and `common` as for entities.
    """

    name: str
    kind: OutletKind
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    not_aliases: tuple[str, ...] = ()
    owner: str | None = None
    country: str | None = None
    home_currency: str | None = None
    case: bool = False
    common: bool = False


class Outlets:
    """All known outlets, by domain and by name."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.all = tuple(sorted(outlets, key=lambda outlet: (outlet.name.casefold(), outlet.name)))
        self._by_domain: dict[str, Outlet] = {}
        self._by_key: dict[str, Outlet] = {}
        for outlet in self.all:
            for domain in outlet.domains:
                self._claim(self._by_domain, domain, outlet)
            for name in (outlet.name, *outlet.aliases):
                self._claim(self._by_key, name_key(name), outlet)

    @staticmethod
    def _claim(owners: dict[str, Outlet], key: str, outlet: Outlet) -> None:
        owner = owners.setdefault(key, outlet)
        if owner is not outlet:
            raise LexiconError(
                f"outlets: {key!r} belongs to {owner.name!r} and to {outlet.name!r}; drop it from one"
            )

    def of(self, url_or_name: str) -> Outlet | None:
        """The outlet of a URL, of a bare domain or of a name; None when it is not listed."""
        text = url_or_name.strip()
        key = name_key(text)
        found = (
            self._by_key.get(key)
            or self._by_key.get(key.removeprefix("the "))
            or self._by_key.get(f"the {key}")
        )
        if found is not None or " " in text:
            return found
        try:
            host = (urlsplit(text if "//" in text else f"//{text}").hostname or "").removeprefix("www.")
        except ValueError:  # not a URL after all, e.g. an unbalanced bracket
            return None
        while "." in host:
            if host in self._by_domain:
                return self._by_domain[host]
            host = host.split(".", 1)[1]
        return None


def read_outlets(extra: Path | None) -> tuple[Outlet, ...]:
    """The shipped outlets, with those of `extra/outlets.toml` added or put in place of namesakes.

    Raises:
        LexiconError: a file that cannot be understood.
    """
    outlets: dict[str, Outlet] = {}
    paths = [shipped("outlets.toml")]
    if extra is not None and (extra / "outlets.toml").exists():
        paths.append(extra / "outlets.toml")
    for path in paths:
        for name, table in read_toml(path).items():
            where = f"{path}: {name!r}"
            if not isinstance(table, dict):
                raise LexiconError(f"{where}: expected an inline table {{ ... }}, got {table!r}")
            outlets[name] = build(Outlet, {**table, "name": name}, where)
    return tuple(outlets.values())


@lru_cache(maxsize=1)
def _shipped() -> Outlets:
    return Outlets(read_outlets(None))


def load_outlets(extra: Path | None = None) -> Outlets:
    """The shipped outlets (cached), or those with a user's lexicon folder laid over them.

    Raises:
        LexiconError: a file that cannot be understood, or one domain or name for two outlets.
    """
    return _shipped() if extra is None else Outlets(read_outlets(extra))


def outlet_of(url_or_name: str) -> Outlet | None:
    """The shipped outlet of a URL, domain or name; None when it is not listed."""
    return load_outlets().of(url_or_name)
