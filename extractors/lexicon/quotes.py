"""The lexicon of quotations: speech verbs, credits, roles and names, from `quotes.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.lexicon.strict import LexiconError, build, read_toml

_FILE = Path(__file__).with_name("quotes.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLexicon:
    """Word lists that tell who speaks; what each list means stands in `quotes.toml`."""

    verbs: tuple[str, ...]
    between: tuple[str, ...]
    credits: tuple[str, ...]
    naming: tuple[str, ...]
    agents: tuple[str, ...]
    company_words: tuple[str, ...]
    person_words: tuple[str, ...]
    groups: tuple[str, ...]
    titles: tuple[str, ...]
    roles: tuple[str, ...]
    not_in_names: tuple[str, ...]
    also_surnames: tuple[str, ...]
    starters: tuple[str, ...]
    he: tuple[str, ...]
    she: tuple[str, ...]
    calendar: tuple[str, ...]
    inscriptions: tuple[str, ...]
    organisations: tuple[str, ...]
    writings: tuple[str, ...]
    not_the_same: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    interviews: tuple[str, ...]

    def __post_init__(self) -> None:
        both = set(self.he) & set(self.she)
        if both:
            raise ValueError(f"given names in both `he` and `she`: {', '.join(sorted(both))}")
        if not self.verbs:
            raise ValueError("`verbs` must not be empty")


@cache
def load_quote_lexicon(path: Path = _FILE) -> QuoteLexicon:
    """The word lists of `path`, read once a process.

    Raises:
        LexiconError: when the file cannot be read or does not fit.
    """
    return build(QuoteLexicon, read_toml(path), str(path))


__all__ = ["LexiconError", "QuoteLexicon", "load_quote_lexicon"]
