-- Grain: one row per pair of claims whose relation is known, claim_a < claim_b.
-- Answers: Which claims contradict this one, and why?
create or replace view claim_relations as
with judged as (
    select
        r.block_key,
        r.form_a,
        r.form_b,
        r.relation,
        r.reason,
        regexp_replace(r.explanation, '\{[ab/]\}', '', 'g') as explanation,
        r.confidence,
        fa.question_id is not distinct from fb.question_id as is_within
    from core.form_relations as r
    join core.forms as fa on fa.form_id = r.form_a and fa.block_key = r.block_key
    join core.forms as fb on fb.form_id = r.form_b and fb.block_key = r.block_key
),
-- The claims that may be shown are chosen before they are paired: pairing all and choosing then is quadratic.
shown_in_question as (
    select claim_id, form_id, block_key from core.claim_forms where is_shown_in_question
),
shown_in_block as (
    select claim_id, form_id, block_key from core.claim_forms where is_shown_in_block
),
related as (
    select a.claim_id as one, b.claim_id as other, j.relation, j.reason, j.explanation, j.confidence
    from judged as j
    join shown_in_question as a on a.form_id = j.form_a and a.block_key = j.block_key
    join shown_in_question as b on b.form_id = j.form_b and b.block_key = j.block_key
    where j.is_within
    union all
    select a.claim_id, b.claim_id, j.relation, j.reason, j.explanation, j.confidence
    from judged as j
    join shown_in_block as a on a.form_id = j.form_a and a.block_key = j.block_key
    join shown_in_block as b on b.form_id = j.form_b and b.block_key = j.block_key
    where not j.is_within
),
equal as (
    select
        a.claim_id as one,
        b.claim_id as other,
        'agree' as relation,
        'equal' as reason,
        'Both say ' || coalesce(f.value_text, f.object, 'the same') || '.' as explanation,
        1.0::double as confidence
    from shown_in_question as a
    join shown_in_question as b
        on b.form_id = a.form_id and b.block_key = a.block_key and a.claim_id < b.claim_id
    join core.forms as f on f.form_id = a.form_id and f.block_key = a.block_key
)
select
    least(one, other) as claim_a,
    greatest(one, other) as claim_b,
    relation,
    reason,
    explanation,
    confidence
from related
union all
select one, other, relation, reason, explanation, confidence
from equal;

comment on view claim_relations is 'Pairs of claims and how they stand to each other; derived from relations of written forms. A question or block of more than 1,000 claims shows the earliest 10 of each form, and issues says so.';
comment on column claim_relations.claim_a is 'Lesser claim id.';
comment on column claim_relations.claim_b is 'Greater claim id.';
comment on column claim_relations.relation is 'agree, contradict, update or different.';
comment on column claim_relations.reason is 'Code of the closed list in docs/reasons.md; equal when both say the same thing.';
comment on column claim_relations.explanation is 'One sentence for a person: what either says, what both are about, and how they stand.';
comment on column claim_relations.confidence is 'How sure checking is, 0 to 1.';
