"""Credits to lineage: which held article, or which named source, an article draws on.

An outlet or a document that is credited is a source; so is a company or a person where the credit is a
hyperlink to what they published. A company or person that merely speaks is whom the article is about, not
where it comes from. Nobody cites himself: an outlet, its agency or its owner's name is no source of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checkers.compare.names import name_key as witness_key
from checkers.copies import shorten
from checkers.records import Direction, LineageEdge, LineageKind
from checkers.tracing import TracingRules
from checkers.tracing_records import Known
from extractors.lexicon.attribution import load_attribution_lexicon
from extractors.lexicon.entities import Entities
from extractors.lexicon.naming import name_key
from extractors.lexicon.outlets import Outlet, OutletKind, Outlets
from extractors.lexicon.sites import real_url, site_name
from extractors.records import Attribution, Credit, CreditKind

_PARTS = re.compile(r"\s*[()]\s*")
_CONFIDENCE: Mapping[CreditKind, float] = {
    CreditKind.OUTLET: 0.9,
    CreditKind.WIRE: 0.9,
    CreditKind.DOCUMENT: 0.8,
    CreditKind.LINK: 0.75,
    CreditKind.PERSON: 0.7,
    CreditKind.COMPANY: 0.7,
}
_PRESS = (CreditKind.OUTLET, CreditKind.WIRE, CreditKind.LINK)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSource:
    """A source that an article draws on, under its canonical name, with the credit that says so."""

    article_id: str
    name: str
    attribution: Attribution
    evidence: str
    url: str | None


class Publishers:
    """Canonical names of sources, and which of them an article itself speaks for."""

    def __init__(self, entities: Entities, outlets: Outlets) -> None:
        self._entities = entities
        self._outlets = outlets
        self._canonical: dict[str, str] = {}
        self._own: dict[tuple[str | None, str | None], frozenset[str]] = {}
        self._uncited = tuple(
            document.name for document in load_attribution_lexicon().lexicon.document if not document.cited
        )
        self._owned = tuple(
            document.name for document in load_attribution_lexicon().lexicon.document if document.owned
        )

    def canonical(self, name: str) -> str:
        """The name under which a source is known, or the name itself."""
        if name not in self._canonical:
            found = self._outlets.of(name) or self._entities.resolve(name)
            self._canonical[name] = found.name if found is not None else name
        return self._canonical[name]

    def own_names(self, held: Known) -> frozenset[str]:
        """Keys of every name an article's outlet goes by: as printed, before and in brackets, by its URL."""
        site = self._outlets.of(held.url) if "://" in held.url else None
        key = held.outlet, site.name if site else None
        if key not in self._own:
            self._own[key] = self._names_by(held.outlet, site)
        return self._own[key]

    def _names_by(self, outlet_name: str | None, site: Outlet | None) -> frozenset[str]:
        printed = [outlet_name, *_PARTS.split(outlet_name)] if outlet_name else []
        names = [self.canonical(name) for name in printed if name] + ([site.name] if site else [])
        owners = [owner for name in names if (outlet := self._outlets.of(name)) and (owner := outlet.owner)]
        return frozenset(name_key(name) for name in (*printed, *names, *owners) if name)

    def owner_of(self, held: Known) -> str | None:
        """The key of the owner of an article's outlet, where the lexicon names one."""
        outlet = self._outlets.of(held.outlet) if held.outlet else None
        return witness_key(outlet.owner) if outlet and outlet.owner else None

    def is_agency(self, held: Known) -> bool:
        """Whether an article's outlet is a wire."""
        outlet = self._outlets.of(held.outlet) if held.outlet else None
        return outlet is not None and outlet.kind is OutletKind.WIRE

    def agency_of(self, held: Known) -> str | None:
        """The wire or paper that an article names as its author, or in brackets behind its outlet."""
        named = _PARTS.split(held.outlet)[1:2] if held.outlet and "(" in held.outlet else []
        for name in (*named, held.author or ""):
            outlet = self._outlets.of(name) if name else None
            if outlet is not None and outlet.kind is not OutletKind.COMPANY:
                return outlet.name
        return None

    def sources(self, credit: Credit) -> Iterator[NamedSource]:
        """What a credit names as a source; nothing for people and companies that only speak."""
        attribution = credit.attribution
        for name, url in self._names(attribution):
            yield NamedSource(
                article_id=credit.article_id,
                name=self.canonical(name),
                attribution=attribution,
                evidence=credit.evidence,
                url=url,
            )

    def _names(self, attribution: Attribution) -> Iterator[tuple[str, str | None]]:
        url, kind = attribution.url and real_url(attribution.url), attribution.kind
        site = self._outlets.of(url) if url else None
        publisher = site.name if site is not None and site.kind is not OutletKind.COMPANY else None
        if kind is CreditKind.WIRE:
            return
        if kind in (CreditKind.OUTLET, CreditKind.LINK) or (
            kind is CreditKind.DOCUMENT and self._is_citable(attribution.name, linked=url is not None)
        ):
            same = publisher is None or name_key(publisher) == name_key(self.canonical(attribution.name))
            yield attribution.name, url if same else None
        elif kind in (CreditKind.PERSON, CreditKind.COMPANY) and url and publisher is None:
            yield attribution.name, url
        if publisher is not None:
            yield publisher, url
        elif url and kind is CreditKind.ANONYMOUS:
            name = site_name(url, self._entities, self._outlets)
            if name is not None:
                yield name, url

    def _is_citable(self, name: str, *, linked: bool) -> bool:
        """Whether a document is a source one can name: not a statement, not "the report", not anybody's."""
        if name.islower() and name.startswith("the "):
            return False
        if any(name == word or name.endswith(" " + word) for word in self._uncited):
            return False
        return linked or name not in self._owned or name in ("model card", "press release")


def page_key(url: str) -> str:
    """A URL without scheme, www., query, fragment and closing slash, to tell whether two name one page."""
    return re.sub(r"^https?://(?:www\.)?|[?#].*$|/+$", "", url.strip().lower())


class Citations:
    """The credits of held articles: who credits whom, in which words, and the edges that come of it.

    `credited` holds the place of an article and the key of a source it names, wire marks included.
    """

    def __init__(
        self, held: Sequence[Known], credits: Sequence[Credit], publishers: Publishers, rules: TracingRules
    ) -> None:
        self._held = held
        self._credits = credits
        self._publishers = publishers
        self._rules = rules
        self._place = {one.article_id: place for place, one in enumerate(held)}
        self._own = [publishers.own_names(one) for one in held]
        self._by_page = {page_key(one.url): place for place, one in reversed(list(enumerate(held)))}
        self._said: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._printed: dict[str, str] = {}
        self._by_outlet: dict[str, list[int]] = defaultdict(list)
        for place, names in enumerate(self._own):
            for name in sorted(names):
                self._by_outlet[name].append(place)
        self._by_day: dict[str, dict[date | None, list[int]]] = {}
        self._names: dict[int, frozenset[str]] = {}
        self.credited = self._read()

    def _read(self) -> frozenset[tuple[int, str]]:
        """Note what every article says of its sources; who credits whom."""
        pairs = set()
        for number, one in enumerate(self._held):
            agency = self._publishers.agency_of(one)
            if agency is not None:
                pairs.add((number, name_key(agency)))
                self._printed.setdefault(name_key(agency), agency)
                self._said[number][name_key(agency)].add(f"by {number}")  # nobody else's words
        for credit in self._credits:
            place = self._place.get(credit.article_id)
            if place is not None and credit.attribution.kind is not CreditKind.ANONYMOUS:
                canonical = self._publishers.canonical(credit.attribution.name)
                name = name_key(canonical)
                self._printed.setdefault(name, canonical)
                pairs.add((place, name))
                if credit.attribution.kind is CreditKind.WIRE:
                    self._said[place][name].add(f"by {place}")  # who prints an agency has it from there
                elif credit.attribution.kind in _PRESS:
                    self._said[place][name].add(_words(credit.evidence))
                if credit.attribution.url:
                    pairs.add((place, page_key(credit.attribution.url)))
        return frozenset(pairs)

    def ties(self, place: int) -> set[str]:
        """What ties an article to other witnesses: outlets that it credits, and the owner of its own."""
        own = self._own[place]
        named = (name for name in self._said.get(place, {}) if name not in own)
        credited = {f"outlet:{witness_key(self._printed[name])}" for name in named}
        owner = self._publishers.owner_of(self._held[place])
        return credited | ({f"owner:{owner}"} if owner else set())

    def is_agency(self, place: int) -> bool:
        """Whether the article at `place` is by an agency, whose texts others print."""
        return self._publishers.is_agency(self._held[place])

    def own_credits(self, place: int, source: int) -> frozenset[str]:
        """The keys of outlets that an article credits in words that it did not take from its source."""
        own = self._own[place]
        return frozenset(
            name
            for name, said in self._said.get(place, {}).items()
            if name not in own and not all(self._is_taken(words, source, name) for words in said)
        )

    def _is_taken(self, words: str, source: int, name: str) -> bool:
        """Whether an article took a credit from its source: it stands there in the same words, or nearly."""
        told = self._said.get(source, {}).get(name, ())
        aside = frozenset(name_key(self._printed[name]).split())
        mine = frozenset(words.split()) - aside
        return words in told or any(
            len(mine & theirs) >= self._rules.same_credit * max(1, len(mine), len(theirs))
            for theirs in (frozenset(one.split()) - aside for one in told)
        )

    def names_of(self, place: int) -> frozenset[str]:
        """The keys under which the article at `place` can be credited: its outlet's names and its page."""
        found = self._names.get(place)
        if found is None:
            found = self._names[place] = self._own[place] | {page_key(self._held[place].url)}
        return found

    def edges(
        self, taken: set[tuple[str, str]], source_of: Mapping[int, int], settled: Collection[str] = ()
    ) -> list[LineageEdge]:
        """One `cites` edge for each article and source, but none for a pair (article, origin) in `taken`.

        The edges of `settled` articles are not asked for.

        A credit that an article repeats word for word from the article it copies says little of the copy.
        """
        found: dict[tuple[str, str], LineageEdge] = {}
        for credit in self._credits:
            place = self._place.get(credit.article_id)
            if place is None or credit.article_id in settled:
                continue
            for source in self._publishers.sources(credit):
                edge = self._edge(place, source, source_of)
                if edge is None or (edge.article_id, edge.origin_article_id or "") in taken:
                    continue
                key = (edge.article_id, edge.origin_article_id or name_key(edge.origin_name or ""))
                if key not in found or _rank(edge) > _rank(found[key]):
                    found[key] = edge
        return self._without_doubles(found.values())

    def _without_doubles(self, edges: Iterable[LineageEdge]) -> list[LineageEdge]:
        """The edges without those to a bare name of which an article is held and cited already."""
        edges = list(edges)
        named = {
            (edge.article_id, name)
            for edge in edges
            if edge.origin_article_id
            for name in self._own[self._place[edge.origin_article_id]]
        }
        return [
            edge
            for edge in edges
            if edge.origin_article_id or (edge.article_id, name_key(edge.origin_name or "")) not in named
        ]

    def _edge(self, place: int, source: NamedSource, source_of: Mapping[int, int]) -> LineageEdge | None:
        key = name_key(source.name)
        own = self._own[place]
        if key in own or any(key.startswith(name + " ") for name in own if len(name) > 3):
            return None
        if any(name.endswith(" " + key) for name in own):
            return None  # "told the Echo", in the Harrowmere Echo
        origin = self._by_page.get(page_key(source.url)) if source.url else None
        sure = _CONFIDENCE.get(source.attribution.kind, 0.6)
        if origin is None:
            origin = self._told_by(place, key, source_of)
        else:
            sure = 0.95
        if origin == place:
            return None
        copied = source_of.get(place)
        if copied is not None and self._is_taken(_words(source.evidence), copied, key):
            sure *= self._rules.secondhand
        held = self._held[origin] if origin is not None else None
        return LineageEdge(
            article_id=source.article_id,
            origin_article_id=held.article_id if held else None,
            origin_name=source.name,
            kind=LineageKind.CITES,
            direction=Direction.KNOWN,
            confidence=round(sure, 3),
            evidence=shorten(" ".join(source.evidence.split()), self._rules.evidence_chars),
        )

    def _told_by(self, place: int, outlet: str, source_of: Mapping[int, int]) -> int | None:
        """The held article of an outlet that tells the story of the article at `place`, told before it.

        The story is told by its names and figures: of two stories on one company they are others. An article
        that it derives from goes before all others. Where one of the two is undated, more of them must tell
        that they are of one story.
        """
        for above in _above(place, source_of):
            if outlet in self._own[above]:
                return above
        day = day_of(self._held[place].published)
        best, most = None, 0.0
        mine = self._held[place].telling
        for other, is_dated in self._told_in(outlet, day):
            theirs = self._held[other].telling
            both = len(mine & theirs)
            if other == place or both < self._rules.story_least:
                continue
            share = both / max(1, min(len(mine), len(theirs)))
            least = self._rules.story_names if is_dated else self._rules.undated_story_names
            if share > max(most, least) and place not in _above(other, source_of):
                best, most = other, share
        return best

    def _told_in(self, outlet: str, day: date | None) -> Iterator[tuple[int, bool]]:
        """The places of an outlet’s articles of the days up to `day` or undated; whether both are dated."""
        if outlet not in self._by_day:
            by_day = self._by_day[outlet] = defaultdict(list)
            for place in self._by_outlet.get(outlet, ()):
                by_day[day_of(self._held[place].published)].append(place)
        if day is None:
            yield from ((place, False) for place in self._by_outlet.get(outlet, ()))
            return
        for before in range(self._rules.story_days, -1, -1):
            for place in self._by_day[outlet].get(day - timedelta(before), ()):
                yield place, True
        yield from ((place, False) for place in self._by_day[outlet].get(None, ()))


def _above(place: int, source_of: Mapping[int, int]) -> list[int]:
    """The articles that one derives from, the nearest first."""
    found = []
    while place in source_of:
        place = source_of[place]
        found.append(place)
    return found


def _words(evidence: str) -> str:
    return " ".join(evidence.lower().split())


def _rank(edge: LineageEdge) -> tuple[bool, float, str]:
    return edge.origin_article_id is not None, edge.confidence, edge.evidence


def day_of(published: str | None) -> date | None:
    """The day of an ISO date or instant; `None` when there is none or it is no date."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
