insert into core.form_relations (
    form_a, form_b, block_key, relation, reason, explanation, confidence, severity, alert, dismissed
)
select form_a, form_b, block_key, relation, reason, explanation, confidence, severity, alert, dismissed
from staged_relations
order by block_key, form_a, form_b;
