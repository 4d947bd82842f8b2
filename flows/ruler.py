"""Who rules: who says so, else who is set, else who is logged in."""

from __future__ import annotations

import getpass

from flows.ruling import MOST_NAME, Ruler, line_of
from flows.settings import Settings, SettingsError


def ruler_of(settings: Settings, by: str | None, why: str) -> Ruler:
    """Who rules, and why.

    Raises:
        SettingsError: it cannot be told who is logged in.
        RulingError: a name or reason that cannot be kept.
    """
    return Ruler(
        user=line_of(by if by is not None else settings.user or _login(), "the name of who rules", MOST_NAME),
        why=line_of(why, "--why") if why else "",
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise SettingsError("who rules is not known here: give --by, or set TWOSOURCE_USER") from error
