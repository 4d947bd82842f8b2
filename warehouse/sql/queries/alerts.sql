-- Contradictions that are worth an alert and changed quotations that nobody resolved, the most pressing first. Takes nothing.
select *
from contradictions
where alert or (kind = 'quote' and ruling is distinct from 'resolved')
order by rank;
