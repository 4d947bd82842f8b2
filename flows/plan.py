"""What a run reads: the sources that the command line names, with sources files put apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.articles.sources import Schedule, Source, is_sources_file, load_sources
from extractors.records import Issue, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What of a sources file is read: sources of these schedules, none for all; what was read before, too."""

    schedules: tuple[Schedule, ...] = ()
    recheck: bool = False


ALL = Choice()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The sources of a run in their order. `named` is what the command line says."""

    named: tuple[str, ...]
    sources: tuple[Source, ...]
    issues: tuple[Issue, ...] = ()
    has_file: bool = False
    recheck: bool = False


def chosen_of(schedule: str | None, *, recheck: bool) -> Choice:
    """The choice that the options of the command line make."""
    return Choice(schedules=(Schedule(schedule),) if schedule else (), recheck=recheck)


def plan_sources(named: Sequence[str], choice: Choice = ALL) -> Plan:
    """The sources of a run.

    Raises:
        SourcesError: a sources file cannot be understood.
    """
    sources: list[Source] = []
    issues: list[Issue] = []
    written: set[str] = set()
    for each in named:
        if not is_sources_file(each):
            sources.append(Source(at=each))
            continue
        found = load_sources(Path(each))
        due = [
            source for source in found.sources if not choice.schedules or source.schedule in choice.schedules
        ]
        again = [source for source in due if source.identity in written]
        sources += [source for source in due if source.identity not in written]
        written.update(source.identity for source in due)
        issues += [_repeated(source, each) for source in (*again, *found.repeated)]
    return Plan(
        named=tuple(named),
        sources=tuple(sources),
        issues=tuple(issues),
        has_file=any(map(is_sources_file, named)),
        recheck=choice.recheck,
    )


def _repeated(source: Source, file: str) -> Issue:
    return Issue(
        stage=Stage.READ,
        code="repeated_source",
        where=source.at,
        message=f"{source.at[:300]} is in {file} more than once, or spelt in another way; it is read once.",
    )
