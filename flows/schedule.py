"""When what is run: the three deployments that `twosource serve` starts and prefect.yaml describes."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.articles.sources import Schedule
from flows.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One regular run: its name, when it starts (cron in a time zone), and what it reads."""

    name: str
    meaning: str
    cron: str
    timezone: str
    schedules: tuple[Schedule, ...]
    maintenance: bool = False


def deployments(settings: Settings) -> tuple[Deployment, ...]:
    """The regular runs, as the settings time them."""
    return (
        Deployment(
            name="hourly-ingest",
            meaning="Reads the sources with schedule hourly, compares and publishes.",
            cron=settings.cron_hourly,
            timezone=settings.timezone,
            schedules=(Schedule.HOURLY,),
        ),
        Deployment(
            name="daily-report",
            meaning="Reads the sources with schedule daily, publishes, and writes the daily letters.",
            cron=settings.cron_daily,
            timezone=settings.timezone,
            schedules=(Schedule.DAILY,),
        ),
        Deployment(
            name="weekly-maintenance",
            meaning="Reads all sources but manual ones, fetches again what they list, checks what is stored.",
            cron=settings.cron_weekly,
            timezone=settings.timezone,
            schedules=(Schedule.HOURLY, Schedule.DAILY, Schedule.WEEKLY),
            maintenance=True,
        ),
    )
