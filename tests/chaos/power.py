"""What a power cut could take from a run: what it wrote and never had synced, by what `strace` saw.

A disk keeps what was synced, and of the rest whatever it likes. So a file must be synced before it gets the
name under which it is looked for, and when a run has ended nothing of what it keeps may hang in the air:
neither contents nor names. What was removed may come back, and what is written through a mapping is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

CALLS = (
    *("write", "pwrite64", "writev", "pwritev", "ftruncate", "truncate", "copy_file_range", "sendfile"),
    *(
        "fsync",
        "fdatasync",
        "openat",
        "mkdir",
        "mkdirat",
        "rename",
        "renameat",
        "renameat2",
        "link",
        "linkat",
    ),
)
_CALL = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)(?:<(.*)>)?")
_CUT = re.compile(r"(\d+) +(\w+\(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)$")
_HANDLE = re.compile(r"\d+<([^>]*)>")
_QUOTED = re.compile(r'"([^"]*)"')
_SHOWN = re.compile(r"twosource\.lock|logs(/.*)?|prefect(/.*)?|spill(/.*)?|claims\.duckdb\.new")
"""What a run need not keep."""


def torn(log: Path, data: Path) -> list[str]:
    """What could be lost or torn of a data folder, given what a whole run did to it."""
    found: list[str] = []
    unsynced: set[str] = set()
    unnamed: set[str] = set()
    for call, given, result, opened in _calls(log.read_text(errors="replace")):
        if int(result) < 0:
            continue
        handles, names = _HANDLE.findall(given), _QUOTED.findall(given)
        if call in ("fsync", "fdatasync"):
            unsynced.discard(handles[0])
            unnamed = {name for name in unnamed if str(Path(name).parent) != handles[0]}
        elif call == "openat":
            if "O_TRUNC" in given and opened:
                unsynced.add(opened)
            if "O_CREAT" in given and opened:
                unnamed.add(opened)
        elif call.startswith("mkdir"):
            unnamed.add(names[0])
        elif call.startswith(("rename", "link")):
            old, new = names[:2]
            if _is_kept(new, data) and any(_is_within(each, old) for each in unsynced):
                found.append(f"{Path(new).name} got its name before it was synced")
            if call.startswith("rename"):
                unsynced = _moved(unsynced, old, new)
                unnamed = _moved(unnamed, old, new)
            unnamed.add(new)
        elif call == "truncate":
            unsynced.add(names[0])
        elif handles:
            unsynced.add(handles[1] if call == "copy_file_range" else handles[0])
    for what, paths in (("contents", unsynced), ("the name", unnamed)):
        left = sorted({each for each in paths if _is_kept(each, data) and Path(each).exists()})
        found += [f"never synced: {what} of {Path(each).relative_to(data)}" for each in left]
    return found


def _moved(paths: set[str], old: str, new: str) -> set[str]:
    return {new + each.removeprefix(old) if _is_within(each, old) else each for each in paths}


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def _is_kept(path: str, data: Path) -> bool:
    return path.startswith(f"{data}/") and not _SHOWN.fullmatch(str(Path(path).relative_to(data)))


def _calls(log: str) -> Iterator[tuple[str, str, str, str]]:
    """Each call of the log as it ended: its name, arguments, result, and the path that was opened."""
    begun: dict[str, str] = {}
    for line in log.splitlines():
        if cut := _CUT.match(line):
            begun[cut[1]] = cut[2]
            continue
        resumed = _RESUMED.match(line)
        whole = f"{resumed[1]} {begun.pop(resumed[1], '')}{resumed[2]}" if resumed else line
        if found := _CALL.match(whole):
            yield found[2], found[3], found[4], found[5] or ""
