"""The password of the mail server from where it is kept, when it is needed."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace

from flows.prefect_env import server_is_given, set_prefect_environment
from flows.settings import Settings, SettingsError


def with_mail_password(settings: Settings) -> Settings:
    """The settings with the password that a Prefect Secret block holds, when they name one.

    Raises:
        SettingsError: there is no such block, or no Prefect server of the user's own that could hold it.
    """
    return asyncio.run(await_mail_password(settings))


async def await_mail_password(settings: Settings) -> Settings:
    """As `with_mail_password`, for a caller that is a coroutine itself."""
    name = settings.smtp_password_block
    if name is None or settings.smtp_host is None:
        return settings
    if not server_is_given(os.environ):
        raise SettingsError(
            "smtp_password_block needs a Prefect server of your own: set PREFECT_API_URL (docs/schedule.md), "
            "or put the password into TWOSOURCE_SMTP_PASSWORD"
        )
    set_prefect_environment(settings.data)
    from flows.run_secrets import read_secret  # noqa: PLC0415 -- Prefect reads the environment when imported

    return replace(settings, smtp_password=await read_secret(name), smtp_password_block=None)
