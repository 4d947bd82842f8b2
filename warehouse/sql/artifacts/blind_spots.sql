-- Grain: one row per kind of thing that the last run was the first to miss.
with last_run as (select max(run_number) as run_number from core.runs)
select b.gap, b.code, count(*) as number, min(b.location) as example, min(b.message) as message
from blind_spots as b
join last_run as l on l.run_number = b.run_number
group by b.gap, b.code
order by number desc, b.gap, b.code
