"""Every tuned number of checking, with its unit, its meaning and what it was tuned on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from extractors.lexicon.strict import LexiconError, build, nearest, read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """One tuned number. `tuned_on` says what it rests on, so that nobody has to guess later."""

    value: Decimal
    unit: str
    meaning: str
    tuned_on: str

    def __post_init__(self) -> None:
        if not self.value.is_finite():
            raise ValueError(f"{self.value} is no number to compare with")

    @property
    def share(self) -> float:
        """The number as a float, for confidences and other ratios that are no money."""
        return float(self.value)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Thresholds:
    """All of them, as named in `thresholds.toml`. Compared by identity, so that caches are cheap."""

    about_widening: Threshold
    rounding_cap: Threshold
    bound_near: Threshold
    full_digits_below: Threshold
    event_days: Threshold
    plan_days: Threshold
    same_telling_factor: Threshold
    same_level_factor: Threshold
    part_known_share: Threshold
    open_period_share: Threshold
    undated_share: Threshold
    near_date_days: Threshold
    fiscal_share: Threshold
    gap_half: Threshold
    alert_severity: Threshold
    alert_confidence: Threshold
    alert_confidence_unnamed: Threshold
    alert_confidence_one_article: Threshold
    alert_confidence_sum: Threshold
    alert_gap_sum: Threshold
    sum_sentence_share: Threshold
    sum_loose_word: Threshold
    alert_confidence_reference: Threshold
    reference_weight: Threshold
    forms_cap: Threshold
    neighbours: Threshold
    quote_aligned: Threshold
    quote_words: Threshold
    quote_telling_words: Threshold
    quote_proposal: Threshold
    quote_index_words: Threshold
    quote_common_word: Threshold
    joined_likeness: Threshold
    joined_letters: Threshold
    joined_sayings: Threshold
    joined_usual_sayings: Threshold
    stub_length: Threshold
    stub_shared: Threshold
    edit_likeness: Threshold
    edit_likeness_renamed: Threshold
    alert_confidence_edit: Threshold
    revisions_kept: Threshold


@lru_cache(maxsize=8)
def load_thresholds(path: Path | None = None) -> Thresholds:
    """The thresholds of `path`, or those that ship with the package.

    Raises:
        LexiconError: unknown, missing or mistyped key; the message names file and key.
    """
    source = path or Path(str(files("checkers") / "thresholds.toml"))
    return build(Thresholds, read_toml(source), source.name)


def own_thresholds(path: Path) -> Thresholds:
    """The shipped thresholds with those of `path` in their place; an entry may give its `value` alone.

    Raises:
        LexiconError: a name nobody knows, or a value that is none; the message names file and key.
    """
    shipped = read_toml(Path(str(files("checkers") / "thresholds.toml")))
    for name, entry in read_toml(path).items():
        if name not in shipped:
            raise LexiconError(f"{path}: unknown key {name!r}{nearest(name, tuple(shipped))}")
        shipped[name] = {**shipped[name], **entry} if isinstance(entry, dict) else entry
    return build(Thresholds, shipped, str(path))
