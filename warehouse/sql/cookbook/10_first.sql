-- Question: Who was first with a figure, who followed, and how much later?
-- Reading: With `n_origins` = 1 the others have it from the first.
select question, value, outlet, next_outlet, date_diff('minute', first_seen_at::timestamptz, next_at::timestamptz) / 60 as lead_hours, n_origins
from first_tellings
where kind = 'quantity'
order by lead_hours desc, question
limit 20;
