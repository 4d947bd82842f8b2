"""Who stands behind a URL: an outlet, a company, else the bare host."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from extractors.lexicon.entities import Entities
from extractors.lexicon.outlets import Outlets

_CACHE = re.compile(r"/c/(?:s/)?([\w.-]+\.[a-z]{2,})(/.*)?$")
_CACHE_HOST = "ampproject.org"
_KINDS = ("person", "company", "outlet", "institution", "investor")


def address_of(url: str) -> tuple[str, str]:
    """Host (without www.) and path of a URL, taken out of a page cache where it hides in one."""
    try:
        parts = urlsplit(url)
        host, path = (parts.hostname or "").removeprefix("www."), parts.path
    except ValueError:
        return "", ""
    cached = _CACHE.search(path)
    if cached and host.endswith(_CACHE_HOST):
        return cached.group(1).removeprefix("www."), cached.group(2) or "/"
    return host, path


def real_url(url: str) -> str:
    """The page a URL leads to: taken out of a page cache, else itself."""
    host, path = address_of(url)
    return f"https://{host}{path}" if _CACHE_HOST in url and host else url


def site_name(url: str, entities: Entities, outlets: Outlets) -> str | None:
    """Who stands behind a URL: an outlet, a company, else its bare host; `None` when it has no host."""
    host, path = address_of(url)
    if not host:
        return None
    outlet = outlets.of(f"https://{host}{path}")
    if outlet is not None:
        return outlet.name
    company = entities.resolve(label_of(host))
    return company.name if company is not None and str(company.kind) in _KINDS else host


def label_of(host: str) -> str:
    """The name in a host: `databricks` of `www.databricks.com`."""
    parts = host.split(".")
    return parts[-2] if len(parts) > 1 else host
