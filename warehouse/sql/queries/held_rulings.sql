-- The rulings of people, in the order of their file. Takes nothing.
select
    ruling,
    left_form as "left",
    right_form as "right",
    subject,
    metric,
    scope,
    period,
    ruled_by as "user",
    ruled_at as "at",
    note
from core.judgements
order by position;
