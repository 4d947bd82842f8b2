"""One article, block or history that meets a bug is set aside with an issue, and the run goes on without it.

Else one text that nobody foresaw would stop every run from then on. Beside `flows.boundary` the only place
that catches what nobody foresaw. What was set aside is tried again when the program, the lexicon or the text
is another; where much of all that is held is set aside, nothing is published until then.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from extractors.articles.limits import limit
from extractors.lexicon.strict import LexiconError
from extractors.records import Issue, Stage
from warehouse.set_aside import SetAside

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bug:
    """A bug that met one thing: `where` its URL or key, `what` in a few words, `details` the stack trace."""

    where: str
    what: str
    details: str

    def issue(self, stage: Stage, code: str, lost: str, article_id: str | None = None) -> Issue:
        """The issue that tells of it; `lost` says what was not done."""
        message = (
            f"{lost}: twosource has a bug here ({self.what}). Details are in DATA/logs; the first run of "
            "another version tries again, and this one when the text changes."
        )
        return Issue(stage=stage, code=code, where=self.where, message=message, article_id=article_id)


class TooManyBugs(Exception):  # noqa: N818 -- the state a person meets
    """So much met a bug that the program is broken, and what is published is better left as it is."""


def attempt(do: Callable[[], Done], where: str) -> Done | Bug:
    """What comes of some work on one thing, or the bug that it met.

    Raises:
        LexiconError: a mistake in the user's lexicon, which meets every article.
        MemoryError, OSError: the machine's trouble, which has nothing to do with this thing.
    """
    try:
        return do()
    except (LexiconError, MemoryError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 -- see above
        place = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
        return Bug(where=where, what=what, details=traceback.format_exc())


class BugLog:
    """Keeps the details of bugs in a file of the folder of logs, made when there are some."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs

    def keep(self, bugs: Sequence[Bug]) -> None:
        """Write down where they were met, and how."""
        if not bugs:
            return
        self._logs.mkdir(parents=True, exist_ok=True)
        path = self._logs / f"bug-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}-set-aside.log"
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.writelines(f"{bug.where}\n{bug.details}\n" for bug in bugs)


def refuse_broken(found: SetAside) -> None:
    """Stand against a publication that lacks much of what is held, by whichever run.

    Raises:
        TooManyBugs: more than `bugs_few` articles, and `bugs_share` of all, are set aside; or so of blocks.
    """
    for what, number, of in (
        ("articles", found.articles, found.of_articles),
        ("subjects and metrics", found.blocks, found.of_blocks),
    ):
        if number > limit("bugs_few") and 100 * number > limit("bugs_share") * of:
            said = f"{number:,} of {of:,} {what} met one and are set aside"
            raise TooManyBugs(f"{said}; what is published stays as it is")
