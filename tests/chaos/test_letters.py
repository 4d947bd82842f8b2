"""Letters under kill -9 in short: seconds of what `make chaos` does with 400 letters and 46 kills."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.letters import Post, try_kills
from tests.letters_world import publish_contradictions

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux: fork and kill")


@pytest.mark.slow
def test_no_kill_loses_a_letter_or_gives_it_a_second_name(tmp_path: Path) -> None:
    post = Post(data=publish_contradictions(tmp_path / "data"), letters=20)
    post.subscribe()
    try_kills(post, 4)
    assert sum(number for how, number in post.kills.items() if "late" not in how) >= 3
    assert post.missing() == 0
    assert {len(ids) for ids in post.ids().values()} == {1}
    assert len(set(post.box.letters)) == 20
