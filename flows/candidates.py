"""Names of the published texts that the lexicon does not hold. Plain functions, no Prefect."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.claims.discovery import Proposal, look_into, proposals
from extractors.claims.pipeline import Lexicon
from extractors.lexicon.stanzas import Stanza, render
from flows.report import open_published
from flows.settings import Settings
from reports.counting import count_words
from reports.name_lines import NameLine
from warehouse.query import Table
from warehouse.summary_rows import ArticleText, NameCount, Totals

_COLUMNS = ("name", "kind", "articles", "claims", "short", "cue", "looks_like", "sentence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The proposed names, of how many articles' texts, and how many articles are published."""

    proposed: tuple[Proposal, ...]
    n_read: int
    n_published: int


def find_candidates(settings: Settings, *, least: int, most_articles: int, kind: str | None) -> Candidates:
    """Names that at least `least` of the latest `most_articles` articles use and the lexicon does not hold.

    Raises:
        WarehouseError: nothing has been published yet.
        LexiconError: the user's lexicon folder cannot be understood.
    """
    entities = Lexicon.load(settings.lexicon).entities
    with open_published(settings) as published:
        articles = published.rows(ArticleText, limit=most_articles)
        n_claims = {row.name: row.n_claims for row in published.rows(NameCount)}
        (totals,) = published.rows(Totals)
    outlets = {article.outlet for article in articles}
    found = proposals((look_into(article.text, entities) for article in articles), n_claims, entities, least)
    kept = tuple(each for each in found if each.name not in outlets and (kind is None or each.kind == kind))
    return Candidates(proposed=kept, n_read=len(articles), n_published=totals.n_articles)


def as_table(candidates: Candidates) -> Table:
    """The proposed names as rows, for a program."""
    rows = tuple(
        (
            each.name,
            each.kind,
            each.n_articles,
            each.n_claims,
            ", ".join(each.short) or None,
            each.cue,
            each.looks_like,
            each.sentence,
        )
        for each in candidates.proposed
    )
    return Table(columns=_COLUMNS, rows=rows, is_cut=False)


def as_lines(candidates: Candidates) -> tuple[NameLine, ...]:
    """The proposed names for a person to read."""
    return tuple(
        NameLine(
            name=each.name,
            kind=each.kind,
            counted=_counted(each),
            looks_like=each.looks_like,
            sentence=each.sentence,
        )
        for each in candidates.proposed
    )


def _counted(each: Proposal) -> str:
    return f"{count_words(each.n_articles, 'article')}, {count_words(each.n_claims, 'claim')}"


def as_toml(candidates: Candidates) -> str:
    """The proposed names as the files of a lexicon folder, with why they are proposed as remarks."""
    return render([_stanza(each) for each in candidates.proposed])


def _stanza(each: Proposal) -> Stanza:
    remarks = [f'{_counted(each)}: "{each.sentence}"']
    if each.looks_like:
        remarks.append(f'looks like "{each.looks_like}": perhaps an alias of it?')
    return Stanza(name=each.name, kind=each.kind, short=each.short, remarks=tuple(remarks))
