"""The mail password in a Secret block of a Prefect server, and what is said when it is not there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flows.mail_password import with_mail_password
from flows.prefect_env import HOME
from flows.settings import Settings, SettingsError
from tests.flows.conftest import ROOT, environment
from tests.mail_server import Mailbox, mail_server

PASSWORD = "57005757"
"""Of digits alone: Prefect itself gives such a secret back as a number."""

REPORT = """
import os, sys
from pathlib import Path
from flows.prefect_env import set_prefect_environment
data, password = Path(sys.argv[1]), sys.argv[2]
set_prefect_environment(data)
from flows.embedded import EmbeddedServer
with EmbeddedServer(data) as server:
    os.environ["PREFECT_API_URL"] = server.url
    from prefect.blocks.system import Secret
    Secret(value=password).save("mail-password")
    from flows.cli import app
    for name in ("mail-password", "misspelt"):
        os.environ["TWOSOURCE_SMTP_PASSWORD_BLOCK"] = name
        try:
            app(["report", "--send", "--data", str(data)])
        except SystemExit as end:
            print("exit code", end.code)
"""


@pytest.mark.slow
def test_a_secret_block_holds_the_password(
    one_contradiction: Path, prefect_home: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(one_contradiction, data)
    shutil.copytree(prefect_home, data / HOME, dirs_exist_ok=True)
    box = Mailbox()
    with mail_server(box, password=PASSWORD) as port:
        variables = environment(
            TWOSOURCE_SMTP_HOST="127.0.0.1",
            TWOSOURCE_SMTP_PORT=str(port),
            TWOSOURCE_SMTP_SECURITY="none",
            TWOSOURCE_SMTP_USER="me",
            TWOSOURCE_MAIL_TO="desk@example.com",
            TWOSOURCE_MAIL_FROM="twosource@example.org",
        )
        command = [sys.executable, "-c", REPORT, str(data), PASSWORD]
        done = subprocess.run(
            command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=240, check=False
        )
    assert "1 letter handed to the mail server" in done.stdout, done.stderr
    assert box.logins == ["me"]
    assert "exit code 2" in done.stdout
    assert "there is no Secret block 'misspelt'" in " ".join(done.stderr.split())
    logs = "".join(path.read_text("utf-8", "replace") for path in (data / "logs").rglob("*.log"))
    assert PASSWORD not in done.stdout + done.stderr + logs


def test_a_block_needs_a_server_of_ones_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    chosen = Settings(data=tmp_path, smtp_host="127.0.0.1", smtp_password_block="mail-password")
    with pytest.raises(SettingsError, match="set PREFECT_API_URL"):
        with_mail_password(chosen)


def test_without_a_block_nothing_is_asked(tmp_path: Path) -> None:
    for chosen in (Settings(data=tmp_path, smtp_password_block="x"), Settings(data=tmp_path, smtp_host="h")):
        assert with_mail_password(chosen) is chosen


def test_a_password_has_one_place() -> None:
    with pytest.raises(SettingsError, match="both set"):
        Settings(smtp_password="a", smtp_password_block="b")
