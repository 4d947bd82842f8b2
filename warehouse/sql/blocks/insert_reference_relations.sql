insert into core.reference_relations (
    reference_id, form_id, block_key, relation, reason, explanation, confidence, severity, alert, dismissed
)
select
    reference_id, form_id, block_key, relation, reason, explanation, confidence, severity, alert, dismissed
from staged_reference_relations
order by block_key, reference_id, form_id;
