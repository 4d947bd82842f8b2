"""Findings of blocks as the tables they are stored in: made in any process, stored by the one that writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from checkers.records import BlockFindings
from extractors.records import Issue, Stage
from warehouse.columns import (
    answer_form_table,
    answer_table,
    form_table,
    issue_table,
    question_table,
    relation_table,
    text_table,
)
from warehouse.limits import load_limits
from warehouse.reference_columns import reference_relation_table


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTables:
    """What was found for some blocks, a table a kind of row; `claims` is how many claims the blocks hold."""

    block_keys: tuple[str, ...]
    claims: int
    tables: dict[str, pa.Table]


def found_tables(findings: Sequence[BlockFindings]) -> FoundTables:
    """The findings of some blocks as tables, block by block in the order given. Linear in their rows."""
    forms = []
    for found in findings:
        question_of = dict(found.question_of_form)
        forms += [(form, question_of.get(form.form_id)) for form in found.forms]
    answers = [(found.block_key, answer) for found in findings for answer in found.answers]
    issues = [(found.block_key, issue) for found in findings for issue in (*found.issues, *_cut_short(found))]
    claim_forms = [
        (claim, form, found.block_key) for found in findings for claim, form in found.form_of_claim
    ]
    return FoundTables(
        block_keys=tuple(found.block_key for found in findings),
        claims=len(claim_forms),
        tables={
            "staged_forms": form_table(forms),
            "staged_claim_forms": text_table(("claim_id", "form_id", "block_key"), claim_forms),
            "staged_relations": relation_table([(f.block_key, r) for f in findings for r in f.relations]),
            "staged_reference_relations": reference_relation_table(
                [(f.block_key, r) for f in findings for r in f.references]
            ),
            "staged_questions": question_table([question for f in findings for question in f.questions]),
            "staged_answers": answer_table(answers),
            "staged_answer_forms": answer_form_table(answers),
            "staged_issues": issue_table(issues),
        },
    )


def joined_tables(parts: Sequence[FoundTables]) -> FoundTables:
    """The findings of several lots of blocks as those of one; nothing is copied."""
    if not parts:
        return found_tables(())
    return FoundTables(
        block_keys=tuple(key for part in parts for key in part.block_keys),
        claims=sum(part.claims for part in parts),
        tables={name: pa.concat_tables([part.tables[name] for part in parts]) for name in parts[0].tables},
    )


def _cut_short(found: BlockFindings) -> Iterator[Issue]:
    """What claim_relations will not show in full."""
    limits = load_limits()
    if len(found.form_of_claim) <= limits.shown_whole:
        return
    question_of = dict(found.question_of_form)
    sizes = Counter(question_of.get(form) for _, form in found.form_of_claim)
    shown = f"claim_relations shows the earliest {limits.shown_per_form} of each written form"
    for question in found.questions:
        if (size := sizes[question.question_id]) > limits.shown_whole:
            yield Issue(
                stage=Stage.CHECK,
                code="shows_representatives",
                where=question.question_id,
                message=f'"{question.text}" has {size:,} claims: {shown}.',
            )
    if (size := len(found.form_of_claim)) > limits.shown_whole and len(found.questions) > 1:
        yield Issue(
            stage=Stage.CHECK,
            code="shows_representatives",
            where=found.block_key,
            message=f"The block {found.block_key} has {size:,} claims: between its questions {shown}.",
        )
