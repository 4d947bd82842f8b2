"""Edits that are known, found again: labelled articles are changed by machine, and what is found is counted.

`python -m benchmarks.revisions`. The articles are those of tests/gold, the claims those that the pipeline
reads. One is set otherwise, cut to its beginning, loses a paragraph, or has one printed figure changed;
nothing is random. Held-out topics are counted apart, and nothing of them is printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from benchmarks.gold import GoldArticle, load_topics
from checkers.revisions.follow import follow
from checkers.revisions.records import ArticleRevisions, EditKind, History, SeenText
from checkers.rules import Rules, load_rules
from extractors.claims.pipeline import Lexicon, extract_claims
from extractors.ids import article_id, text_sha256
from extractors.records import Article, Claim, Kind

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w,]*\d)")
_FACTOR = Decimal("0.63")  # a figure that falls is news of no toll, and no rounding of the old one
_SHARE_LEFT = 0.45
_FIGURES_AN_ARTICLE = 3


class Desk:
    """Reads the texts of one article as the pipeline does, and compares them."""

    def __init__(self, lexicon: Lexicon, rules: Rules) -> None:
        self._lexicon = lexicon
        self._rules = rules

    def article(self, gold: GoldArticle, text: str) -> Article:
        """The article with some text."""
        return Article(
            article_id=article_id(gold.url),
            url=gold.url,
            outlet=gold.outlet,
            title=gold.title,
            author=None,
            published=gold.published,
            text=text,
            text_sha256=text_sha256(text),
        )

    def claims(self, gold: GoldArticle, text: str) -> tuple[Claim, ...]:
        """The claims of a text."""
        return extract_claims(self.article(gold, text), self._lexicon).claims

    def compare(self, gold: GoldArticle, old: str, new: str) -> ArticleRevisions:
        """What is found when `new` takes the place of `old`."""
        texts = tuple(
            SeenText(
                number=0,
                title=gold.title,
                published=gold.published,
                text=text,
                text_sha256=text_sha256(text),
                run_number=run,
            )
            for run, text in enumerate((old, new), start=1)
        )
        history = History(article=self.article(gold, new), texts=texts)
        return follow(history, lambda seen: self.claims(gold, seen.text or ""), "benchmark", self._rules)


def changed_figures(claims: tuple[Claim, ...], text: str) -> Iterator[tuple[Claim, str, str]]:
    """Some figures that a text prints once: the claim, the new value as printed, the new text."""
    once = [
        claim
        for claim in claims
        if claim.kind is Kind.QUANTITY
        and claim.start is not None
        and claim.value_text
        and text.count(claim.value_text) == 1
    ]
    step = max(1, len(once) // _FIGURES_AN_ARTICLE)
    for claim in once[::step][:_FIGURES_AN_ARTICLE]:
        printed = claim.value_text or ""
        number = _NUMBER.search(printed)
        if number is None or claim.start is None:
            continue
        value = Decimal(number[0].replace(",", ""))
        places = len(number[0].partition(".")[2])
        other = (
            f"{round(value * _FACTOR, places):,f}"
            if "," in number[0]
            else f"{round(value * _FACTOR, places):f}"
        )
        if Decimal(other.replace(",", "")) != value:
            new = printed[: number.start()] + other + printed[number.end() :]
            start = claim.start
            yield claim, new, text[:start] + new + text[start + len(printed) :]


def count_article(desk: Desk, gold: GoldArticle) -> Counter[str]:
    """What was found of every change to one article."""
    counts: Counter[str] = Counter(articles=1)
    lines = [line for line in gold.text.split("\n") if line.strip()]
    set_otherwise = "\n\n".join(reversed(lines)).replace('"', "”").replace(" - ", " – ")
    counts["edits of a text set otherwise"] += len(desk.compare(gold, gold.text, set_otherwise).edits)
    cut = gold.text[: int(len(gold.text) * _SHARE_LEFT)]
    counts["edits of a text cut to its beginning"] += len(desk.compare(gold, gold.text, cut).edits)
    if len(lines) > 3:
        middle = len(lines) // 2
        found = desk.compare(gold, "\n".join(lines), "\n".join(lines[:middle] + lines[middle + 1 :]))
        counts["paragraphs taken out"] += 1
        counts["claims called removed"] += sum(edit.kind is EditKind.REMOVED for edit in found.edits)
        counts["claims called anything else"] += sum(
            edit.kind is not EditKind.REMOVED for edit in found.edits
        )
    for claim, new, text in changed_figures(desk.claims(gold, gold.text), gold.text):
        counts.update(_count_change(desk.compare(gold, gold.text, text), claim, new))
    return counts


def _count_change(found: ArticleRevisions, claim: Claim, new: str) -> Counter[str]:
    sentence = claim.sentence
    hits = [
        edit
        for edit in found.edits
        if edit.kind is EditKind.VALUE_CHANGED
        and edit.old is not None
        and edit.old.claim_id == claim.claim_id
    ]
    strange = [
        edit
        for edit in found.edits
        if edit.kind is EditKind.VALUE_CHANGED
        and edit.old is not None
        and edit.old.sentence not in sentence
        and sentence not in edit.old.sentence
    ]
    return Counter(
        {
            "figures changed": 1,
            "found": len(hits),
            "found with the new value": sum(
                edit.new is not None and edit.new.value_text == new for edit in hits
            ),
            "worth an alert": sum(edit.alert for edit in hits),
            "changes told of other sentences": len(strange),
        }
    )


def main() -> None:
    """Print what was found, held-out topics apart."""
    lexicon = Lexicon.load()
    desk = Desk(lexicon, load_rules(metrics=lexicon.metrics))
    for held_out in (False, True):
        counts: Counter[str] = Counter()
        for topic in load_topics():
            if topic.is_held_out is held_out:
                for gold in topic.articles:
                    counts.update(count_article(desk, gold))
        print(f"{'held out' if held_out else 'tuned on'}: {counts['articles']} articles")
        for name, number in counts.items():
            print(f"  {number:5}  {name}")


if __name__ == "__main__":
    main()
