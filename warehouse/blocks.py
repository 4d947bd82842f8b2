"""Blocks out to the checkers, findings back: each block is read as a stream and replaced as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter

import duckdb
import pyarrow as pa

from checkers.records import BlockFindings, Telling
from extractors.records import Issue, Stage
from warehouse.columns import (
    answer_form_table,
    answer_table,
    form_table,
    issue_table,
    key_table,
    question_table,
    relation_table,
    staged,
    text_table,
)
from warehouse.connect import transaction, translated_errors
from warehouse.limits import load_limits
from warehouse.rows import stream, telling_of
from warehouse.state import note_change, read_state, write_state
from warehouse.statements import run, statement

_ROWS_AT_ONCE = 8_192  # four of DuckDB's vectors: large enough to be quick, a few megabytes of claims


def dirty_blocks(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The blocks to check, sorted: their claims, origins or judgements changed since they were."""
    with translated_errors():
        return tuple(row[0] for row in run(con, "blocks/dirty"))


def stream_blocks(
    con: duckdb.DuckDBPyConnection, keys: Iterable[str]
) -> Iterator[tuple[str, tuple[Telling, ...]]]:
    """The blocks of these keys in order, each with its tellings by publication and claim id.

    It reads one snapshot in one pass, so findings may be stored while it runs, and holds one block at a
    time. Keys without claims do not come. Undated tellings come last.
    """
    reader = con.cursor()
    try:
        with translated_errors(), staged(reader, staged_keys=key_table(keys, "block_key")):
            rows = chain.from_iterable(stream(reader, statement("blocks/stream"), _ROWS_AT_ONCE))
            for key, tellings in groupby(map(telling_of, rows), key=itemgetter(0)):
                yield key, tuple(telling for _, telling in tellings)
    finally:
        reader.close()


def replace_blocks(
    con: duckdb.DuckDBPyConnection, run_number: int, findings: Sequence[BlockFindings]
) -> None:
    """Store the findings of some blocks in one transaction, in place of what was found before.

    The blocks leave the queue. Cost: a scan of the block keys of all findings, whatever is replaced, so
    hand over many blocks at a time.

    Raises:
        WarehouseBroken, DiskFull: DuckDB cannot go on; nothing is stored.
    """
    limits = load_limits()
    with staged(con, **_tables(findings)), transaction(con):
        run(con, "blocks/stage_cleared")
        run(con, "blocks/clear")
        run(
            con,
            "blocks/insert_claim_forms",
            shown_whole=limits.shown_whole,
            shown_per_form=limits.shown_per_form,
        )
        for name in ("forms", "relations", "questions", "answers", "answer_forms"):
            run(con, f"blocks/insert_{name}")
        run(con, "blocks/insert_issues", run_number=run_number)
        if findings:
            note_change(con, "findings", (str(run_number), *(found.block_key for found in findings)))


def use_rules(con: duckdb.DuckDBPyConnection, rules_version: str) -> bool:
    """Say which rules the blocks are checked by; other rules than last time make every block dirty.

    Returns:
        Whether the rules are others.
    """
    if read_state(con, "rules_version") == rules_version:
        return False
    with transaction(con):
        run(con, "blocks/dirty_all")
        write_state(con, "rules_version", rules_version)
    return True


def _tables(findings: Sequence[BlockFindings]) -> dict[str, pa.Table]:
    forms = []
    for found in findings:
        question_of = dict(found.question_of_form)
        forms += [(form, question_of.get(form.form_id)) for form in found.forms]
    answers = [(found.block_key, answer) for found in findings for answer in found.answers]
    issues = [(found.block_key, issue) for found in findings for issue in (*found.issues, *_cut_short(found))]
    claim_forms = [
        (claim, form, found.block_key) for found in findings for claim, form in found.form_of_claim
    ]
    return {
        "staged_keys": key_table([found.block_key for found in findings], "block_key"),
        "staged_forms": form_table(forms),
        "staged_claim_forms": text_table(("claim_id", "form_id", "block_key"), claim_forms),
        "staged_relations": relation_table([(f.block_key, r) for f in findings for r in f.relations]),
        "staged_questions": question_table([question for f in findings for question in f.questions]),
        "staged_answers": answer_table(answers),
        "staged_answer_forms": answer_form_table(answers),
        "staged_issues": issue_table(issues),
    }


def _cut_short(found: BlockFindings) -> Iterator[Issue]:
    """What claim_relations will not show in full."""
    limits = load_limits()
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
