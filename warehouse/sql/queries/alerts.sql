-- Contradictions that are worth an alert and changed quotations, the most pressing first. Takes nothing.
select *
from contradictions
where alert or kind = 'quote'
order by rank;
