"""What a log of system calls says of what a power cut would take."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.power import torn

CASES = {
    "synced, named, the name synced": (
        """
        7 openat(AT_FDCWD</>, "D/a.new", O_RDWR|O_CREAT, 0666) = 5<D/a.new>
        7 pwrite64(5<D/a.new>, ""..., 10, 0) = 10
        7 fsync(5<D/a.new>) = 0
        7 rename("D/a.new", "D/a") = 0
        7 fsync(6<D>) = 0
        """,
        [],
    ),
    "named before it is synced": (
        """
        7 write(5<D/a.new>, ""..., 10) = 10
        7 rename("D/a.new", "D/a") = 0
        7 fsync(5<D/a>) = 0
        7 fsync(6<D>) = 0
        """,
        ["a got its name before it was synced"],
    ),
    "synced, and written again": (
        """
        7 write(5<D/a>, ""..., 10) = 10
        7 fdatasync(5<D/a>) = 0
        7 ftruncate(5<D/a>, 4) = 0
        """,
        ["never synced: contents of a"],
    ),
    "a name that is not synced": (
        """
        7 link("D/b", "D/a") = 0
        7 fsync(6<D/deeper>) = 0
        """,
        ["never synced: the name of a"],
    ),
    "a sync that failed": (
        """
        7 write(5<D/a>, ""..., 10) = 10
        7 fsync(5<D/a>) = -1 EIO (Input/output error)
        """,
        ["never synced: contents of a"],
    ),
    "copied by the kernel": (
        """
        7 copy_file_range(3</in>, NULL, 4<D/a.new>, NULL, 10, 0) = 10
        7 rename("D/a.new", "D/a") = 0
        7 fsync(6<D>) = 0
        """,
        ["a got its name before it was synced", "never synced: contents of a"],
    ),
    "emptied": (
        """
        7 openat(AT_FDCWD</>, "D/a", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 5<D/a>
        7 fsync(6<D>) = 0
        """,
        ["never synced: contents of a"],
    ),
    "cut off by name": ('7 truncate("D/a", 4) = 0', ["never synced: contents of a"]),
    "a folder": (
        """
        7 mkdirat(AT_FDCWD</>, "D/site.new", 0777) = 0
        7 openat(AT_FDCWD</>, "D/site.new/x", O_WRONLY|O_CREAT, 0666) = 5<D/site.new/x>
        7 write(5<D/site.new/x>, ""..., 10) = 10
        7 rename("D/site.new", "D/site") = 0
        7 fsync(6<D>) = 0
        """,
        [
            "site got its name before it was synced",
            "never synced: contents of site/x",
            "never synced: the name of site/x",
        ],
    ),
    "two threads": (
        """
        7 write(5<D/a>, ""..., 10 <unfinished ...>
        8 write(9</elsewhere>, ""..., 3) = 3
        7 <... write resumed>) = 10
        8 fsync(5<D/a> <unfinished ...>
        8 <... fsync resumed>) = 0
        """,
        [],
    ),
    "what need not last": ('7 write(5<D/logs/x.log>, ""..., 10) = 10', []),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_torn(name: str, tmp_path: Path) -> None:
    log, found = CASES[name]
    (tmp_path / "logs").mkdir()
    (tmp_path / "site").mkdir()
    for file in ("a", "logs/x.log", "site/x"):
        (tmp_path / file).touch()
    calls = tmp_path / "calls"
    here = log.replace("D/", f"{tmp_path}/").replace("<D>", f"<{tmp_path}>")
    lines = (line.strip() for line in here.splitlines())
    calls.write_text("\n".join(lines), encoding="utf-8")
    assert torn(calls, tmp_path) == found
