"""The scorer on hand-made runs: a perfect one, and perfect ones with one thing spoilt."""

from dataclasses import replace

import pytest

from benchmarks.gold import Topic, load_topics
from benchmarks.matching import Found
from benchmarks.scorecard import Rate, Scorecard, Share
from benchmarks.scoring import measure, score
from benchmarks.tally import Findings, FoundEdge
from tests.benchmarks.made import perfect

TOPICS = load_topics()
VOCABULARY = frozenset(label.metric for topic in TOPICS for label in topic.labels if label.is_named)
TOPIC = next(topic for topic in TOPICS if topic.name == "veltrane-series-c")
FINDINGS = perfect([TOPIC])


def scored(findings: Findings, topic: Topic = TOPIC) -> Scorecard:
    return score([topic], VOCABULARY, findings)


def without(claim: str) -> tuple[Found, ...]:
    return tuple(found for found in FINDINGS.claims if found.claim_id != f"{TOPIC.name}/{claim}")


def label_with(metric: str, value: str) -> str:
    return next(label.id for label in TOPIC.labels if label.metric == metric and label.value_text == value)


def spoil(claim: str, **change: object) -> Findings:
    wanted = f"{TOPIC.name}/{claim}"
    claims = tuple(
        replace(found, **change) if found.claim_id == wanted else found  # type: ignore[arg-type]
        for found in FINDINGS.claims
    )
    return replace(FINDINGS, claims=claims)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_a_perfect_run_has_perfect_figures(topic: Topic) -> None:
    card = scored(perfect([topic]), topic)
    assert {name: value for name, value in card.figures().items() if value < 1} == {}
    assert card.remarks == ()


def test_an_empty_run_finds_nothing_and_says_nothing_false() -> None:
    card = scored(Findings(claims=(), relations={}, edges=()))
    assert card.rates["quantity_full"].recall == 0
    assert card.rates["quantity_full"].precision == 1
    assert card.shares["contradiction_recall"].value == 0


def test_a_missed_claim_costs_recall_and_its_relations() -> None:
    card = scored(replace(FINDINGS, claims=without(label_with("funding_round", "$301 million"))))
    rate = card.rates["quantity_full"]
    assert (rate.labelled - rate.hits, rate.precision) == (1, 1)
    assert card.shares["contradiction_recall"].value < 1
    assert card.remarks[0].sort == "missed"


def test_a_wrong_metric_costs_precision_and_recall() -> None:
    card = scored(spoil(label_with("funding_round", "$301 million"), metric="valuation"))
    rate = card.rates["quantity_full"]
    assert rate.labelled - rate.hits == rate.found - rate.hits == 1
    assert card.rates["quantity_found"].f1 == 1


def test_a_wrong_subject_costs_only_the_full_match() -> None:
    card = scored(spoil(label_with("funding_round", "$301 million"), subject="Parsefield"))
    assert card.rates["quantity_metric"].f1 == 1
    assert card.rates["quantity_full"].f1 < 1
    assert card.remarks[0].line.startswith("veltrane-series-c/a6 | Veltrane not Parsefield")


def test_a_name_of_ours_for_what_has_no_name_is_not_false() -> None:
    card = scored(spoil(label_with("other:share_sale", "$40 million"), metric="deal_value"))
    assert card.rates["quantity_full"].f1 == 1


def test_an_unlabelled_number_of_an_unknown_metric_is_not_false() -> None:
    extra = replace(FINDINGS.claims[0], claim_id="extra", metric="other:year", start_char=0, end_char=4)
    card = scored(replace(FINDINGS, claims=(*FINDINGS.claims, extra)))
    assert card.rates["quantity_full"].f1 == 1
    assert card.rates["quantity_found"].precision < 1


@pytest.mark.parametrize("name", ["modifier", "period", "status", "attributed_to", "unit"])
def test_an_attribute_is_scored_by_itself(name: str) -> None:
    label = next(label for label in TOPIC.labels if label.attributed_to and label.is_named and label.period)
    card = scored(spoil(label.id, **{name: "nothing of the kind"}))
    assert card.shares[name].of - card.shares[name].hits == 1
    assert card.rates["quantity_full"].f1 == 1


def relation(of: str, to: str) -> Findings:
    changed = {pair: to if said == of else said for pair, said in FINDINGS.relations.items()}
    return replace(FINDINGS, relations=changed)


def test_a_hard_negative_called_a_contradiction_is_told() -> None:
    card = scored(relation("different", "contradict"))
    assert card.shares["hard_negatives_spared"].value < 1
    assert card.shares["contradiction_precision"].value < 1
    assert card.shares["different_recall"].value == 0
    assert card.shares["contradiction_recall"].value == 1


def test_a_contradiction_with_an_unlabelled_claim_counts_only_strictly() -> None:
    extra = replace(FINDINGS.claims[0], claim_id="extra", start_char=0, end_char=4)
    pair = frozenset(("extra", FINDINGS.claims[0].claim_id))
    card = scored(
        replace(
            FINDINGS,
            claims=(*FINDINGS.claims, extra),
            relations={**FINDINGS.relations, pair: "contradict"},
        )
    )
    assert card.shares["contradiction_precision"].value == 1
    assert card.shares["contradiction_precision_strict"].value < 1


def test_what_contradicts_one_contradicts_all_that_agree_with_it() -> None:
    swapped, last = label_with("funding_round", "$301 million"), label_with("funding_round", "$310M")
    pair = frozenset((f"{TOPIC.name}/{swapped}", f"{TOPIC.name}/{last}"))
    assert pair not in FINDINGS.relations
    card = scored(replace(FINDINGS, relations={**FINDINGS.relations, pair: "contradict"}))
    assert card.shares["contradiction_precision_strict"].value == 1


def test_an_article_copied_from_nobody_is_a_false_copy() -> None:
    a, b = TOPIC.articles[0].url, TOPIC.articles[5].url
    edge = FoundEdge(article_url=a, origin_url=b, origin_name=None, kind="rewrite")
    card = scored(replace(FINDINGS, edges=(*FINDINGS.edges, edge)))
    assert card.rates["copies"].precision < 1
    assert card.rates["copies"].recall == 1


def test_which_way_a_copy_goes_is_not_asked() -> None:
    turned = tuple(
        replace(edge, article_url=edge.origin_url, origin_url=edge.article_url) if edge.origin_url else edge
        for edge in FINDINGS.edges
    )
    assert scored(replace(FINDINGS, edges=turned)).rates["copies"].f1 == 1


def test_a_credit_to_another_is_a_missed_one() -> None:
    edges = tuple(replace(edge, origin_name="Somebody Else") for edge in FINDINGS.edges)
    assert scored(replace(FINDINGS, edges=edges)).shares["cites_recall"].value == 0


def test_groups_are_measured_apart() -> None:
    held_out = [topic for topic in TOPICS if topic.is_held_out]
    cards = measure(TOPICS, TOPICS, perfect(held_out))
    assert cards["held_out"].rates["quantity_full"].f1 == 1
    assert cards["tuned"].rates["quantity_full"].hits == 0


def test_rates_of_nothing() -> None:
    assert Rate(hits=0, found=0, labelled=0).f1 == 1
    assert Rate(hits=0, found=3, labelled=2).f1 == 0
    assert Share(hits=0, of=0).value == 1


def test_topics_of_quotations_are_measured_apart() -> None:
    groups = measure(TOPICS, TOPICS, perfect(TOPICS))
    assert set(groups) == {"tuned", "held_out", "quotations", "quotations_held_out"}
    assert set(groups["quotations"].figures()) == {"quotes", "quote_speakers"}


def test_claims_of_a_kind_that_a_topic_does_not_label_are_not_false() -> None:
    topic = next(topic for topic in TOPICS if topic.is_of_quotations)
    findings = perfect([topic])
    stray = replace(findings.claims[0], claim_id="stray", kind="quantity", metric="revenue")
    card = scored(replace(findings, claims=(*findings.claims, stray)), topic)
    assert card.figures() == {"quotes": 1, "quote_speakers": 1}
