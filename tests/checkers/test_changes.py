"""Each cue of `changes.toml` finds its examples and leaves its counterexamples alone."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from checkers.changes import Cue, change_of, change_words
from checkers.records import Change
from extractors.lexicon.strict import LexiconError

_VALUE = re.compile(r"\[(.+?)\]")
_CUES = [pytest.param(cue, id=f"{n} {cue.change}") for n, cue in enumerate(change_words().cue)]


def read(marked: str) -> Change | None:
    """The change of the bracketed value of an example."""
    found = _VALUE.search(marked)
    assert found is not None
    return change_of(_VALUE.sub(r"\1", marked), found[1])


@pytest.mark.parametrize("cue", _CUES)
def test_a_cue_finds_its_examples(cue: Cue) -> None:
    assert {example: read(example) for example in cue.examples} == dict.fromkeys(cue.examples, cue.change)


@pytest.mark.parametrize("cue", _CUES)
def test_a_cue_leaves_its_counterexamples_alone(cue: Cue) -> None:
    found = {example: read(example) for example in cue.counterexamples}
    assert cue.change not in found.values(), found


@pytest.mark.parametrize(
    "sentence",
    [
        "The bill rose from $4m to $9m.",
        "It lifted its forecast to $9m from $4m, and $4m is no small sum.",
        "",
    ],
)
def test_a_value_that_stands_there_twice_or_not_at_all_is_not_read(sentence: str) -> None:
    value = "$4m" if sentence.count("$4m") > 1 else "$7m"
    assert change_of(sentence, value) is None


def test_a_broken_pattern_is_refused(tmp_path: Path) -> None:
    text = (Path(str(files("checkers"))) / "changes.toml").read_text(encoding="utf-8")
    path = tmp_path / "changes.toml"
    path.write_text(text.replace("(?:up|down", "(?:(up|down", 1), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"up\|down"):
        change_words(path)
