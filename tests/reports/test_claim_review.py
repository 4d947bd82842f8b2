"""ClaimReview: what the public vocabulary allows, and never a word on who is right."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from flows.claim_reviews import claim_reviews
from flows.cli import app
from flows.exits import Exit
from flows.settings import Settings, SettingsError
from tests.sql.story import tell

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "reports" / "claim_review.schema.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tell(tmp_path_factory.mktemp("reviewed") / "data").parent


def errors_of(document: object) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)]


def test_every_contradiction_is_a_valid_review(data: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    document = json.loads(claim_reviews(Settings(data=data), author="Example Times", every=True))
    assert errors_of(document) == []
    assert [review["reviewRating"]["alternateName"] for review in document["@graph"]] == [
        "Told differently by copies of one origin: North Wire and The Ledger",
        "Disputed between North Wire and Evening Post",
        "Told differently by copies of one origin: Town Gazette and Evening Post",
    ]
    worth = document["@graph"][1]
    assert worth["claimReviewed"] == "Halden AI: valuation: $4.2 billion, or $5 billion"
    assert worth["author"]["name"] == "Example Times"
    assert [side["firstAppearance"]["url"] for side in worth["itemReviewed"]] == [
        "https://wire.example/story",
        "https://post.example/story",
    ]


def test_no_review_rates_the_truth(data: Path) -> None:
    text = claim_reviews(Settings(data=data), every=True)
    assert "ratingValue" not in text
    assert "not rated" in text
    rated = json.loads(text)
    rated["@graph"][0]["reviewRating"]["ratingValue"] = 1
    assert errors_of(rated) != []


def test_the_command_writes_a_file_or_prints(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "reviews.json"
    written = CliRunner().invoke(app, ["claim-review", str(path), "--data", str(data)])
    assert written.exit_code == Exit.DONE, written.stderr
    printed = CliRunner().invoke(app, ["claim-review", "--data", str(data)])
    assert printed.stdout == path.read_text(encoding="utf-8")
    assert errors_of(json.loads(printed.stdout)) == []


def test_an_address_that_is_none_is_a_mistake(data: Path) -> None:
    with pytest.raises(SettingsError, match="--author-url"):
        claim_reviews(Settings(data=data), author_url="example.org")
