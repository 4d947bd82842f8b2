"""Whether everything a run needs is there. Changes nothing, fetches nothing, sends no letter."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extractors.articles.sources import SourcesError, load_sources
from extractors.claims.pipeline import Lexicon
from extractors.lexicon.strict import LexiconError
from flows.check import read_judgements
from flows.deliver import subscriptions_of
from flows.mail_password import with_mail_password
from flows.references import read_all_references
from flows.report import open_published
from flows.sending import mail_server
from flows.serving import SOURCES_FILE
from flows.settings import Settings, SettingsError
from flows.version import PROGRAM_VERSION
from reports.checks import CheckedPart, Status
from reports.counting import count_words
from reports.mail import MailUnreachable, Postman
from warehouse import WarehouseError
from warehouse.lock import is_locked
from warehouse.statements import statement

_MEGABYTE = 1_000_000
_BATCH_BYTES = 300 * _MEGABYTE
"""What a batch of 500 articles may take on disk, bodies, log and spilled tables together."""

_BATCHES = 3
"""Batches that there must be room for, after the published file has been built anew (reliability bar D3)."""

_SKEW = timedelta(minutes=10)
"""How far the last run may lie ahead of the clock."""

_BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""A clock before this is wrong: the program is younger."""

_SCHEDULE_ONLY = ("sqlalchemy", (2, 0), (2, 1))
"""With SQLAlchemy 2.1 a server of Prefect 3.8.8 starts no scheduled run, and says so only in its log."""

_PINNED = {"prefect": ((3, 8, 8), (3, 9)), "fastapi": ((0, 139), (0, 151)), "duckdb": ((2, 0), (3, 0))}
"""Versions that work, from the first on and below the second. FastAPI 0.151 breaks Prefect 3.8.8 silently."""


def examine(settings: Settings) -> tuple[CheckedPart, ...]:
    """Every part as it stands. Reads the lexicon, which takes a second or two."""
    checks: tuple[Callable[[Settings], CheckedPart], ...] = (
        _versions,
        _clock,
        _data_folder,
        _disk,
        _published,
        _knowledge,
        _sources,
        _user_agent,
        _mail,
        _webhook,
    )
    return tuple(check(settings) for check in checks)


def _versions(settings: Settings) -> CheckedPart:
    found = {"Python": sys.version.split()[0], "twosource": PROGRAM_VERSION}
    wrong = []
    for name, (least, below) in _PINNED.items():
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
        if not least <= _numbers(found[name]) < below:
            wrong.append(f"{name} must be {_dotted(least)} or newer and below {_dotted(below)}")
    told = ", ".join(f"{name} {number}" for name, number in found.items())
    if wrong:
        cure = f"{'; '.join(wrong)}: install the versions of constraints.txt (`make setup`)"
        return _part("versions", Status.FAIL, told, cure)
    name, least, below = _SCHEDULE_ONLY
    if not least <= _numbers(version(name)) < below:
        cure = f"{name} must be below {_dotted(below)}, or `twosource serve` starts no run: `make setup`"
        return _part("versions", Status.WARN, f"{told}, {name} {version(name)}", cure)
    return _part("versions", Status.OK, told)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdecimal())


def _dotted(numbers: tuple[int, ...]) -> str:
    return ".".join(map(str, numbers))


def _clock(settings: Settings) -> CheckedPart:
    now = datetime.now(UTC)
    told = f"{now:%Y-%m-%d %H:%M} UTC; the schedule is in {settings.timezone}"
    if now < _BUILT:
        return _part("clock", Status.FAIL, told, "the clock is years behind; set it, or let it be set (NTP)")
    last = _last_run(settings)
    if last is not None and last > now + _SKEW:
        cure = f"the last run began at {last:%Y-%m-%d %H:%M} UTC, which is to come: set the clock (NTP)"
        return _part("clock", Status.FAIL, told, cure)
    return _part("clock", Status.OK, told)


def _last_run(settings: Settings) -> datetime | None:
    try:
        with open_published(settings) as published:
            ((_, _, begun),) = published.sql(statement("doctor/held")).rows
    except WarehouseError:
        return None
    return begun.replace(tzinfo=UTC) if isinstance(begun, datetime) else None


def _data_folder(settings: Settings) -> CheckedPart:
    folder = settings.data
    if not folder.exists():
        parent = next((each for each in folder.resolve().parents if each.exists()), Path("/"))
        if not os.access(parent, os.W_OK | os.X_OK):
            return _part("data folder", Status.FAIL, f"{folder} cannot be made", "name another with --data")
        return _part("data folder", Status.OK, f"{folder} is not there yet; the first run makes it")
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        cure = "make it a folder that you may write to, or name another with --data"
        return _part("data folder", Status.FAIL, f"{folder} cannot be written", cure)
    locked, pid = is_locked(folder)
    if locked:
        told = f"{folder} is in use by {f'process {pid}' if pid else 'another process'}"
        return _part("data folder", Status.OK, f"{told}; a run that starts now would leave")
    return _part("data folder", Status.OK, f"{folder}, nobody writes to it now")


def _disk(settings: Settings) -> CheckedPart:
    home = settings.data.resolve()
    there = next(each for each in (home, *home.parents) if each.exists())
    free = shutil.disk_usage(there).free
    published = settings.published.stat().st_size if settings.published.is_file() else 0
    needed = 2 * published + _BATCHES * _BATCH_BYTES
    told = f"{free / 1e9:,.1f} GB free; a run may need {needed / 1e9:,.1f} GB"
    if free < published + _BATCH_BYTES:
        return _part(
            "disk", Status.FAIL, told, f"free some room on the disk of {there}, or move the data folder"
        )
    if free < needed:
        return _part("disk", Status.WARN, told, f"free some room on the disk of {there} soon")
    return _part("disk", Status.OK, told)


def _published(settings: Settings) -> CheckedPart:
    if not settings.published.exists():
        cure = "run once: `twosource run sources.toml`"
        return _part("published file", Status.WARN, "nothing has been published yet", cure)
    try:
        with open_published(settings) as published:
            ((articles, claims, _),) = published.sql(statement("doctor/held")).rows
    except WarehouseError as error:
        cure = "run again, which publishes anew; what a run stores is in another file"
        return _part("published file", Status.FAIL, str(error), cure)
    return _part(
        "published file", Status.OK, f"{settings.published}: {articles:,} articles, {claims:,} claims"
    )


def _knowledge(settings: Settings) -> CheckedPart:
    try:
        lexicon = Lexicon.load(settings.lexicon)
        rulings = read_judgements(settings).rulings
        references = read_all_references(settings.references, lexicon)
    except LexiconError as error:
        return _part("knowledge", Status.FAIL, str(error), "correct the file that is named")
    told = f"{len(lexicon.metrics):,} metrics, {len(references):,} references, {len(rulings):,} rulings"
    return _part("knowledge", Status.OK, told)


def _sources(settings: Settings) -> CheckedPart:
    path = settings.sources or SOURCES_FILE
    if not path.is_file() and settings.sources is None:
        cure = "`twosource init` writes one to start from; `run` also takes paths and addresses"
        return _part("sources", Status.WARN, f"there is no {path}", cure)
    try:
        found = load_sources(path)
    except SourcesError as error:
        return _part("sources", Status.FAIL, str(error), "correct it: docs/sources.md has every key")
    outlets = len({source.outlet for source in found.sources})
    told = (
        f"{path}: {count_words(len(found.sources), 'source')} of "
        f"{count_words(outlets, 'outlet')}; `twosource sources check` tries them"
    )
    return _part("sources", Status.OK, told)


def _user_agent(settings: Settings) -> CheckedPart:
    if "@" in settings.user_agent or "://" in settings.user_agent:
        return _part("user agent", Status.OK, settings.user_agent)
    cure = "sites block whom they cannot reach: put an address or page of yours into the setting user_agent"
    return _part("user agent", Status.WARN, settings.user_agent, cure)


def _mail(settings: Settings) -> CheckedPart:
    if settings.smtp_host is None:
        return _part("mail", Status.OK, "no server is set; letters become files in DATA/outbox")
    if settings.mail_from is None:
        return _part("mail", Status.FAIL, settings.smtp_host, "set mail_from: the address letters come from")
    try:
        with Postman(mail_server(with_mail_password(settings))):
            return _part("mail", Status.OK, f"{settings.smtp_host} lets us in; no letter was sent")
    except (MailUnreachable, SettingsError) as error:
        return _part("mail", Status.FAIL, str(error), "correct the smtp_ settings: docs/mail.md")


def _webhook(settings: Settings) -> CheckedPart:
    """Whether posts are signed. Nothing is posted: a program would take it for news."""
    try:
        hooks = [each.webhook for each in subscriptions_of(settings) if each.webhook]
    except SettingsError as error:
        if settings.is_written_to:
            return _part("webhook", Status.FAIL, str(error), "correct it: docs/mail.md")
        hooks = []
    if not hooks:
        return _part("webhook", Status.OK, "none is set")
    told = f"{len(hooks)} set; {'posts are signed' if settings.webhook_secret else 'posts are not signed'}"
    if settings.webhook_secret:
        return _part("webhook", Status.OK, told)
    return _part("webhook", Status.WARN, told, "set TWOSOURCE_WEBHOOK_SECRET: docs/mail.md")


def _part(part: str, status: Status, found: str, mend: str | None = None) -> CheckedPart:
    return CheckedPart(part=part, status=status, found=found, mend=mend)
