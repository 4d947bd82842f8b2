"""A name that points to the open web when it is judged and into the house when it is used, for real."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OWN_NETWORK = ("unshare", "-rmn")


def test_a_name_that_flips_leads_nowhere_private() -> None:
    if not all(shutil.which(tool) for tool in ("unshare", "ip", "mount")):
        pytest.skip("needs unshare, ip and mount")
    if subprocess.run([*OWN_NETWORK, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine allows no network namespaces")
    done = subprocess.run(
        [*OWN_NETWORK, sys.executable, "-m", "tests.hostile.rebinding"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    found = json.loads(done.stdout)
    assert found["fooled"] == 10, "a check before the fetch is fooled each time, so the attack is real"
    assert found["urls"] == 200
    assert found["leaked"] == 0
    assert found["pages"] > 20
    assert found["open"] >= found["pages"]
    assert found["both"] == 0, "one bad address is one too many"
    assert set(found["codes"]) == {"fetch_refused"}
