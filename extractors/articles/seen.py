"""What a run has read already, so that one article read twice counts once."""

from __future__ import annotations

from extractors.records import Article, Issue, Stage


class SeenArticles:
    """Remembers the articles of a run by identity: about a hundred bytes each.

    One instance serves all sources of a run; the first reading of an article wins.
    """

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def check(self, article: Article, where: str) -> Issue | None:
        """None for a new article; else the issue that says why this reading of it is set aside."""
        key = article.text_sha256[:16]
        first = self._texts.setdefault(article.article_id, "")
        if not first:
            self._texts[article.article_id] = key
            return None
        if first == key:
            return Issue(
                stage=Stage.READ,
                code="repeated_article",
                where=where,
                message=f"{where} was already read in this run with the same text; it counts once.",
                article_id=article.article_id,
            )
        return Issue(
            stage=Stage.READ,
            code="duplicate_article",
            where=where,
            message=f"{where} has another text than the first reading of {article.url} in this run; "
            "the first is kept. Give different articles different URLs or file names.",
            article_id=article.article_id,
        )
