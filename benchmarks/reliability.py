"""Whether a confidence means what it says: of claims of confidence 0.9, nine in ten should be right.

    python -m benchmarks.reliability                     the table, on the project's own labelled articles
    python -m benchmarks.reliability --gold FOLDER       ... on other topics of the annotation format
    python -m benchmarks.reliability --docs              write docs/reliability.md and docs/reliability.png
    python -m benchmarks.reliability --fit FOLDER ...    fit the steps of extractors/lexicon/calibration.toml
                                                         anew, on these folders; held-out topics stay out

A quantity is right when value, metric and subject are, a fact when its object is too, a quotation when its
words and speaker are. What nobody labelled counts as wrong, so the figures are on the safe side; quantities
and facts of metrics that labels do not use are left out, for nobody was asked to label those.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gold import GOLD, GoldArticle, GoldError, Topic, read_topics
from benchmarks.isotonic import rising_pools
from benchmarks.matching import Found, match_facts, match_quantities, match_quotes
from benchmarks.reliability_page import DOCS, Band, curve_png, page
from extractors.articles.parsing import Here, Pending
from extractors.articles.rows import row_articles
from extractors.claims.pipeline import Lexicon, extract_claims
from extractors.lexicon.calibration import FILE, Calibration
from extractors.lexicon.strict import LexiconError
from extractors.records import Article, Claim, Kind

LEXICON = Path(__file__).resolve().parent.parent / "extractors" / "lexicon"
_FEWEST = 20
"""Fewer cases than this say little about a share: a step of the calibration has at least so many."""
_BANDS = (0.0, 0.35, 0.5, 0.65, 0.75, 0.85, 0.95)
_HEAD = """# Made by `python -m benchmarks.reliability --fit`. Claims of a kind that score `at_least` this
# much were right in `right` of `claims` labelled cases; the confidence is (right + 1) / (claims + 2).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A claim that was extracted from a labelled article: its confidence, and whether it is right."""

    kind: Kind
    confidence: float
    is_right: bool


def main(argv: Sequence[str] | None = None) -> int:
    """Run it. Returns the exit code: 0, or 2 when it cannot be run."""
    options = _parser().parse_args(argv)
    try:
        if options.fit:
            (LEXICON / FILE).write_text(fitted(options.fit), encoding="utf-8")
            print(f"{LEXICON / FILE} written")
            return 0
        groups = measured(options.gold)
    except (GoldError, LexiconError) as error:
        sys.stderr.write(f"reliability: {error}\n")
        return 2
    print(page(groups))
    if options.docs:
        (DOCS / "reliability.md").write_text(page(groups), encoding="utf-8")
        (DOCS / "reliability.png").write_bytes(curve_png(groups))
    return 0


def measured(folder: Path = GOLD) -> dict[str, tuple[Band, ...]]:
    """The bands of confidence of all topics of a folder, those held out apart, by the group's title."""
    lexicon = Lexicon.load()
    topics = read_topics(folder)
    groups = {}
    for title, is_held_out in (("topics tuned on", False), ("topics held out", True)):
        chosen = [topic for topic in topics if topic.is_held_out == is_held_out]
        if judged := list(judged_claims(topics, chosen, lexicon)):
            groups[title] = bands(judged)
    return groups


def bands(judged: Sequence[Judged]) -> tuple[Band, ...]:
    """The claims by band of confidence; bands without a claim are left out."""
    ends = (*_BANDS[1:], 1.01)
    found = []
    for low, high in zip(_BANDS, ends, strict=True):
        inside = [each for each in judged if low <= each.confidence < high]
        if inside:
            found.append(
                Band(
                    low=low,
                    high=min(high, 1.0),
                    mean=sum(each.confidence for each in inside) / len(inside),
                    claims=len(inside),
                    right=sum(each.is_right for each in inside),
                )
            )
    return tuple(found)


def fitted(folders: Sequence[Path]) -> str:
    """The text of `calibration.toml` fitted on the topics of these folders that are not held out."""
    shipped = Lexicon.load()
    lexicon = Lexicon(shipped.entities, shipped.outlets, shipped.metrics, Calibration(), shipped.sha256)
    judged: list[Judged] = []
    for folder in folders:
        topics = read_topics(folder)
        judged += judged_claims(topics, [topic for topic in topics if not topic.is_held_out], lexicon)
    blocks = [_HEAD]
    for kind in Kind:
        cases = [(each.confidence, each.is_right) for each in judged if each.kind is kind]
        for pool in rising_pools(cases, _FEWEST):
            blocks.append(
                f'[[step]]\nkind = "{kind}"\nat_least = {pool.at_least:g}\n'
                f"confidence = {pool.share:.2f}\nclaims = {pool.cases}\nright = {pool.right}\n"
            )
    return "\n".join(blocks)


def judged_claims(all_topics: Sequence[Topic], chosen: Sequence[Topic], lexicon: Lexicon) -> Iterator[Judged]:
    """Every claim extracted from the chosen topics that the labels can judge.

    `all_topics` say which metrics labellers use by name.
    """
    vocabulary = {label.metric for topic in all_topics for label in topic.labels if label.is_named}
    for topic in chosen:
        for article in topic.articles:
            labels = [label for label in topic.labels if label.article == article.id]
            claims = extract_claims(_article(article), lexicon).claims
            found = {claim.claim_id: _found(claim, article.url) for claim in claims}
            of_kind = {
                kind: [found[claim.claim_id] for claim in claims if claim.kind is kind] for kind in Kind
            }
            wanted = {kind: [label for label in labels if label.kind == kind] for kind in Kind}
            matches = (
                *match_quantities(article.text, wanted[Kind.QUANTITY], of_kind[Kind.QUANTITY]),
                *match_facts(wanted[Kind.FACT], of_kind[Kind.FACT]),
                *match_quotes(article.text, wanted[Kind.QUOTE], of_kind[Kind.QUOTE]),
            )
            right = {match.found.claim_id for match in matches if match.is_full}
            unnamed = {match.found.claim_id for match in matches if not match.label.is_named}
            for claim in claims:
                if claim.kind not in topic.labelled or claim.claim_id in unnamed:
                    continue
                if claim.kind is not Kind.QUOTE and claim.metric not in vocabulary:
                    continue
                yield Judged(kind=claim.kind, confidence=claim.confidence, is_right=claim.claim_id in right)


def _article(article: GoldArticle) -> Article:
    """The article as a run reads it from a row of JSONL."""
    fields = {name: getattr(article, name) for name in ("url", "outlet", "published", "title", "text")}
    read = next(row_articles(fields, name=article.url, where=article.url, reader=Here()))
    assert not isinstance(read, Pending)
    if not isinstance(read, Article):
        raise GoldError(f"{article.url}: {read.message}")
    return read


def _found(claim: Claim, url: str) -> Found:
    return Found(
        claim_id=claim.claim_id,
        article_url=url,
        kind=claim.kind,
        subject=claim.subject,
        metric=claim.metric,
        low=None if claim.low is None else float(claim.low),
        high=None if claim.high is None else float(claim.high),
        unit=claim.unit,
        modifier=claim.modifier,
        period=claim.period,
        status=claim.status,
        attributed_to=claim.attributed_to,
        object=claim.object,
        value_text=claim.value_text,
        sentence=claim.sentence,
        start_char=claim.start or 0,
        end_char=claim.end or 0,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reliability",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--gold", type=Path, default=GOLD, metavar="FOLDER", help="labelled topics")
    parser.add_argument("--docs", action="store_true", help="write the page and the picture of docs/")
    parser.add_argument("--fit", type=Path, nargs="+", metavar="FOLDER", help="fit the calibration anew")
    return parser


if __name__ == "__main__":
    sys.exit(main())
