-- Outside the blocks that wait to be checked or met a bug, findings speak of claims, forms and questions that are held.
with found as (
    select 'claim of a form' as what, f.claim_id as id, f.block_key
    from core.claim_forms as f
    anti join core.claims as c on c.claim_id = f.claim_id and c.block_key = f.block_key
    union all
    select 'form of a claim', f.form_id, f.block_key
    from core.claim_forms as f
    anti join core.forms as h on h.form_id = f.form_id and h.block_key = f.block_key
    union all
    select 'claim without a form', c.claim_id, c.block_key
    from core.claims as c
    anti join core.claim_forms as f on f.claim_id = c.claim_id
    union all
    select 'form of a pair', r.form_a, r.block_key
    from core.form_relations as r
    anti join core.forms as h on h.form_id = r.form_a and h.block_key = r.block_key
    union all
    select 'form of a pair', r.form_b, r.block_key
    from core.form_relations as r
    anti join core.forms as h on h.form_id = r.form_b and h.block_key = r.block_key
    union all
    select 'form beside a reference', r.form_id, r.block_key
    from core.reference_relations as r
    anti join core.forms as h on h.form_id = r.form_id and h.block_key = r.block_key
    union all
    select 'reference of a finding', r.reference_id, r.block_key
    from core.reference_relations as r
    anti join core.reference_facts as h on h.reference_id = r.reference_id and h.block_key = r.block_key
    union all
    select 'question of an answer', a.question_id, a.block_key
    from core.answers as a
    anti join core.questions as q on q.question_id = a.question_id and q.block_key = a.block_key
    union all
    select 'question of a form', f.question_id, f.block_key
    from core.forms as f
    anti join core.questions as q on q.question_id = f.question_id and q.block_key = f.block_key
    where f.question_id is not null
    union all
    select 'form of an answer', n.form_id, n.block_key
    from core.answer_forms as n
    anti join core.forms as h on h.form_id = n.form_id and h.block_key = n.block_key
)
select f.what, f.id, f.block_key
from found as f
anti join private.dirty_blocks as d on d.block_key = f.block_key
where not (
    f.what = 'claim without a form'
    and f.block_key in (select i.block_key from core.issues as i where i.code = 'poison_block')
)
order by f.what, f.id;
