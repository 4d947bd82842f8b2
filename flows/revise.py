"""Changed articles: their texts are read by one version and compared. Plain functions, no Prefect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from checkers.revisions.follow import follow, unfollowed
from checkers.revisions.records import ArticleRevisions, SeenText
from checkers.rules import Rules
from extractors.claims.pipeline import Lexicon, extract_claims
from extractors.records import Article, Claim, Stage
from flows.set_aside import Bug, BugWatch, attempt
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
    watch: BugWatch,
) -> int:
    """Compare the texts of these articles and store what changed; how many claims were edited.

    Of an article that meets a bug the texts are kept, and what was found of them before.
    """
    found: list[ArticleRevisions] = []
    bugs: list[Bug] = []
    for history in warehouse.stream_histories(article_ids):
        article = history.article
        done = attempt(
            partial(follow, history, reader_of(article, lexicon), version, rules), article.article_id
        )
        found.append(unfollowed(history, rules) if isinstance(done, Bug) else done)
        bugs += [done] if isinstance(done, Bug) else []
    watch.note(bugs, len(found))
    lost = "What was edited in an article was not looked for"
    issues = [bug.issue(Stage.CHECK, "poison_revisions", lost, bug.where) for bug in bugs]
    warehouse.replace_revisions(run_number, article_ids, found, issues)
    return sum(len(each.edits) for each in found)


def reader_of(article: Article, lexicon: Lexicon) -> Callable[[SeenText], tuple[Claim, ...]]:
    """What reads the claims of any text of an article as the lexicon now reads it, without its links."""

    def read(seen: SeenText) -> tuple[Claim, ...]:
        text = seen.text or ""
        told = replace(
            article,
            title=seen.title,
            published=seen.published,
            text=text,
            text_sha256=seen.text_sha256,
            links=(),
        )
        return extract_claims(told, lexicon).claims if text else ()

    return read


def revision_batches(article_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The articles in order, `ARTICLES_AT_ONCE` at a time."""
    for start in range(0, len(article_ids), ARTICLES_AT_ONCE):
        yield article_ids[start : start + ARTICLES_AT_ONCE]
