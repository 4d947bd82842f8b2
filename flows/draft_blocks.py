"""What the published file holds of the blocks that a draft's claims belong to, as checking compares it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from checkers.changes import change_of
from checkers.compare.names import subject_key
from checkers.compare.written import clean_text
from checkers.drafts import DraftBlock, KnownForm, compare_draft
from checkers.judgements import Judgements
from checkers.questions import block_of, form_of, is_alone, sentence_key, told_together
from checkers.records import Joined, Relation, Telling
from checkers.rules import Rules
from extractors.claims.pipeline import Lexicon
from extractors.records import Claim, Kind, Reference
from flows.check import make_rules
from flows.families import widest_family
from flows.lookup import rulings_of
from warehouse import Published
from warehouse.draft_rows import DraftForm, DraftJoined, DraftReference, DraftStanding
from warehouse.held_rows import HeldClaim

SPEAKER = "the draft"
"""How sentences that explain a finding name the draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedBlock:
    """A block of the draft's claims beside what is known: the findings, and the known forms by id."""

    found: DraftBlock
    known: Mapping[str, DraftForm]
    references: Mapping[str, Reference]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """All blocks of a draft by key, the rules they were judged by, and the claims compared with nothing."""

    rules: Rules
    by_key: Mapping[str, ComparedBlock]
    alone: frozenset[str]


def judgements_of(published: Published) -> Judgements:
    """The rulings of the published file, with the names that evidence joined there."""
    plain = rulings_of(published)
    joined = {
        subject_key(row.name): Joined(name=row.name, subject=row.subject, evidence="as published")
        for row in published.rows(DraftJoined)
        if subject_key(plain.subject_of(row.name)) != subject_key(row.subject)
    }
    return replace(plain, joined=joined)


def compare_blocks(
    published: Published,
    claims: Sequence[Claim],
    lexicon: Lexicon,
    day: str,
    left_out: Sequence[str],
) -> Blocks:
    """How the claims of a draft dated `day` stand to the known forms of their blocks.

    Costs a few passes over the published claims and the comparison of the draft's forms with those of
    their blocks, see `checkers.drafts.compare_draft`.
    """
    judgements = judgements_of(published)
    by_block: dict[str, list[Telling]] = defaultdict(list)
    alone: set[str] = set()
    for claim in claims:
        subject = judgements.subject_of(claim.subject)
        key = block_of(claim, subject, widest_family(subject, lexicon))
        if is_alone(key):
            alone.add(claim.claim_id)
        else:
            telling = Telling(claim=claim, published=day, outlet=SPEAKER, origin=claim.article_id)
            by_block[key].append(telling)
    keys = sorted(by_block)
    references = [(row.block_key, row.reference()) for row in published.rows(DraftReference, block_keys=keys)]
    rules = make_rules(lexicon, judgements, references)
    rows: dict[str, list[DraftForm]] = defaultdict(list)
    for row in published.rows(DraftForm, block_keys=keys, left_out=list(left_out)):
        rows[row.block_key].append(row)
    standing = _standing(published.rows(DraftStanding, block_keys=keys))
    beside = _besides(published, by_block, rows, rules)
    found = {
        key: ComparedBlock(
            found=compare_draft(
                key, by_block[key], [_known(row, beside) for row in rows[key]], standing, rules
            ),
            known={row.form_id: row for row in rows[key]},
            references={each.reference_id: each for each in rules.references.get(key, ())},
        )
        for key in keys
    }
    return Blocks(rules=rules, by_key=found, alone=frozenset(alone))


def _standing(rows: Iterable[DraftStanding]) -> Mapping[str, Mapping[str, Relation]]:
    found: dict[str, dict[str, Relation]] = defaultdict(dict)
    for row in rows:
        found[row.form_id][row.reference_id] = Relation(row.relation)
    return found


def _known(row: DraftForm, beside: Mapping[str, str]) -> KnownForm:
    is_quote = row.kind == Kind.QUOTE
    change = None if is_quote else change_of(row.first_sentence, row.first_value)
    return KnownForm(
        form=replace(row.form(), change=change, beside=beside.get(row.form_id)),
        sureness=row.sureness,
        spellings=frozenset(map(clean_text, row.spellings)) - {""},
        only_article=row.only_article,
        named=frozenset(row.named or ()),
        n_claims=row.n_claims,
    )


def _besides(
    published: Published,
    by_block: Mapping[str, Sequence[Telling]],
    rows: Mapping[str, Sequence[DraftForm]],
    rules: Rules,
) -> Mapping[str, str]:
    """`Form.beside` of the known forms for which it matters, by form id.

    It matters where a sentence of the draft gives its subject several values, and a known form is one of
    these: only then may both be parts of the same set.
    """
    wanted: dict[str, DraftForm] = {}
    for key, tellings in by_block.items():
        together = told_together(tellings)
        values = {
            (each.claim.low, each.claim.high, each.claim.unit)
            if each.claim.kind is Kind.QUANTITY
            else clean_text(each.claim.object or "")
            for each in tellings
            if sentence_key(each) in together
        }
        for row in rows[key] if values else ():
            form = row.form()
            said = (form.low, form.high, form.unit) if form.kind is Kind.QUANTITY else form.object or ""
            if said in values:
                wanted[row.first_claim] = row
    if not wanted:
        return {}
    held = published.rows(HeldClaim, claim_ids=sorted(wanted))
    told = [row.telling() for row in held]
    together = told_together(told)
    return {
        wanted[each.claim.claim_id].form_id: beside
        for each in told
        if each.claim.claim_id in wanted
        and (beside := _beside(wanted[each.claim.claim_id], each, rules, together)) is not None
    }


def _beside(
    row: DraftForm, telling: Telling, rules: Rules, together: Mapping[tuple[str, str, str], str]
) -> str | None:
    return form_of(row.block_key, telling, rules, together.get(sentence_key(telling))).beside
