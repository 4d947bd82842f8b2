"""The subscriptions file: what it takes, and what it says of a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.settings import SettingsError
from flows.subscriptions import Subscription, When, one_editor, read_subscriptions

DESK = '[[subscription]]\nname = "Desk"\nto = ["desk@example.com"]\n'


def read(tmp_path: Path, text: str) -> tuple[Subscription, ...]:
    path = tmp_path / "subscriptions.toml"
    path.write_text(text, encoding="utf-8")
    return read_subscriptions(path)


def test_a_whole_file(tmp_path: Path) -> None:
    more = 'subjects = ["OpenAI"]\nminimum_severity = 0.5\nwhen = "at_once"\nnumbers = "de"\n'
    assert read(tmp_path, DESK + more) == (
        Subscription(
            name="Desk",
            to=("desk@example.com",),
            subjects=("OpenAI",),
            minimum_severity=0.5,
            when=When.AT_ONCE,
            numbers="de",
        ),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (DESK + 'subject = ["OpenAI"]\n', "unknown key 'subject'; did you mean 'subjects'"),
        (DESK + 'when = "weekly"\n', "'weekly' is not one of daily, hourly, at_once"),
        (DESK + 'numbers = "klingon"\n', "write a language such as en"),
        (DESK + "minimum_severity = 7\n", "it goes from 0 to 1"),
        (DESK + DESK, "two subscriptions are called 'Desk'"),
        ('[[subscription]]\nname = "Desk"\nto = []\n', "goes to nobody"),
        ('[[subscription]]\nname = "a\\r\\nb"\nto = ["a@b.example"]\n', "words on one line"),
        ("", "there is no"),
        ("[[subscription]\n", "not valid TOML"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=r"subscriptions\.toml") as told:
        read(tmp_path, text)
    assert message in str(told.value)


@pytest.mark.parametrize(
    "address",
    [
        '"a" <x@y.example>, evil@z.example',
        "a@b.example\r\nBcc: c@d.example",
        "ünï@example.com",
        "desk",
        "a@b@c",
        " a@b.example",
    ],
)
def test_only_plain_addresses(address: str) -> None:
    with pytest.raises(SettingsError, match="not a plain e-mail address"):
        one_editor((address,))


def test_what_a_subscription_wants() -> None:
    desk = Subscription(name="Desk", to=("a@b.example",), subjects=("openai",), minimum_severity=0.5)
    assert desk.wants("OpenAI", "valuation", (None,), 0.5)
    assert not desk.wants("Meta", "valuation", (None,), 0.9)
    assert not desk.wants("OpenAI", "valuation", (None,), 0.4)
    assert Subscription(name="x", to=("a@b.example",), outlets=("Wire",)).wants("y", "z", (None, "wire"), 0.1)
