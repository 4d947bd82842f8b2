"""Changed articles: their texts are read by one version and compared. Plain functions, no Prefect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial

from checkers.revisions.follow import follow, unfollowed
from checkers.revisions.records import ArticleRevisions, SeenText
from checkers.rules import Rules
from extractors.claims.pipeline import Lexicon, extract_claims
from extractors.records import Article, Claim, Stage
from flows.set_aside import Bug, BugLog, attempt
from warehouse import Warehouse

ARTICLES_AT_ONCE = 200
"""Changed articles whose texts are compared in one transaction: up to eleven texts each are held."""


def revise_batch(
    warehouse: Warehouse,
    run_number: int,
    article_ids: Sequence[str],
    *,
    lexicon: Lexicon,
    rules: Rules,
    version: str,
    bugs: BugLog,
) -> int:
    """Compare the texts of these articles and store what changed; how many claims were edited.

    A text whose reading meets a bug is compared with none. Of an article whose comparison does, all texts are
    kept, and what was found of them before.
    """
    found: list[ArticleRevisions] = []
    met: list[Bug] = []
    with closing(warehouse.stream_histories(article_ids)) as histories:
        for history in histories:
            reader = TextReader(history.article, lexicon)
            done = attempt(partial(follow, history, reader, version, rules), history.article.article_id)
            found.append(unfollowed(history, rules) if isinstance(done, Bug) else done)
            met += [*reader.bugs, *([done] if isinstance(done, Bug) else [])]
    bugs.keep(met)
    lost = "What was edited in an article was not looked for in all of its texts"
    issues = [bug.issue(Stage.CHECK, "poison_revisions", lost, bug.where) for bug in met]
    warehouse.replace_revisions(run_number, article_ids, found, issues)
    return sum(len(each.edits) for each in found)


class TextReader:
    """Reads any text of an article as the lexicon now reads it; `bugs` are those it met."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self._article = article
        self._lexicon = lexicon
        self.bugs: list[Bug] = []

    def __call__(self, seen: SeenText) -> tuple[Claim, ...] | None:
        """The claims of one text; `None` when it met a bug."""
        read = attempt(partial(read_text, self._article, seen, self._lexicon), self._article.article_id)
        if isinstance(read, Bug):
            self.bugs.append(read)
            return None
        return read


def read_text(article: Article, seen: SeenText, lexicon: Lexicon) -> tuple[Claim, ...]:
    """The claims of a text that an article has had."""
    text = seen.text or ""
    told = replace(
        article, title=seen.title, published=seen.published, text=text, text_sha256=seen.text_sha256, links=()
    )
    return extract_claims(told, lexicon).claims if text else ()


def revision_batches(article_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The articles in order, `ARTICLES_AT_ONCE` at a time."""
    for start in range(0, len(article_ids), ARTICLES_AT_ONCE):
        yield article_ids[start : start + ARTICLES_AT_ONCE]
