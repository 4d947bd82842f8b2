"""Hyperlinks that are credits: of a headline, to an outlet's article, to a company's own statement.

A link beside crediting words already belongs to that credit. What is left is a credit only where the
reader is sent to the source of what is said: not to a product, a video, a search or a page of the outlet's
own kind of links.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from extractors.lexicon.attribution import LinkWords
from extractors.lexicon.entities import Entities, Entity
from extractors.lexicon.outlets import OutletKind, Outlets
from extractors.lexicon.sites import address_of, label_of, site_name
from extractors.records import Attribution, CreditKind, Link, Span

_HEADLINE_BEFORE = re.compile(r"(?:^|\n)[\s>*•–—#\[-]*$")
_HEADLINE_AFTER = re.compile(r"\]\([^\s)]+(?:\([^\s)]*\))?[^\s)]*\)[*\s]*(?:[|:–—-]|\n|$)")
_HANDLE = re.compile(r"^/(?:in/|company/|@)?@?([A-Za-z0-9_.-]{2,40})(?:/|$)")
_FULL_NAME = re.compile(r"([A-Z][a-z]{1,15})_?([A-Z][a-z]{1,20})_?\d{0,6}")
_ARTICLE_PATH = re.compile(r"/[^/]*[-_/][^/]*[-_/]|/[^/]{15,}")
# A post of somebody's, at the head of an item: "- [@handle](…/status/1) noted …".
_POST = re.compile(r"/(?:status|post|posts|p)/")
_ITEM_BEFORE = re.compile(r"(?:^|\n|[:.!?])[\s>*•–—#-]*\[?$")
_BEFORE_CHARS = 12
_HEADLINE_WORDS = 2
_THREADS = "threadreaderapp.com"
_POSTERS = ("person", "company", "outlet", "institution", "investor")


class LinkReader:
    """Reads the links of an article by what is known of names, publishers and link words."""

    def __init__(self, entities: Entities, outlets: Outlets, words: LinkWords) -> None:
        self._entities = entities
        self._outlets = outlets
        self._words = words

    def credits(self, text: str, links: Sequence[Link], made: Sequence[Attribution]) -> Iterator[Attribution]:
        """The links that credit somebody and belong to no credit `made` yet; linear in their number."""
        used = {credit.url for credit in made if credit.url}
        for link in links:
            if link.url in used:
                continue
            used.add(link.url)
            host, path = address_of(link.url)
            if not host:
                continue
            social = _listed(host, self._words.social)
            credit = self._social(text, link, host, path) if social else self._site(text, link, host, path)
            if credit is not None:
                yield credit

    def _social(self, text: str, link: Link, host: str, path: str) -> Attribution | None:
        """A post: what its link says is the word of a known poster, what follows a handle is the bearer's."""
        handle = _HANDLE.match(path)
        if handle is None or host == _THREADS:
            return None
        known = _by_handle(handle.group(1), self._entities)
        anchor = link.span.of(text)
        if (
            anchor.startswith("@")
            and anchor[1:].casefold() == handle.group(1).casefold()
            and _POST.search(path)
        ):
            if not _ITEM_BEFORE.search(text[max(0, link.span.start - _BEFORE_CHARS) : link.span.start]):
                return None
            line_end = text.find("\n", link.span.end)
            behind = Span(start=link.span.end, end=line_end if line_end >= 0 else len(text))
            name = known.name if known is not None else anchor
            return Attribution(
                kind=CreditKind.PERSON, name=name, span=link.span, url=link.url, reach=(behind,)
            )
        if known is None or str(known.kind) not in _POSTERS:
            return None
        kind = CreditKind.PERSON if str(known.kind) == "person" else CreditKind.COMPANY
        return Attribution(kind=kind, name=known.name, span=link.span, url=link.url, reach=(link.span,))

    def _site(self, text: str, link: Link, host: str, path: str) -> Attribution | None:
        """An outlet's article, a company's statement, or whatever page a headline leads to."""
        outlet = self._outlets.of(f"https://{host}{path}")
        own = outlet is not None and outlet.kind in (OutletKind.COMPANY, OutletKind.DOCUMENT)
        headline = _is_headline(text, link)
        pieces = {piece for piece in path.lower().split("/") if piece}
        if outlet is not None and not own:
            credited = headline or bool(_ARTICLE_PATH.search(path))
        elif _listed(host, self._words.not_sources):
            credited = False
        else:
            statement = bool(pieces & set(self._words.statement_paths)) and len(pieces) > 1
            known = own or self._entities.resolve(label_of(host)) is not None
            credited = headline or (known and statement)
        name = site_name(link.url, self._entities, self._outlets) if credited else None
        return Attribution(kind=CreditKind.LINK, name=name, span=link.span, url=link.url) if name else None


def poster(url: str | None, entities: Entities, words: LinkWords) -> str | None:
    """Who posted what a link to a social network leads to: a known name, else the handle; else `None`."""
    host, path = address_of(url or "")
    handle = _HANDLE.match(path) if _listed(host, words.social) else None
    if handle is None or host == _THREADS:
        return None
    known = _by_handle(handle.group(1), entities)
    return known.name if known is not None else f"@{handle.group(1)}"


def person_posting(
    url: str | None, entities: Entities, words: LinkWords, given: Collection[str]
) -> str | None:
    """The person whose name the handle of a post is, "DoraFinch7" being Dora Finch; else `None`."""
    host, path = address_of(url or "")
    handle = _HANDLE.match(path) if _listed(host, words.social) else None
    if handle is None or host == _THREADS:
        return None
    known = _by_handle(handle.group(1), entities)
    if known is not None:
        return known.name if str(known.kind) == "person" else None
    full = _FULL_NAME.fullmatch(handle.group(1))
    return f"{full.group(1)} {full.group(2)}" if full and full.group(1) in given else None


def _listed(host: str, domains: Sequence[str]) -> bool:
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def _by_handle(handle: str, entities: Entities) -> Entity | None:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", handle)
    return (
        entities.resolve(handle) or entities.resolve(spaced) or _run_together(entities).get(handle.casefold())
    )


@lru_cache(maxsize=4)
def _run_together(entities: Entities) -> dict[str, Entity]:
    """Known people by their full names written as one word."""
    return {
        entity.name.replace(" ", "").casefold(): entity
        for entity in entities.all
        if str(entity.kind) == "person" and " " in entity.name
    }


def _is_headline(text: str, link: Link) -> bool:
    """Whether the anchor is the headline of an item: at the head of a line, a dash or colon after it."""
    if len(link.span.of(text).split()) < _HEADLINE_WORDS:
        return False
    before = text[max(0, link.span.start - 12) : link.span.start]
    if link.span.start > 12 and "\n" not in before:
        return False
    return bool(_HEADLINE_BEFORE.search(before)) and bool(_HEADLINE_AFTER.match(text, link.span.end))
