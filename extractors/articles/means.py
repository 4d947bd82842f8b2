"""What reading works with: what answers for the open web, what parses, and who is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from extractors.articles.lists import Web
from extractors.articles.parsing import Here, Reader
from extractors.articles.sources import Source


class Diary(Protocol):
    """Told of every source and file as it is read."""

    def begin(self, source: Source) -> None:
        """What is read next is read for this source."""

    def note_file(self, name: str, path: Path, sha: str, size: int) -> None:
        """A file is read: its name for identity, where it lies, the SHA-256 of its bytes, and how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What reading works with.

    `web` answers URLs; without one, a URL is an issue `no_network`. `reader` parses. `diary` is told.
    """

    web: Web | None = None
    reader: Reader = field(default_factory=Here)
    diary: Diary | None = None
