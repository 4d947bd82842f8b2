-- Question: What is disputed, the gravest first?
-- Reading: One row per pair of answers; side a was told first. `same_origin` marks copies that differ, which is a slip, no second opinion.
select rank, question, value_a, outlet_a, value_b, outlet_b, reason, same_origin
from contradictions
where alert
order by rank
limit 20;
