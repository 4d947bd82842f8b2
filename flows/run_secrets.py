"""Secrets kept on a Prefect server. An importer of prefect: only after `flows.prefect_env` has been asked."""

from __future__ import annotations

from prefect.blocks.system import Secret
from prefect.client.orchestration import get_client
from prefect.exceptions import PrefectHTTPStatusError

from flows.settings import SettingsError


async def read_secret(name: str) -> str:
    """The text in a Secret block of the server that PREFECT_API_URL names.

    Raises:
        SettingsError: the server cannot be reached or refuses us, has no such block, or it holds no text.
    """
    async with get_client() as client:
        if (trouble := await client.api_healthcheck()) is not None:
            words = " ".join(str(trouble).split())[:200] or type(trouble).__name__
            raise SettingsError(f"the Prefect server of PREFECT_API_URL cannot be reached ({words})")
    try:
        block: Secret[str] = await Secret.aload(name)
    except PrefectHTTPStatusError as error:
        raise SettingsError(
            f"the Prefect server of PREFECT_API_URL does not give out the block {name!r} "
            f"({error.response.status_code})"
        ) from None
    except ValueError:
        raise SettingsError(
            f"there is no Secret block {name!r} on the Prefect server of PREFECT_API_URL"
        ) from None
    # Not `block.get()`: it reads a password of digits as a number.
    text = block.value.get_secret_value()
    if not isinstance(text, str) or not text:
        raise SettingsError(f"the Secret block {name!r} holds no text")
    return text
