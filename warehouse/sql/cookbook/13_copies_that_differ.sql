-- Question: Which copies tell another figure than their source?
-- Reading: `reason` names the slip; `twosource trace` shows the whole tree of a claim.
select outlet, value, source_outlet, source_value, reason
from retellings
where relation = 'contradict'
order by outlet, value
limit 20;
