"""A reader of a stream of articles: each once, in order of publication, boilerplate removed."""

from __future__ import annotations

from collections.abc import Iterable

from checkers.boilerplate import without_boilerplate
from checkers.held import Held, Reader, read_all, shelf_order
from checkers.tracing import TracingRules
from extractors.records import Article, Issue, Stage


class Shelf:
    """Articles read for tracing, in order of publication (undated ones last, ties by article id).

    Args:
        rules: Tuned numbers.
        reader: What reads articles; `read_all` by default.
    """

    def __init__(self, rules: TracingRules, reader: Reader | None = None) -> None:
        self.rules = rules
        self.issues: list[Issue] = []
        self._held: dict[str, Held] = {}
        self._reader = reader or (lambda articles: read_all(articles, rules))

    def read(self, articles: Iterable[Article]) -> tuple[Held, ...]:
        """Everything read so far, boilerplate removed; read once, its texts are not kept."""
        for held in self._reader(articles):
            self._add(held)
        held_all = sorted(self._held.values(), key=shelf_order)
        return tuple(without_boilerplate(held_all, self.rules))

    def _add(self, held: Held) -> None:
        known = self._held.get(held.article_id)
        if known is not None:
            self.issues.append(
                Issue(
                    stage=Stage.TRACE,
                    code="article_twice",
                    where=held.url,
                    message="The article came twice in one tracing; the longer text was traced.",
                    article_id=held.article_id,
                )
            )
        if known is None or _fullness(held) > _fullness(known):
            self._held[held.article_id] = held


def _fullness(held: Held) -> tuple[int, str]:
    return held.print.size, held.text_sha256
