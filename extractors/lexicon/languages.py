"""The function words of some languages, and the scripts English is not written in, from `languages.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.lexicon.strict import build, read_toml

ENGLISH = "English"
_FILE = Path(__file__).with_name("languages.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """`words` are the function words by language; `scripts` ranges of code points, both ends included."""

    words: dict[str, tuple[str, ...]]
    scripts: dict[str, tuple[tuple[int, int], ...]]

    def __post_init__(self) -> None:
        english = set(self.words.get(ENGLISH, ()))
        if not english:
            raise ValueError(f"`words` must hold a list for {ENGLISH}")
        for language, words in self.words.items():
            if language != ENGLISH and (both := english & set(words)):
                raise ValueError(f"words of {language} that are English too: {', '.join(sorted(both))}")


@cache
def load_languages(path: Path = _FILE) -> Languages:
    """The lists of `path`, read once a process.

    Raises:
        LexiconError: when the file cannot be read or does not fit.
    """
    return build(Languages, read_toml(path), str(path))
