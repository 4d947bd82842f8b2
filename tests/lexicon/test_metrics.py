"""The metric lexicon under test both ways: every example is read as its metric, no counterexample is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from extractors.claims.figures.metrics import compile_frame
from extractors.claims.masking import mask
from extractors.claims.pipeline import Lexicon, extract_claims, read_article
from extractors.claims.subjects.subjects import spoken_of
from extractors.lexicon.metrics import Counterexample, Example, Metric, load_metrics
from extractors.lexicon.strict import LexiconError
from extractors.records import Claim, Kind
from tests.extractors.reading import article, lexicon

METRICS = load_metrics()
WORDINGS = tomllib.loads(Path("tests/cases/wordings.toml").read_text(encoding="utf-8"))
EXAMPLES = [(metric, example) for metric in METRICS for example in metric.example]
COUNTEREXAMPLES = [(metric, example) for metric in METRICS for example in metric.counterexample]


def claims_of(text: str) -> tuple[Claim, ...]:
    found = extract_claims(article(text), lexicon()).claims
    return tuple(claim for claim in found if claim.kind is Kind.QUANTITY)


def claim_at(text: str, value: str) -> Claim:
    place = text.rindex(value)
    found = [
        claim
        for claim in claims_of(text)
        if claim.start is not None and claim.start < place + len(value) and place < (claim.end or 0)
    ]
    assert found, (
        f"no claim at {value!r} in {text!r}; claims: {[(c.value_text, c.metric) for c in claims_of(text)]}"
    )
    return found[0]


@pytest.mark.parametrize(
    ("metric", "example"), EXAMPLES, ids=[f"{m.name}-{n}" for n, (m, _) in enumerate(EXAMPLES)]
)
def test_example_is_read_as_its_metric(metric: Metric, example: Example) -> None:
    claim = claim_at(example.text, example.value)
    assert claim.metric == metric.name
    if example.subject:
        assert claim.subject == example.subject
    if example.counterparty:
        assert claim.counterparty == example.counterparty


@pytest.mark.parametrize(
    ("metric", "example"), COUNTEREXAMPLES, ids=[f"{m.name}-{n}" for n, (m, _) in enumerate(COUNTEREXAMPLES)]
)
def test_counterexample_is_not(metric: Metric, example: Counterexample) -> None:
    place = example.text.rindex(example.value)
    found = [
        c
        for c in claims_of(example.text)
        if c.start is not None and c.start < place + len(example.value) and place < (c.end or 0)
    ]
    assert all(claim.metric != metric.name for claim in found), example.because


def masked_examples(metric: Metric) -> list[str]:
    """The masked sentences of a metric's examples and wordings, once for each of their values."""
    found = []
    said = WORDINGS.get(metric.name, {}).get("said", [])
    for text in [example.text for example in metric.example] + [re.sub(r"\[\[|\]\]", "", t) for t in said]:
        reading = read_article(article(text), lexicon())
        spoken = spoken_of(reading, lexicon().entities).by_sentence
        for sentence, referents in zip(reading.sentences, spoken, strict=True):
            masked = mask(reading, sentence, referents)
            found += [masked.for_value(number) for number in range(len(masked.quantities))]
    return found


@pytest.mark.parametrize("metric", METRICS, ids=[metric.name for metric in METRICS])
def test_every_frame_is_hit_by_an_example_or_a_wording_of_its_metric(metric: Metric) -> None:
    texts = masked_examples(metric)
    idle = [
        frame for frame in metric.frames if not any(compile_frame(frame, metric).search(t) for t in texts)
    ]
    assert not idle, (
        f"give each of these a wording in tests/cases/wordings.toml under {metric.name}, or drop it"
    )


@pytest.mark.parametrize("metric", METRICS, ids=[metric.name for metric in METRICS])
def test_every_metric_has_an_example_and_a_counterexample(metric: Metric) -> None:
    assert metric.example
    assert metric.counterexample


def test_unknown_key_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    folder = tmp_path / "metrics"
    folder.mkdir()
    source = Path("extractors/lexicon/metrics/revenue.toml").read_text(encoding="utf-8")
    (folder / "revenue.toml").write_text(source.replace("materiality", "materialty"), encoding="utf-8")
    with pytest.raises(LexiconError, match="did you mean 'materiality'"):
        load_metrics(tmp_path)


def test_a_users_metric_is_added(tmp_path: Path) -> None:
    folder = tmp_path / "metrics"
    folder.mkdir()
    source = Path("extractors/lexicon/metrics/revenue.toml").read_text(encoding="utf-8")
    (folder / "book_sales.toml").write_text(
        source.replace('name = "revenue"', 'name = "book_sales"'), encoding="utf-8"
    )
    assert "book_sales" in {metric.name for metric in load_metrics(tmp_path)}


def test_a_misspelt_folder_of_a_users_lexicon_is_refused(tmp_path: Path) -> None:
    (tmp_path / "metrics").mkdir()
    (tmp_path / "README.md").write_text("ours", encoding="utf-8")
    assert Lexicon.load(tmp_path).metrics
    (tmp_path / "entites").mkdir()
    with pytest.raises(LexiconError, match="did you mean 'entities'"):
        Lexicon.load(tmp_path)
