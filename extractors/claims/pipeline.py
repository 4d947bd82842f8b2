"""An article to claims: read once, then quantities, facts and quotes, each a claim with its id and credit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from extractors.claims.credits.attribution import find_attributions
from extractors.claims.credits.presupposed import is_presupposed, on_deniers_word
from extractors.claims.credits.quoted import quoted_credits, with_credited
from extractors.claims.credits.reach import credit_for
from extractors.claims.facts.facts import find_facts
from extractors.claims.figures.adopting import stated_quantities
from extractors.claims.figures.carrying import of_period
from extractors.claims.figures.doubts import figure_issues
from extractors.claims.figures.figures import Figure, figures_of
from extractors.claims.figures.metrics import MetricFrames, unit_class
from extractors.claims.figures.parties import with_parties
from extractors.claims.figures.story import Story, after_sentence, at_sentence, opening_of
from extractors.claims.figures.telling import Dated, periods_in, year_told
from extractors.claims.kept import first_claims
from extractors.claims.masking import mask
from extractors.claims.quotes.people import People
from extractors.claims.quotes.quotations import FoundQuote, find_quotes, people_of
from extractors.claims.reading import NOT_TOLD, Reading
from extractors.claims.subjects.subjects import Spoken, spoken_of
from extractors.claims.tables.grids import find_grids
from extractors.claims.tables.reading import tabled_figures
from extractors.ids import claim_id
from extractors.lexicon.calibration import Calibration, load_calibration
from extractors.lexicon.entities import Entities, load_entities
from extractors.lexicon.metrics import Behaviour, Metric, check_own_folder, folder_sha256, load_metrics
from extractors.lexicon.outlets import Outlets, load_outlets
from extractors.lexicon.tuning import tuned
from extractors.records import (
    Article,
    Attribution,
    Claim,
    Credit,
    CreditKind,
    Issue,
    Kind,
    Modifier,
    Span,
    Stage,
    Status,
)
from extractors.text.language import other_language
from extractors.text.periods import find_periods
from extractors.text.quantities import read_figures
from extractors.text.sentences import split_sentences

_SURROGATE = re.compile("[\ud800-\udfff]")


class Lexicon:
    """All that extraction knows of the world, loaded once, and its hash."""

    def __init__(
        self,
        entities: Entities,
        outlets: Outlets,
        metrics: tuple[Metric, ...],
        calibration: Calibration,
        sha256: str,
    ) -> None:
        """Hold the parts; use `load`."""
        self.entities = entities
        self.outlets = outlets
        self.metrics = metrics
        self.calibration = calibration
        self.sha256 = sha256

    @classmethod
    def load(cls, extra: Path | None = None) -> Lexicon:
        """The shipped lexicon, with a user's folder of TOML on top.

        Raises:
            LexiconError: a file that does not fit.
        """
        if extra is not None:
            check_own_folder(extra)
        return cls(
            load_entities(extra),
            load_outlets(extra),
            load_metrics(extra),
            load_calibration(),
            folder_sha256(extra),
        )

    @cached_property
    def frames(self) -> MetricFrames:
        """The compiled metric frames."""
        return MetricFrames(self.metrics)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one article yields."""

    claims: tuple[Claim, ...]
    credits: tuple[Credit, ...]
    issues: tuple[Issue, ...]


def read_article(article: Article, lexicon: Lexicon) -> Reading:
    """The article's sentences, names, quantities and periods; linear in its length.

    A lone surrogate, which no file can store, reads as U+FFFD.
    """
    text = _SURROGATE.sub("\ufffd", article.text)
    if text != article.text:
        article = replace(article, text=text)
    sentences = split_sentences(article.text)
    mentions = lexicon.entities.mentions(article.text)
    outlet = lexicon.outlets.of(article.outlet) if article.outlet else None
    home = outlet.home_currency if outlet else None
    figures = read_figures(article.text, home_currency=home)
    grids = find_grids(article.text)
    return Reading(
        article=article,
        sentences=sentences,
        mentions=mentions,
        quantities=stated_quantities(article.text, sentences, figures.quantities, grids),
        periods=find_periods(article.text, article.published),
        attributions=(),
        issues=tuple(figure_issues(article, figures)),
        grids=grids,
    )


def extract_claims(article: Article, lexicon: Lexicon) -> Extraction:
    """Every claim of an article with its credits, and an issue for what had to be left out.

    A text that is plainly of another language than English is left out whole. Of a text of many times the
    length of an article the beginning is read, and the rest when that has no more claims than are kept.
    """
    if language := other_language(article.text):
        message = f"The text is in {language}, not in English: no claim was looked for."
        return Extraction(claims=(), credits=(), issues=(_issue(article, "other_language", message),))
    first = _first_part(article)
    if first is not None:
        made, number = _extracted(first, lexicon, unread=len(article.text) - len(first.text))
        if number > tuned("most_claims"):
            return made
    return _extracted(article, lexicon, unread=0)[0]


def _first_part(article: Article) -> Article | None:
    """The article with the first paragraphs of a text longer than anybody writes; None when it is not."""
    first = int(tuned("read_first"))
    if len(article.text) <= 2 * first:
        return None
    end = article.text.rfind("\n", first // 2, first)
    text = article.text[: end if end >= 0 else first]
    return replace(
        article, text=text, links=tuple(link for link in article.links if link.span.end <= len(text))
    )


def _extracted(article: Article, lexicon: Lexicon, *, unread: int) -> tuple[Extraction, int]:
    """What the text yields, and how many claims were found in it; `unread` characters follow it."""
    reading = read_article(article, lexicon)
    ids = _Ids(article)
    spoken = spoken_of(reading, lexicon.entities)
    reading = _with_credits(reading, spoken, lexicon)
    people = people_of(reading)
    quotes = with_credited(find_quotes(reading, people=people), reading.reaches)
    reading = replace(reading, quoted=tuple(quoted_credits(quotes, lexicon.entities)))
    every = chain(
        _quantity_claims(reading, spoken, lexicon, ids),
        _fact_claims(reading, spoken, people, lexicon, ids),
        _quote_claims(reading, quotes, lexicon, ids),
    )
    most = int(tuned("most_claims"))
    claims, number = first_claims(every, most)
    issues = list(reading.issues)
    if number > most:
        rest = f"the {unread} characters behind them are not read; " if unread else ""
        message = f"{number} claims found, the first {most} kept; {rest}is this page a table of numbers?"
        issues.append(_issue(article, "too_many_claims", message))
    if not claims:
        issues.append(_issue(article, "no_claims", "No figure, fact or quotation was found in this article."))
    credits = tuple(
        Credit(
            article_id=article.article_id,
            attribution=attribution,
            evidence=reading.sentence_at(attribution.span),
        )
        for attribution in reading.attributions
    )
    return Extraction(claims=tuple(claims), credits=credits, issues=tuple(issues)), number


def _with_credits(reading: Reading, spoken: Spoken, lexicon: Lexicon) -> Reading:
    """The reading with its credits, whose pronouns and descriptions are resolved as all others are."""
    credits = find_attributions(
        reading.text,
        reading.sentences,
        lexicon.entities,
        reading.article.links,
        lexicon.outlets,
        mentions=reading.mentions,
        referents=[referent for own in spoken.by_sentence for referent in own],
    )
    return replace(reading, attributions=credits)


class _Ids:
    """Claim ids of one article; equal sentence and value are told apart by their occurrence."""

    def __init__(self, article: Article) -> None:
        self._article = article.article_id
        self._seen: Counter[tuple[str, str]] = Counter()

    def next(self, sentence: str, value_text: str) -> str:
        key = (sentence, value_text)
        self._seen[key] += 1
        return claim_id(self._article, sentence, value_text, self._seen[key] - 1)


def _issue(article: Article, code: str, message: str) -> Issue:
    return Issue(
        stage=Stage.EXTRACT, code=code, where=article.url, message=message, article_id=article.article_id
    )


def _credit_of(reading: Reading, value: Span) -> Attribution | None:
    """Whose word a value is: by the credit that reaches it, or of the quotation it stands in.

    Where it was said, or to whom, gives way to who says it.
    """
    credit = credit_for(value, on_deniers_word(reading.text, reading.reaches.over(value)))
    if credit is not None and is_presupposed(reading.text, value, credit):
        credit = None
    speaker = credit_for(value, reading.quoted_reaches.over(value))
    weak = credit is None or credit.kind in (CreditKind.DOCUMENT, CreditKind.OUTLET)
    return speaker if speaker is not None and weak else credit


def _quantity_claims(reading: Reading, spoken: Spoken, lexicon: Lexicon, ids: _Ids) -> Iterable[Claim]:
    tabled = tabled_figures(reading, spoken, lexicon.frames, opening_of(reading))
    reading = tabled.left_of(reading)
    told = _told_figures(reading, spoken, lexicon, opening_of(reading))
    if reading.article.published is None:
        year = year_told([_dated(figure) for _, figure in told])
        if year is not None:  # read again with the year in mind
            again = replace(reading, periods=periods_in(reading.text, year))
            told = _told_figures(again, spoken, lexicon, opening_of(again, year))
    told = sorted((*told, *tabled.told), key=lambda item: item[1].quantity.span.start)
    figures = with_parties([figure for _, figure in told], spoken)
    for (sentence, _), figure in zip(told, figures, strict=True):
        yield _quantity_claim(reading, sentence, figure, lexicon, ids)


def _told_figures(
    reading: Reading, spoken: Spoken, lexicon: Lexicon, story: Story
) -> list[tuple[Span, Figure]]:
    """The figures of all sentences in order of place, each with its sentence."""
    told: list[tuple[Span, Figure]] = []
    before: dict[str, Figure] = {}
    for place, (sentence, own) in enumerate(zip(reading.sentences, spoken.by_sentence, strict=True)):
        story = at_sentence(story, reading, place)
        if not reading.quantities_in(sentence) and not reading.periods_in(sentence):
            story = after_sentence(story, (), ())
            continue
        masked = mask(reading, sentence, own)
        figures = figures_of(masked, lexicon.frames, spoken, before, story) if masked.quantities else ()
        story = after_sentence(story, masked.periods, [_dated(figure) for figure in figures])
        for figure in figures:
            _remember(before, figure, lexicon)
        told += [(sentence, figure) for figure in figures]
    return told


def _remember(before: dict[str, Figure], figure: Figure, lexicon: Lexicon) -> None:
    """Keep a figure as the last one of its unit, for later sentences that point back at it."""
    metric = lexicon.frames.by_name.get(figure.metric)
    if metric is None:
        return
    unit = unit_class(figure.quantity)
    before[unit] = figure
    if metric.counted_in is not None:  # "It had been 12 million": of the same, uncounted
        before["count"] = figure
    if metric.behaviour is Behaviour.FLOW:
        before[of_period(unit)] = figure


def _dated(figure: Figure) -> Dated:
    return Dated(
        behaviour=figure.behaviour,
        subject=figure.subject,
        counterparty=figure.counterparty,
        period=figure.period,
        status=figure.status,
        base=figure.base,
    )


def _quantity_claim(reading: Reading, sentence: Span, figure: Figure, lexicon: Lexicon, ids: _Ids) -> Claim:
    is_named = figure.metric in lexicon.frames.by_name
    sure = lexicon.calibration.confidence(Kind.QUANTITY, figure.confidence) if is_named else figure.confidence
    words, quantity = sentence.of(reading.text), figure.quantity
    sign = -1 if figure.negative and quantity.low > 0 else 1
    credit = _credit_of(reading, quantity.span)
    return Claim(
        claim_id=ids.next(words, quantity.text),
        article_id=reading.article.article_id,
        kind=Kind.QUANTITY,
        subject=figure.subject,
        mention=figure.mention,
        metric=figure.metric,
        low=min(sign * quantity.low, sign * quantity.high),
        high=max(sign * quantity.low, sign * quantity.high),
        unit=quantity.unit,
        unit_noun=quantity.unit_noun,
        modifier=quantity.modifier,
        scope=figure.scope,
        period=figure.period,
        status=figure.status,
        attributed_to=credit.name if credit else None,
        attribution_kind=credit.kind if credit else None,
        counterparty=figure.counterparty,
        value_text=quantity.text,
        sentence=words,
        start=quantity.span.start,
        end=quantity.span.end,
        confidence=max(0.1, sure),
    )


def _fact_claims(
    reading: Reading, spoken: Spoken, people: People, lexicon: Lexicon, ids: _Ids
) -> Iterable[Claim]:
    titled = lexicon.entities.mentions(reading.article.title or "")
    for fact in find_facts(reading, spoken.by_sentence, titled, people=people):
        words = fact.sentence_span.of(reading.text)
        value = fact.value_span.of(reading.text)
        credit = _credit_of(reading, fact.value_span)
        yield Claim(
            claim_id=ids.next(words, value),
            article_id=reading.article.article_id,
            kind=Kind.FACT,
            subject=fact.subject,
            mention=fact.mention,
            metric=fact.metric,
            scope=fact.scope,
            period=fact.period,
            status=fact.status,
            attributed_to=credit.name if credit else None,
            attribution_kind=credit.kind if credit else None,
            counterparty=fact.counterparty,
            object=fact.object,
            value_text=value,
            sentence=words,
            start=fact.value_span.start,
            end=fact.value_span.end,
            confidence=lexicon.calibration.confidence(Kind.FACT, fact.confidence),
        )


def _quote_claims(
    reading: Reading, quotes: Sequence[FoundQuote], lexicon: Lexicon, ids: _Ids
) -> Iterable[Claim]:
    for quote in quotes:
        words = quote.words_span.of(reading.text)
        yield Claim(
            claim_id=ids.next(words, words),
            article_id=reading.article.article_id,
            kind=Kind.QUOTE,
            subject=quote.speaker or NOT_TOLD,
            metric="said",
            modifier=Modifier.EXACT,
            status=Status.REPORTED,
            attributed_to=quote.speaker,
            object=words,
            value_text=words,
            sentence=words,
            start=quote.words_span.start,
            end=quote.words_span.end,
            confidence=lexicon.calibration.confidence(Kind.QUOTE, quote.confidence),
        )
