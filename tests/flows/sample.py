"""Small sources for the tests of the flows, written here: figures of real companies in sentences of ours."""

from __future__ import annotations

import json
from pathlib import Path

STORIES = (
    (
        "Alpha Post",
        "2024-10-02",
        "OpenAI raised $6.6 billion in a funding round. The round valued OpenAI at $157 billion.",
    ),
    (
        "Beta Times",
        "2024-10-03",
        "OpenAI has raised $6.6 billion in new funding. The deal values OpenAI at $150 billion.",
    ),
    (
        "Gamma Daily",
        "2024-10-03",
        "OpenAI has 1,700 employees. Microsoft said its revenue was $65.6 billion in the quarter.",
    ),
    (
        "Delta Wire",
        "2024-10-04",
        "Microsoft reported revenue of $65.6 billion. Meta had 3.29 billion daily users in September 2024.",
    ),
)


def article(number: int) -> dict[str, str]:
    """The n-th article: one of the stories, with a paragraph of its own so that none is a copy."""
    outlet, published, text = STORIES[number % len(STORIES)]
    own = f"Desk {number} of the {outlet} counted {number + 3} interviews for this report, and no more."
    return {
        "url": f"https://news.example/{number}",
        "outlet": outlet,
        "published": published,
        "title": f"Report {number}",
        "text": f"{text}\n\n{own}",
    }


def write_articles(path: Path, number: int) -> Path:
    """A JSONL file of so many articles."""
    lines = (json.dumps(article(n)) for n in range(number))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
