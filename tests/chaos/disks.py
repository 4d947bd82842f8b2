"""Disks that are full or read-only for a while, real ones: a tmpfs in a mount namespace of one process."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

_NEWNS, _NEWUSER = 0x20000, 0x10000000
_RDONLY, _REMOUNT, _REC, _PRIVATE = 1, 32, 16384, 1 << 18


def trial(
    order: Callable[..., Any],
    fork: Callable[[Any], int],
    ended: Callable[[int], int],
    *,
    kind: str,
    data: str,
    sources: tuple[str, ...],
    kilobytes: int,
    log: str,
) -> dict[str, Any]:
    """A run on a disk that is `full` or `readonly`, then some with room: exit codes, and if the file stayed.

    The folder `data` is copied to the disk, and copied back at the end. `{"skip": why}` where this machine
    allows no private mounts.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            found = _on_disk(order, fork, ended, kind, Path(data), sources, kilobytes, log)
        except OSError as error:
            found = {"skip": f"this machine allows no private mounts ({error})"}
        except BaseException as error:  # noqa: BLE001 -- a forked child must not return into its parent's code
            found = {"error": repr(error)}
        os.write(writing, json.dumps(found).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = json.loads(pipe.read())
    ended(child)
    return answer  # type: ignore[no-any-return]


def _on_disk(
    order: Callable[..., Any],
    fork: Callable[[Any], int],
    ended: Callable[[int], int],
    kind: str,
    data: Path,
    sources: tuple[str, ...],
    kilobytes: int,
    log: str,
) -> dict[str, Any]:
    disk = data.with_name(f"{data.name}-disk")
    disk.mkdir()
    _private()
    held = sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) // 1024
    _mount("tmpfs", disk, 0, f"size={held + 64 + kilobytes}k")
    on_disk = disk / "data"
    shutil.copytree(data, on_disk)
    before = (on_disk / "claims.duckdb").stat()
    if kind == "readonly":
        _mount("none", disk, _REMOUNT | _RDONLY, "")
    first = ended(fork(order(data=str(on_disk), sources=sources, log=log)))
    after = (on_disk / "claims.duckdb").stat()
    _mount("none", disk, _REMOUNT, "size=1g")
    codes = [first]
    while codes[-1] != 0 and len(codes) <= 5:
        codes.append(ended(fork(order(data=str(on_disk), sources=sources, log=log))))
    shutil.rmtree(data)
    shutil.copytree(on_disk, data)
    return {"codes": codes, "same": (before.st_ino, before.st_size) == (after.st_ino, after.st_size)}


def _private() -> None:
    """A mount namespace of our own, with a user namespace where we are not allowed one without."""
    libc = ctypes.CDLL(None, use_errno=True)
    uid, gid = os.getuid(), os.getgid()
    if libc.unshare(_NEWNS) != 0:
        if libc.unshare(_NEWNS | _NEWUSER) != 0:
            raise OSError(ctypes.get_errno(), "unshare")
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {uid} 1")
        Path("/proc/self/gid_map").write_text(f"0 {gid} 1")
    _mount("none", Path("/"), _REC | _PRIVATE, "")


def _mount(kind: str, where: Path, flags: int, options: str) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", str(where).encode(), kind.encode(), flags, options.encode()) != 0:
        raise OSError(ctypes.get_errno(), f"mount {kind}")
