"""Raw bodies on disk under the hash of their content: `DATA/bodies/ab/cdef….gz`, written once, unchanging.

A body is written before anything is made of it: to another name, synced, renamed, then the folder synced.
So a name is there only with the whole body behind it, and a run that is killed loses no body that it had.
`zcat` reads them.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from itertools import count
from pathlib import Path

from warehouse.durable import sync
from warehouse.errors import DiskFull

BODIES_NAME = "bodies"

_LEVEL = 6
"""zlib's own default: a news page shrinks to a fifth in three milliseconds."""

_WRITERS = 4
_MOST_WAITING = 64
"""Threads that pack and sync bodies, and bodies that wait for them, at most."""

_UNBORN = "unborn"
_NO_SPACE = frozenset({28, 122})  # ENOSPC, EDQUOT
_NUMBERS = count()


class BodyLost(Exception):  # noqa: N818 -- the state a person meets
    """A body is not where its hash says, or is not what its hash says. The message says which."""


def body_sha256(body: bytes) -> str:
    """The name of a body: the SHA-256 of its bytes, hexadecimal."""
    return sha256(body).hexdigest()


class BodyStore:
    """The bodies of one data folder. Written only by who holds the lock of the folder; anybody may read.

    Threads may share one. Nothing is made on disk before the first body is kept.
    """

    def __init__(self, data: Path) -> None:
        self._folder = data / BODIES_NAME

    def path_of(self, name: str) -> Path:
        """Where the body of that hash lies, or would."""
        return self._folder / name[:2] / f"{name[2:]}.gz"

    def keep(self, body: bytes) -> str:
        """Store a body durably, once however often it comes; its hash.

        Raises:
            DiskFull: there is no room for it; nothing half-written has its name.
        """
        name = body_sha256(body)
        path = self.path_of(name)
        if path.exists():
            return name
        unborn = self._folder / _UNBORN / f"{name}.{os.getpid()}.{next(_NUMBERS)}"
        try:
            for folder in (unborn.parent, path.parent):
                _make_folder(folder)
            _write(unborn, gzip.compress(body, _LEVEL, mtime=0))
            os.replace(unborn, path)
            sync(path.parent)
        except OSError as error:
            unborn.unlink(missing_ok=True)
            if error.errno in _NO_SPACE:
                raise DiskFull(
                    f"no room on the disk to keep a page ({path}); free some and run again"
                ) from error
            raise
        return name

    def read(self, name: str) -> bytes:
        """The body of that hash, as it was kept.

        Raises:
            BodyLost: it is not there, or the disk has changed it.
        """
        path = self.path_of(name)
        try:
            body = gzip.decompress(path.read_bytes())
        except FileNotFoundError as error:
            raise BodyLost(f"the kept body {name[:16]} is gone ({path})") from error
        except (OSError, EOFError, zlib.error) as error:
            raise BodyLost(f"the kept body {name[:16]} cannot be read ({path}: {error})") from error
        if body_sha256(body) != name:
            raise BodyLost(f"the kept body {name[:16]} was changed on the disk ({path})")
        return body

    def names(self) -> frozenset[str]:
        """The hashes of all bodies that are there."""
        files = self._folder.glob("??/*.gz")
        return frozenset(f"{path.parent.name}{path.name.removesuffix('.gz')}" for path in files)

    def forget(self, name: str) -> bool:
        """Remove a body; whether there was one."""
        path = self.path_of(name)
        if not path.exists():
            return False
        path.unlink()
        sync(path.parent)
        return True

    def tidy(self) -> int:
        """Remove what killed runs left half-written; how many files. Only for who holds the lock."""
        left = list((self._folder / _UNBORN).glob("*"))
        for path in left:
            path.unlink()
        return len(left)


class BodyWriter:
    """Keeps bodies while its caller goes on: packing one and syncing it takes five milliseconds.

    For one thread, with a few of its own. What `keep` took is on the disk once `settle` has returned.
    """

    def __init__(self, bodies: BodyStore) -> None:
        self._bodies = bodies
        self._threads = ThreadPoolExecutor(_WRITERS, "twosource-bodies")
        self._waiting: deque[Future[str]] = deque()

    def keep(self, body: bytes) -> str:
        """Begin to store a body; its hash.

        Raises:
            DiskFull: there was no room for one before it.
        """
        if len(self._waiting) >= _MOST_WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._threads.submit(self._bodies.keep, body))
        return body_sha256(body)

    def settle(self) -> None:
        """Wait until all that was taken is on the disk.

        Raises:
            DiskFull: there is no room for one of them.
        """
        while self._waiting:
            self._waiting.popleft().result()

    def close(self) -> None:
        """End the threads; what has not been begun is not stored."""
        self._threads.shutdown(cancel_futures=True)


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    sync(folder.parent)
    sync(folder.parent.parent)


def _write(path: Path, packed: bytes) -> None:
    with path.open("xb") as file:
        file.write(packed)
        file.flush()
        os.fsync(file.fileno())
