"""Where every command ends: what went wrong becomes one sentence and an exit code, never a stack trace.

What nobody foresaw is a bug, its details go to a file. Only here and in `flows.set_aside`, which sees to it
that one article does not end a run, is everything caught.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from extractors.lexicon.strict import LexiconError
from flows.exits import Exit
from flows.settings import SettingsError
from flows.version import PROGRAM_VERSION
from flows.workers import WorkerLost
from warehouse import NewerSchema, QueryRefused, WarehouseBroken, WarehouseError, WarehouseLocked

_NO_SUCH_FOLDER = (PermissionError, FileExistsError, NotADirectoryError)
"""What a data folder is answered with that lies where none can be: inside a file, or in its place."""

_DISK_TROUBLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EFBIG})


class NothingReadable(Exception):  # noqa: N818 -- the state a person meets
    """No article could be read from any source. The message says so in one sentence."""


@contextmanager
def boundary(console: Console, logs: Path | None = None) -> Iterator[None]:
    """Run a command inside: any failure is told on `console` and ends the program with its exit code."""
    try:
        yield
    except KeyboardInterrupt:
        _leave(console, Exit.INTERRUPTED, "Stopped. What was stored is safe; the next run finishes the work.")
    except BrokenPipeError:  # the reader of our output has seen enough, as in `twosource sql ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(Exit.DONE) from None
    except NothingReadable as error:
        _leave(console, Exit.NOTHING_READABLE, str(error))
    except WarehouseLocked as error:
        _leave(console, Exit.LOCKED, str(error))
    except WorkerLost as error:
        _leave(console, Exit.DISK, str(error))
    except (SettingsError, LexiconError, NewerSchema, QueryRefused) as error:
        _leave(console, Exit.USAGE, str(error))
    except WarehouseBroken as error:
        _leave(console, Exit.DISK, str(error))
    except WarehouseError as error:
        _leave(console, Exit.NOTHING_READABLE, str(error))
    except OSError as error:
        if error.errno in _DISK_TROUBLE:
            _leave(
                console,
                Exit.DISK,
                f"{error.strerror}: {error.filename or 'writing'}. What was stored is safe.",
            )
        if isinstance(error, _NO_SUCH_FOLDER):
            _leave(console, Exit.USAGE, f"{error.filename}: {error.strerror}. Choose another --data folder.")
        _bug(console, logs, error)
    except Exception as error:  # noqa: BLE001 -- see above
        _bug(console, logs, error)


def _leave(console: Console, code: Exit, sentence: str) -> None:
    console.print(
        f"twosource: {sentence}",
        style="red" if code is not Exit.INTERRUPTED else "",
        markup=False,
        soft_wrap=True,
    )
    raise SystemExit(int(code)) from None


def _bug(console: Console, logs: Path | None, error: Exception) -> None:
    text = f"twosource {PROGRAM_VERSION}, Python {sys.version}, {sys.argv}\n\n" + "".join(
        traceback.format_exception(error)
    )
    where = "It could not be written to a log"
    if logs is not None:
        path = logs / f"bug-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}.log"
        try:
            logs.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
            where = f"The details are in {path}"
        except OSError as unwritable:
            where = f"{path} could not be written ({unwritable.strerror})"
    kind = type(error).__name__
    _leave(
        console, Exit.BUG, f"This is a bug ({kind}: {str(error)[:200]}). {where}; what was stored is safe."
    )
