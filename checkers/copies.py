"""Which articles are copies of which: near verbatim, rewritten, or sharing quotations only.

A reader (`Shelf`) turns a stream of articles into prints and forgets the text. Pairs worth a look are
those that share winnowed fingerprints, so no pair with a long run in common is missed and unrelated
articles are never compared: the cost is that of sorting the fingerprints. Each candidate pair is then
compared in full, and called a copy only when

- enough of the smaller text's word triples stand in the other (containment: a copy is often embedded),
- whole runs of words are shared outside quotations, boilerplate and tables (two reports of one press
  release share its quotations and a phrase or two),
- the figures are the same (a machine's template filled in twice shares everything but those).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from checkers.records import LineageKind
from checkers.shingles import (
    BREAK,
    Print,
    Vocabulary,
    distinct_shingles,
    read_print,
    shingles,
    winnow,
    words_in,
)
from checkers.tracing import TracingRules
from extractors.records import Article, Issue, Stage

T = TypeVar("T")

_RANK_BITS = 24
_RANK_MASK = (1 << _RANK_BITS) - 1
_BUCKETS_SHIFT = 58


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An article as tracing keeps it: identity and print, no text."""

    article_id: str
    url: str
    outlet: str | None
    author: str | None
    published: str | None
    text_sha256: str
    print: Print


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedText:
    """Two articles that share text. `earlier` and `later` are places in the shelf's order, not a finding.

    `of_earlier` and `of_later` are the shares of the text of each that stand in the other.
    """

    earlier: int
    later: int
    kind: LineageKind
    of_earlier: float
    of_later: float
    evidence: str

    @property
    def containment(self) -> float:
        """The share of the smaller text that stands in the other."""
        return max(self.of_earlier, self.of_later)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How much of two texts is common, of each its share, and the longest run of it."""

    kind: LineageKind
    of_left: float
    of_right: float
    run: array[int]


class Shelf:
    """Articles read for tracing, in order of publication (undated ones last, ties by article id)."""

    def __init__(self, rules: TracingRules) -> None:
        self.rules = rules
        self.vocabulary = Vocabulary()
        self.issues: list[Issue] = []
        self._held: dict[str, Held] = {}

    def read(self, articles: Iterable[Article]) -> tuple[Held, ...]:
        """Everything read so far, boilerplate removed; read once, its texts are not kept."""
        for article in articles:
            self._add(article)
        held = sorted(self._held.values(), key=lambda one: (one.published or "9999", one.article_id))
        return tuple(_without_boilerplate(held, self.rules))

    def _add(self, article: Article) -> None:
        known = self._held.get(article.article_id)
        if known is not None:
            self.issues.append(
                Issue(
                    stage=Stage.TRACE,
                    code="article_twice",
                    where=article.url,
                    message="The article came twice in one tracing; the longer text was traced.",
                    article_id=article.article_id,
                )
            )
        held = Held(
            article_id=article.article_id,
            url=article.url,
            outlet=article.outlet,
            author=article.author,
            published=article.published,
            text_sha256=article.text_sha256,
            print=read_print(article.text, self.vocabulary, self.rules),
        )
        if known is None or _fullness(held) > _fullness(known):
            self._held[article.article_id] = held


def _fullness(held: Held) -> tuple[int, str]:
    return held.print.size, held.text_sha256


def find_shared_texts(held: Sequence[Held], vocabulary: Vocabulary, rules: TracingRules) -> list[SharedText]:
    """Every pair of held articles that shares text, in shelf order; near-linear in the words read."""
    prose = [one.print.prose for one in held]
    found: list[SharedText] = []
    copies: set[tuple[int, int]] = set()
    kept = Kept(rules)
    for earlier, later in _candidates(prose, rules):
        shared = compare(held[earlier].print, held[later].print, rules, kept)
        if shared is not None:
            copies.add((earlier, later))
            found.append(
                SharedText(
                    earlier=earlier,
                    later=later,
                    kind=shared.kind,
                    of_earlier=shared.of_left,
                    of_later=shared.of_right,
                    evidence=shorten(vocabulary.spell(shared.run), rules.evidence_chars),
                )
            )
    for earlier, later in _candidates([one.print.quotations for one in held], rules):
        if (earlier, later) in copies:
            continue
        left, right = held[earlier].print.quotations, held[later].print.quotations
        runs = shared_runs(left, right, rules.quotation_run)
        if runs:
            start, _, length = max(runs, key=lambda run: run[2])
            evidence = shorten(vocabulary.spell(left[start : start + length]), rules.evidence_chars)
            words = sum(run[2] for run in runs)
            found.append(
                SharedText(
                    earlier=earlier,
                    later=later,
                    kind=LineageKind.QUOTES_FROM,
                    of_earlier=min(1.0, words / max(1, len(left))),
                    of_later=min(1.0, words / max(1, len(right))),
                    evidence=evidence,
                )
            )
    return sorted(found, key=lambda shared: (shared.later, shared.earlier, shared.kind))


def compare(left: Print, right: Print, rules: TracingRules, kept: Kept | None = None) -> Overlap | None:
    """How two texts are copies of each other; `None` if they are not.

    Symmetric: the order of the two makes no difference but to which is left. Linear in their lengths.
    `kept` has what was worked out for other pairs.
    """
    kept = kept or Kept(rules)
    small, large = sorted((left, right), key=lambda one: (one.size, one.prose.tobytes()))
    if small.size < rules.min_words or _one_template(small, large, rules):
        return None
    mine, theirs = kept.triples(small), kept.triples(large)
    both = len(mine & theirs)
    of_small, of_large = both / max(1, len(mine)), both / max(1, len(theirs))
    containment = max(of_small, of_large)
    linked = len(small.links & large.links) >= rules.shared_links
    if containment < (rules.linked_containment if linked else rules.rewrite_containment):
        return None
    if containment < rules.passage and min(of_small, of_large) < rules.passage_share:
        return None
    verbatim = containment >= rules.syndicated_containment
    runs = shared_runs(small.prose, large.prose, rules.run_words, kept.places(large))
    if len(runs) < (1 if verbatim else rules.rewrite_runs - int(linked)):
        return None  # a verbatim copy may be one unbroken run
    if small.size < rules.excerpt_ratio * large.size:
        first = min(run[1] for run in runs)
        if first > rules.excerpt_head * len(large.prose):
            return None
    start, _, length = max(runs, key=lambda run: run[2])
    return Overlap(
        kind=LineageKind.SYNDICATED if verbatim else LineageKind.REWRITE,
        of_left=of_small if small is left else of_large,
        of_right=of_large if small is left else of_small,
        run=small.prose[start : start + length],
    )


class Kept:
    """What comparing asks of a text, worked out once for the texts of the latest pairs.

    Pairs come by their later text, and the texts of a family recur in them.
    """

    def __init__(self, rules: TracingRules) -> None:
        self._rules = rules
        self._triples: dict[int, tuple[Print, set[tuple[int, ...]]]] = {}
        self._places: dict[int, tuple[Print, dict[tuple[int, ...], int]]] = {}

    def triples(self, one: Print) -> set[tuple[int, ...]]:
        """The distinct shingles that containment is measured on."""
        found = self._triples.pop(id(one), None)
        if found is None:
            found = one, distinct_shingles(one.prose, self._rules.shingle_words)
        return self._keep(self._triples, found)

    def places(self, one: Print) -> dict[tuple[int, ...], int]:
        """Where each run of `run_words` words first stands in the prose."""
        found = self._places.pop(id(one), None)
        if found is None:
            found = one, _first_places(one.prose, self._rules.run_words)
        return self._keep(self._places, found)

    def _keep(self, kept: dict[int, tuple[Print, T]], found: tuple[Print, T]) -> T:
        kept[id(found[0])] = found  # the text itself is kept too, so no other can have its id
        if len(kept) > self._rules.kept_texts:
            del kept[next(iter(kept))]
        return found[1]


def _first_places(codes: array[int], length: int) -> dict[tuple[int, ...], int]:
    return {code: place for place, code in reversed(list(enumerate(shingles(codes, length))))}


def shared_runs(
    left: array[int],
    right: array[int],
    shortest: int,
    places: Mapping[tuple[int, ...], int] | None = None,
) -> list[tuple[int, int, int]]:
    """Maximal runs of at least `shortest` words found in both: `(start in left, start in right, words)`.

    `places` says where the runs of `shortest` words first stand in `right`, where that is known.
    """
    places = _first_places(right, shortest) if places is None else places
    runs = []
    start = 0
    prints = shingles(left, shortest)
    while start < len(prints):
        place = places.get(prints[start])
        if place is None or BREAK in prints[start]:
            start += 1
            continue
        length = shortest
        while (
            start + length < len(left)
            and place + length < len(right)
            and left[start + length] == right[place + length] != BREAK
        ):
            length += 1
        runs.append((start, place, length))
        start += length
    return runs


def shorten(words: str, limit: int) -> str:
    """The text cut to at most `limit` code points at a blank, with an ellipsis when something is lost."""
    if len(words) <= limit:
        return words
    return words[: limit - 1].rsplit(" ", 1)[0] + "…"


def _one_template(small: Print, large: Print, rules: TracingRules) -> bool:
    fewest = min(len(small.figures), len(large.figures))
    return fewest >= rules.few_figures and len(small.figures & large.figures) < rules.shared_figures * fewest


def _candidates(texts: Sequence[array[int]], rules: TracingRules) -> Iterator[tuple[int, int]]:
    """Pairs of places (earlier, later) that share fingerprints, most shared first for each later one."""
    counts, buckets = _postings(texts, rules)
    votes: dict[int, int] = defaultdict(int)
    for bucket in buckets.values():
        for pair in _neighbours(sorted(bucket), rules.candidate_neighbours):
            votes[pair] += 1
    by_later: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair, shared in votes.items():
        earlier, later = pair & _RANK_MASK, pair >> _RANK_BITS
        if shared >= rules.candidate_share * min(counts[earlier], counts[later]):
            by_later[later].append((-shared, earlier))
    for later in sorted(by_later):
        for _, earlier in sorted(by_later[later])[: rules.candidate_pairs]:
            yield earlier, later


def _postings(texts: Sequence[array[int]], rules: TracingRules) -> tuple[list[int], dict[int, array[int]]]:
    """How many fingerprints each text has, and all of them with their holder in the low bits, in buckets."""
    counts = []
    buckets: dict[int, array[int]] = defaultdict(lambda: array("Q"))
    for place, codes in enumerate(texts):
        prints = winnow(codes, rules)
        counts.append(len(prints))
        for code in prints:
            buckets[code >> _BUCKETS_SHIFT].append((code & ~_RANK_MASK) | place)
    return counts, buckets


def _neighbours(postings: list[int], width: int) -> Iterator[int]:
    """Each holder of a fingerprint with its `width` earliest and `width` nearest earlier fellow holders."""
    start = 0
    while start < len(postings):
        code = postings[start] >> _RANK_BITS
        end = start + 1
        while end < len(postings) and postings[end] >> _RANK_BITS == code:
            end += 1
        for later in range(start + 1, end):
            first = range(start, min(start + width, later))
            near = range(max(start + width, later - width), later)
            for earlier in (*first, *near):
                yield (postings[later] & _RANK_MASK) << _RANK_BITS | (postings[earlier] & _RANK_MASK)
        start = end


def _without_boilerplate(held: list[Held], rules: TracingRules) -> Iterator[Held]:
    """The articles with the standing sentences of their outlets taken out of the prose."""
    by_outlet: dict[str, list[Held]] = defaultdict(list)
    for one in held:
        if one.outlet:
            by_outlet[one.outlet].append(one)
    standing = {outlet: _standing(articles, rules) for outlet, articles in by_outlet.items()}
    for one in held:
        known = standing.get(one.outlet or "")
        yield replace(one, print=_cut(one.print, known)) if known else one


def _standing(articles: list[Held], rules: TracingRules) -> set[int]:
    """Hashes of the sentences that recur in articles of one outlet which otherwise have little in common."""
    holders: dict[int, list[int]] = defaultdict(list)
    sentences = [frozenset(sentence.hash for sentence in one.print.sentences) for one in articles]
    for place, hashes in enumerate(sentences):
        for code in hashes:
            holders[code].append(place)
    found = set()
    for code, places in holders.items():
        unlike: list[frozenset[int]] = []
        if len(places) < rules.boilerplate_articles:
            continue
        for place in places[: rules.boilerplate_looks]:
            mine = sentences[place]
            if all(_overlap(mine, other) < rules.boilerplate_overlap for other in unlike):
                unlike.append(mine)
        if len(unlike) >= rules.boilerplate_articles:
            found.add(code)
    return found


def _overlap(left: frozenset[int], right: frozenset[int]) -> float:
    return len(left & right) / max(1, min(len(left), len(right)))


def _cut(whole: Print, standing: set[int]) -> Print:
    if not any(sentence.hash in standing for sentence in whole.sentences):
        return whole
    prose = array("I")
    for sentence in whole.sentences:
        if sentence.hash in standing:
            prose.append(BREAK)
        else:
            prose.extend(whole.prose[sentence.start : sentence.end])
    return replace(whole, prose=prose, size=words_in(prose))
