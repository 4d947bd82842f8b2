-- The rulings of people, in the order in which they were made. Takes nothing.
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
    note,
    ruling_id,
    finding_id,
    claim_a,
    claim_b,
    reading,
    answer,
    assignee,
    undoes,
    holds
from core.judgements
order by position;
