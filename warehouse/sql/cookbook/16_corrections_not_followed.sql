-- Question: Which corrections did the copies not follow?
-- Reading: Silent edits and corrections with a note alike; `notice` tells them apart.
select outlet, notice, old_value, new_value, copy_outlet, copy_url
from unfollowed_corrections
order by outlet, copy_outlet
limit 20;
