-- How the answers to a question stand to each other: the gravest relation of each pair, between forms that state
-- them. Takes $question_id.
with stated as (
    select af.form_id, af.answer_id, af.block_key
    from core.answers as n
    join core.answer_forms as af
        on af.answer_id = n.answer_id and af.block_key = n.block_key and af.role = 'states'
    where n.question_id = $question_id
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
    b.answer_id as answer_b
from core.form_relations as r
join stated as a on a.form_id = r.form_a and a.block_key = r.block_key
join stated as b on b.form_id = r.form_b and b.block_key = r.block_key
where a.answer_id <> b.answer_id
qualify row_number() over (
    partition by least(a.answer_id, b.answer_id), greatest(a.answer_id, b.answer_id)
    order by r.relation = 'contradict' desc, r.severity desc, r.confidence desc, r.form_a, r.form_b
) = 1
order by r.relation = 'contradict' desc, r.alert desc, r.severity desc, r.confidence desc, r.form_a, r.form_b;
