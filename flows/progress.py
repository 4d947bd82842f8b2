"""What a run shows while it works: bars on a terminal, nothing anywhere else. Always on standard error."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)


class RunProgress:
    """The steps of a run, one line each. On anything but a terminal it does nothing."""

    def __init__(self, console: Console) -> None:
        self._bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description:<22}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> RunProgress:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def step(self, name: str, total: int | None = None) -> Step:
        """A further line; `total` when it is known beforehand."""
        return Step(self._bars, name, total)


class Step:
    """One line of the progress display."""

    def __init__(self, bars: Progress, name: str, total: int | None) -> None:
        self._bars = bars
        self._line = bars.add_task(name, total=total)
        self._done = 0

    def __enter__(self) -> Step:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.finish()

    def advance(self, number: int) -> None:
        """So many more are done."""
        self._done += number
        self._bars.advance(self._line, number)

    def reach(self, number: int) -> None:
        """So many are done by now."""
        self.advance(number - self._done)

    def finish(self) -> None:
        """The step is complete, however much it turned out to be."""
        self._bars.update(self._line, total=self._done or 1, completed=self._done or 1)
