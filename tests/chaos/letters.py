"""Kills while letters are sent: none is missing, and each has one Message-ID however often it came.

`python -m tests.chaos.letters`, a part of `make chaos`, sends 400 letters through a mail server and kills
the sender 46 times (kill -9): at the points that it passes, as the server has taken a letter and has not yet
said so, and at any moment. It prints what arrived.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from flows.deliver import deliver
from flows.settings import Settings
from reports.answer_chart import answer_chart
from tests.letters_world import publish_contradictions
from tests.mail_server import TAKEN, Mailbox, mail_server
from warehouse.durable import POINT

NOW = datetime(2024, 10, 7, 6, 0)
WRITING = ("outbox/insert_letter", "outbox/insert_told")
SENDING = ("outbox/begin_try", "smtplib.send", "outbox/end_try")
"""Points at which letters are easily lost or doubled. All letters are written before the first is sent."""

ROOT = Path(__file__).parents[2]
_EVENTS = (POINT, "smtplib.connect", "smtplib.send", "os.rename")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One try to send everything. `kill_at` counts points, or with a `name` those that have it."""

    data: str
    port: int
    kill_at: int = 0
    name: str = ""


def work(order: Order) -> int:
    """Send everything, or be killed on the way; how many points were passed."""
    passed = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal passed
        if event not in _EVENTS or (order.name and order.name not in f"{event} {arguments[:1]}"):
            return
        passed += 1
        if passed == order.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    settings = Settings(
        data=Path(order.data),
        subscriptions=Path(order.data, "subscriptions.toml"),
        mail_from="twosource@example.org",
        smtp_host="127.0.0.1",
        smtp_port=order.port,
        smtp_security="none",
        threads=1,
    )
    deliver(settings, NOW)
    return passed


def fork_for_each_order() -> None:
    """Fork a sender for each line of JSON on standard input: imports and fonts take longer than sending."""
    from tests.reports.test_digest import digest_of  # noqa: PLC0415 -- only this process draws to warm up

    answer_chart(digest_of("1").contradictions[0].bars, "USD")
    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.write(writing, str(work(Order(**json.loads(line)))).encode())
                code = 0
            finally:
                os._exit(code)
        os.close(writing)
        print(json.dumps({"pid": child}), flush=True)
        with os.fdopen(reading, "rb") as pipe:
            passed = pipe.read()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(json.dumps({"code": code, "passed": int(passed or 0)}), flush=True)


@dataclass(kw_only=True)
class Post:
    """A data folder, the readers of its letters, and the mail server that takes them."""

    data: Path
    letters: int
    seed: int = 1
    kills: Counter[str] = field(default_factory=Counter)
    box: Mailbox = field(default_factory=Mailbox)
    kill_on_data: int = 0
    pid: int = 0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.box.on_data = self._taken

    def _taken(self) -> str:
        """The server has a letter whole: kill the sender before it hears of it, when it is time for that."""
        if self.kill_on_data:
            self.kill_on_data -= 1
            if not self.kill_on_data:
                _kill(self.pid)
        return TAKEN

    def subscribe(self) -> None:
        """Readers for so many letters, ten of each subscription."""
        lists = [
            ", ".join(f'"reader{n}@example.com"' for n in range(start, min(start + 10, self.letters)))
            for start in range(0, self.letters, 10)
        ]
        blocks = (f'[[subscription]]\nname = "Desk {n}"\nto = [{to}]\n' for n, to in enumerate(lists))
        (self.data / "subscriptions.toml").write_text("\n".join(blocks), encoding="utf-8")

    def missing(self) -> int:
        """How many readers got nothing."""
        return self.letters - len(set(self.box.recipients))

    def ids(self) -> dict[str, set[str]]:
        """The Message-IDs that each reader got."""
        found: dict[str, set[str]] = defaultdict(set)
        for content in self.box.letters:
            letter = message_from_bytes(content, policy=default)
            found[str(letter["To"])].add(str(letter["Message-ID"]))
        return found


def try_kills(post: Post, kills: int) -> None:
    """Send everything with so many kills on the way; afterwards once more without any."""
    with mail_server(post.box) as port, _Forker() as forker:
        for number in range(kills):
            how = ("named", "point", "server", "moment")[number % 4]
            left = post.missing()
            if not left:
                break
            letters = post.random.randint(1, max(1, left // (kills - number)))  # some are left for the rest
            code = _one(post, forker, port, how, letters)
            post.kills[how if code == -signal.SIGKILL else f"{how}, too late"] += 1
        code = forker.send(Order(data=str(post.data), port=port), lambda _: None)
        assert code == 0, f"the last run ended with {code}"


def _one(post: Post, forker: _Forker, port: int, how: str, letters: int) -> int:
    """One run that is killed after about so many letters; how it ended."""
    order = Order(data=str(post.data), port=port)
    if how == "point":
        order = Order(data=order.data, port=port, kill_at=post.random.randint(1, 7 * letters))
    elif how == "named":
        names = SENDING if post.box.letters else WRITING
        order = Order(data=order.data, port=port, kill_at=letters, name=post.random.choice(names))
    post.kill_on_data = letters if how == "server" else 0

    def begun(pid: int) -> None:
        post.pid = pid
        if how == "moment":
            threading.Timer(post.random.uniform(0.05, 0.2 + letters * 0.01), _kill, (pid,)).start()

    code = forker.send(order, begun)
    post.kill_on_data = 0
    return code


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # it was done before


class _Forker:
    """The process that forks senders; this one has the threads of a mail server, and must not fork."""

    def __enter__(self) -> _Forker:
        command = [sys.executable, "-c", "from tests.chaos.letters import fork_for_each_order as f; f()"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *error: object) -> None:
        self._process.communicate(timeout=60)

    def send(self, order: Order, begun: Callable[[int], None]) -> int:
        """Have an order worked on; how its process ended: an exit code, or minus the signal."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        fields = {name: getattr(order, name) for name in Order.__slots__}
        self._process.stdin.write(json.dumps(fields) + "\n")
        self._process.stdin.flush()
        begun(int(json.loads(self._process.stdout.readline())["pid"]))
        return int(json.loads(self._process.stdout.readline())["code"])


def main() -> int:
    """Send the letters and kill, print what arrived; 1 when a letter is missing or has two names."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.letters", description=__doc__)
    parser.add_argument("--letters", type=int, default=400)
    parser.add_argument("--kills", type=int, default=46)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="letters-") as folder:
        post = Post(
            data=publish_contradictions(Path(folder, "data")), letters=chosen.letters, seed=chosen.seed
        )
        post.subscribe()
        try_kills(post, chosen.kills)
        shutil.rmtree(post.data)
    ids = post.ids()
    doubled = sum(len(each) > 1 for each in ids.values())
    arrived, names = len(post.box.letters), len(set().union(*ids.values()))
    print(f"{sum(post.kills.values())} kills: {dict(post.kills)}")
    print(f"{arrived} letters arrived for {post.letters} readers: {post.missing()} missing, ", end="")
    print(f"{arrived - post.letters} more than once, {names} Message-IDs, {doubled} readers with two")
    return 1 if post.missing() or doubled else 0


if __name__ == "__main__":
    sys.exit(main())
