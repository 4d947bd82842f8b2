"""Of a text many times as long as an article the beginning is read, and the rest when that is sparse."""

from __future__ import annotations

from extractors.claims.pipeline import Extraction, extract_claims
from extractors.lexicon.tuning import tuned
from tests.extractors.reading import article, lexicon

GAP = "\n" * (2 * int(tuned("read_first")))
LATE = "Orvane Labs raised $7 million, Calder Wire reported."


def extracted(before: int) -> Extraction:
    """What is found in so many sentences with a figure, very many blank lines and one sentence more."""
    sentences = (f"Nimbus AI raised ${number} million in May." for number in range(1, before + 1))
    return extract_claims(article("\n\n".join(sentences) + GAP + LATE), lexicon())


def test_the_rest_is_not_read_behind_more_claims_than_are_kept() -> None:
    most = int(tuned("most_claims"))
    made = extracted(most + 1)
    assert len(made.claims) == most
    assert not made.credits
    (issue,) = (issue for issue in made.issues if issue.code == "too_many_claims")
    assert f"{most + 1} claims found" in issue.message
    assert "characters behind them are not read" in issue.message


def test_the_rest_is_read_behind_few_claims() -> None:
    made = extracted(2)
    assert [claim.value_text for claim in made.claims] == ["$1 million", "$2 million", "$7 million"]
    assert [credit.attribution.name for credit in made.credits] == ["Calder Wire"]
