"""What other rules would find in the same articles: stored texts are read and judged anew in a copy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.job import MainJob
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings, SettingsError
from warehouse import Published
from warehouse.replaying import Finding, FindingText, copy_warehouse, findings, stored_articles

PUBLISHED = "published"
NOW = "now"
THRESHOLDS = "thresholds.toml"
LEXICON = "lexicon"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """Rules by name: what is published as it is, the present rules, or a folder of rules on top of them."""

    name: str
    lexicon: Path | None = None
    thresholds: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """Findings that the new rules add and remove, that become or cease to be alerts; `kept` are in both."""

    added: tuple[FindingText, ...]
    removed: tuple[FindingText, ...]
    alerted: tuple[FindingText, ...]
    silenced: tuple[FindingText, ...]
    kept: int


def parse_rules(text: str) -> tuple[RuleSet, RuleSet]:
    """The two sides of `OLD..NEW`; empty means `published` before the dots and `now` after them.

    Raises:
        SettingsError: no two dots, or a folder that holds no rules.
    """
    old, dots, new = text.rpartition("..")
    if not dots:
        raise SettingsError(f'--rules is "{text}": write OLD..NEW, such as published..now or now..my-rules')
    return _rule_set(old or PUBLISHED), _rule_set(new or NOW)


def replay(settings: Settings, rules: tuple[RuleSet, RuleSet], progress: RunProgress) -> Replay:
    """Judge what is stored by both rules and compare what is found.

    Nothing in the data folder is changed: the work is done in a copy beside it, which is removed. Ready-made
    claims are judged anew, not read anew. Cost: a run over all stored articles for each side that is not
    `published`.

    Raises:
        WarehouseLocked: a run is writing the folder.
        WarehouseError: nothing is stored or published yet.
        LexiconError: rules that cannot be understood.
    """
    old, new = (_found(settings, each, progress) for each in rules)
    return compare(old, new)


def compare(old: dict[Finding, FindingText], new: dict[Finding, FindingText]) -> Replay:
    """What stands in one and not in the other, in the order of the findings."""
    both = old.keys() & new.keys()
    turned = [new[each] for each in new if each in both and new[each].alert != old[each].alert]
    return Replay(
        added=tuple(new[each] for each in new if each not in both),
        removed=tuple(old[each] for each in old if each not in both),
        alerted=tuple(each for each in turned if each.alert),
        silenced=tuple(each for each in turned if not each.alert),
        kept=len(both),
    )


def _rule_set(name: str) -> RuleSet:
    if name in (PUBLISHED, NOW):
        return RuleSet(name=name)
    folder = Path(name)
    lexicon, thresholds = folder / LEXICON, folder / THRESHOLDS
    if not lexicon.is_dir() and not thresholds.is_file():
        raise SettingsError(
            f"--rules: {folder} holds neither a folder {LEXICON}/ nor a file {THRESHOLDS}; or write "
            f"{PUBLISHED} or {NOW}"
        )
    return RuleSet(
        name=name,
        lexicon=lexicon if lexicon.is_dir() else None,
        thresholds=thresholds if thresholds.is_file() else None,
    )


def _found(settings: Settings, rules: RuleSet, progress: RunProgress) -> dict[Finding, FindingText]:
    if rules.name == PUBLISHED:
        return findings(settings.data)
    with _copy(settings.data) as scratch, Published(settings.published) as published:
        tried = replace(
            settings,
            data=scratch,
            lexicon=rules.lexicon or settings.lexicon,
            ledger=settings.rulings,
            snapshots=0,
        )
        with Session(tried, rules.thresholds) as session:
            session.load()
            session.begin(datetime.now(UTC))
            with (
                progress.step(f"reading stored articles by the rules {rules.name}"),
                session.ingest(lambda _: iter(stored_articles(published))) as ingest,
            ):
                while ingest.take() is not None:
                    pass
            MainJob(session, progress).run(())
        return findings(scratch)


@contextmanager
def _copy(data: Path) -> Iterator[Path]:
    with TemporaryDirectory(prefix="replay-", dir=data) as folder:
        scratch = Path(folder, "data")
        copy_warehouse(data, scratch)
        yield scratch
