-- Question: Which outlets are first most often?
-- Reading: Among answers that at least two outlets state; undated articles are never first.
select outlet, count(*) as n_first, count(*) filter (where n_origins = 1) as n_copied_by_all
from first_tellings
where first_seen_at is not null
group by outlet
order by n_first desc, outlet
limit 20;
