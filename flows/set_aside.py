"""One article, block or history that meets a bug is set aside with an issue, and the run goes on without it.

Else one text that nobody foresaw would stop every run from then on. Beside `flows.boundary` the only place
that catches what nobody foresaw; many bugs in one run are no bad luck, and end it. What was set aside comes
again when the program, the lexicon or the text is another.
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
            f"{lost}: twosource has a bug here ({self.what}). Details are in DATA/logs; it is tried again by "
            "the next version, and by this one when the text changes."
        )
        return Issue(stage=stage, code=code, where=self.where, message=message, article_id=article_id)


class TooManyBugs(Exception):  # noqa: N818 -- the state a person meets
    """So many things met a bug that the program is broken and nothing of it is to be trusted."""


def attempt(do: Callable[[], Done], where: str) -> Done | Bug:
    """What comes of some work on one thing, or the bug that it met.

    Raises:
        LexiconError: a mistake in the user's lexicon, which meets every article.
    """
    try:
        return do()
    except LexiconError:
        raise
    except Exception as error:  # noqa: BLE001 -- see above
        place = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
        return Bug(where=where, what=what, details=traceback.format_exc())


class BugWatch:
    """Keeps the details of the bugs of one run, and ends it when there are too many.

    Args:
        logs: The folder for details.
    """

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._tried = 0
        self._met = 0

    def note(self, bugs: Sequence[Bug], tried: int) -> None:
        """So many things were tried, and these met a bug. Call it before what was done is stored.

        Raises:
            TooManyBugs: more than `bugs_most`, or more than `bugs_few` and `bugs_share` of all.
        """
        self._tried += tried
        self._met += len(bugs)
        if not bugs:
            return
        self._logs.mkdir(parents=True, exist_ok=True)
        path = self._logs / f"bug-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}-set-aside.log"
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.writelines(f"{bug.where}\n{bug.details}\n" for bug in bugs)
        share = self._met * 100 > limit("bugs_share") * self._tried
        if self._met > limit("bugs_most") or (self._met > limit("bugs_few") and share):
            raise TooManyBugs(f"{self._met} of {self._tried}, the last of them {bugs[-1].what}; see {path}")
