"""A folder of pages that is there whole or not at all: written beside the old one, then put in its place.

The site is a link to a folder of pages; another folder takes its place by one rename of a new link. Whoever
reads sees the old pages or the new ones, and what kills the writing leaves the old.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from flows.settings import SettingsError
from warehouse import WarehouseLocked
from warehouse.durable import passing, sync

_DIGITS = 16


def write_site(place: Path, pages: Iterable[tuple[str, bytes]]) -> int:
    """Write pages, given by their paths, and let `place` lead to them; the number of pages.

    Equal pages are equal bytes at equal paths, and nothing else is in the folder. One writer at a time.

    Raises:
        SettingsError: `place` is there and is no site.
        WarehouseLocked: another command is writing this site.
        OSError: the disk is full, or the folder cannot be written; the old site is as it was.
    """
    store = _store(place)
    if os.path.lexists(place) and not is_site(place):
        raise SettingsError(
            f"{place} is there and is no site of this program: choose another folder (--out)."
        )
    try:
        store.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError, PermissionError) as error:
        raise SettingsError(
            f"{place} cannot be written: {error.strerror}. Choose another folder (--out)."
        ) from error
    with _alone(store):
        _clear(store, _current(place))
        unborn = store / "unborn"
        try:
            count, digest = _write(unborn, pages)
        except BaseException:
            shutil.rmtree(unborn, ignore_errors=True)  # on a full disk it is in the way
            raise
        passing("site: written")
        final = store / digest
        if final.exists():  # the pages that are shown already, byte for byte
            shutil.rmtree(unborn)
        else:
            os.rename(unborn, final)
        passing("site: before link")
        link = store / "link"
        link.symlink_to(Path(store.name) / digest, target_is_directory=True)
        os.replace(link, place)
        sync(place.parent)
        passing("site: in place")
        _clear(store, digest)
    return count


def is_site(place: Path) -> bool:
    """Whether `place` leads to pages that were written here."""
    return place.is_symlink() and place.readlink().parent == Path(_store(place).name)


def _store(place: Path) -> Path:
    return place.parent / f".{place.name}.pages"


def _write(folder: Path, pages: Iterable[tuple[str, bytes]]) -> tuple[int, str]:
    """Write all pages; their number, and a digest of their paths and contents."""
    made: set[Path] = set()
    count, digest = 0, sha256()
    for name, content in pages:
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(content)
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
        count += 1
    os.sync()  # once for thousands of small files; the link must not outlive what it leads to
    return count, digest.hexdigest()[:_DIGITS]


def _current(place: Path) -> str | None:
    return place.readlink().name if place.is_symlink() else None


def _clear(store: Path, kept: str | None) -> None:
    """Remove what a killed writing, or the last site, has left."""
    for path in sorted(store.iterdir()):
        if path.name in (kept, "lock"):
            continue
        if path.is_symlink() or path.is_file():
            path.unlink()
        else:
            shutil.rmtree(path)


@contextmanager
def _alone(store: Path) -> Iterator[None]:
    with (store / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WarehouseLocked(store, None) from None
        yield
