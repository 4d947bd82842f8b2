-- How two written forms were judged; no row if they say nothing of each other. Takes $form_a, $form_b.
select form_a, form_b, relation, reason, explanation, confidence, severity, alert, dismissed
from core.form_relations
where form_a = least($form_a, $form_b) and form_b = greatest($form_a, $form_b);
