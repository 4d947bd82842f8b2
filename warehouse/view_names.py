"""The public views of the published file."""

from __future__ import annotations

VIEWS = (
    "articles",
    "claims",
    "claim_relations",
    "questions",
    "answers",
    "contradictions",
    "agreements",
    "broken_sums",
    "lineage",
    "outlets",
    "issues",
    "runs",
    "judgements",
    "precision",
    "reference_facts",
    "reference_findings",
    "retellings",
    "article_revisions",
    "former_claims",
    "claim_edits",
    "unfollowed_corrections",
    "silent_edits",
    "timelines",
    "disagreements",
    "changes",
    "unsettled_questions",
    "subjects",
    "blind_spots",
    "coverage",
    "first_tellings",
    "copied_sources",
    "single_origin_answers",
)
"""The public views, in the order they are created: a view may read those before it."""
