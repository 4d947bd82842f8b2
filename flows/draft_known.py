"""Who tells a known value: counted as witnesses of a run are, and quoted with links to the exact words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checkers.compare.names import name_key
from checkers.records import Telling
from checkers.witnesses import count_witnesses
from extractors.records import Claim, Kind, Span
from extractors.text.fragments import fragment_of
from reports.draft import Quoted
from warehouse import Published
from warehouse.draft_rows import DraftForm, DraftGroup, DraftQuote, DraftTelling, DraftVoice

_SHOWN = 3
"""Tellings of a known value that are shown: the earliest of each origin."""

_DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """Who stands behind a known value.

    `origins` counts independent ones beside the draft's own outlet; `roots` are the ids of the articles that
    the tellings go back to.
    """

    claims: int
    articles: int
    origins: int
    roots: frozenset[str]
    outlets: tuple[str, ...]
    first_told: str | None
    tellings: tuple[Quoted, ...]


def find_backing(
    published: Published,
    groups: Sequence[Sequence[DraftForm]],
    outlet: str | None,
    left_out: Sequence[str],
) -> tuple[Backing, ...]:
    """Who tells the forms of each group, in the order given: three passes over the claims, however many.

    Args:
        published: The published file.
        groups: Written forms that say one thing.
        outlet: The draft's own outlet.
        left_out: Ids of articles that are the draft itself.
    """
    if not groups:
        return ()
    wanted = {
        "places": [place for place, forms in enumerate(groups) for _ in forms],
        "block_keys": [form.block_key for forms in groups for form in forms],
        "form_ids": [form.form_id for forms in groups for form in forms],
        "left_out": list(left_out),
    }
    counted = {row.place: row for row in published.rows(DraftGroup, **wanted)}
    voices: dict[int, list[DraftVoice]] = defaultdict(list)
    for voice in published.rows(DraftVoice, **wanted):
        voices[voice.place].append(voice)
    told = _tellings(published, published.rows(DraftTelling, **wanted, limit=_SHOWN), outlet)
    return tuple(_backing(counted[n], voices[n], told[n], outlet) for n in range(len(groups)))


def _backing(
    row: DraftGroup, voices: Sequence[DraftVoice], tellings: Sequence[Quoted], outlet: str | None
) -> Backing:
    return Backing(
        claims=row.n_claims,
        articles=row.n_articles,
        origins=_origins(voices, outlet),
        roots=frozenset(voice.origin for voice in voices),
        outlets=tuple(row.outlets),
        first_told=row.first_told,
        tellings=tuple(tellings),
    )


def _origins(voices: Iterable[DraftVoice], outlet: str | None) -> int:
    """How many independent origins speak beside the draft, which is one voice of its outlet."""
    told = [
        _telling(voice.origin, voice.outlet, tuple(voice.sources), voice.attributed_to, voice)
        for voice in voices
    ]
    return count_witnesses((_telling(_DRAFT, outlet, (), None, None), *told)).origins - 1


def _telling(
    origin: str, outlet: str | None, sources: tuple[str, ...], credited: str | None, voice: DraftVoice | None
) -> Telling:
    claim = Claim(
        claim_id="",
        article_id=origin,
        kind=Kind.FACT,
        subject="",
        metric="",
        sentence="",
        attributed_to=credited,
        attribution_kind=voice.kind() if voice is not None else None,
    )
    return Telling(claim=claim, published=None, outlet=outlet, origin=origin, sources=sources)


def _tellings(
    published: Published, rows: Sequence[DraftTelling], outlet: str | None
) -> Mapping[int, tuple[Quoted, ...]]:
    wanted = sorted({row.claim_id for row in rows})
    quoted = {row.claim_id: _quoted(row, outlet) for row in published.rows(DraftQuote, claim_ids=wanted)}
    found: dict[int, list[Quoted]] = defaultdict(list)
    for row in rows:
        found[row.place].append(quoted[row.claim_id])
    return {place: tuple(told) for place, told in found.items()}


def _quoted(row: DraftQuote, outlet: str | None) -> Quoted:
    start = row.value_place()
    return Quoted(
        claim_id=row.claim_id,
        outlet=row.outlet,
        published=row.published,
        title=row.title,
        url=row.url,
        link=_link(row),
        sentence=row.sentence,
        value_start=start,
        value_end=start + len(row.value_text) if start is not None and row.value_text else None,
        attributed_to=row.attributed_to,
        is_own=outlet is not None and row.outlet is not None and name_key(outlet) == name_key(row.outlet),
    )


def _link(row: DraftQuote) -> str | None:
    """What opens the words of a claim; `None` for a file, the page itself where its text is not held."""
    if not row.url.startswith(("http://", "https://")):
        return None
    start, end = row.start_char, row.end_char
    if start is None or end is None or not start < end <= len(row.text) or not row.text[start:end].strip():
        return row.url
    place = Span(start=start, end=end)
    return fragment_of(row.text, place, (row.title,) if row.title else ()).link(row.url)
