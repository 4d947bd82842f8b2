-- What people said of findings and what holds, in the order it was said. Takes nothing.
select finding_id, ruling, ruled_by, ruled_at, note, right_answer, assignee
from judgements
where holds and finding_id is not null
order by ruled_at, ruling_id nulls first;
