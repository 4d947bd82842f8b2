"""The words of titles over figures, read from `titles.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractors.lexicon.strict import build, read_toml, shipped


@dataclass(frozen=True, kw_only=True)
class TitleWords:
    """What titles over figures say; what each list is for stands in the file."""

    figures: tuple[str, ...]
    not_tickers: tuple[str, ...]

    @cached_property
    def of_figures(self) -> re.Pattern[str]:
        """Finds a word that says that a text tells figures."""
        return re.compile(rf"\b(?:{'|'.join(self.figures)})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def title_words() -> TitleWords:
    """The words of `titles.toml`.

    Raises:
        LexiconError: the file does not fit.
    """
    path = shipped("titles.toml")
    return build(TitleWords, read_toml(path), str(path))
