"""How a command ends: the exit codes, each with its meaning for scripts and schedulers."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of `twosource`, after sysexits.h where it has one."""

    DONE = 0
    USAGE = 2
    AGAINST = 3
    NOT_VERIFIED = 65
    NOTHING_READABLE = 66
    TO_MEND = 69
    BUG = 70
    DISK = 74
    LOCKED = 75
    INTERRUPTED = 130

    @property
    def meaning(self) -> str:
        """One sentence for the documentation."""
        return _MEANINGS[self]


_MEANINGS = {
    Exit.DONE: "done; what could not be read is in the summary and in `issues`",
    Exit.USAGE: "a mistake in the command, the settings, the lexicon, the judgements or the SQL; or the data "
    "folder is of a newer twosource; nothing was changed",
    Exit.AGAINST: "`check` found something of the marks of `--fail-on` in the draft: as it is shipped, that "
    "something contradicts it",
    Exit.NOT_VERIFIED: "`verify` worked a finding out again and got something else than what is stored, or "
    "`maintain` found damage",
    Exit.NOTHING_READABLE: "no article could be read from any source",
    Exit.TO_MEND: "`sources check` or `doctor` found something that does not work; it says what to mend",
    Exit.BUG: "a bug: one sentence on the screen, the details in `DATA/logs/`",
    Exit.DISK: "the disk is full or failing, or memory ran out; what was stored before is safe, run again "
    "when there is room",
    Exit.LOCKED: "another run holds the data folder; try again later",
    Exit.INTERRUPTED: "stopped by Ctrl-C; the next run finishes the work",
}
