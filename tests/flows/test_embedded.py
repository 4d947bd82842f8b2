"""The embedded Prefect server: it ends with its run, however that ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.processes import identify

RUN = """
import sys
from pathlib import Path
from flows.prefect_env import set_prefect_environment
data = Path(sys.argv[1])
set_prefect_environment(data)
from flows.embedded import EmbeddedServer
with EmbeddedServer(data) as server:
    print(server._process.pid, server.url, flush=True)
    sys.stdin.readline()
"""

pytestmark = pytest.mark.slow


def start(data: Path) -> tuple[subprocess.Popen[str], int]:
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent.parent,
    )
    assert process.stdout is not None
    pid, url = process.stdout.readline().split()
    assert url.startswith("http://127.0.0.1:")
    return process, int(pid)


def gone_within(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while identify(pid) is not None and time.monotonic() < deadline:
        time.sleep(0.05)
    return identify(pid) is None


def test_the_server_ends_with_its_run_killed_or_not(data: Path) -> None:
    run, server = start(data)
    run.kill()
    run.wait()
    assert gone_within(server, 15), "kill -9 of the run left its server behind"

    run, server = start(data)
    os.kill(server, signal.SIGSTOP)  # a server that hangs cannot see that its run is gone
    run.kill()
    run.wait()
    assert not gone_within(server, 0.5)

    run, other = start(data)
    assert identify(server) is None, "the next run did not end the orphan of the one before"
    run.communicate("\n", timeout=30)
    assert run.returncode == 0
    assert identify(other) is None
    assert not (data / "prefect" / "server.json").exists()


MEANWHILE = """
import sys, time
from pathlib import Path
from flows.prefect_env import set_prefect_environment
data = Path(sys.argv[1])
set_prefect_environment(data)
from flows.embedded import EmbeddedServer
done = []
def work():
    time.sleep(0.01)
    done.append(1)
    return len(done) < int(sys.argv[2])
with EmbeddedServer(data) as server:
    print(server.url_after(work) == server.url, len(done))
"""


@pytest.mark.parametrize("most", [20, 100_000])
def test_there_is_work_done_while_it_starts(data: Path, most: int) -> None:
    """Until there is no more of it, or the server answers."""
    done = subprocess.run(
        [sys.executable, "-c", MEANWHILE, str(data), str(most)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent.parent,
        check=True,
    ).stdout.split()
    assert done[0] == "True"
    assert int(done[1]) == 20 if most == 20 else 20 < int(done[1]) < most
