insert into core.answer_forms (answer_id, form_id, block_key, role)
select answer_id, form_id, block_key, role
from staged_answer_forms
order by block_key, answer_id, role, form_id;
