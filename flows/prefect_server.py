"""The embedded Prefect server, run as a child process by `flows.embedded`.

Prefect can start such a server by itself, but then the flow's process first imports the whole server (4 s)
and only then starts it (10 s), and a killed run leaves it behind for ever, holding the terminal. This one
starts while the flow's process is still importing, takes a free port of the loopback address, and ends when
its parent does: its standard input is a pipe from the parent, and the end of that pipe is its own end.

It prints one line, its port, once it answers. Nothing else goes to standard output.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import Any

import uvicorn

GRACE_SECONDS = 5.0
"""How long an open request may hold up the end."""


class AnnouncingServer(uvicorn.Server):
    """A server that prints its port when it is ready to answer."""

    async def startup(self, sockets: Any = None) -> None:
        """Start, then say where."""
        await super().startup(sockets)
        if self.started:
            print(self.servers[0].sockets[0].getsockname()[1], flush=True)


def _end_with_parent() -> None:
    """Wait for the end of standard input, then end this process: politely, then for good."""
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(GRACE_SECONDS * 2)
    os._exit(1)


def main() -> None:
    """Serve until told to end, or until the parent is gone."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    config = uvicorn.Config(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=0,
        log_level="error",
        lifespan="on",
        timeout_graceful_shutdown=int(GRACE_SECONDS),
    )
    server = AnnouncingServer(config)
    server.run()
    sys.exit(0 if server.started else 1)


if __name__ == "__main__":
    main()
