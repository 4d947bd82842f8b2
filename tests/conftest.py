"""What tests of several folders share."""

import fcntl
import os
from pathlib import Path

import pytest

from tests.browser import browser, page_at

os.environ["XDG_CACHE_HOME"] = str(Path(__file__).parents[1] / ".pytest_cache" / "xdg")
"""What programs keep for their user is kept here, and not in the home of whoever runs the tests."""

__all__ = ["browser", "page_at"]  # fixtures of every test that looks at a page


@pytest.fixture(scope="session")
def cookbook_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published file of docs/cookbook/, made once for all workers: reading it takes seconds."""
    from flows.cookbook_page import publish_stories  # noqa: PLC0415 -- seconds that few tests need

    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if base.name.startswith("popen-") else base) / "cookbook"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        published = shared / "data" / "claims.duckdb"
        return published if published.exists() else publish_stories(shared)
