"""What an article has told of time so far: the day it was told, its news, the periods of its accounts.

A digest tells several stories: each item that opens with a linked or bold headline starts anew, and a date
in the link of its source is the day that story was told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.claims.figures.accounts import length_of
from extractors.claims.figures.clauses import is_taken_back
from extractors.claims.figures.telling import Dated
from extractors.claims.reading import Reading
from extractors.lexicon.metrics import Behaviour
from extractors.lexicon.tuning import tuned
from extractors.records import Span, Status
from extractors.text.anchors import Anchor, month_text
from extractors.text.intervals import overlaps
from extractors.text.periods import PeriodKind, PeriodMention, find_periods

_ITEM = re.compile(r"(?:[-*•] )?(?:\*\*[^*\n]{3,200}\*\* ?:|\[[^\]\n]{20,300}\]\()")
_LINK_DAY = re.compile(
    r"https?://[^\s()]{1,200}?[/-](?P<y>(?:19|20)\d\d)[/-](?P<m>0[1-9]|1[0-2])[/-](?P<d>[0-3]\d)(?!\d)"
)
_FORESEEN = (Status.PROJECTED, Status.TARGET)
_HEADING_KINDS = (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)


# "Its 2025 results are out."
_ACCOUNTS = re.compile(r"\b(?:numbers|results|figures|accounts|earnings)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What the sentences before the current one have told.

    `told_on` is the ISO day on which the story was told, `published` that of its article, `year` the year
    where no day but so much is known. `opens` says that the current sentence is one of its first and that
    none before spoke of another time, `denied` that the next sentence takes back the current one.
    `heading` is the quarter, half or year of the title. `accounts` holds the period last reported of each
    subject, `lengths` that of each subject and length, `named` that last named of each length, `outlooks`
    that last foreseen, `prospects` that of
    its last event to come, `event` the period of the story's event, `about` the names of its parties,
    `rumoured` whether it is no more than a rumour, `last_time` the one time that the sentence before named,
    and `last_day` that where it is a day or month.
    """

    told_on: str | None
    published: str | None = None
    year: str | None = None
    opens: bool = True
    sentences: int = 0
    heading: str | None = None
    accounts: Mapping[str, str] = field(default_factory=dict)
    lengths: Mapping[tuple[str, str], str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    outlooks: Mapping[str, str] = field(default_factory=dict)
    prospects: Mapping[str, str] = field(default_factory=dict)
    event: str | None = None
    about: frozenset[str] = frozenset()
    rumoured: bool = False
    last_day: str | None = None
    last_time: str | None = None
    denied: bool = False

    @property
    def month(self) -> str | None:
        """The month of news of the day; in its first days also the month before: news is told late.

        Of a story of which only the year is known, that year.
        """
        anchor = Anchor.of(self.told_on)
        if anchor is None:
            return self.year
        month = month_text(anchor.day.year, anchor.day.month)
        if anchor.day.day > tuned("told_late_days"):
            return month
        return f"{month_text(anchor.day.year, anchor.day.month - 1)}/{month}"

    @property
    def other_time(self) -> str | None:
        """The heading's period where it is not the time of telling: a story of last year's deals."""
        if self.heading is None or (self.told_on and overlaps(self.heading, self.told_on[:10])):
            return None
        return self.heading


def opening_of(reading: Reading, year: str | None = None) -> Story:
    """The story as an article begins; `year` is that of the telling where the article gives no day."""
    published = reading.article.published_on
    heading = _heading(reading.article.title or "", published)
    return Story(told_on=published, published=published, year=year, heading=heading)


def at_sentence(story: Story, reading: Reading, place: int) -> Story:
    """The story as sentence `place` begins: started anew where that is the headline of a digest's item."""
    sentence = reading.sentences[place]
    if not _ITEM.match(reading.text, sentence.start):
        denied = _is_taken_back(reading, place)
        opens = story.opens and story.sentences < tuned("lead_sentences")
        heading = _announced(reading, sentence) or story.heading
        changed = (denied, opens, heading) != (story.denied, story.opens, story.heading)
        return replace(story, denied=denied, opens=opens, heading=heading) if changed else story
    words, published = sentence.of(reading.text), reading.article.published_on
    told_on = _linked_day(words, published) or published
    heading = _heading(words.partition("]")[0], published) if words.startswith("[") else None
    return replace(
        Story(told_on=told_on, published=published, year=story.year, denied=story.denied),
        heading=heading or _heading(reading.article.title or "", published),
    )


def _announced(reading: Reading, sentence: Span) -> str | None:
    """The one quarter, half or year whose accounts a sentence without figures announces."""
    if not _ACCOUNTS.search(reading.text, sentence.start, sentence.end):
        return None
    periods = reading.periods_in(sentence)
    if any(
        not any(period.span.overlaps(quantity.span) for period in periods)
        for quantity in reading.quantities_in(sentence)
    ):
        return None
    told = {
        period.period
        for period in periods
        if period.kind in _HEADING_KINDS or length_of(period.period) is not None
    }
    return told.pop() if len(told) == 1 else None


def _is_taken_back(reading: Reading, place: int) -> bool:
    """Whether the sentence after `place` takes back a figure told in it."""
    if not reading.quantities_in(reading.sentences[place]):
        return False
    following = reading.sentences[place + 1 : place + 2]
    return any(is_taken_back(after.of(reading.text)) for after in following)


def after_sentence(story: Story, periods: Sequence[PeriodMention], figures: Sequence[Dated]) -> Story:
    """The story with what one sentence has told: the periods it names, and its figures."""
    if not periods and not figures and not story.opens and story.last_time is None:
        return story
    elsewhere = any(_is_elsewhen(mention.period, story.told_on or story.year) for mention in periods)
    flows = [each for each in figures if each.behaviour is Behaviour.FLOW and each.period and not each.base]
    accounts = _with(story.accounts, flows, [Status.REPORTED])
    ahead = [each for each in flows if each.period != accounts.get(each.subject)]
    to_come = [each for each in figures if each.behaviour is Behaviour.EVENT and each.period != story.month]
    event, about, rumoured = story.event, story.about, story.rumoured
    news = [
        each
        for each in figures
        if each.behaviour is Behaviour.EVENT and each.period and each.period in (story.month, event or "")
    ]
    if event is None and story.opens:
        news = news or [each for each in figures if each.behaviour is Behaviour.EVENT and each.period]
        event = news[0].period if news else None
        rumoured = rumoured or any(each.status is Status.RUMOURED for each in figures)
    for each in news:
        about |= {each.subject, each.counterparty or each.subject}
    return replace(
        story,
        opens=story.opens and not elsewhere,
        sentences=story.sentences + 1,
        accounts=accounts,
        lengths=_by_length(story.lengths, flows),
        named=_with_named(story, periods),
        outlooks=_with(story.outlooks, ahead, _FORESEEN),
        prospects=_with(story.prospects, to_come, _FORESEEN),
        event=event,
        about=about,
        rumoured=rumoured,
        last_day=_only_day(periods),
        last_time=_only_time(periods),
    )


def _with(
    known: Mapping[str, str], figures: Sequence[Dated], statuses: Sequence[Status]
) -> Mapping[str, str]:
    """The periods by subject, those of figures that stand so in place of earlier ones."""
    told = {each.subject: each.period for each in figures if each.period and each.status in statuses}
    return {**known, **told} if told else known


def _by_length(known: Mapping[tuple[str, str], str], flows: Sequence[Dated]) -> Mapping[tuple[str, str], str]:
    """The periods by subject and length, those of reported figures in place of earlier ones."""
    told = {
        (each.subject, length): each.period
        for each in flows
        if each.period and each.status is Status.REPORTED and (length := length_of(each.period))
    }
    return {**known, **told} if told else known


def _with_named(story: Story, periods: Sequence[PeriodMention]) -> Mapping[str, str]:
    """The quarters, halves and years of accounts named so far; a plain year may be any year."""
    told = {
        length: mention.period
        for mention in periods
        if mention.period
        and (length := length_of(mention.period))
        and (length != "year" or "/" in mention.period)
        and not (story.told_on and mention.period > story.told_on)
    }
    return {**story.named, **told} if told else story.named


def _only_day(periods: Sequence[PeriodMention]) -> str | None:
    days = {
        mention.period
        for mention in periods
        if mention.period and mention.kind in (PeriodKind.DAY, PeriodKind.MONTH)
    }
    return days.pop() if len(days) == 1 else None


def _only_time(periods: Sequence[PeriodMention]) -> str | None:
    times = {mention.period for mention in periods}
    return times.pop() if len(times) == 1 else None


def _is_elsewhen(period: str | None, told_on: str | None) -> bool:
    """Whether a stated period is another one than that of telling, so that the story looks elsewhere."""
    if not period or not told_on:
        return False
    return not (period.startswith(told_on[:7]) or told_on.startswith(period) or "W" in period)


def _linked_day(words: str, published: str | None) -> str | None:
    """The day in the address a headline links to, when it lies in the weeks before publication."""
    match, anchor = _LINK_DAY.search(words), Anchor.of(published)
    linked = Anchor.of(f"{match['y']}-{match['m']}-{match['d']}") if match else None
    if linked is None or anchor is None:
        return None
    days = (anchor.day - linked.day).days
    return linked.day.isoformat() if 0 <= days <= tuned("linked_story_days") else None


def _heading(title: str, published: str | None) -> str | None:
    """The one quarter, half or year that a title names."""
    found = {
        mention.period
        for mention in find_periods(title, published)
        if mention.period and mention.kind in _HEADING_KINDS
    }
    return found.pop() if len(found) == 1 else None
