"""Who gets letters of what: the subscriptions file, read strictly.

    [[subscription]]
    name = "Business desk"
    to = ["desk@example.com"]
    subjects = ["OpenAI", "Nordlicht AI"]   # none: all
    minimum_severity = 0.7
    when = "daily"                          # daily, hourly or at_once

A letter goes to each address by itself, and each remembers what it was told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from extractors.lexicon.strict import LexiconError, build, read_toml
from flows.mail_settings import is_feed_name, why_no_address
from flows.settings import SettingsError
from reports.digest_words import is_language

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){0,8}")
"""The addresses of the HTML standard: no names beside them, no quotes, nothing for a header to mistake."""


class When(StrEnum):
    """How often a subscription is written to."""

    DAILY = "daily"
    HOURLY = "hourly"
    AT_ONCE = "at_once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What some people want to be told. Empty lists mean everything; names are compared without case.

    `outlets` asks for findings in which one of these outlets has a part. `numbers` is the language in
    which counts are written: en, de, fr ... `webhook` is an address that the letters are posted to as JSON,
    `feed` the name of an RSS file of everything that it asks for.
    """

    name: str
    to: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    minimum_severity: float = 0.0
    when: When = When.DAILY
    numbers: str = "en"
    webhook: str | None = None
    feed: str | None = None

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.name.isprintable():
            raise ValueError("name must be words on one line")
        if not self.to and self.webhook is None and self.feed is None:
            raise ValueError(f'subscription {self.name!r} goes to nobody: to = ["somebody@example.com"]')
        if self.webhook is not None and (wrong := why_no_address(self.webhook)):
            raise ValueError(f"webhook: {wrong}")
        if self.feed is not None and not is_feed_name(self.feed):
            raise ValueError(f"feed is {self.feed!r}: write a file name such as news.xml")
        for address in self.to:
            if not _ADDRESS.fullmatch(address):
                raise ValueError(f"{address!r} is not a plain e-mail address such as desk@example.com")
        if not 0 <= self.minimum_severity <= 1:
            raise ValueError(f"minimum_severity is {self.minimum_severity}: it goes from 0 to 1")
        if not is_language(self.numbers):
            raise ValueError(f"numbers is {self.numbers!r}: write a language such as en, de or fr")

    @property
    def readers(self) -> tuple[str, ...]:
        """Everybody who gets letters: addresses of people, then the one that is posted to."""
        return (*self.to, self.webhook) if self.webhook else self.to

    def wants(self, subject: str, metric: str, outlets: tuple[str | None, ...], severity: float) -> bool:
        """Whether a finding is for this subscription."""
        return (
            severity >= self.minimum_severity
            and _is_among(self.subjects, (subject,))
            and _is_among(self.metrics, (metric,))
            and _is_among(self.outlets, outlets)
        )


def _is_among(wanted: tuple[str, ...], met: tuple[str | None, ...]) -> bool:
    known = {name.casefold() for name in wanted}
    return not known or any(name is not None and name.casefold() in known for name in met)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    subscription: tuple[Subscription, ...] = ()


def read_subscriptions(path: Path) -> tuple[Subscription, ...]:
    """The subscriptions of a file, in its order.

    Raises:
        SettingsError: not TOML, an unknown key, an address or a value that cannot be, or two of one name.
    """
    try:
        found = build(_File, read_toml(path), str(path)).subscription
    except LexiconError as error:
        raise SettingsError(str(error)) from error
    names = [each.name for each in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise SettingsError(f"{path}: two subscriptions are called {twice!r}")
    feeds = [each.feed for each in found if each.feed]
    if len(feeds) > len(set(feeds)):
        raise SettingsError(f"{path}: two subscriptions write one feed")
    if not found:
        raise SettingsError(f"{path}: there is no [[subscription]] in it")
    return found


def one_editor(
    to: tuple[str, ...], webhook: str | None = None, feed: str | None = None
) -> tuple[Subscription, ...]:
    """The subscription of a set-up without a file: everything, daily.

    Raises:
        SettingsError: something that is no address.
    """
    try:
        return (Subscription(name="twosource digest", to=to, webhook=webhook, feed=feed),)
    except ValueError as error:
        raise SettingsError(f"mail_to: {error}") from error
