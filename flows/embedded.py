"""The embedded Prefect server, seen from the run that owns it: start early, wait late, always end it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from select import select
from types import TracebackType

from flows.prefect_env import DATABASE, HOME, SERVE_HOME, START_UP_SECONDS
from flows.prefect_template import keep, lay_out
from flows.processes import end_recorded, write_record

RECORD = "server.json"
_SERVER = Path(__file__).with_name("prefect_server.py")
_STOP_SECONDS = 5.0
_PASSING = {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}
"""What tells Prefect that its server lives for one run, without the services that start scheduled runs."""

_LASTING = {SERVE_HOME: {"PREFECT__SERVER_FINAL": "1"}}


class ServerDidNotStart(RuntimeError):  # noqa: N818 -- the state a person meets
    """The embedded server ended or kept silent. The message says where its own words are."""


class EmbeddedServer:
    """A Prefect server of our own, for one run or for `serve`, on a free port of the loopback address.

    Making one ends the server that a killed run may have left behind, then starts a new one and returns at
    once; `url` waits until it answers. Leaving the context ends it. The caller must hold the writer lock
    of the data folder, which makes the record of the server its own.
    """

    def __init__(self, data: Path, home_name: str = HOME) -> None:
        self._record = data / home_name / RECORD
        self._log = data / "logs" / "prefect-server.log"
        self._log.parent.mkdir(parents=True, exist_ok=True)
        self._url: str | None = None
        end_recorded(self._record)
        self._database = data / home_name / DATABASE
        self._is_laid_out = lay_out(self._database)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 -- our own module
                [sys.executable, "-P", str(_SERVER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env={**os.environ, **_LASTING.get(home_name, _PASSING)},
                start_new_session=True,  # a Ctrl-C is for the run, which then ends its server
            )
        write_record(self._record, self._process.pid)

    def __enter__(self) -> EmbeddedServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The address of its API, once it answers.

        Raises:
            ServerDidNotStart: it ended, or said nothing for two minutes.
        """
        if self._url is None:
            self._url = f"http://127.0.0.1:{self._wait_for_port()}/api"
            if not self._is_laid_out:
                keep(self._database)
        return self._url

    def url_after(self, work: Callable[[], bool]) -> str:
        """The same, with `work` done again and again meanwhile, for as long as it says that there is more.

        Raises:
            ServerDidNotStart: as `url`.
        """
        stdout = self._process.stdout
        while self._url is None and stdout and not select([stdout], [], [], 0)[0] and work():
            pass
        return self.url

    def _wait_for_port(self) -> int:
        assert self._process.stdout is not None
        # A silent server is ended, which ends the wait for its line.
        watch = threading.Timer(START_UP_SECONDS, self._process.kill)
        watch.start()
        try:
            line = self._process.stdout.readline().strip()
        finally:
            watch.cancel()
        if not line.isdigit():
            raise ServerDidNotStart(f"the embedded Prefect server did not start; its log is {self._log}")
        return int(line)

    def stop(self) -> None:
        """End the server and forget it. Twice is harmless."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        if self._url is None:
            self._process.kill()  # it does not listen to a polite word while it starts, and holds nothing yet
        else:
            self._process.terminate()
        try:
            self._process.wait(timeout=_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._record.unlink(missing_ok=True)
