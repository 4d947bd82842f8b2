"""What Prefect must find in the environment, set before it is imported. Imports no prefect.

Everything Prefect writes goes below `DATA/prefect`; it sends nothing anywhere, keeps no results and logs
only what went wrong.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex

START_UP_SECONDS = 120
"""How long the embedded server may take to come up: 8 to 20 s on two free cores, far longer on busy ones."""

HOME = "prefect"
"""The folder inside DATA that is Prefect's home."""

SERVE_HOME = "prefect-serve"
"""The one of `twosource serve`, whose server keeps a database of its own: SQLite is for one server."""

DATABASE = "prefect.db"
"""The database in such a folder."""

LOGIN = "PREFECT_API_AUTH_STRING"
SERVER_LOGIN = "PREFECT_SERVER_API_AUTH_STRING"


def server_is_given(environ: Mapping[str, str]) -> bool:
    """Whether the user points to a Prefect server of their own, so that none is to be started."""
    return bool(environ.get("PREFECT_API_URL"))


def prefect_variables(data: Path, home_name: str = HOME) -> dict[str, str]:
    """The variables and their values, for a data folder."""
    home = (data / home_name).resolve()
    return {
        "PREFECT_HOME": str(home),
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home}/{DATABASE}",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(START_UP_SECONDS),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_LOGGING_SETTINGS_PATH": str(Path(__file__).with_name("prefect_logging.yml")),
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PREFECT_SERVER_UI_ENABLED": "false",
        # Nothing of ours reacts to events, and this service prints a traceback when a short run ends.
        "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
        "PREFECT_CLI_COLORS": "false",
        # Pages of the open web, opened on the same machine, have no business with the server.
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": "http://127.0.0.1",
    }


def set_prefect_environment(data: Path, home_name: str = HOME) -> None:
    """Set the variables for this process and its children. Must run before `import prefect`.

    A server that the user named with PREFECT_API_URL is left alone, with its login; everything else is ours.
    Our own server asks for a login that is made up each time, so that nobody else on the machine uses it.
    """
    (data / home_name).mkdir(parents=True, exist_ok=True)
    os.environ.update(prefect_variables(data, home_name))
    if not server_is_given(os.environ):
        os.environ[LOGIN] = os.environ[SERVER_LOGIN] = f"twosource:{token_hex(16)}"
