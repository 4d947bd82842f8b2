-- Question: What changed since yesterday evening?
-- Reading: By the time of the news. For what is new since a run ask by `seen_at` or `run_number` instead.
select change, changed_at, subject, metric, old_value, value, outlet
from changes
where changed_at >= '2031-03-03T12:00:00Z' and metric not like 'other:%'
order by changed_at, change, subject, metric, value
limit 20;
