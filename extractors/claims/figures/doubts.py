"""What the figures of an article leave open, or could not be read, as issues: nothing is silently lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractors.lexicon.tuning import tuned
from extractors.records import Article, Issue, Span, Stage
from extractors.text.quantities import Figures

_SHOWN = 40
"""Characters of a figure that a message shows."""


def figure_issues(article: Article, figures: Figures) -> Iterator[Issue]:
    """An issue for figures beyond the cap, for unreadable ones, and for each currency that is a guess."""
    if figures.stopped is not None:
        read, left = int(tuned("most_figures")), len(article.text) - figures.stopped
        message = f"Only the first {read} figures are read, {left} characters are left; is this page a table?"
        yield _issue(article, "too_many_figures", message)
    if figures.unreadable:
        yield _issue(article, "unreadable_number", _unreadable(article, figures.unreadable))
    guessed: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for quantity in figures.quantities:
        if quantity.ambiguous:
            guessed[quantity.unit, quantity.ambiguous].append(quantity.text)
    for (unit, others), texts in guessed.items():
        message = (
            f"{_examples(texts)} read as {unit}; {' or '.join(others)} is possible, the text does not say."
        )
        yield _issue(article, "ambiguous_currency", message)


def _issue(article: Article, code: str, message: str) -> Issue:
    return Issue(
        stage=Stage.EXTRACT, code=code, where=article.url, message=message, article_id=article.article_id
    )


def _unreadable(article: Article, spans: Sequence[Span]) -> str:
    texts = [span.of(article.text) for span in spans]
    return f"{_examples(texts)} left out: too many digits, too large a power, or letters among digits."


def _examples(texts: Sequence[str]) -> str:
    first = texts[0] if len(texts[0]) <= _SHOWN else texts[0][:_SHOWN] + "…"
    return f'"{first}"' if len(texts) == 1 else f'"{first}" and {len(texts) - 1} more'
