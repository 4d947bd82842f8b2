"""One lexicon for all tests of the flows, and the job run in this process without Prefect."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from flows.ingest import Tally
from flows.job import PLAIN, MainJob, Steps
from flows.prefect_env import HOME
from flows.progress import RunProgress
from flows.session import Session
from flows.settings import Settings
from reports.draft import DraftCheck
from tests.flows.drafts import WHOLE, checked, write_told
from tests.letters_world import publish_contradictions

ROOT = Path(__file__).parent.parent.parent

RunJob = Callable[..., Tally]
Twosource = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(**more: str) -> dict[str, str]:
    """The environment of this process without what would change a command's behaviour."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TWOSOURCE_", "PREFECT"))
    }
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **more}


def run_here(sources: Sequence[str], data: Path, steps: Steps = PLAIN, **settings: object) -> Tally:
    """Run the main job on some sources, in this process."""
    chosen = Settings(data=data, **settings)  # type: ignore[arg-type]
    with Session(chosen) as session:
        return MainJob(session, RunProgress(Console(file=StringIO())), steps).run(sources)


@pytest.fixture
def run_job() -> RunJob:
    """`run_here`, for tests of one run."""
    return run_here


@pytest.fixture(scope="session")
def one_contradiction(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one contradiction published in it; copy it before anything is written to it."""
    return publish_contradictions(tmp_path_factory.mktemp("mail") / "data")


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of Prefect with its database made, which takes Prefect ten seconds."""
    data = tmp_path_factory.mktemp("prefect")
    make = (
        "import sys; from pathlib import Path; from flows.prefect_env import set_prefect_environment;"
        "data = Path(sys.argv[1]); set_prefect_environment(data);"
        "from flows.embedded import EmbeddedServer\n"
        "with EmbeddedServer(data) as server: server.url"
    )
    subprocess.run([sys.executable, "-c", make, str(data)], cwd=ROOT, env=environment(), check=True)
    return data / HOME


@pytest.fixture
def data(tmp_path: Path, prefect_home: Path) -> Path:
    """A data folder in which Prefect has run before."""
    shutil.copytree(prefect_home, tmp_path / "data" / HOME)
    return tmp_path / "data"


@pytest.fixture
def twosource() -> Twosource:
    """Run the program, as a process of its own."""

    def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "flows.cli", *arguments],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=environment(**environ),
            check=False,
            timeout=300,
        )

    return run


@pytest.fixture(scope="session")
def draft_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the articles are published that drafts of the tests are held against."""
    home = tmp_path_factory.mktemp("drafts")
    run_here([str(write_told(home / "told.jsonl"))], home / "data")
    return home / "data"


@pytest.fixture(scope="session")
def whole(draft_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> DraftCheck:
    """The check of a draft with something of everything."""
    path = tmp_path_factory.mktemp("whole") / "draft.md"
    path.write_text(WHOLE, encoding="utf-8")
    return checked(draft_folder / "claims.duckdb", path, day="2031-05-08")
