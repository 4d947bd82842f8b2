"""Whether a text is of another language than English, which nothing here can read.

Told by the script, else by function words: no text of a language does without them, and few of one are
words of another. In doubt a text is English, so that a table or a list of names is read all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from extractors.lexicon.languages import ENGLISH, load_languages
from extractors.lexicon.tuning import tuned

_WORD = re.compile(r"[^\W\d_]+")


def other_language(text: str) -> str | None:
    """The language of a text that is plainly not English, in English words ("German"); else None.

    Looks at the beginning of the text only, so the cost does not grow with its length.
    """
    sample = text[: int(tuned("language_sample"))]
    return _by_script(sample) or _by_words(sample)


def _by_script(sample: str) -> str | None:
    if sample.isascii():
        return None
    any_of_them, by_name = _scripts()
    least = int(tuned("language_fewest"))
    if len(any_of_them.findall(sample)) < least:
        return None
    counts = {name: len(letters.findall(sample)) for name, letters in by_name.items()}
    foreign = sum(counts.values())
    n_letters = sum(map(len, _WORD.findall(sample)))
    if foreign < tuned("language_script") * n_letters:
        return None
    # Japanese mixes its own letters with Chinese ones; a tenth of them tells it.
    return next(name for name, count in counts.items() if 10 * count >= foreign)


def _by_words(sample: str) -> str | None:
    words = _WORD.findall(sample.lower())
    n_words = len(words)
    if n_words < tuned("language_fewest"):
        return None
    counts = Counter[str]()
    of_word = _languages()
    for word, count in Counter(filter(of_word.__contains__, words)).items():
        for language in of_word[word]:
            counts[language] += count
    shares = {language: counts[language] / n_words for language in load_languages().words}
    english = shares.pop(ENGLISH)
    best = max(sorted(shares), key=shares.__getitem__, default=None)
    if best is None or shares[best] < tuned("language_share"):
        return None
    return best if shares[best] >= tuned("language_over_english") * english else None


@cache
def _languages() -> dict[str, list[str]]:
    """The languages that a word is a function word of, by the word."""
    found: dict[str, list[str]] = {}
    for language, listed in load_languages().words.items():
        for word in listed:
            found.setdefault(word, []).append(language)
    return found


@cache
def _scripts() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """The letters of all other scripts, and of each by its name."""
    letters = {
        name: "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)
        for name, ranges in load_languages().scripts.items()
    }
    every = re.compile(f"[{''.join(letters.values())}]")
    return every, {name: re.compile(f"[{own}]") for name, own in letters.items()}
