"""`make serve-check`: the schedule seen firing by itself, on a Prefect server of its own and on a given one.

A site on the loopback changes while runs come by cron each minute. It is checked that runs start by
themselves, that what was read is not fetched again, that a run leaves its tables, that the server asks for a
login and gives foreign pages nothing, and that kill -9 of `serve` leaves no process behind. Five minutes.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from flows.report import open_published
from flows.settings import Settings
from tests.articles.changing_site import Site, feed, item, running_site
from warehouse import WarehouseError

ROOT = Path(__file__).parent.parent
LOGIN = "desk:only-for-this-check"
WORDS = "The weir at Tarn was rebuilt for €4.2 million and opens in May, the county said. It is 80 metres."
PATIENCE = 300.0


def main() -> int:
    """Check both ways. Exit code 1 when something is not as it should be."""
    for name, server in (("own server", contextlib.nullcontext({})), ("given server", given_server())):
        with tempfile.TemporaryDirectory() as folder, running_site() as site, server as environ:
            check(name, Path(folder), site, environ)
    return 0


def check(name: str, folder: Path, site: Site, environ: dict[str, str]) -> None:
    """Serve one sources file until two runs are done, then kill the process that serves."""
    site.story("/1", "Weir reopens", WORDS, "2030-03-03")
    site.put("/feed.xml", feed(item("{site}/1", "Weir reopens")))
    sources = folder / "sources.toml"
    sources.write_text(f'[[outlet]]\nname = "Tarn Post"\nfeeds = ["{site.url("/feed.xml")}"]\n')
    data = folder / "data"
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", "serve", str(sources), "--data", str(data)],
            cwd=ROOT,
            env={
                **os.environ,
                "TWOSOURCE_CRON_HOURLY": "* * * * *",
                "TWOSOURCE_ALLOW_PRIVATE": "127.0.0.1/32",
                "TWOSOURCE_PACE": "0",
                **environ,
            },
            stderr=log,
            stdout=log,
        )
    settings = Settings(data=data)
    begun = time.monotonic()
    told = (folder / "log").read_text
    first = wait_for(lambda: runs(settings) >= 1, process, told, "no run came by itself")
    print(f"{name}: the first run was published after {first - begun:.0f} s", flush=True)
    site.story("/2", "Mill sold", WORDS.replace("weir", "mill").replace("4.2", "5.1"), "2030-03-04")
    site.put("/feed.xml", feed(item("{site}/2", "Mill sold"), item("{site}/1", "Weir reopens")))
    wait_for(lambda: articles(settings) == 2, process, told, "the next run did not bring the new article")
    assert site.asked.count("/1") == 1, "what was read before was fetched again"
    url = told().partition("Prefect: ")[2].partition(".  ")[0].split()[0].rstrip(".")
    refuses_strangers(url)
    if environ:
        wait_for(lambda: artifacts(url) >= 4, process, told, "the run left no tables")
    children = descendants(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 30
    while any(map(is_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.2)
    left = [pid for pid in children if is_alive(pid)]
    assert not left, f"kill -9 of serve left {left} behind"
    print(
        f"{name}: two runs, a login asked for, {len(children)} processes gone with their parent", flush=True
    )


def wait_for(ready: object, process: subprocess.Popen[bytes], told: object, failure: str) -> float:
    """The moment at which `ready` holds."""
    assert callable(ready)
    assert callable(told)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, f"serve ended: {told()}"
        if ready():
            return time.monotonic()
        time.sleep(1)
    raise AssertionError(f"{failure}: {told()}")


def runs(settings: Settings) -> int:
    """Runs of the published file."""
    return count(settings, "select count(*) from runs where status = 'done'")


def articles(settings: Settings) -> int:
    """Articles of the published file."""
    return count(settings, "select count(*) from articles")


def count(settings: Settings, query: str) -> int:
    """The number that a query answers; 0 while nothing is published."""
    try:
        with open_published(settings) as published:
            return int(published.sql(query).rows[0][0])
    except WarehouseError:
        return 0


def refuses_strangers(url: str) -> None:
    """Assert that the server answers nobody without a login, and no page of another origin."""
    assert url.startswith("http://127.0.0.1:"), url
    assert status_of(f"{url}/admin/version") == 401, "the server answers without a login"
    request = urllib.request.Request(f"{url}/health", headers={"Origin": "https://evil.example"})
    try:
        headers = urllib.request.urlopen(request, timeout=10).headers
    except urllib.error.HTTPError as error:
        headers = error.headers
    assert headers.get("Access-Control-Allow-Origin") not in ("*", "https://evil.example")


def status_of(url: str) -> int:
    """The status that a URL answers one without a login."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def artifacts(url: str) -> int:
    """Artifacts that runs have left on a server whose login is ours."""
    token = base64.b64encode(LOGIN.encode()).decode()
    request = urllib.request.Request(
        f"{url}/artifacts/filter",
        data=b"{}",
        headers={"Authorization": f"Basic {token}", "Content-Type": "application/json"},
    )
    found = json.load(urllib.request.urlopen(request, timeout=10))
    return sum(each["key"].startswith("twosource-") for each in found)


@contextlib.contextmanager
def given_server() -> Iterator[dict[str, str]]:
    """A Prefect server as docs/schedule.md has it, and the environment of one who uses it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        environ = {
            **os.environ,
            "PREFECT_HOME": home,
            "PREFECT_SERVER_API_AUTH_STRING": LOGIN,
            "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": f"http://127.0.0.1:{port}",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        }
        command = ["server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", *command],
            env=environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(lambda: is_listening(port), process, lambda: "", "the Prefect server did not start")
            yield {
                "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
                "PREFECT_API_AUTH_STRING": LOGIN,
            }
        finally:
            process.terminate()
            process.wait(timeout=30)


def is_listening(port: int) -> bool:
    """Whether somebody answers on a port of the loopback."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def descendants(pid: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    shown = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    parents = {int(line.split()[0]): int(line.split()[1]) for line in shown.stdout.splitlines()}
    found: list[int] = []
    wave = [pid]
    while wave:
        wave = [child for child, parent in parents.items() if parent in wave]
        found += wave
    return found


def is_alive(pid: int) -> bool:
    """Whether a process runs, and is not only waiting to be reaped."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


if __name__ == "__main__":
    raise SystemExit(main())
