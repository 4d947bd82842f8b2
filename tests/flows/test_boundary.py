"""Whatever goes wrong ends as one sentence and the right exit code."""

import errno
from io import StringIO
from pathlib import Path
from weakref import ref

import pytest
from rich.console import Console

from extractors.lexicon.strict import LexiconError
from flows.boundary import NothingReadable, boundary
from flows.exits import Exit
from flows.session import forget_frames
from flows.settings import SettingsError
from warehouse import DiskFull, NewerSchema, QueryRefused, WarehouseBroken, WarehouseError, WarehouseLocked


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SettingsError("no such setting"), Exit.USAGE),
        (LexiconError("units.toml: unknown key"), Exit.USAGE),
        (NewerSchema("made by a newer twosource"), Exit.USAGE),
        (QueryRefused("one statement at a time"), Exit.USAGE),
        (PermissionError(errno.EACCES, "Permission denied", "data"), Exit.USAGE),
        (FileExistsError(errno.EEXIST, "File exists", "data"), Exit.USAGE),
        (NotADirectoryError(errno.ENOTDIR, "Not a directory", "data/x"), Exit.USAGE),
        (NothingReadable("no article"), Exit.NOTHING_READABLE),
        (WarehouseError("nothing has been published"), Exit.NOTHING_READABLE),
        (ZeroDivisionError("division by zero"), Exit.BUG),
        (OSError(errno.ENXIO, "No such device"), Exit.BUG),
        (DiskFull("no room"), Exit.DISK),
        (WarehouseBroken("dead"), Exit.DISK),
        (OSError(errno.ENOSPC, "No space left on device", "data/x"), Exit.DISK),
        (OSError(errno.EROFS, "Read-only file system", "data"), Exit.DISK),
        (WarehouseLocked(Path("data"), 7), Exit.LOCKED),
        (KeyboardInterrupt(), Exit.INTERRUPTED),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_an_error_becomes_a_sentence_and_a_code(tmp_path: Path, error: BaseException, code: Exit) -> None:
    out = StringIO()
    with pytest.raises(SystemExit) as caught, boundary(Console(file=out, width=80), tmp_path / "logs"):
        raise error
    assert caught.value.code == code
    assert out.getvalue().startswith("twosource: ")
    assert out.getvalue().count("\n") == 1
    logs = list((tmp_path / "logs").glob("*")) if code is Exit.BUG else []
    assert bool(logs) is (code is Exit.BUG)
    if logs:
        assert "Traceback" in logs[0].read_text(encoding="utf-8")
        assert str(logs[0]) in out.getvalue()


def test_a_log_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    out = StringIO()
    with pytest.raises(SystemExit), boundary(Console(file=out, width=80), blocked / "logs"):
        raise ZeroDivisionError("division by zero")
    assert "could not be written" in out.getvalue()


def test_nothing_wrong_nothing_said() -> None:
    out = StringIO()
    with boundary(Console(file=out)):
        pass
    assert out.getvalue() == ""


def test_text_in_brackets_is_no_markup() -> None:
    out = StringIO()
    with pytest.raises(SystemExit), boundary(Console(file=out)):
        raise SettingsError("[red]unknown[/red] key")
    assert "[red]unknown[/red] key" in out.getvalue()


def test_the_frames_of_an_error_let_go_of_what_they_held() -> None:
    class Held:
        pass

    def fail() -> None:
        held = Held()
        kept.append(ref(held))
        raise ZeroDivisionError

    kept: list[ref[Held]] = []
    try:
        try:
            fail()
        except ZeroDivisionError as error:
            raise WarehouseError("dead") from error
    except WarehouseError as error:
        assert kept[0]() is not None
        forget_frames(error)
        assert kept[0]() is None
