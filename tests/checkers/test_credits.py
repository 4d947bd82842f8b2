"""Credits become edges: to the held article, else to the named source, never to oneself."""

from __future__ import annotations

import pytest

from checkers.lineage import Tracing, trace
from checkers.records import LineageEdge, LineageKind
from extractors.claims.credits.attribution import find_attributions
from extractors.records import Article, Credit
from extractors.text.sentences import split_sentences
from tests.tracing_world import ENTITIES, OUTLETS, article


def credits_of(one: Article) -> list[Credit]:
    sentences = split_sentences(one.text)
    found = find_attributions(one.text, sentences, ENTITIES, one.links, OUTLETS)
    return [
        Credit(article_id=one.article_id, attribution=credit, evidence=credit.span.of(one.text))
        for credit in found
    ]


def traced(*articles: Article) -> Tracing:
    return trace(articles, [credit for one in articles for credit in credits_of(one)], ENTITIES, OUTLETS)


def cites(*articles: Article) -> list[LineageEdge]:
    return [edge for edge in traced(*articles).edges if edge.kind is LineageKind.CITES]


NAMED = [
    ("Sales doubled, according to Bloomberg.", ["Bloomberg"]),
    ("Sales doubled, according to Bloomberg News. Bloomberg adds that costs fell.", ["Bloomberg"]),
    ("Reuters, citing The Information, reported the deal.", ["Reuters", "The Information"]),
    ("The Information and Bloomberg have it that the fee is $30 million.", ["Bloomberg", "The Information"]),
    ("Nimbus said in an SEC filing that it owes $3 million.", ["SEC filing"]),
    ("In a new essay, Sam Altman calls for more chips.", ["Sam Altman’s essay"]),
    ("The market will pass $30 billion, according to a Gartner forecast.", ["Gartner"]),
    (
        "- [Nimbus raises $90 million](https://techcrunch.com/2024/05/01/nimbus-raises-90m/) | A big one.",
        ["TechCrunch"],
    ),
    ("More is in [Wired's deep dive](https://www.wired.com/story/nimbus-from-the-inside/).", ["Wired"]),
    ("Sam Altman [announced](https://x.com/sama/status/18) a delay.", ["Sam Altman"]),
    (
        "[Nimbus](https://www-cnbc-com.cdn.ampproject.org/c/s/www.cnbc.com/nimbus-again.html) said so.",
        ["CNBC"],
    ),
    (
        "[A tale of two fabs.](https://tinyblog.example/p/a-tale-of-two-fabs) | Worth reading.",
        ["tinyblog.example"],
    ),
]
NOT_NAMED = [
    ("Nimbus said on Monday that it had raised $90 million.", "a company that speaks is the subject"),
    ("“We are early,” Sam Altman said.", "a person that speaks is the subject"),
    ("Two people familiar with the matter said so.", "nobody is named"),
    ("Nimbus said in a statement that it would hire.", "a statement is speech"),
    ("The report says sales doubled.", "which report?"),
    ("Our blog says sales doubled, and more can be found in this model card.", "its own documents"),
    ("Watch it on [YouTube now and then](https://www.youtube.com/watch?v=aaaaaaaaaaa).", "a video"),
    ("Try it at [the site of the maker](https://nimbus.example/).", "a home page"),
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_named_sources(text: str, names: list[str]) -> None:
    found = cites(article("https://beacon.example/1", text, outlet="Daily Beacon"))
    assert sorted(edge.origin_name or "" for edge in found) == names
    assert all(
        edge.origin_article_id is None and 0 < edge.confidence <= 1 and edge.evidence for edge in found
    )


@pytest.mark.parametrize(("text", "why"), NOT_NAMED)
def test_no_source(text: str, why: str) -> None:
    assert cites(article("https://beacon.example/1", text, outlet="Daily Beacon")) == [], why


@pytest.mark.parametrize(
    "outlet", ["Bloomberg", "Bloomberg News", "The Straits Paper (Bloomberg)", "bloomberg", "Vale Bloomberg"]
)
def test_an_outlet_never_cites_itself(outlet: str) -> None:
    assert (
        cites(article("https://x.example/1", "Nimbus is for sale, Bloomberg reported.", outlet=outlet)) == []
    )


STORY = (
    "Harbour Robotics is close to a sale of its Bergen plant to the pension fund Lofoten for $140 million, "
    "and 260 welders fear for their jobs. A union meeting is planned at the shipyard gate for Friday."
)
RETOLD = (
    "Welders at the Bergen plant of Harbour Robotics may soon work for the Lofoten pension fund. "
    "The price is $140 million, Reuters reported. A union meeting is planned."
)


def test_the_held_article_of_the_credited_outlet_is_the_source() -> None:
    wire = article("https://reuters.com/a", STORY, outlet="Reuters", published="2024-05-02")
    other = article(
        "https://reuters.com/b", "Rain fell on the wheat of Kansas.", outlet="Reuters", published="2024-05-02"
    )
    late = article(
        "https://reuters.com/c", STORY.replace("Friday", "Monday"), outlet="Reuters", published="2024-05-09"
    )
    mine = article("https://beacon.example/1", RETOLD, outlet="Daily Beacon", published="2024-05-03")
    found = cites(wire, other, late, mine)
    assert [(edge.article_id, edge.origin_article_id) for edge in found] == [
        (mine.article_id, wire.article_id)
    ]


def test_a_link_to_a_held_article_names_it_whatever_its_day() -> None:
    wire = article(
        "https://www.reuters.com/world/harbour-sale-2024/", "Short.", outlet="Reuters", published="2023-01-01"
    )
    text = "The plant is for sale, [Reuters reported](https://reuters.com/world/harbour-sale-2024?utm=1)."
    mine = article("https://beacon.example/1", text, outlet="Daily Beacon", published="2024-05-03")
    assert [edge.origin_article_id for edge in cites(wire, mine)] == [wire.article_id]


@pytest.mark.parametrize(("told", "retold"), [(None, "2024-05-03"), ("2024-05-02", None), (None, None)])
def test_without_a_day_the_words_say_which_article_is_credited(told: str | None, retold: str | None) -> None:
    wire = article("https://reuters.com/a", STORY, outlet="Reuters", published=told)
    other = article("https://reuters.com/b", "Rain fell on the wheat of Kansas.", outlet="Reuters")
    mine = article("https://beacon.example/1", RETOLD, outlet="Daily Beacon", published=retold)
    assert [edge.origin_article_id for edge in cites(wire, other, mine)] == [wire.article_id]


def test_one_edge_for_a_source_credited_twice() -> None:
    text = (
        "CNBC reports that the sale is on. According to CNBC the price is $4 million. Axios reports the same."
    )
    found = cites(article("https://beacon.example/1", text, outlet="Daily Beacon"))
    assert sorted(edge.origin_name or "" for edge in found) == ["Axios", "CNBC"]
