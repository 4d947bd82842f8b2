"""The labelled set holds together: labels stand in the texts, words are of the closed lists."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.gold import GoldError, Topic, load_topics, problems, sha256_of
from extractors.lexicon.metrics import load_metrics
from extractors.records import Kind

TOPICS = load_topics()


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_topic_holds_together(topic: Topic) -> None:
    assert list(problems(topic)) == []


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_articles_are_short_and_have_one_address_each(topic: Topic) -> None:
    assert len({article.url for article in topic.articles}) == len(topic.articles)
    assert all(30 <= len(article.text.split()) <= 200 for article in topic.articles)


def test_metrics_of_labels_are_in_the_lexicon() -> None:
    facts = {path.stem for path in (Path(__file__).parents[2] / "extractors/lexicon/facts").glob("*.toml")}
    known = {metric.name for metric in load_metrics()} | facts | {"said"}
    named = {label.metric for topic in TOPICS for label in topic.labels if label.is_named}
    assert named <= known


def test_set_is_large_and_varied_enough() -> None:
    labels = [label for topic in TOPICS for label in topic.labels]
    kinds = Counter(label.kind for label in labels)
    relations = Counter(pair.relation for topic in TOPICS for pair in topic.pairs)
    assert len(TOPICS) >= 6
    assert sum(len(topic.articles) for topic in TOPICS) >= 40
    assert kinds["quantity"] >= 250
    assert kinds["fact"] >= 30
    assert kinds["quote"] >= 20
    assert relations["contradict"] >= 20
    assert relations["different"] + relations["update"] >= 60
    assert {label.status for label in labels} >= {"reported", "projected", "target", "rumoured", "denied"}


def test_ten_stories_are_held_out() -> None:
    assert sum(topic.is_held_out for topic in TOPICS if not topic.is_of_quotations) == 10


def test_quotations_are_many_and_a_third_is_held_out() -> None:
    topics = [topic for topic in TOPICS if topic.is_of_quotations]
    held_out = sum(len(topic.labels) for topic in topics if topic.is_held_out)
    assert sum(len(topic.articles) for topic in topics) >= 30
    assert sum(len(topic.labels) for topic in topics) >= 150
    assert 3 * held_out >= sum(len(topic.labels) for topic in topics) - 3


def test_a_label_of_a_kind_that_the_topic_does_not_label_is_told() -> None:
    topic = replace(TOPICS[0], labelled=frozenset({Kind.QUOTE}))
    assert any("labels no quantity" in line for line in problems(topic))


def spoilt(**change: object) -> list[str]:
    topic = TOPICS[0]
    labels = (replace(topic.labels[0], **change), *topic.labels[1:])  # type: ignore[arg-type]
    return list(problems(replace(topic, labels=labels)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"quote": "words that nobody wrote"}, "quote is not in the text"),
        ({"value_text": "$999"}, "value_text is not in the quote"),
        ({"low": 5.0, "high": 4.0}, "not a value"),
        ({"modifier": "exact"}, "does not fit"),
        ({"modifier": "roughly"}, "no such modifier"),
        ({"kind": "opinion"}, "no such kind"),
        ({"article": "a99"}, "there is no article"),
        ({"id": "c2"}, "is there twice"),
    ],
)
def test_a_spoilt_label_is_told(change: dict[str, object], said: str) -> None:
    assert any(said in line for line in spoilt(**change))


def test_a_dangling_pair_is_told() -> None:
    topic = TOPICS[0]
    pair = replace(topic.pairs[0], a="c999")
    assert any("not two claims" in line for line in problems(replace(topic, pairs=(pair,))))


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"topic": "x"}))
    with pytest.raises(GoldError, match="not a topic"):
        load_topics(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no topics"):
        load_topics(tmp_path)


def test_the_digest_changes_with_a_byte_and_with_a_name(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    first = sha256_of(tmp_path)
    (tmp_path / "a.json").write_text("{} ")
    second = sha256_of(tmp_path)
    (tmp_path / "a.json").rename(tmp_path / "b.json")
    assert len({first, second, sha256_of(tmp_path)}) == 3
