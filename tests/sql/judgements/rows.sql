select
    ruling,
    left_form,
    right_form,
    subject,
    metric,
    scope,
    period,
    ruled_by,
    ruled_at,
    note
from judgements
order by ruled_at;
