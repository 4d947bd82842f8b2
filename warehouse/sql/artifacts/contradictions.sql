-- Grain: one row per contradiction that is worth an alert.
select rank, question, value_a, outlet_a, value_b, outlet_b, explanation
from contradictions
where alert
order by rank
