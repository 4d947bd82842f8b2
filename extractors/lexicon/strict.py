"""TOML tables to frozen records, strictly: an unknown key, a missing key or a wrong type is an error.

Knowledge is data, and data with a typo in a key is knowledge that silently does nothing. So every table
is read into a dataclass, field by field, and whatever does not fit is refused with the file, the table,
the key and the nearest known name.
"""

from __future__ import annotations

import tomllib
import types
from collections.abc import Collection, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class LexiconError(ValueError):
    """A lexicon, thresholds or settings file that cannot be understood. The message names file and key."""


def shipped(name: str) -> Path:
    """Where a file or folder of the lexicon lies that ships with the package."""
    return Path(str(files("extractors.lexicon").joinpath(name)))


def read_toml(path: Path) -> dict[str, Any]:
    """The parsed file.

    Raises:
        LexiconError: when the file cannot be read or is not TOML.
    """
    try:
        with path.open("rb") as handle:
            return tomllib.load(handle)
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: not valid TOML: {error}") from error


def build(record: type[T], table: Mapping[str, Any], where: str) -> T:
    """A `record` (a dataclass) made from a TOML table.

    Arrays become tuples, nested tables nested records, strings `Decimal` or enum members where the field
    says so.

    Args:
        record: The dataclass to make.
        table: The TOML table.
        where: File and table name, for messages.

    Raises:
        LexiconError: unknown or missing key, wrong type, or a value that the record refuses.
    """
    known = _fields(record)  # type: ignore[arg-type]  # mypy takes classes for unhashable
    for key in table:
        if key not in known:
            raise LexiconError(f"{where}: unknown key {key!r}{nearest(key, tuple(known), 'known keys: ')}")
    values: dict[str, Any] = {}
    for name, (field, hint) in known.items():
        if name in table:
            values[name] = _convert(hint, table[name], f"{where}.{name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise LexiconError(f"{where}: missing key {name!r}")
    try:
        return record(**values)
    except ValueError as error:
        raise LexiconError(f"{where}: {error}") from error


def nearest(name: str, known: Collection[str], others: str = "known: ") -> str:
    """What to add to a message about an unknown name: the nearest known one, else (of a few) all of them."""
    near = get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; {others}{', '.join(known)}"


@lru_cache(maxsize=256)
def _fields(record: type[Any]) -> Mapping[str, tuple[Field[Any], Any]]:
    """Each field of a dataclass with its type; kept, since a lexicon makes thousands of one record."""
    hints = get_type_hints(record)
    return {field.name: (field, hints[field.name]) for field in fields(record)}


def _convert(hint: Any, value: Any, where: str) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        inner = [arg for arg in args if arg is not type(None)]
        return _convert(inner[0], value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise LexiconError(f"{where}: expected an array, got {value!r}")
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_convert(args[0], item, f"{where}[{n}]") for n, item in enumerate(value))
        return tuple(_convert(arg, item, where) for arg, item in zip(args, value, strict=True))
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, dict):
            raise LexiconError(f"{where}: expected a table, got {value!r}")
        return build(hint, value, where)
    if origin is dict:
        if not isinstance(value, dict):
            raise LexiconError(f"{where}: expected a table, got {value!r}")
        return {key: _convert(args[1], item, f"{where}.{key}") for key, item in value.items()}
    return _convert_scalar(hint, value, where)


def _convert_scalar(hint: Any, value: Any, where: str) -> Any:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if value not in list(hint):
            raise LexiconError(f"{where}: {value!r} is not one of {', '.join(hint)}")
        return hint(value)
    if hint is Decimal and isinstance(value, str | int) and not isinstance(value, bool):
        return Decimal(value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint is Any:
        return value
    if not isinstance(value, hint) or (hint is not bool and isinstance(value, bool)):
        raise LexiconError(f"{where}: expected {hint.__name__}, got {value!r}")
    return value
