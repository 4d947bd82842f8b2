"""Settings: what a person may choose, where it is written, and what holds when nothing is.

A value comes from, in this order: the command line, an environment variable `TWOSOURCE_<NAME>`, the
settings file (`--settings`, TWOSOURCE_SETTINGS, or `DATA/settings.toml` when there is one), the default.
A name that nobody knows is an error with the nearest known one: a misspelt setting must not do nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from extractors.articles.limits import limit
from extractors.lexicon.strict import LexiconError, build, read_toml
from flows.mail_settings import why_no_mail
from flows.version import PROGRAM_VERSION

PREFIX = "TWOSOURCE_"
LARGEST_BATCH = 500
MOST_THREADS = 256
MOST_CONNECTIONS = 512
MOST_PACE = 60
MOST_PORT = 65_535
MOST_SNAPSHOTS = 100
MOST_DAYS = 36_500
JUDGEMENT_FILES = ("judgements.toml", "judgements.csv")
FILE_NAME = "settings.toml"
PATHS = ("data", "lexicon", "judgements", "references", "subscriptions", "sources")
SUBSCRIPTIONS_FILE = "subscriptions.toml"
DATA = Path("data")

_CRON = re.compile(r"[0-9*/,-]+ [0-9*/,-]+(?: [0-9A-Za-z*/,#-]+){3}")
_PROXY = re.compile(r"http://(?P<host>[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\]):(?P<port>\d{1,5})/?")
_MEMORY = re.compile(r"\d{1,6}(\.\d{1,3})? ?(MB|GB|MiB|GiB)")


class SettingsError(ValueError):
    """A setting that does not exist or cannot be. The message names the place, the value and the cure."""


def _setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The settings as a file or the environment writes them; a relative path starts at the file's folder."""

    data: str | None = _setting(None, "Folder of everything a run keeps, and of the published file.")
    lexicon: str | None = _setting(
        None,
        "Folder with lexicon files of your own (entities/, metrics/, outlets.toml), laid over the shipped.",
    )
    judgements: str | None = _setting(
        None, "File of rulings, .toml or .csv. Default: judgements.toml or judgements.csv in the data folder."
    )
    references: str | None = _setting(
        None, "Folder with references of your own, .toml and .csv, laid over the shipped: docs/references.md."
    )
    batch_articles: int | None = _setting(
        None, f"Articles a batch, 1 to {LARGEST_BATCH}: one Prefect task, one transaction. Default 200."
    )
    threads: int | None = _setting(None, "Threads of DuckDB. Default: one a core.")
    workers: int | None = _setting(
        None, "Processes that extract and compare when there is much of it. Default: one a core."
    )
    memory: str | None = _setting(None, 'Most memory DuckDB may take, e.g. "512MB". Default "4GB".')
    allow_private: tuple[str, ...] | None = _setting(
        None, 'Networks that may be fetched although they are private, for a lab, e.g. "127.0.0.1/32".'
    )
    snapshots: int | None = _setting(
        None, f"Publications kept in DATA/snapshots, 0 to {MOST_SNAPSHOTS}, the newest counted. Default 3."
    )
    keep_logs_days: int | None = _setting(
        None, "Days for which `twosource maintain` keeps logs, at most 36500. Default 30."
    )
    user_agent: str | None = _setting(
        None,
        "What pages are asked with: a name, by which robots.txt files know you, then how to reach you. "
        "Default: program and version.",
    )
    pace: float | None = _setting(
        None, "Seconds between two requests to one host, 0 to 60; robots.txt may ask for more. Default 1."
    )
    connections: int | None = _setting(None, "Most hosts that are asked at the same time. Default 128.")
    ports: tuple[int, ...] | None = _setting(
        None, "Ports of the open web that may be asked. Default 80, 443."
    )
    proxy: str | None = _setting(
        None,
        'HTTP proxy that everything is fetched through, e.g. "http://proxy.example:3128"; it may be on a '
        "private network. Proxies of the environment are not used. Default: none.",
    )
    subscriptions: str | None = _setting(
        None,
        "Who gets letters of what: docs/mail.md. Default: subscriptions.toml in the data folder.",
    )
    mail_from: str | None = _setting(
        None, "Address that letters come from. Needed to send any; without a server it stands in the files."
    )
    mail_to: tuple[str, ...] | None = _setting(
        None, "Addresses that get everything once a day, where there is no subscriptions file."
    )
    smtp_host: str | None = _setting(
        None, "Mail server that letters are handed to. Default: none, letters become files in DATA/outbox."
    )
    smtp_port: int | None = _setting(None, "Its port. Default 587, with smtp_security tls 465, with none 25.")
    smtp_security: str | None = _setting(
        None,
        'How the connection is kept: "starttls" (default), "tls", or "none" for a server on this machine.',
    )
    smtp_user: str | None = _setting(None, "Name to log in with. Default: no login.")
    smtp_password: str | None = _setting(
        None, "Password to log in with. It is never printed; the environment is the better place for it."
    )
    smtp_password_block: str | None = _setting(
        None,
        "Name of a Prefect Secret block that holds the password instead, on the server of PREFECT_API_URL.",
    )
    webhook: str | None = _setting(
        None,
        "Address that letters are posted to as JSON, where there is no subscriptions file. Default: none.",
    )
    webhook_secret: str | None = _setting(
        None, 'What posts are signed with: "whsec_" and base64. The environment is the better place for it.'
    )
    feed: str | None = _setting(
        None,
        'Name of an RSS file of everything that is found, "news.xml", in DATA/feeds, where there is no '
        "subscriptions file. Default: none.",
    )
    site_url: str | None = _setting(
        None, "Address at which DATA/site can be read, for links of letters. Default: none, no such links."
    )
    alerts_a_day: int | None = _setting(
        None,
        "Letters a day to a reader of an at_once subscription; the rest waits for the next day. Default 5.",
    )
    user: str | None = _setting(
        None, "Who rules on findings, for `twosource review`. Default: the name you are logged in with."
    )
    sources: str | None = _setting(
        None, "Sources file that `serve` and `doctor` read. Default: sources.toml where they are started."
    )
    cron_hourly: str | None = _setting(
        None, 'When `serve` reads the hourly sources, as cron has it. Default "7 * * * *".'
    )
    cron_daily: str | None = _setting(None, 'When it reads the daily ones. Default "30 5 * * *".')
    cron_weekly: str | None = _setting(
        None, 'When it looks after what is stored, and reads everything again. Default "0 3 * * 0".'
    )
    timezone: str | None = _setting(None, 'Time zone of these times, e.g. "Europe/Oslo". Default "UTC".')


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for one command. Paths are as given or absolute; `judgements` exists when it is set."""

    data: Path = DATA
    lexicon: Path | None = None
    judgements: Path | None = None
    references: Path | None = None
    batch_articles: int = 200
    threads: int | None = None
    workers: int | None = None
    memory: str = "4GB"
    allow_private: tuple[str, ...] = ()
    snapshots: int = 3
    keep_logs_days: int = 30
    user_agent: str = f"twosource/{PROGRAM_VERSION}"
    pace: float = limit("fetch_pace") / 1000
    connections: int = limit("fetch_connections")
    ports: tuple[int, ...] = (80, 443)
    proxy: str | None = None
    subscriptions: Path | None = None
    mail_from: str | None = None
    mail_to: tuple[str, ...] = ()
    smtp_host: str | None = None
    smtp_port: int | None = None
    smtp_security: str = "starttls"
    smtp_user: str | None = None
    smtp_password: str | None = field(default=None, repr=False)
    smtp_password_block: str | None = None
    webhook: str | None = field(default=None, repr=False)
    webhook_secret: str | None = field(default=None, repr=False)
    feed: str | None = None
    site_url: str | None = None
    alerts_a_day: int = 5
    user: str | None = None
    ledger: Path | None = None
    sources: Path | None = None
    cron_hourly: str = "7 * * * *"
    cron_daily: str = "30 5 * * *"
    cron_weekly: str = "0 3 * * 0"
    timezone: str = "UTC"

    def __post_init__(self) -> None:
        if (wrong := why_no_mail(self)) is not None:
            raise SettingsError(wrong)
        _refuse_times(self)
        if not 1 <= self.batch_articles <= LARGEST_BATCH:
            raise SettingsError(f"batch_articles is {self.batch_articles}: it goes from 1 to {LARGEST_BATCH}")
        if self.threads is not None and not 1 <= self.threads <= MOST_THREADS:
            raise SettingsError(f"threads is {self.threads}: at least one is needed, at most {MOST_THREADS}")
        if self.workers is not None and not 1 <= self.workers <= MOST_THREADS:
            raise SettingsError(f"workers is {self.workers}: at least one is needed, at most {MOST_THREADS}")
        if not 0 <= self.snapshots <= MOST_SNAPSHOTS:
            raise SettingsError(f"snapshots is {self.snapshots}: it goes from 0 to {MOST_SNAPSHOTS}")
        if not 0 <= self.keep_logs_days <= MOST_DAYS:
            raise SettingsError(f"keep_logs_days is {self.keep_logs_days}: it goes from 0 to {MOST_DAYS}")
        if not _MEMORY.fullmatch(self.memory):
            raise SettingsError(f'memory is "{self.memory}": write a size such as "512MB" or "2GB"')
        if not 0 <= self.pace <= MOST_PACE:
            raise SettingsError(f"pace is {self.pace:g}: it goes from 0 to {MOST_PACE} seconds")
        if not 1 <= self.connections <= MOST_CONNECTIONS:
            raise SettingsError(f"connections is {self.connections}: it goes from 1 to {MOST_CONNECTIONS}")
        if not self.user_agent.isascii() or not self.user_agent.isprintable():
            raise SettingsError(
                "user_agent holds a character that no HTTP header has: write it in plain ASCII"
            )
        for port in self.ports:
            if not 1 <= port <= MOST_PORT:
                raise SettingsError(f"ports: {port} is no port; they go from 1 to {MOST_PORT}")
        if self.proxy is not None and not _PROXY.fullmatch(self.proxy):
            raise SettingsError(
                f'proxy is "{self.proxy}": write "http://", a host and a port, and no password'
            )
        for network in self.allow_private:
            try:
                ip_network(network)
            except ValueError as error:
                raise SettingsError(f'allow_private: "{network}" is not a network ({error})') from error
        if self.lexicon is not None and not self.lexicon.is_dir():
            raise SettingsError(f"lexicon is {self.lexicon}: there is no such folder")
        if self.references is not None and not self.references.is_dir():
            raise SettingsError(f"references is {self.references}: there is no such folder")
        if self.judgements is not None and not self.judgements.is_file():
            raise SettingsError(f"judgements is {self.judgements}: there is no such file")

    @property
    def is_written_to(self) -> bool:
        """Whether somebody wants letters, posts or a feed."""
        wants = (self.subscriptions, self.mail_to, self.webhook, self.feed)
        return any(wants)

    @property
    def published(self) -> Path:
        """The DuckDB file that analysts open."""
        return self.data / "claims.duckdb"

    @property
    def proxy_address(self) -> tuple[str, int] | None:
        """Host and port of the proxy."""
        found = _PROXY.fullmatch(self.proxy) if self.proxy else None
        return (found["host"], int(found["port"])) if found else None

    @property
    def rulings(self) -> Path:
        """The ledger that `twosource review` adds to; it need not exist. Who works on a copy names it."""
        return self.ledger or self.data / "rulings.jsonl"

    @property
    def logs(self) -> Path:
        """The folder of log files."""
        return self.data / "logs"


def _refuse_times(settings: Settings) -> None:
    for name in ("cron_hourly", "cron_daily", "cron_weekly"):
        if not _CRON.fullmatch(getattr(settings, name)):
            raise SettingsError(
                f'{name} is "{getattr(settings, name)}": write minute, hour, day, month and weekday, '
                'such as "7 * * * *"'
            )
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(
            f'timezone is "{settings.timezone}": write one such as "UTC" or "Europe/Oslo"'
        ) from error


def load_settings(
    environ: Mapping[str, str],
    *,
    data: Path | None = None,
    settings_file: Path | None = None,
    references: Path | None = None,
) -> Settings:
    """The settings for one command.

    Args:
        environ: The environment.
        data: `--data`, when it was given.
        settings_file: `--settings`, when it was given.
        references: `--references`, when it was given.

    Raises:
        SettingsError: a name nobody knows, a value that cannot be, or a named file that is not there.
    """
    env = from_environment(environ)
    named = settings_file or (
        Path(environ["TWOSOURCE_SETTINGS"]) if environ.get("TWOSOURCE_SETTINGS") else None
    )
    if named is not None and not named.is_file():
        raise SettingsError(f"{named}: there is no such settings file")
    folder = data or (Path(env.data) if env.data else None)
    beside = (folder or DATA) / FILE_NAME
    path = named or (beside if beside.is_file() else None)
    written = from_file(path) if path else Written()
    values: dict[str, Any] = {}
    for name in (item.name for item in fields(Written)):
        value = getattr(env, name) if getattr(env, name) is not None else getattr(written, name)
        if value is not None:
            values[name] = Path(value) if name in PATHS else value
    if folder is not None:
        values["data"] = folder
    if references is not None:
        values["references"] = references
    home = values.get("data", DATA)
    if "judgements" not in values:
        found = next((home / name for name in JUDGEMENT_FILES if (home / name).is_file()), None)
        values["judgements"] = found
    if "subscriptions" not in values and (home / SUBSCRIPTIONS_FILE).is_file():
        values["subscriptions"] = home / SUBSCRIPTIONS_FILE
    return Settings(**values)


def from_file(path: Path) -> Written:
    """The settings of a TOML file; its relative paths are made relative to where the file lies.

    Raises:
        SettingsError: not TOML, a key nobody knows, or a wrong type.
    """
    try:
        written = build(Written, read_toml(path), str(path))
    except LexiconError as error:
        raise SettingsError(str(error)) from error
    moved = {
        name: str(path.parent / value) for name in PATHS if (value := getattr(written, name)) is not None
    }
    values = {item.name: getattr(written, item.name) for item in fields(Written)}
    return Written(**{**values, **moved})


def from_environment(environ: Mapping[str, str]) -> Written:
    """The settings of TWOSOURCE_ variables; empty ones count as not set.

    Raises:
        SettingsError: a variable nobody knows, or text that is not the number it should be.
    """
    known = {item.name: str(item.type) for item in fields(Written)}
    values: dict[str, Any] = {}
    for variable, text in environ.items():
        if not variable.startswith(PREFIX) or variable == f"{PREFIX}SETTINGS" or not text:
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name not in known:
            near = get_close_matches(name, [*known, "settings"], n=1)
            hint = f"; did you mean {PREFIX}{near[0].upper()}?" if near else ""
            raise SettingsError(f"environment variable {variable}: there is no such setting{hint}")
        values[name] = _typed(text, known[name], variable)
    return Written(**values)


def _typed(text: str, kind: str, variable: str) -> str | int | float | tuple[str, ...] | tuple[int, ...]:
    if kind.startswith("int"):
        return _whole(text, variable)
    if kind.startswith("float"):
        try:
            return float(text)
        except ValueError as error:
            raise SettingsError(f'environment variable {variable} is "{text}": a number is needed') from error
    if kind.startswith("tuple[int"):
        return tuple(_whole(part, variable) for part in text.replace(",", " ").split())
    if kind.startswith("tuple"):
        return tuple(text.replace(",", " ").split())
    return text


def _whole(text: str, variable: str) -> int:
    if not text.isdecimal():
        raise SettingsError(f'environment variable {variable} is "{text}": a whole number is needed')
    return int(text)
