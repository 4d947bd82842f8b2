"""A record made quickly is the record that a frozen dataclass makes."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from extractors.quick_init import quick_init


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    name: str
    size: int = 3

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError("negative")


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Quick:
    name: str
    size: int = 3

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError("negative")


def test_it_is_a_frozen_dataclass() -> None:
    made = Quick(name="a")
    assert (made.name, made.size) == ("a", 3)
    assert type(made) is Quick
    assert repr(made) == repr(Slow(name="a")).replace("Slow", "Quick")
    assert hash(made) == hash(Slow(name="a"))
    assert made == Quick(name="a", size=3) != replace(made, size=4)
    assert [each.name for each in fields(made)] == ["name", "size"]
    with pytest.raises(FrozenInstanceError):
        made.name = "b"  # type: ignore[misc]
    assert not hasattr(made, "__dict__")


def test_it_goes_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Quick(name="a", size=9))) == Quick(name="a", size=9)


def test_what_is_wrong_is_refused_as_before() -> None:
    with pytest.raises(ValueError, match="negative"):
        Quick(name="a", size=-1)
    with pytest.raises(TypeError, match="name"):
        Quick()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="colour"):
        Quick(name="a", colour=2)  # type: ignore[call-arg]


def test_records_it_cannot_make_are_refused() -> None:
    with pytest.raises(TypeError, match="factory"):

        @quick_init
        @dataclass(frozen=True, slots=True, kw_only=True)
        class Listed:
            names: list[str] = field(default_factory=list)

    with pytest.raises(TypeError, match="inherit"):

        @quick_init
        @dataclass(frozen=True, slots=True, kw_only=True)
        class Child(Slow):
            colour: str
