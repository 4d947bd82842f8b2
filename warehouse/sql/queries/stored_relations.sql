-- How the written forms of a block were judged. Takes $block_key.
select form_a, form_b, relation, reason, explanation, confidence, severity, alert, dismissed
from core.form_relations
where block_key = $block_key
order by form_a, form_b;
