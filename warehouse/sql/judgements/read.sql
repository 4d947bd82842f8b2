select ruling, left_form, right_form, subject, metric, scope, period, ruled_by, ruled_at, note,
    ruling_id, finding_id, claim_a, claim_b, reading, answer, assignee, undoes, holds
from core.judgements
order by position;
