-- A form, question, answer, judged pair or form of a claim is stored once in its block.
select 'form' as what, form_id as id from core.forms group by block_key, form_id having count(*) > 1
union all
select 'question', question_id from core.questions group by question_id having count(*) > 1
union all
select 'answer', answer_id from core.answers group by answer_id having count(*) > 1
union all
select 'pair', form_a || ' ' || form_b
from core.form_relations
group by block_key, form_a, form_b
having count(*) > 1
union all
select 'beside a reference', reference_id || ' ' || form_id
from core.reference_relations
group by block_key, reference_id, form_id
having count(*) > 1
union all
select 'claim', claim_id from core.claim_forms group by claim_id having count(*) > 1
order by what, id;
