-- Question: Who changed a figure without telling readers?
-- Reading: `copies` still print the old value.
select outlet, subject, metric, old_value, new_value, copies
from silent_edits
where alert
order by rank
limit 20;
