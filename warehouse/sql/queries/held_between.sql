-- How the answers to a question stand to each other: the gravest relation of each pair, between forms that state
-- them. Takes $question_id.
with stated as (
    select af.form_id, af.answer_id, af.block_key
    from core.answers as n
    join core.answer_forms as af
        on af.answer_id = n.answer_id and af.block_key = n.block_key and af.role = 'states'
    where n.question_id = $question_id
),
-- The outlet that told each form first.
tellers as (
    select cf.form_id, cf.block_key, a.outlet
    from core.claim_forms as cf
    semi join stated as s on s.form_id = cf.form_id and s.block_key = cf.block_key
    join core.claims as c on c.claim_id = cf.claim_id
    join core.articles as a on a.article_id = c.article_id
    where cf.witness = 1
)
select
    r.form_a,
    r.form_b,
    r.relation,
    r.reason,
    r.explanation,
    r.confidence,
    r.severity,
    r.alert,
    r.dismissed,
    a.answer_id as answer_a,
    b.answer_id as answer_b,
    ta.outlet as outlet_a,
    tb.outlet as outlet_b
from core.form_relations as r
join stated as a on a.form_id = r.form_a and a.block_key = r.block_key
join stated as b on b.form_id = r.form_b and b.block_key = r.block_key
left join tellers as ta on ta.form_id = r.form_a and ta.block_key = r.block_key
left join tellers as tb on tb.form_id = r.form_b and tb.block_key = r.block_key
where a.answer_id <> b.answer_id
qualify row_number() over (
    partition by least(a.answer_id, b.answer_id), greatest(a.answer_id, b.answer_id)
    order by r.relation = 'contradict' desc, r.severity desc, r.confidence desc, r.form_a, r.form_b
) = 1
order by r.relation = 'contradict' desc, r.alert desc, r.severity desc, r.confidence desc, r.form_a, r.form_b;
